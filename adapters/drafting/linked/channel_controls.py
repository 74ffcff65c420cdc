"""Channels that hold no single cell, as controls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.adapters.drafting.channels import BLANKS
from aivc.schema.errors import AivcError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aivc.adapters.drafting.measured import Measured
    from aivc.adapters.drafting.section import Section
    from aivc.storage.model import Column, Table

KINDS = {
    "carrier": "carrier",
    "reference": "reference_channel",
    **dict.fromkeys((*BLANKS, "unused"), "empty"),
}
"""Kind of control by what a column calls the sample in a channel."""


def draft_channel_controls(section: Section, measured: Sequence[Measured]) -> None:
    """Draft a condition for each kind of channel, and a control for those without a single cell."""
    if section.slots.get("conditions") or section.slots.get("controls"):
        return
    for item in measured:
        if item.operator.operator_type != "SingleCellProteomics":
            continue
        column = _kinds_of_channel(item.table)
        if column is not None:
            _draft(section, column)
            return


def _kinds_of_channel(table: Table) -> Column | None:
    for info in table.obs.columns:
        try:
            column = table.obs.column(info.name)
        except AivcError:
            continue
        if column.numbers is None and "carrier" in {label.casefold() for label in _used(column)}:
            return column
    return None


def _used(column: Column) -> list[str]:
    return [column.categories[code] for code in sorted(set(column.codes.tolist())) if code >= 0]


def _draft(section: Section, column: Column) -> None:
    controls, conditions = [], []
    for label in _used(column):
        kind = KINDS.get(label.casefold())
        condition = {"condition_id": label}
        if kind is not None:
            controls.append({"control_id": label, "control_kind": kind, "matched_on": ["batch"]})
            condition["control"] = label
        conditions.append(condition)
    section.slots["controls"] = controls
    section.slots["conditions"] = conditions
    name = column.info.name
    section.guess(("controls",), f"{name} says so; these channels hold no single cell")
    section.guess(("conditions",), f"{name} tells what each channel holds; say what was done")
    keys = section.slots.setdefault("binding", {}).setdefault("keys", [])
    section.guess(("binding", "keys", len(keys)), "it tells channels without a cell from others")
    keys.append({"role": "condition", "columns": [name]})
