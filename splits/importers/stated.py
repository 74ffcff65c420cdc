"""What a person states about a split whose source does not say it."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from aivc.schema.slots import enum_spec
from aivc.splits.axes import AXES
from aivc.splits.errors import ImportedSplitError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aivc.splits.importers.model import ImportedSplit

EVALUATED = ("validation", "calibration", "test", "external_test")


def with_stated(
    imported: ImportedSplit,
    *,
    unit: str | None = None,
    unseen: Sequence[str] = (),
    controls: str | None = None,
) -> ImportedSplit:
    """Add what is stated to a split, and take it from what is unsaid.

    Parameters
    ----------
    imported
        The split as its source has it; what is stated goes before that.
    unit
        Axis that was kept whole.
    unseen
        Axes of which each evaluated part is claimed to hold values that training does not.
    controls
        Policy of controls.

    Raises
    ------
    ImportedSplitError
        There is no such axis or policy, or no part is evaluated, so that nothing can be claimed.
    """
    for axis in (*([unit] if unit else ()), *unseen):
        if axis not in AXES:
            message = f"there is no axis {axis!r}; use one of {', '.join(AXES)}"
            raise ImportedSplitError(message)
    slots: dict[str, Any] = {}
    if unseen:
        slots["claims"] = _claims(imported, unseen)
    if controls:
        slots["control_policy"] = _policy(controls)
    said = {*slots, *(["unit_of_split"] if unit else ())}
    return replace(
        imported,
        unit=unit or imported.unit,
        slots=MappingProxyType({**imported.slots, **slots}),
        unsaid=tuple(one for one in imported.unsaid if one.split(":", 1)[0] not in said),
    )


def _claims(imported: ImportedSplit, unseen: Sequence[str]) -> list[dict[str, str]]:
    evaluated = [name for name, role in imported.parts.items() if role in EVALUATED]
    if not evaluated:
        message = (
            f"of the parts {', '.join(imported.parts)} none is known to be evaluated, so none can "
            "hold anything unseen; say what they are for with --role, such as --role "
            f"{next(iter(imported.parts), 'ood')}=test"
        )
        raise ImportedSplitError(message)
    return [
        {"claim_axis": axis, "novelty": "unseen", "partition": name}
        for name in evaluated
        for axis in dict.fromkeys(unseen)
    ]


def _policy(controls: str) -> str:
    known = tuple(enum_spec("ControlPolicy").values)
    if controls not in known:
        message = f"there is no control policy {controls!r}; use one of {', '.join(known)}"
        raise ImportedSplitError(message)
    return controls
