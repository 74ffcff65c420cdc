"""Images, transcripts and places as they are measured in stores and files."""

from pathlib import Path

import h5py
import numpy as np
import pytest
import zarr

from aivc.storage import find_card, open_dataset
from aivc.validators.examples.apply import apply_edits
from aivc.validators.examples.example import (
    Damage,
    DropElement,
    Edit,
    Example,
    SetCard,
    SetColumn,
    SetElement,
    SetUns,
)
from aivc.validators.examples.run import measure_example
from aivc.validators.examples.specimens import specimen_of
from aivc.validators.examples.write import write_specimen
from aivc.validators.facts.collect import Need, collect
from aivc.validators.facts.images.model import ImagingFacts
from aivc.validators.findings import Level

PIXELS = "obsm/spatial"


def written(folder: Path, *edits: Edit, specimen: str = "section") -> Path:
    return write_specimen(apply_edits(specimen_of(specimen), edits), folder)


def measured(*edits: Edit, level: Level = Level.FULL) -> ImagingFacts:
    _, facts = measure_example(Example("section", edits, specimen="section"), level)
    assert facts.imaging is not None
    return facts.imaging


def measured_in(path: Path) -> ImagingFacts:
    with open_dataset(path) as dataset:
        _, facts, _ = collect(dataset, find_card(path, dataset=dataset))
    assert facts.imaging is not None
    return facts.imaging


def test_an_image_is_known_by_its_header() -> None:
    (image,) = measured(level=Level.HEADER).images
    assert (image.path, image.problem) == ("images/he", "")
    assert (image.axes, image.shape, image.dtype) == (("c", "y", "x"), (3, 180, 160), "uint8")
    assert (image.channels, image.is_named) == (("r", "g", "b"), True)
    (pixel,) = image.pixels
    assert (pixel.system, pixel.steps, pixel.micrometres) == ("global", (5.0, 5.0), 1.0)


@pytest.mark.parametrize("level", [Level.HEADER, Level.OBS])
def test_pixels_and_transcripts_are_read_at_level_full_only(level: Level) -> None:
    edit = SetElement("images/he", "pixels", {0: 7})
    shallow, deep = measured(edit, level=level), measured(edit)
    assert [image.blank for image in (*shallow.images, *deep.images)] == [(), ("r",)]
    assert [found.counts for found in shallow.decoded] == ([None] if level is Level.OBS else [])
    assert deep.decoded[0].counts is not None


def test_nothing_is_looked_at_where_images_are_not_asked_for(tmp_path: Path) -> None:
    path = written(tmp_path)
    with open_dataset(path) as dataset:
        cards = find_card(path, dataset=dataset)
        _, facts, _ = collect(dataset, cards, needs={Need.COLUMNS})
    assert facts.imaging is None


def test_an_image_without_one_of_its_resolutions_says_so() -> None:
    (image,) = measured(Damage("missing_resolution", "images/he")).images
    assert "images/he" in image.problem
    assert image.shape == ()


def test_transcripts_are_counted_by_name_and_by_quality() -> None:
    specimen = specimen_of("section")
    (points,) = (e for e in specimen.elements if e.path == "points/transcripts")
    names = list(points.values["feature_name"])
    edit = SetElement("points/transcripts", "qv", {0: 3.5, 1: float("nan")})
    (found,) = measured(edit).decoded
    assert found.counts is not None
    assert found.kept is not None
    assert (found.n_rows, found.n_below, found.n_without_quality) == (len(names), 1, 1)
    assert found.smallest_quality == 3.5
    assert dict(zip(found.names, found.counts.tolist(), strict=True)) == {
        name: names.count(name) for name in set(names)
    }
    lost = dict(zip(found.names, (found.counts - found.kept).tolist(), strict=True))
    assert {name: n for name, n in lost.items() if n} == {names[0]: 1}


def test_transcripts_without_a_name_are_counted_apart() -> None:
    edit = SetElement("points/transcripts", "feature_name", dict.fromkeys(range(5)))
    (found,) = measured(edit).decoded
    assert found.counts is not None
    assert found.n_unnamed == 5
    assert int(found.counts.sum()) == found.n_rows - 5


def test_names_of_features_are_found_where_transcripts_have_them() -> None:
    (found,) = measured().decoded
    (table,) = found.tables
    assert (table.path, table.column) == ("tables/cells/X", "column feature_name of var")
    assert set(table.names) <= set(found.names)


