"""Faults to plant in a copy of the reference dataset, each with the rule that must find it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aivc.validators.examples.example import (
    CopyRows,
    DropCard,
    SetCard,
    SetColumn,
    SetNames,
    SetValues,
    TransformMatrix,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from aivc.validators.examples.example import Edit
    from aivc.validators.examples.specimen import Specimen

RNA, PROTEIN = "mod/rna", "mod/prot"


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that goes wrong in a laboratory, and the code of the rule that is meant for it."""

    name: str
    story: str
    code: str
    edits: tuple[Edit, ...]


def faults(specimen: Specimen) -> tuple[Fault, ...]:
    """Return the faults, with the places in this dataset where they are planted."""
    find = _Places(specimen)
    return (
        Fault(
            "not-a-number",
            "A counting step divided by zero in one cell.",
            "MAT001",
            (SetValues("X", {(3, 5): float("nan")}, RNA),),
        ),
        Fault(
            "logarithms-as-counts",
            "Somebody saved the normalised matrix under the name of the counts.",
            "MAT005",
            (TransformMatrix("X", "log1p_cp10k", RNA),),
        ),
        Fault(
            "cells-twice",
            "Two lanes were merged twice, so that ten cells are there again.",
            "MAT011",
            (CopyRows("X", {100 + k: k for k in range(10)}, RNA),),
        ),
        Fault(
            "same-name",
            "Barcodes were joined without their lane; two cells share a name.",
            "TAB001",
            tuple(SetNames("obs", {1: find.row_name(0)}, table) for table in (RNA, PROTEIN)),
        ),
        Fault(
            "micrometres",
            "A dose of 10 micromolar was written as `10 um`.",
            "VOC018",
            (SetCard(f"{find.dose('dexa_10uM_24h')}/unit", "um"),),
        ),
        Fault(
            "minus-666",
            "A missing dose was written as -666, the way LINCS does.",
            "INT003",
            (SetCard(f"{find.dose('dexa_1uM_24h')}/value", -666),),
        ),
        Fault(
            "old-assay-term",
            "The assay is named by a term that was merged into another.",
            "VOC002",
            _both("assay_ontology_term_id", "EFO:0009310"),
        ),
        Fault(
            "tissue-as-cell-type",
            "The tissue was pasted into the column of cell types.",
            "VOC003",
            _both("cell_type_ontology_term_id", dict.fromkeys(range(40), "UBERON:0000178")),
        ),
        Fault(
            "vehicle-as-drug",
            "DMSO is listed as a treatment, not as a control.",
            "CTL002",
            _vehicle_as_drug(find),
        ),
        Fault(
            "plate-without-vehicle",
            "The vehicle wells of one plate were relabelled.",
            "CTL004",
            _both(
                "condition_id",
                find.rows(
                    lambda row: row["plate_id"] == "P2" and row["condition_id"] == "vehicle_24h",
                    "untreated_24h",
                )
                | find.rows(
                    lambda row: row["plate_id"] == "P2" and row["condition_id"] == "vehicle_6h",
                    "untreated_24h",
                ),
            ),
        ),
        Fault(
            "harvest-before-dose",
            "Cells were harvested, on paper, before the second drug was given.",
            "GRM003",
            (SetCard(f"{find.condition('dexa_then_pano')}/harvest_time/value", 3),),
        ),
        Fault(
            "control-guide-with-target",
            "A non-targeting guide is said to hit a gene.",
            "INT008",
            (
                SetCard(
                    f"{find.agent('crispri_non_targeting')}/guides/0/guide_features",
                    ["ENSG00000113580"],
                ),
            ),
        ),
        Fault(
            "drug-on-one-plate",
            "One drug went onto a single plate; on the others its wells were left untreated.",
            "DSG004",
            _both(
                "condition_id",
                find.rows(
                    lambda row: row["condition_id"].startswith("pano") and row["plate_id"] != "P1",
                    "untreated_24h",
                ),
            ),
        ),
        Fault(
            "genes-chosen-from-all",
            "Variable genes were chosen from all cells, those of a later test set too.",
            "PRV004",
            _selected_genes(),
        ),
        Fault(
            "no-licence",
            "Nobody wrote down the licence.",
            "CRD001",
            (DropCard("/license"),),
        ),
    )


def _both(column: str, values: object) -> tuple[Edit, ...]:
    """Set a column of obs in both modalities, which hold the same cells."""
    return tuple(SetColumn("obs", column, values, table) for table in (RNA, PROTEIN))


def _vehicle_as_drug(find: _Places) -> tuple[Edit, ...]:
    dose = {
        "event_type": "administer",
        "event_time": {"value": 0, "unit": "h"},
        "agent": "dmso",
        "amount": {"value": 0.1, "unit": "%"},
        "dose_kind": "volume_fraction",
        "exposure_mode": "bath_concentration",
    }
    given = {
        "intervention_id": "give_dmso",
        "label": "DMSO",
        "acts_at": "cell",
        "time_zero": "first_dose",
        "events": [dose],
    }
    condition = find.condition("vehicle_24h")
    return (
        SetCard("/interventions/-", given),
        DropCard(f"{condition}/control"),
        SetCard(f"{condition}/intervention", "give_dmso"),
    )


def _selected_genes() -> tuple[Edit, ...]:
    step = {
        "activity_id": "variable_genes",
        "step_type": "feature_selection",
        "order_index": 3,
        "software": {"name": "scanpy", "version": "1.11.0"},
        "fit_scope": "all_partitions",
        "uses_outcome": False,
    }
    return (
        SetCard("/activities/-", step),
        SetCard("/tables/0/was_generated_by/-", "variable_genes"),
    )


@dataclass(frozen=True, slots=True)
class _Places:
    """Find places in a specimen by name."""

    specimen: Specimen

    def row_name(self, row: int) -> str:
        return self.specimen.tables[RNA].obs.names[row]

    def rows(self, wanted: Callable[[Mapping[str, str]], bool], label: str) -> dict[int, str]:
        columns = self.specimen.tables[RNA].obs.columns
        n_rows = len(self.specimen.tables[RNA].obs.names)
        return {
            row: label
            for row in range(n_rows)
            if wanted({name: values[row] for name, values in columns.items()})
        }

    def condition(self, name: str) -> str:
        return self._pointer("conditions", "condition_id", name)

    def agent(self, name: str) -> str:
        return self._pointer("agents", "agent_id", name)

    def dose(self, condition: str) -> str:
        place = self._pointer("interventions", "intervention_id", f"give_{condition}")
        return f"{place}/events/0/amount"

    def _pointer(self, listed: str, slot: str, name: str) -> str:
        entries = (self.specimen.card or {})[listed]
        return f"/{listed}/{[entry[slot] for entry in entries].index(name)}"
