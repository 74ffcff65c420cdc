"""What predictions on the synthetic tissue are judged on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aivc.reference_models.synthetic.section import truth
from aivc.reference_models.synthetic.section.geometry import SECTIONS
from aivc.reference_models.synthetic.section.tables import CELLS, SPOTS

if TYPE_CHECKING:
    from aivc.reference_models.synthetic.section.files import WrittenFile

SOFTWARE = {"name": "aivc", "version": "0.1.0"}


def readouts_of_card(gene_sets: WrittenFile) -> list[dict[str, Any]]:
    """Return expression, neighbourhoods, composition and pathways."""
    shared = {"decision": "experiment_design", "fit_scope": "stateless", "software": SOFTWARE}
    return [
        {
            "readout_id": "expression",
            "readout_type": "expression",
            "input_tables": [f"{SPOTS}/X"],
            "input_images": [f"images/he_{section.name}" for section in SECTIONS],
            "input_scale": "spot",
            "output_scale": "spot",
            "readout_method": "log1p of counts per ten thousand",
            "readout_unit": "1",
            **shared,
        },
        {
            "readout_id": "neighbourhood",
            "readout_type": "spatial_neighbourhood",
            "input_tables": [f"{CELLS}/X"],
            "input_scale": "cell",
            "output_scale": "niche",
            "readout_method": "shares of cell types among neighbours",
            "readout_unit": "1",
            "neighbourhood": {"graph": "knn", "n_neighbours": truth.N_NEIGHBOURS},
            **shared,
        },
        {
            "readout_id": "composition",
            "readout_type": "cell_state_composition",
            "input_tables": [f"{CELLS}/X"],
            "input_scale": "cell",
            "output_scale": "spot",
            "readout_method": "shares of cell types, weighted by area under the spot",
            "readout_unit": "1",
            **shared,
        },
        {
            "readout_id": "programmes",
            "readout_type": "pathway_activity",
            "input_tables": [f"{SPOTS}/X"],
            "input_scale": "spot",
            "output_scale": "spot",
            "readout_method": "mean log expression of the members",
            "readout_unit": "1",
            "feature_set": {
                "name": "programmes of the synthetic tissue",
                "version": "1.0.0",
                "license": "CC0-1.0",
                "path": gene_sets.path,
                "sha256": gene_sets.sha256,
            },
            **shared,
        },
    ]
