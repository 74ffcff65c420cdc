"""Ways between scales, and the operator that is missing where there is none."""

from __future__ import annotations

import pytest

from aivc.schema.reading import read_card
from aivc.validators.grammar.anchors import Anchor, anchors_of
from aivc.validators.grammar.composing import Gap
from aivc.validators.grammar.reach import way_to_readout, way_to_table

LIFT = {
    "link_id": "deconvolution",
    "source_set": "spots",
    "target_set": "cells",
    "direction": "lift",
}
UNIT_SETS = [
    {"unit_set_id": "spots", "scale": "spot"},
    {"unit_set_id": "cells", "scale": "cell"},
    {"unit_set_id": "nuclei", "scale": "cell"},
    {"unit_set_id": "organs", "scale": "organ"},
]
TABLE = read_card({"tables": [{"path_in_file": "X"}]}).tables[0]
IMAGE = read_card({"images": [{"image_path": "images/he"}]}).images[0]


def card(*links, **further):
    return read_card({"unit_sets": UNIT_SETS, "links": list(links), **further})


def niche(**further):
    raw = {
        "readouts": [
            {
                "readout_id": "niche_composition",
                "output_scale": "niche",
                "neighbourhood": {"graph": "delaunay"},
                **further,
            }
        ]
    }
    return read_card(raw).readouts[0]


def test_a_declared_link_is_a_way_in_its_direction_only():
    anchors = anchors_of(card(LIFT))
    assert anchors.way("spot", "cell") == (Anchor("deconvolution", "lift", "spot", "cell"),)
    assert anchors.way("cell", "spot") is None
    assert anchors.way("cell", "cell") == ()


def test_a_link_of_another_set_of_the_same_scale_is_no_way():
    link = {"link_id": "l", "source_set": "cells", "target_set": "organs"}
    anchors = anchors_of(card(link))
    assert anchors.way("cell", "organ", "cells") is not None
    assert anchors.way("cell", "organ", "nuclei") is None
    assert anchors.way("cell", "organ") is not None


def test_links_compose_and_the_shortest_way_wins():
    first = {"link_id": "one", "source_set": "spots", "target_set": "cells"}
    second = {"link_id": "two", "source_set": "cells", "target_set": "organs"}
    direct = {"link_id": "direct", "source_set": "spots", "target_set": "organs"}
    names = lambda way: [anchor.name for anchor in way]  # noqa: E731
    assert names(anchors_of(card(first, second)).way("spot", "organ")) == ["one", "two"]
    assert names(anchors_of(card(first, second, direct)).way("spot", "organ")) == ["direct"]


def test_links_in_a_circle_end():
    there = {"link_id": "there", "source_set": "spots", "target_set": "cells"}
    back = {"link_id": "back", "source_set": "cells", "target_set": "spots"}
    assert anchors_of(card(there, back)).way("spot", "organ") is None


@pytest.mark.parametrize(
    ("further", "columns", "scale", "key"),
    [
        ({"samples": [{"sample_id": "s"}]}, (), "sample", "sample_id"),
        ({"donors": [{"donor_id": "d"}]}, (), "organism", "donor_id"),
        ({"binding": {"keys": [{"role": "well", "columns": ["p", "w"]}]}}, (), "well", "p+w"),
        ({}, ("section_id",), "section", "section_id"),
        ({}, (), "cohort", "all observations"),
    ],
)
def test_rows_are_summed_up_by_the_keys_they_carry(further, columns, scale, key):
    anchors = anchors_of(card(**further), frozenset(columns))
    assert anchors.way("cell", scale) == (Anchor(key, "project", "cell", scale),)
    assert anchors.way(scale, "cell") is None


def test_keys_that_nobody_declared_are_no_way():
    assert anchors_of(card()).way("cell", "sample") is None


def test_niches_need_cells():
    missing = way_to_readout(niche(), "spot", TABLE, anchors_of(card()))
    assert missing == Gap("lift", "spot", "cell")
    assert str(missing) == "no lift from spot to cell is declared"
    assert [a.name for a in way_to_readout(niche(), "spot", TABLE, anchors_of(card(LIFT)))] == [
        "deconvolution",
        "delaunay graph",
    ]
    assert way_to_readout(niche(), "niche", TABLE, anchors_of(card())) == ()


def test_a_readout_with_an_input_scale_takes_both_ways():
    readout = niche(output_scale="organ", input_scale="cell")
    assert way_to_readout(readout, "spot", TABLE, anchors_of(card())) == Gap("lift", "spot", "cell")
    assert way_to_readout(readout, "spot", TABLE, anchors_of(card(LIFT))) == Gap(
        "project", "cell", "organ"
    )


def test_the_subjects_of_an_endpoint_lead_to_the_organism():
    readout = niche(output_scale="organism", endpoint={"subject_column": "USUBJID"})
    assert way_to_readout(readout, "sample", TABLE, anchors_of(card())) == (
        Anchor("USUBJID", "project", "sample", "organism"),
    )


def test_an_unknown_scale_is_not_judged():
    assert way_to_readout(niche(output_scale="planet"), "cell", TABLE, anchors_of(card())) == ()


def test_a_table_at_another_scale_than_its_operator():
    raw = {
        "operators": [{"operator_id": "rna", "operator_type": "SpotSpatial", "scale": "spot"}],
        "tables": [{"path_in_file": "X", "measured_by": "rna", "unit_set": "cells"}],
    }
    without, linked = card(**raw), card(LIFT, **raw)
    assert way_to_table(without.tables[0], without.operators[0], anchors_of(without)) == Gap(
        "lift", "spot", "cell"
    )
    way = way_to_table(linked.tables[0], linked.operators[0], anchors_of(linked))
    assert [anchor.name for anchor in way] == ["deconvolution"]


def test_the_part_of_an_image_that_a_unit_is_can_be_cut_out_of_the_image():
    sets = [*UNIT_SETS, {"unit_set_id": "tiles", "scale": "field"}]
    link = {"link_id": "tiles_of_spots", "source_set": "spots", "target_set": "tiles"}
    at_spots = niche(output_scale="spot", readout_type="expression")

    def way(observed, link_type):
        held = read_card({"unit_sets": sets, "links": [{**link, "link_type": link_type}]})
        return way_to_readout(at_spots, "field", observed, anchors_of(held))

    cut = Anchor("tiles_of_spots", "lift", "field", "spot")
    assert way(IMAGE, "spot_to_image_region") == (cut,)
    # Rows of a table of fields were summed up; nothing is cut out of them.
    assert way(TABLE, "spot_to_image_region") == Gap("lift", "field", "spot")
    assert way(IMAGE, "pseudobulk") == Gap("lift", "field", "spot")
