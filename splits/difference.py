"""What changed between two manifests: slots of the header, and rows that moved."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.splits.errors import ManifestError
from aivc.splits.header_changes import SlotChange, slot_changes
from aivc.splits.manifest.integrity import MAX_EXAMPLES, Tally
from aivc.splits.manifest.resolve import assign_rows

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from aivc.splits.manifest.document import ManifestDocument
    from aivc.splits.observations import Observations, Partitioning
    from aivc.storage.records.texts import Texts

NOWHERE = ""
"""Stands for no part."""


@dataclass(frozen=True, slots=True)
class Move:
    """Rows that are in other parts than before.

    ``before`` and ``after`` are the parts, several joined by `` + ``, empty for none.
    """

    before: str
    after: str
    rows: Tally


@dataclass(frozen=True, slots=True)
class Difference:
    """How two manifests differ.

    Attributes
    ----------
    slots
        Slots of the header, by JSON pointer.
    moves
        Rows, or keys where there are no data, in other parts than before, most first.
    only_before, only_after
        Rows, or keys, that only one of the manifests puts into a part.
    n_same
        Rows, or keys, that are in the same part as before.
    by
        ``rows`` where the manifests were laid beside data, else ``keys``.
    """

    slots: tuple[SlotChange, ...]
    moves: tuple[Move, ...]
    only_before: Tally
    only_after: Tally
    n_same: int
    by: str

    @property
    def is_empty(self) -> bool:
        """Whether the manifests say the same."""
        return not (self.slots or self.moves or self.only_before or self.only_after)


def diff_manifests(
    before: ManifestDocument, after: ManifestDocument, observations: Observations | None = None
) -> Difference:
    """Compare two manifests.

    Parameters
    ----------
    before, after
        The manifests.
    observations
        The rows that they divide. With them manifests that use different keys can be compared.

    Raises
    ------
    ManifestError
        A header or table cannot be read; or there are no data and the tables have different keys.
    """
    for document in (before, after):
        problem = document.parse_problem or document.table_problem
        if problem or document.table is None:
            said = problem or "it names no table of assignments"
            msg = f"{document.path} cannot be compared: {said}"
            raise ManifestError(msg)
    slots = tuple(slot_changes(before.raw, after.raw))
    if observations is None:
        memberships = _by_keys(before, after)
        return _compared(slots, *memberships, by="keys")
    one, _ = assign_rows(before, observations)
    other, _ = assign_rows(after, observations)
    names = _RowNames(observations)
    return _compared(slots, _of_rows(one), _of_rows(other), names, by="rows")


@dataclass(frozen=True)
class _Members:
    """The parts of each thing: a code for each, and what the codes mean; code 0 is no part."""

    codes: NDArray[np.int64]
    labels: tuple[str, ...]


class _RowNames:
    def __init__(self, observations: Observations) -> None:
        self._observations = observations

    def __call__(self, places: Sequence[int]) -> tuple[str, ...]:
        return self._observations.names_of(places)


def _compared(
    slots: tuple[SlotChange, ...], one: _Members, other: _Members, names: Any, *, by: str
) -> Difference:
    width = len(other.labels)
    pairs = one.codes * width + other.codes
    moves: list[Move] = []
    only = {"before": Tally(), "after": Tally()}
    n_same = 0
    lost: list[NDArray[np.int64]] = []
    gained: list[NDArray[np.int64]] = []
    for pair in np.unique(pairs).tolist():
        before, after = one.labels[pair // width], other.labels[pair % width]
        places = np.flatnonzero(pairs == pair)
        if before == after:
            n_same += len(places) if before else 0
        elif not after:
            lost.append(places)
        elif not before:
            gained.append(places)
        else:
            moves.append(Move(before, after, _tally(places, len(pairs), names)))
    for key, found in (("before", lost), ("after", gained)):
        if found:
            only[key] = _tally(np.sort(np.concatenate(found)), len(pairs), names)
    moves.sort(key=lambda move: (-move.rows.count, move.before, move.after))
    return Difference(slots, tuple(moves), only["before"], only["after"], n_same, by)


def _tally(places: NDArray[np.int64], total: int, names: Any) -> Tally:
    return Tally(len(places), total, tuple(names(places[:MAX_EXAMPLES].tolist())))


def _of_rows(partitioning: Partitioning) -> _Members:
    codes = partitioning.codes.astype(np.int64) + 1
    labels = [NOWHERE, *partitioning.names]
    place = {name: k for k, name in enumerate(labels)}
    further: dict[int, list[int]] = {}
    for row, part in partitioning.also.tolist():
        further.setdefault(row, []).append(part)
    for row, parts in further.items():
        every = sorted({partitioning.names[part] for part in (*parts, int(codes[row]) - 1)})
        joined = " + ".join(every)
        codes[row] = place.setdefault(joined, len(place))
    return _Members(codes, tuple(place))


def _by_keys(before: ManifestDocument, after: ManifestDocument) -> tuple[_Members, _Members, Any]:
    one, other = _listed(before), _listed(after)
    keys = sorted({*one, *other})
    labels = tuple(dict.fromkeys([NOWHERE, *sorted({*one.values(), *other.values()})]))
    place = {label: k for k, label in enumerate(labels)}

    def members(listed: Mapping[tuple[str, ...], str]) -> _Members:
        codes = np.array([place[listed.get(key, NOWHERE)] for key in keys], np.int64)
        return _Members(codes, labels)

    def names(places: Sequence[int]) -> tuple[str, ...]:
        return tuple(" | ".join(part for part in keys[k] if part) for k in places)

    if set(_columns(before)) != set(_columns(after)):
        msg = (
            f"the assignments of {before.path} are by {', '.join(_columns(before))}, those of "
            f"{after.path} by {', '.join(_columns(after))}; to compare rows, name the data with "
            "--data"
        )
        raise ManifestError(msg)
    return members(one), members(other), names


def _columns(document: ManifestDocument) -> list[str]:
    return sorted(document.table.keys) if document.table is not None else []


def _listed(document: ManifestDocument) -> dict[tuple[str, ...], str]:
    """Return the parts of each key, joined where they are several."""
    table = document.table
    found: dict[tuple[str, ...], set[str]] = {}
    if table is None:
        return {}
    parts = _cells(table.parts)
    columns = [_cells(table.keys[name]) for name in _columns(document)]
    for part, *key in zip(parts, *columns, strict=True):
        if part:
            found.setdefault(tuple(key), set()).add(part)
    return {key: " + ".join(sorted(names)) for key, names in found.items()}


def _cells(texts: Texts) -> list[str]:
    labels = [*texts.labels(), NOWHERE]
    return [labels[code] for code in texts.codes.tolist()]
