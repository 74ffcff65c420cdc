"""How much of a section spots cover, as the card describes their array."""

import pytest

from aivc.schema.reading import read_card
from aivc.validators.rules.scl.spot_area import share_under_spots

UM = {"unit": "um"}


def card(link_type: str = "cell_to_spot", measured_by: str = "array", **array: object):
    operator = {"operator_id": "array", "operator_type": "SpotSpatial", "scale": "spot", **array}
    link = {"link_id": "l", "source_set": "cells", "target_set": "spots", "link_type": link_type}
    table = {"path_in_file": "X", "measured_by": measured_by, "unit_set": "spots"}
    return read_card({"operators": [operator], "tables": [table], "links": [link]})


def array(geometry: str, diameter: float, pitch: float) -> dict:
    return {
        "array_geometry": geometry,
        "spot_diameter": {"value": diameter, **UM},
        "spot_pitch": {"value": pitch, **UM},
    }


@pytest.mark.parametrize(
    ("described", "share"),
    [
        (array("hexagonal", 55, 100), 0.2743),  # of Visium
        (array("hexagonal", 100, 100), 0.9069),  # circles that touch
        (array("square", 8, 8), 1.0),  # bins of Visium HD
        (array("square", 10, 20), 0.25),
        (array("bead", 10, 20), 1.0),  # nothing tells how beads lie
        ({"array_geometry": "hexagonal", "spot_diameter": {"value": 55, **UM}}, 1.0),
        ({}, 1.0),
    ],
)
def test_share_of_an_array(described, share) -> None:
    read = card(**described)
    assert share_under_spots(read.links[0], read) == pytest.approx(share, abs=1e-4)


def test_other_links_and_other_tables_have_no_gaps() -> None:
    visium = array("hexagonal", 55, 100)
    other_link = card("cell_to_sample", **visium)
    other_table = card(measured_by="rna", **visium)
    assert share_under_spots(other_link.links[0], other_link) == 1
    assert share_under_spots(other_table.links[0], other_table) == 1
