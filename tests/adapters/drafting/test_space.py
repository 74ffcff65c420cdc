"""Drafts of units, links and images of what was measured in place."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from aivc.adapters.contract.hints import Hints, Said
from aivc.adapters.drafting.draft import draft_card
from aivc.adapters.drafting.look import MatrixLook
from aivc.adapters.drafting.notes import pointer
from aivc.adapters.drafting.space.controls import prefixes_in
from aivc.schema.reading import read_card
from aivc.schema.structure import check_structure
from aivc.storage import open_dataset
from aivc.storage.made.columns import MadeNumbers, MadeTexts
from aivc.storage.made.dataset import MadeTable
from aivc.storage.made.frames import MadeFrame
from aivc.storage.made.matrices import DenseRows
from aivc.storage.writing.elements.dataset import MadeSpatialDataset, annotation, table_attributes
from aivc.storage.writing.elements.placement import Placement
from aivc.storage.writing.elements.points import MadePoints
from aivc.storage.writing.elements.rasters import MadeImage, MadeLabelImage
from aivc.storage.writing.elements.shapes import MadeCircles
from aivc.storage.writing.write import write_container
from aivc.validators.facts.scale.collect_scale import collect_scale

COUNTS = MatrixLook("counts", smallest=0, largest=9, n_rows=100)
GENES = ["TP53", "BRCA1", "EGFR", "MYC", "PTEN", "KRAS", "BRAF", "PIK3CA", "RET", "NegPrb1"]
MICRONS = Placement.scaled(0.5, unit="micrometer")
PIXELS = Placement.scaled(1.0, unit="unit")
CELLS = ["c10", "c20", "c30", "c40"]
TRANSCRIPTS = {
    "x": np.arange(6.0),
    "y": np.arange(6.0),
    "feature_name": ["TP53", "MYC", "TP53", "NegPrb1", "RET", "MYC"],
    "cell_id": ["c10", "c10", "UNASSIGNED", "c30", "gone", "c20"],
    "transcript_id": np.arange(11, 17),
    "qv": np.full(6, 30.0),
}


def cell_table(
    region: str, ids=CELLS, name="tables/measured", features=GENES, more=()
) -> MadeTable:
    keys = annotation([region], "region", "cell_id")
    made = MadeTexts if isinstance(ids[0], str) else MadeNumbers
    values = list(ids) if made is MadeTexts else np.array(ids)
    columns = [MadeTexts("region", [region] * len(ids)), made("cell_id", values), *more]
    return MadeTable(
        MadeFrame([f"row{n}" for n in range(len(ids))], columns),
        MadeFrame(list(features)),
        [DenseRows("X", np.ones((len(ids), len(features)), "f4"))],
        name=name,
        uns={"spatialdata_attrs": keys},
        attributes=table_attributes(keys),
    )


def circles(ids=CELLS, placement=MICRONS):
    places = np.arange(2.0 * len(ids)).reshape(-1, 2)
    return MadeCircles("cells", list(ids), places, 5.0, [placement], index_name="cell_id")


@pytest.fixture
def drafted(tmp_path):
    """Return a function that drafts the card of a store, and checks what it counted."""

    def make(tables, elements, hints=None):
        target = tmp_path / "section.zarr"
        write_container(MadeSpatialDataset(target, tables, elements), target)
        with open_dataset(target) as dataset:
            looks = {f"{t.name}/{m.name}": COUNTS for t in dataset.tables for m in t.matrices}
            draft = draft_card(dataset, looks, hints)
            assert not check_structure(draft.card, "DatasetCard", "minimal")
            assert_counts_are_true(draft.card, dataset, tmp_path)
        return draft

    return make


def assert_counts_are_true(card, dataset, folder):
    """Recount what a draft counted, with what a validator uses."""
    facts = collect_scale(
        read_card(card), dataset, folder, roles=None, tables={}, has_matrices=False
    )
    sizes = {one["unit_set_id"]: one["n_units"] for one in card["unit_sets"]}
    assert {one.unit_set_id: one.n_units for one in facts.unit_sets} == sizes
    for link, found in zip(card.get("links", ()), facts.links, strict=True):
        assert not found.problem
        counted = {slot: getattr(found, slot) for slot in link["coverage"]}
        assert counted == link["coverage"]


def noted(draft):
    return {pointer(guess.path): guess.because for guess in draft.guesses}


def by_id(entries, slot):
    return {entry[slot]: entry for entry in entries}


def test_transcripts_are_linked_to_the_cells_that_they_name(drafted):
    points = MadePoints("transcripts", TRANSCRIPTS, [MICRONS], feature_key="feature_name")
    draft = drafted([cell_table("cells")], [points, circles()])
    card = draft.card
    sets = by_id(card["unit_sets"], "unit_set_id")
    assert sets["cells"] == {
        "unit_set_id": "cells",
        "scale": "cell",
        "n_units": 4,
        "unit_id_column": "cell_id",
        "element": "tables/measured",
        "region_column": "region",
        "coordinate_system": "global",
        "coordinate_unit": "um",
    }
    assert sets["transcripts"]["unit_id_column"] == "transcript_id"
    assert sets["transcripts"]["element"] == "points/transcripts"
    (link,) = card["links"]
    assert (link["source_set"], link["target_set"]) == ("transcripts", "cells")
    assert link["partner_column"] == "cell_id"
    assert link["unassigned_labels"] == ["UNASSIGNED"]
    assert link["coverage"] == {
        "n_source": 6,
        "n_source_linked": 4,
        "n_target": 4,
        "n_target_linked": 3,
    }
    (operator,) = card["operators"]
    assert operator["transcripts_element"] == "points/transcripts"
    assert operator["transcript_column"] == "feature_name"
    assert operator["quality_column"] == "qv"
    assert operator["negative_controls"] == ["NegPrb"]
    assert card["tables"][0]["unit_set"] == "cells"
    # A unit that the file states is no guess, a link is.
    assert {"/links/0", "/operators/0/transcripts_element"} <= noted(draft).keys()
    assert not any(key.endswith("coordinate_unit") for key in noted(draft))


def test_cells_of_no_table_are_told_and_not_linked(drafted):
    columns = {**TRANSCRIPTS, "cell_id": ["other"] * 6}
    points = MadePoints("transcripts", columns, [MICRONS], feature_key="feature_name")
    draft = drafted([cell_table("cells")], [points, circles()])
    assert "links" not in draft.card
    assert any("cell_id of points/transcripts" in remark for remark in draft.remarks)
    assert draft.card["operators"][0]["transcripts_element"] == "points/transcripts"


def test_points_that_name_no_features_are_no_transcripts(drafted):
    columns = {key: TRANSCRIPTS[key] for key in ("x", "y", "cell_id")}
    draft = drafted([cell_table("cells")], [MadePoints("centres", columns, [PIXELS]), circles()])
    assert [one["unit_set_id"] for one in draft.card["unit_sets"]] == ["cells"]
    assert "transcripts_element" not in draft.card["operators"][0]


def test_two_segmentations_get_the_transcripts_that_name_their_cells(drafted):
    other = {**TRANSCRIPTS, "cell_id": ["d1", "d1", "d2", "0", "0", "d3"]}
    points = [
        MadePoints("found_a", TRANSCRIPTS, [MICRONS], feature_key="feature_name"),
        MadePoints("found_b", other, [MICRONS], feature_key="feature_name"),
    ]
    shapes = [
        circles(),
        MadeCircles("cells_b", ["d1", "d2", "d3"], np.zeros((3, 2)), 1.0, [PIXELS]),
    ]
    tables = [cell_table("cells"), cell_table("cells_b", ["d1", "d2", "d3"], "tables/measured_b")]
    card = drafted(tables, [*points, *shapes]).card
    ends = {(link["source_set"], link["target_set"]) for link in card["links"]}
    assert ends == {("found_a", "measured_cells"), ("found_b", "measured_b_cells")}
    named = {o["operator_id"]: o["transcripts_element"] for o in card["operators"]}
    assert named == {"measured": "points/found_a", "measured_b": "points/found_b"}


def labels_of(numbers):
    pixels = np.zeros((20, 20), "u4")
    for place, number in enumerate(numbers):
        pixels[2 * place, :3] = number
    return pixels


def test_rows_that_annotate_labels_are_linked_to_their_objects(drafted):
    labels = MadeLabelImage("nuclei", labels_of([1, 2, 3, 9]), [PIXELS])
    draft = drafted([cell_table("nuclei", [1, 2, 3])], [labels])
    sets = by_id(draft.card["unit_sets"], "unit_set_id")
    assert sets["cells"]["element"] == "tables/measured"
    assert sets["nuclei_objects"]["n_units"] == 4
    (link,) = draft.card["links"]
    assert link["link_type"] == "cell_to_image_object"
    assert link["coverage"]["n_target_linked"] == 3
    # Pixels, since labels lie in the system with a pixel to each unit, and nothing says more.
    assert sets["cells"]["coordinate_unit"] == "{pixel}"
    assert "/unit_sets/0/coordinate_unit" in noted(draft)


@pytest.mark.parametrize(
    ("numbers", "is_linked"), [([1, 2, 3], False), ([1907, 2300, 88], True), ([1907, 5], False)]
)
def test_numbers_that_agree_by_chance_link_nothing(drafted, numbers, is_linked):
    labels = MadeLabelImage("membranes", labels_of([1, 2, 3, 88, 1907, 2300]), [PIXELS])
    table = cell_table("cells", numbers)
    draft = drafted([table], [labels, circles(numbers, PIXELS)])
    assert ("links" in draft.card) is is_linked


def test_an_image_whose_channels_are_features_was_taken_by_their_operator(drafted):
    image = MadeImage("cycif", np.zeros((3, 20, 20), "u2"), ["DNA", "CD3", "CD8"], [PIXELS])
    labels = MadeLabelImage("nuclei", labels_of([1, 2, 3]), [PIXELS])
    table = cell_table("nuclei", [1, 2, 3], features=["DNA", "CD3", "CD8"])
    card = drafted([table], [image, labels]).card
    assert card["images"] == [
        {"image_path": "images/cycif", "measured_by": "measured", "value_type": "intensity"}
    ]


def test_a_picture_in_colours_is_histology_and_what_is_said_of_spots_is_not_said_of_it(drafted):
    image = MadeImage("he", np.zeros((3, 20, 20), "u1"), ["r", "g", "b"], [MICRONS])
    hints = Hints(
        operators={"tables/measured/X": Said("SpotSpatial", "it is Visium")},
        card={
            "/operators/*/spot_diameter": Said({"value": 55, "unit": "um"}, "of Visium"),
            "/operators/*/assay_ontology_term_id": Said("EFO:0010961", "of Visium"),
        },
    )
    card = drafted([cell_table("cells")], [image, circles()], hints).card
    spots, histology = card["operators"]
    assert card["images"][0]["measured_by"] == histology["operator_id"]
    assert histology["operator_type"] == "Histology"
    assert histology.keys().isdisjoint({"spot_diameter", "assay_ontology_term_id"})
    assert spots["image_element"] == "images/he"
    (unit_set,) = card["unit_sets"]
    assert unit_set["physical_size"] == {"value": 55, "unit": "um"}


def test_spots_of_an_anndata_are_in_pixels_of_the_image(draft_of):
    rng = np.random.default_rng(0)
    draft = draft_of(
        pd.DataFrame({"array_row": range(60), "in_tissue": 1}, index=[f"s{n}" for n in range(60)]),
        obsm={"spatial": rng.random((60, 2))},
        uns={
            "spatial": {
                "V1": {
                    "images": {"hires": np.zeros((8, 8, 3), "f4")},
                    "scalefactors": {"spot_diameter_fullres": 90.0},
                }
            }
        },
    )
    (unit_set,) = draft.card["unit_sets"]
    assert (unit_set["unit_set_id"], unit_set["scale"]) == ("spots", "spot")
    assert (unit_set["n_units"], unit_set["coordinate_unit"]) == (60, "{pixel}")
    assert "element" not in unit_set
    (image,) = draft.card["images"]
    assert image["image_path"] == "uns/spatial/V1/images/hires"


SPOTS = Hints(operators={"tables/measured/X": Said("SpotSpatial", "it is an array")})


@pytest.mark.parametrize(
    ("ids", "n_units"),
    [
        (["c10", "c20", None, None], 2),
        (["c10", "c20", "c20", None], 2),
        (["c10", "c20", "c30", "c40"], 4),
    ],
)
def test_rows_without_an_id_and_copies_are_no_units(drafted, ids, n_units):
    draft = drafted([cell_table("cells", ids)], [circles()])
    assert draft.card["unit_sets"][0]["n_units"] == n_units


def hexagonal(pitch):
    rows, columns = np.divmod(np.arange(64), 8)
    return np.column_stack([(columns + rows % 2 / 2) * pitch, rows * pitch * np.sqrt(3) / 2])


def asked(draft):
    return [blank for blank in draft.blanks if blank.slot == "coordinate_unit"]


@pytest.mark.parametrize(
    ("pitch", "assay", "unit"),
    [
        (100.0, "EFO:0010961", "um"),
        (100.4, "EFO:0010961", "um"),
        (137.0, "EFO:0010961", None),
        (100.0, "EFO:0030062", None),
    ],
)
def test_spots_of_visium_a_hundred_apart_are_in_micrometres(draft_of, pitch, assay, unit):
    draft = draft_of(
        pd.DataFrame({"assay_ontology_term_id": [assay] * 64}, index=[f"s{n}" for n in range(64)]),
        obsm={"spatial": hexagonal(pitch)},
    )
    (unit_set,) = draft.card["unit_sets"]
    assert unit_set.get("coordinate_unit") == unit
    # Nobody is asked what the places tell, and everybody what they do not.
    assert [blank.paths for blank in asked(draft)] == (
        [] if unit else [(("unit_sets", 0, "coordinate_unit"),)]
    )
    assert ("/unit_sets/0/coordinate_unit" in noted(draft)) is bool(unit)


def test_the_array_of_visium_tells_micrometres_without_its_name(draft_of):
    rows, columns = np.divmod(np.arange(64), 8)
    draft = draft_of(
        pd.DataFrame(
            {"array_row": rows, "array_col": 2 * columns + rows % 2, "in_tissue": 1},
            index=[f"s{n}" for n in range(64)],
        ),
        obsm={"spatial": hexagonal(100.0)},
    )
    assert draft.card["unit_sets"][0]["coordinate_unit"] == "um"


@pytest.mark.parametrize(("placement", "n_asked"), [(MICRONS, 0), (PIXELS, 1)])
def test_a_unit_is_asked_for_where_a_system_says_none(drafted, placement, n_asked):
    draft = drafted([cell_table("cells")], [circles(placement=placement)])
    assert len(asked(draft)) == n_asked


def test_circles_of_one_size_are_spots_of_that_size(drafted):
    card = drafted([cell_table("cells")], [circles()], SPOTS).card
    # A radius of 5 in coordinates that are halved on the way to micrometres.
    assert card["operators"][0]["spot_diameter"] == {"value": 5.0, "unit": "um"}
    assert card["unit_sets"][0]["physical_size"] == {"value": 5.0, "unit": "um"}


@pytest.mark.parametrize(
    ("radii", "placement"), [(np.array([5.0, 5, 5, 6]), MICRONS), (5.0, PIXELS)]
)
def test_circles_of_several_sizes_or_in_pixels_tell_no_size(drafted, radii, placement):
    shapes = MadeCircles("cells", CELLS, np.ones((4, 2)), radii, [placement], index_name="cell_id")
    draft = drafted([cell_table("cells")], [shapes], SPOTS)
    assert "spot_diameter" not in draft.card["operators"][0]
    assert any(blank.slot == "spot_diameter" for blank in draft.blanks)


@pytest.mark.parametrize(("placement", "size"), [(MICRONS, 0.5), (PIXELS, None)])
def test_a_transformation_to_micrometres_tells_the_size_of_a_pixel(drafted, placement, size):
    image = MadeImage("cycif", np.zeros((3, 20, 20), "u2"), ["DNA", "CD3", "CD8"], [placement])
    labels = MadeLabelImage("nuclei", labels_of([1, 2, 3]), [placement])
    table = cell_table("nuclei", [1, 2, 3], features=["DNA", "CD3", "CD8"])
    (operator,) = drafted([table], [image, labels]).card["operators"]
    assert operator.get("pixel_size") == (size and {"value": size, "unit": "um"})


def test_spots_are_linked_to_the_images_that_a_column_names(drafted):
    images = [
        MadeImage(name, np.zeros((3, 20, 20), "u1"), ["r", "g", "b"], [MICRONS])
        for name in ("he_1", "he_2", "he_21")
    ]
    column = MadeTexts("image", ["he_1", "he_2", "he_2", "he_1"])
    card = drafted([cell_table("cells", more=[column])], [*images, circles()], SPOTS).card
    (link,) = card["links"]
    assert (link["link_type"], link["partner_column"]) == ("spot_to_image_region", "image")
    assert link["coverage"]["n_target"] == 2
    sections = {image["image_path"]: image.get("unit_set") for image in card["images"]}
    own = link["target_set"]
    assert sections == {"images/he_1": own, "images/he_2": own, "images/he_21": None}
    # Neither of two images is the image of the section.
    assert "image_element" not in card["operators"][0]


@pytest.mark.parametrize(
    ("names", "linked"),
    [(["s1", "s1", "none", "s9"], (2, 1)), (["1", "2", "1", "2"], None), (["x", "y", "z"], None)],
)
def test_cells_are_linked_to_the_spots_that_a_column_names(drafted, names, linked):
    spots = ["1", "2", "3"] if linked is None and "1" in names else ["s1", "s2", "s3"]
    column = MadeTexts("spot", (names * 2)[:4])
    tables = [
        cell_table("cells", more=[column]),
        cell_table("array", spots, "tables/spots"),
    ]
    shapes = MadeCircles("array", spots, np.ones((3, 2)), 27.5, [MICRONS], index_name="cell_id")
    hints = Hints(operators={"tables/spots/X": Said("SpotSpatial", "it is an array")})
    card = drafted(tables, [circles(), shapes], hints).card
    if linked is None:  # numbers agree by chance, and other names are other things
        assert "links" not in card
        return
    (link,) = card["links"]
    assert (link["link_type"], link["partner_column"]) == ("cell_to_spot", "spot")
    assert link["unassigned_labels"] == ["none"]
    coverage = link["coverage"]
    assert (coverage["n_source_linked"], coverage["n_target_linked"]) == linked


@pytest.mark.parametrize(
    ("rows", "scales", "expected"),
    [
        ([0, 1], {"spot_diameter_fullres": 90.0}, ("hexagonal", 55, 100)),
        ([0, 0], {"spot_diameter_fullres": 90.0}, None),
        ([0, 0], {"bin_size_um": 8.0, "spot_diameter_fullres": 30.0}, ("square", 8.0, 8.0)),
    ],
)
def test_the_array_of_visium_is_told_by_its_places(draft_of, rows, scales, expected):
    obs = pd.DataFrame(
        {"array_row": np.resize(rows, 60), "array_col": np.resize([0, 1], 60)},
        index=[f"s{n}" for n in range(60)],
    )
    draft = draft_of(
        obs, obsm={"spatial": np.ones((60, 2))}, uns={"spatial": {"V1": {"scalefactors": scales}}}
    )
    (operator,) = draft.card["operators"]
    if expected is None:
        assert "array_geometry" not in operator
        return
    geometry, diameter, pitch = expected
    assert operator["array_geometry"] == geometry
    assert operator["spot_diameter"]["value"] == diameter
    assert operator["spot_pitch"]["value"] == pitch
    assert draft.card["unit_sets"][0]["physical_size"] == {"value": diameter, "unit": "um"}


@pytest.mark.parametrize(
    ("labels", "n_sections"), [(["V1"] * 60, 1), (["V1", "V2"] * 30, 2), (["V1", "V9"] * 30, None)]
)
def test_spots_lie_on_the_picture_of_their_library(draft_of, labels, n_sections):
    picture = {"images": {"lowres": np.zeros((8, 8, 3), "u1")}, "scalefactors": {}}
    draft = draft_of(
        pd.DataFrame({"in_tissue": 1, "library_id": labels}, index=[f"s{n}" for n in range(60)]),
        obsm={"spatial": np.ones((60, 2))},
        uns={"spatial": {"V1": picture, "V2": picture}},
    )
    if n_sections is None:  # V9 has no picture, so that the column means something else
        assert "links" not in draft.card
        return
    (link,) = draft.card["links"]
    assert link["link_type"] == "spot_to_image_region"
    assert link["partner_column"] == "library_id"
    assert link["coverage"]["n_source_linked"] == 60
    assert link["coverage"]["n_target"] == n_sections
    of_section = {i["image_path"]: i["unit_set"] for i in draft.card["images"] if "unit_set" in i}
    assert of_section == {
        f"uns/spatial/{label}/images/lowres": link["target_set"] for label in set(labels)
    }


def test_dissociated_cells_have_no_units_in_space(draft_of):
    draft = draft_of(pd.DataFrame({"n_umi": range(60)}, index=[f"c{n}" for n in range(60)]))
    assert draft.card.keys().isdisjoint({"unit_sets", "links", "images"})


@pytest.mark.parametrize(
    ("names", "found"),
    [
        (["ACTB", "Blank-1"], ["Blank-"]),
        (["ACTB", "NegPrb3", "SystemControl1"], ["NegPrb"]),
        (["BLANK_0001", "NegControlProbe_1", "antisense_X"], ["NegControlProbe_", "antisense_"]),
        (["BLNK", "NEGR1"], []),
    ],
)
def test_names_of_negative_controls(names, found):
    assert prefixes_in(names) == found
