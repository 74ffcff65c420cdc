"""The truth of the synthetic tissue as plain data, for whoever checks a model against it."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.reference_models.synthetic.section import truth
from aivc.reference_models.synthetic.section.geometry import HEIGHT, SECTION_DISTANCE
from aivc.reference_models.synthetic.section.tables import cell_ids

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from aivc.reference_models.synthetic.section.sections import SectionData, Tissue

DIGITS = 4


def render_truth(tissue: Tissue) -> str:
    """Return the truth as JSON."""
    document: dict[str, Any] = {
        "format": "aivc-reference-section-truth",
        "version": 1,
        "seed": tissue.seed,
        "niches": {
            niche: {"density": truth.DENSITY[niche], "shares_of_cell_types": shares}
            for niche, shares in truth.NICHES.items()
        },
        "regions": {
            donor: [asdict(disc) for disc in block.regions]
            for donor, block in tissue.blocks.items()
        },
        "cell_types": {name: asdict(kind) for name, kind in truth.KINDS.items()},
        "molecules_of_a_gene_in_a_cell": {
            "marker": truth.MARKER_RATE,
            "other": truth.OTHER_RATE,
            "housekeeping": truth.HOUSEKEEPING_RATE,
            **truth.PROGRAMME_RATES,
        },
        "programmes": truth.PROGRAMMES,
        "proliferation": {
            "r2_of_image": truth.IMAGE_R2,
            "told_by": "darkness of the nucleus",
            "standard_deviation_of_log_rate": truth.PROLIFERATION_SPREAD,
        },
        "hypoxia": {
            "log_fold_change_along_y": truth.HYPOXIA_RISE,
            "from": 0.0,
            "to": HEIGHT,
        },
        "interferon_response": {
            "log_fold_change_among_t_cells": truth.INTERFERON_PER_T_CELL,
            "n_neighbours": truth.N_NEIGHBOURS,
        },
        "sections": {
            "distance": SECTION_DISTANCE,
            "share_of_cells_cut_twice": truth.CUT_TWICE,
        },
        "donor_log_shifts": {donor: _by_gene(shift) for donor, shift in tissue.shifts.items()},
        "standard_deviation_of_log_size_of_cells": truth.CELL_SIZE_SPREAD,
        "dispersion": truth.DISPERSION,
        "share_of_molecules_outside_of_cells": truth.UNASSIGNED_SHARE,
        "control_probes_for_each_molecule": truth.CONTROL_RATE,
        "cells": {data.section.name: _cells(data) for data in tissue.sections},
    }
    return json.dumps(document, indent=1, sort_keys=True, default=dict) + "\n"


def _by_gene(values: NDArray[np.float64]) -> dict[str, float]:
    return dict(zip(truth.panel(), np.round(values, DIGITS).tolist(), strict=True))


def _cells(data: SectionData) -> dict[str, list[Any]]:
    cells = data.cells
    return {
        "cell_id": cell_ids(data),
        "nucleus": list(range(1, cells.n_cells + 1)),
        "darkness": np.round(cells.darkness, DIGITS).tolist(),
        "proliferation": np.round(cells.activity, DIGITS).tolist(),
        "is_cut_twice": cells.is_cut_twice.tolist(),
        "place_in_block": cells.grid_places.tolist(),
    }
