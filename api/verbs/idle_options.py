"""Refuse what is said about data and would change nothing, so that nobody relies on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aivc.splits.axes import AXES, AxisKind
from aivc.splits.making.problem import PHYSICAL
from aivc.splits.making.request import SplitRequestError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from aivc.splits.making.request import SplitRequest
    from aivc.splits.observations import AxisKeys, Observations

OF_COMPOUNDS = frozenset({"agent", "scaffold", "compound_cluster", "combination", "condition"})
"""Axes that divide compounds, whose similarity then says what is near."""


def refuse_idle(said: Mapping[str, Any], request: SplitRequest, rows: Observations) -> None:
    """Raise where something was said that has no effect on these data.

    Parameters
    ----------
    said
        Slots of the manifest that were stated by name: labels, places, similarity.
    request
        What the split shall be like.
    rows
        The rows, as they were seen with what was said.

    Raises
    ------
    SplitRequestError
        The message names every option that would do nothing, and why.
    """
    faults = [*_of_labels(said, rows), *_of_places(said, rows)]
    faults += [*_of_similarity(said, request, rows), *_of_shared(request, rows)]
    if faults:
        message = "Nothing would come of this: " + "; ".join(faults) + "."
        raise SplitRequestError(message)


def _of_labels(said: Mapping[str, Any], rows: Observations) -> Iterator[str]:
    labels = said.get("control_labels", ())
    if not labels:
        return
    from aivc.splits.identity.spelling import folded

    known = _labels(rows)
    unknown = [label for label in labels if folded(label) not in known]
    if len(unknown) == len(labels) and _by_declared(rows):
        return  # Of an axis on which every row is a control, nothing is left to look at.
    if unknown:
        columns = sorted({name for axis in _interventions(rows) for name in axis.columns})
        unbound = (
            "in the columns that are known; name the one of treatments with --bind agent=COLUMN"
        )
        where = f"in {', '.join(columns)}" if columns else unbound
        yield f"--control-label {', '.join(map(repr, unknown))}: there is no such label {where}"


def _labels(rows: Observations) -> set[str]:
    """Return all labels of treatments, and the members of those that name several."""
    from aivc.splits.identity.spelling import folded

    found: set[str] = set()
    for axis in _interventions(rows):
        resolution = axis.resolution
        separator = resolution.separator if resolution is not None else ""
        # Of an axis that the card tells there is no column; its controls are named all the same.
        found.update(map(folded, resolution.controls if resolution is not None else ()))
        for name in axis.columns:
            column = rows.column(name)
            for label in column[1] if column is not None else ():
                found.add(folded(label))
                found.update(map(folded, label.split(separator) if separator else ()))
    return found


def _interventions(rows: Observations) -> list[AxisKeys]:
    return [keys for axis, keys in rows.axes.items() if AXES[axis].kind is AxisKind.INTERVENTION]


def _by_declared(rows: Observations) -> bool:
    return any(source.startswith("control_labels") for source in rows.control_sources)


def _of_places(said: Mapping[str, Any], rows: Observations) -> Iterator[str]:
    if rows.coordinates is not None:
        return
    told = rows.absent.get("coordinates") or "the data hold no coordinates"
    options = {
        "--coordinates": "coordinates",
        "--coordinate-unit": "coordinate_unit",
        "--tile": "tile_width",
    }
    for option, slot in options.items():
        if slot in said:
            yield f"{option}: {told}"


def _of_similarity(
    said: Mapping[str, Any], request: SplitRequest, rows: Observations
) -> Iterator[str]:
    if said.get("similarity_threshold") is None:
        return
    asked = {*request.hold_out, *request.keep_whole}
    if not (request.members_seen or asked & OF_COMPOUNDS):
        yield "--similarity: no axis of compounds is held out, such as --hold-out compound_cluster"
    elif not rows.structures:
        yield "--similarity: no structure of any agent is known"


def _of_shared(request: SplitRequest, rows: Observations) -> Iterator[str]:
    for axis in dict.fromkeys(request.shared):
        label = AXES[axis].label if axis in AXES else axis
        if axis not in PHYSICAL:
            yield f"--share {axis}: only {' and '.join(PHYSICAL)} are kept whole unasked"
        elif axis not in rows.axes:
            why = rows.absent.get(axis) or f"the data do not say which {label} a row is of"
            yield f"--share {axis}: {why}"
