"""Measurement operators of a card."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aivc.adapters.drafting.channels import channels_of
from aivc.adapters.drafting.names import words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aivc.adapters.drafting.columns import ObsColumns
    from aivc.adapters.drafting.measured import Measured
    from aivc.adapters.drafting.section import Section

OPERATOR_IDS = {
    "SingleCellRNA": "rna", "SingleCellATAC": "atac", "SurfaceProtein": "protein",
    "SingleCellProteomics": "proteome", "SpotSpatial": "spots", "ImagingSpatial": "imaging",
    "BulkExpression": "expression", "Morphology": "morphology", "Histology": "histology",
    "LiveImaging": "live_imaging", "Viability": "viability", "ClinicalTable": "clinical",
    "BulkProteomics": "proteins", "PooledScreen": "screen",
}  # fmt: skip
DESTROYS = frozenset(OPERATOR_IDS) - {
    "Morphology", "Histology", "LiveImaging", "Viability", "ClinicalTable",
}  # fmt: skip
"""Measuring uses the cells up: they are lysed, digested or fixed."""

UMI_WORDS = frozenset({"umi", "umis", "numi"})
SEGMENTERS = {
    "baysor": "Baysor", "cellpose": "Cellpose", "stardist": "StarDist", "mesmer": "Mesmer",
    "proseg": "Proseg",
}  # fmt: skip
GAP = "The file does not say which assay it is, and no single EFO term fits what it shows."


def operator_id_of(item: Measured) -> str:
    """Name an operator after its modality, or after what it measures."""
    name = item.table.name.rpartition("/")[2]
    if item.table.name.startswith(("mod/", "tables/")) and name:
        return name
    return OPERATOR_IDS.get(item.operator.operator_type, "unknown")


def add_operator(section: Section, operator_id: str, item: Measured, obs: ObsColumns) -> None:
    """Add the operator that measured a table."""
    guess = item.operator
    place = ("operators", len(section.slots["operators"]))
    operator: dict[str, Any] = {"operator_id": operator_id, "operator_type": guess.operator_type}
    if not guess.is_said:
        section.guess((*place, "operator_type"), guess.because)
    if guess.assay is not None:
        operator["assay_ontology_term_id"] = guess.assay
        if not guess.is_assay_stated:
            said = "the file does not name the assay; this is the broadest term that fits"
            section.guess((*place, "assay_ontology_term_id"), said)
    else:
        operator["assay_gap_note"] = GAP
        section.guess((*place, "assay_gap_note"), "nothing in the file names an assay")
    operator["scale"] = guess.scale
    if guess.operator_type in DESTROYS:
        operator["is_destructive"] = True
        section.guess((*place, "is_destructive"), "cells are lysed, digested or fixed for it")
    if guess.platform is not None:
        operator["expression_platform"] = guess.platform
        section.guess((*place, "expression_platform"), guess.because)
    umi = next((c.name for c in obs if UMI_WORDS & set(words_of(c.name))), None)
    if guess.operator_type == "SingleCellRNA" and umi is not None:
        operator["has_umi"] = True
        section.guess((*place, "has_umi"), f"obs has the column {umi}")
    if guess.operator_type == "SingleCellProteomics":
        for slot, (channel, said) in channels_of(obs).items():
            operator[slot] = channel
            section.guess((*place, slot), said)
    method = next((SEGMENTERS[w] for w in words_of(item.table.name) if w in SEGMENTERS), None)
    if guess.operator_type == "ImagingSpatial" and method is not None:
        operator["segmentation"] = {"segmentation_method": method}
        section.guess((*place, "segmentation"), f"the table is called {item.table.name}")
    section.slots["operators"].append(operator)


def pair_operators(section: Section, measured: Sequence[Measured]) -> None:
    """Link operators that measured the same cells, as modalities of one MuData do."""
    shares_cells = [item.table.attributes.get("axis") == 0 for item in measured]
    operators = section.slots["operators"]
    rna = [o["operator_id"] for o in operators if o["operator_type"] == "SingleCellRNA"]
    if not rna or not all(shares_cells):
        return
    for position, operator in enumerate(operators):
        if operator["operator_type"] in {"SurfaceProtein", "SingleCellATAC"}:
            operator["paired_with"] = rna[:1]
            said = "the modalities share their cells"
            section.guess(("operators", position, "paired_with"), said)
