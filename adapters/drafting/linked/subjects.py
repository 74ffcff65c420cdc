"""People that the rows of a clinical table are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.adapters.drafting.space.unit_sets import add_unit_set, free_name
from aivc.schema.errors import AivcError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aivc.adapters.drafting.measured import Measured
    from aivc.adapters.drafting.section import Section


def draft_subjects(section: Section, measured: Sequence[Measured]) -> None:
    """Draft the subjects of each clinical table that names them by a column."""
    columns = {
        operator["operator_id"]: operator.get("subject_column")
        for operator in section.slots.get("operators", ())
        if operator["operator_type"] == "ClinicalTable"
    }
    for item in measured:
        start = f"{item.table.name}/".lstrip("/")
        entries = [
            entry
            for entry in section.slots.get("tables", ())
            if entry["path_in_file"].startswith(start) and "unit_set" not in entry
        ]
        column = next((columns.get(entry.get("measured_by")) for entry in entries), None)
        if not column or not item.table.obs.has(column):
            continue
        try:
            found = item.table.obs.column(column)
        except AivcError:
            continue
        name = free_name(section, "subjects")
        unit_set = {
            "unit_set_id": name,
            "scale": "organism",
            "n_units": len({code for code in found.codes.tolist() if code >= 0}),
            "unit_id_column": column,
        }
        add_unit_set(section, unit_set, {})
        for entry in entries:
            entry["unit_set"] = name
