"""A link of the MERFISH crop: molecules, the cells that Baysor gave them to, and their table."""

import pytest
import yaml

from aivc.storage import find_card, open_dataset
from aivc.validators.facts.collect import collect
from aivc.validators.facts.scale.model import Affected
from aivc.validators.findings import Level

CARD = {
    "tables": [
        {
            "path_in_file": "tables/gene_expression_baysor/X",
            "measured_by": "merfish",
            "value_type": "raw_counts",
            "unit_set": "cells",
        }
    ],
    "unit_sets": [
        {
            "unit_set_id": "molecules",
            "scale": "molecule",
            "element": "points/molecule_baysor",
            "unit_id_column": "molecule_id",
        },
        {
            "unit_set_id": "cells",
            "scale": "cell",
            "element": "shapes/cells_circles_baysor",
            "unit_id_column": "cell_id",
            "region_column": "region",
        },
        {"unit_set_id": "nuclei", "scale": "cell", "element": "labels/dapi_labels"},
    ],
    "links": [
        {
            "link_id": "in_cell",
            "source_set": "molecules",
            "target_set": "cells",
            "direction": "project",
            "link_type": "transcript_to_cell",
            "partner_column": "cell",
            "unassigned_labels": ["0"],
            "aggregation_function": "sum",
            "conserved_quantity": "counts",
        }
    ],
}


@pytest.mark.realdata
def test_molecules_of_a_cell_are_the_counts_of_its_row(real_data, tmp_path) -> None:
    store = real_data / "spatialdata_merfish_ileum/derived/merfish_mouse_ileum_cropped.sdata.zarr"
    card = tmp_path / "card.yaml"
    card.write_text(yaml.safe_dump(CARD))
    with open_dataset(store) as dataset:
        _, facts, _ = collect(dataset, find_card(store, card, dataset), level=Level.FULL)
    assert [found.n_units for found in facts.scale.unit_sets] == [473, 4, 29]
    (link,) = facts.scale.links
    # The crop holds the outlines of four cells, and molecules of seven others.
    assert (link.n_source_linked, link.n_target_linked) == (77, 1)
    assert link.unknown_targets.count == 7
    assert link.conservation.source_total == link.conservation.target_total == 77
    assert link.conservation.off == Affected()
