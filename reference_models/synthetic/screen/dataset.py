"""Put the screen together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aivc.reference_models.synthetic.panel import gene_ids, gene_symbols
from aivc.reference_models.synthetic.screen.card import PROGRAMMES_FILE, screen_card
from aivc.reference_models.synthetic.screen.design import PLATFORMS
from aivc.reference_models.synthetic.screen.truth import GROUPS, IMMEDIATE_EARLY, PROGRAMMES
from aivc.validators.examples.specimen import (
    Specimen,
    SpecimenFrame,
    SpecimenMatrix,
    SpecimenTable,
)

if TYPE_CHECKING:
    from aivc.reference_models.synthetic.screen.design import ScreenWell
    from aivc.reference_models.synthetic.screen.draw import Screen

NAME = "screen"


def screen_dataset(screen: Screen) -> Specimen:
    """Return the screen as an AnnData file of counts, one row for each well, and its card."""
    obs = SpecimenFrame(tuple(map(_name, screen.wells)), _obs(screen.wells))
    var = SpecimenFrame(gene_ids(), {"feature_name": gene_symbols()})
    counts = SpecimenMatrix(screen.counts, storage="dense")
    programmes = programmes_text()
    return Specimen(
        NAME,
        "h5ad",
        screen_card(f"{NAME}.h5ad", len(screen.wells), programmes),
        {"": SpecimenTable(obs, var, {"X": counts})},
        files={PROGRAMMES_FILE: programmes},
    )


def programmes_text() -> str:
    """Return the programmes as a table of source, target and weight."""
    even = {name: dict.fromkeys(genes, 1.0) for name, genes in GROUPS.items()}
    even["IMMEDIATE_EARLY"] = dict.fromkeys(IMMEDIATE_EARLY, 1.0)
    rows = [
        f"{name}\t{gene}\t{weight:g}\n"
        for name, weights in sorted({**PROGRAMMES, **even}.items())
        for gene, weight in sorted(weights.items())
    ]
    return "source\ttarget\tweight\n" + "".join(rows)


def _name(well: ScreenWell) -> str:
    return f"{well.place.plate}_{well.position}"


def _obs(rows: tuple[ScreenWell, ...]) -> dict[str, tuple[Any, ...]]:
    same = len(rows)
    return {
        "sample_id": tuple(f"flask_{well.place.plate}" for well in rows),
        "condition_id": tuple(well.arm.condition_id for well in rows),
        "batch_id": tuple(f"pool_{well.place.plate}" for well in rows),
        "plate_id": tuple(well.place.plate for well in rows),
        "well_position": tuple(well.position for well in rows),
        "site_id": tuple(well.place.lab for well in rows),
        "assay_ontology_term_id": tuple(PLATFORMS[well.place.platform] for well in rows),
        "cell_type_ontology_term_id": ("CL:0000576",) * same,
        "tissue_ontology_term_id": ("CVCL_0006",) * same,
        "tissue_type": ("cell line",) * same,
        "donor_id": ("na",) * same,
        "suspension_type": ("na",) * same,
        "disease_ontology_term_id": ("MONDO:0007896",) * same,
        "sex_ontology_term_id": ("na",) * same,
        "development_stage_ontology_term_id": ("na",) * same,
        "self_reported_ethnicity_ontology_term_id": ("na",) * same,
        "is_primary_data": (True,) * same,
    }