@pytest.mark.parametrize(
    ("edit", "told"),
    [
        (SetCard("/operators/0/transcripts_element", "points/other"), "problem"),
        (SetCard("/operators/0/quality_column", "cell_id"), "rows_problem"),
    ],
)
def test_what_cannot_be_read_is_named(edit: Edit, told: str) -> None:
    (found,) = measured(edit).decoded
    assert getattr(found, told)
    assert found.counts is None


def test_units_without_a_place_are_named() -> None:
    found = measured(DropElement("shapes/spot_circles"))
    assert set(found.not_placed) == {"tables/spots"}
    assert [spots.table for spots in found.spots] == []
    assert [inside.table for inside in found.inside] == ["tables/cells"]


def test_the_unit_of_the_card_goes_before_that_of_the_file() -> None:
    edits = [SetCard(f"/unit_sets/{k}/coordinate_unit", "mm") for k in range(3)]
    (spots,) = measured(*edits).spots
    assert spots.micrometres == 1000.0


def test_pixels_are_no_length() -> None:
    edits = [SetCard(f"/unit_sets/{k}/coordinate_unit", "{pixel}") for k in range(3)]
    (spots,) = measured(*edits).spots
    assert spots.micrometres is None
    assert spots.pitch == pytest.approx(100.0)


VISIUM = {
    "operator_id": "rna",
    "operator_type": "SpotSpatial",
    "assay_ontology_term_id": "EFO:0010961",
    "scale": "spot",
}


def visium(folder: Path, places: np.ndarray, picture: np.ndarray) -> Path:
    """An AnnData with places in pixels, and a picture a tenth as large."""
    uns = SetUns("spatial", {"V1": {"scalefactors": {"tissue_hires_scalef": 0.1}}})
    path = written(folder, SetCard("/operators/0", VISIUM), uns, specimen="drug")
    with h5py.File(path, "r+") as file:
        file["obsm"].create_dataset("spatial", data=places)
        file["uns/spatial/V1"].create_group("images").create_dataset("hires", data=picture)
    return path


def test_a_picture_of_a_visium_file_is_an_image_that_units_lie_in(tmp_path: Path) -> None:
    x, y = np.divmod(np.arange(48), 8)
    places = np.column_stack([100.0 * x + 50, 100.0 * y + 50])
    picture = np.zeros((80, 60, 3), np.uint8)
    picture[3, 4] = 200
    found = measured_in(visium(tmp_path, places, picture))
    (image,) = found.images
    assert (image.path, image.shape) == ("uns/spatial/V1/images/hires", (3, 80, 60))
    assert image.blank == ()
    (inside,) = found.inside
    assert (inside.place, inside.outside.count) == (PIXELS, 0)
    (spots,) = found.spots
    assert (spots.place, spots.geometry) == (PIXELS, "square")


def test_x_and_y_that_changed_places_lie_outside(tmp_path: Path) -> None:
    x, y = np.divmod(np.arange(48), 8)
    places = np.column_stack([100.0 * y + 50, 100.0 * x + 50])
    (inside,) = measured_in(visium(tmp_path, places, np.ones((80, 60, 3), np.uint8))).inside
    assert (inside.n_units, inside.outside.count) == (48, 12)


def test_spots_that_all_lie_in_one_place_are_out_of_place() -> None:
    circles = "shapes/spot_circles"
    edits = (SetElement(circles, "x", 5.0), SetElement(circles, "y", 5.0))
    (spots,) = measured(*edits, level=Level.OBS).spots
    assert spots.off.count == 48


def test_an_absent_element_does_not_keep_others_from_being_looked_at(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        SetColumn("obs", "region", {0: "gone", 1: "gone"}, table="tables/spots"),
        SetColumn("obs", "unit_id", {0: "x", 2: "x", 3: None, 5: "spot_05"}, table="tables/spots"),
        SetElement("images/he", "scale", 0.25),
    )
    table = zarr.open_group(path / "tables" / "spots", mode="r+")
    table.attrs["region"] = ["spot_circles", "gone"]
    imaging = measured_in(path)
    (told,) = (one for one in imaging.annotating if one.table == "tables/spots")
    assert (told.absent, told.of_absent.count, told.region) == (("gone",), 2, ("spot_circles",))
    assert (told.without_unit.count, told.repeated.count) == (2, 1)
    assert told.repeated.examples == ("spot_05",)
    assert told.without_unit.examples == ("spot_03", "spot_04")
    assert {one.table: one.n_units for one in imaging.inside}["tables/spots"] == 44
    assert set(imaging.not_placed) == {"tables/spots"}


def test_an_image_without_extent_is_told() -> None:
    (image,) = measured(SetElement("images/he", "scale", 0.0)).images
    assert "cannot be undone" in image.placing_problem
