"""Places, planes and units of rows that annotate elements of a spatial store."""

import numpy as np
import pytest

from aivc.schema.generated.views import SplitManifest
from aivc.schema.reading import read, read_card
from aivc.storage import open_dataset
from aivc.storage.made.matrices import DenseRows
from aivc.storage.writing.elements.placement import Placement
from aivc.storage.writing.elements.points import MadePoints
from aivc.storage.writing.elements.rasters import MadeImage, MadeLabelImage
from aivc.validators.split_facts.observe import observe
from aivc.validators.split_facts.tables_apart import tables_apart
from tests.validators.split_facts.tissue import HALF, circles, table, write

FOUR = ["a", "b", "c", "d"]
SQUARE = [[0, 0], [10, 0], [0, 10], [10, 10]]


def seen(path, card=None, manifest=None, tables=()):
    with open_dataset(path) as dataset:
        return observe(
            dataset, read_card(card or {}), read(SplitManifest, manifest or {}), None, tables
        )


def planes(observations):
    return observations.coordinates.section.tolist()


def test_rows_lie_where_their_units_are(tmp_path):
    cells = table("tables/of_cells", ["cells"] * 4, ["d", "a", "x", "b"], ["r1", "r2", "r3", "r4"])
    store = write(tmp_path / "s.zarr", [cells], [circles("cells", FOUR, SQUARE)])
    found = seen(store).coordinates
    assert found.system == "global"
    assert found.source == "shapes/cells in global"
    assert found.unit == ""
    assert found.values[[0, 1, 3]].tolist() == [[5, 5], [0, 0], [5, 0]]
    assert np.isnan(found.values[2]).all()


@pytest.mark.parametrize(
    ("unit_set", "expected"),
    [
        ({"element": "shapes/cells", "coordinate_unit": "um"}, "um"),
        ({"element": "cells", "coordinate_unit": "um", "coordinate_system": "global"}, "um"),
        ({"element": "tables/of_cells", "coordinate_unit": "{pixel}"}, "{pixel}"),
        ({"element": "shapes/cells", "coordinate_unit": "um", "coordinate_system": "other"}, ""),
        ({"element": "shapes/spots", "coordinate_unit": "um"}, ""),
        ({"element": "shapes/cells"}, ""),
    ],
)
def test_the_card_tells_the_unit(tmp_path, unit_set, expected):
    cells = table("tables/of_cells", ["cells"] * 4, FOUR)
    store = write(tmp_path / "s.zarr", [cells], [circles("cells", FOUR, SQUARE)])
    card = {"unit_sets": [{"unit_set_id": "cells", "scale": "cell", **unit_set}]}
    assert seen(store, card).coordinates.unit == expected
    assert seen(store, card, {"coordinate_unit": "mm"}).coordinates.unit == "mm"


def test_two_units_are_a_problem(tmp_path):
    cells = table("tables/of_cells", ["cells"] * 4, FOUR)
    store = write(tmp_path / "s.zarr", [cells], [circles("cells", FOUR, SQUARE)])
    sets = [
        {"unit_set_id": unit, "element": "shapes/cells", "coordinate_unit": unit}
        for unit in ("um", "mm")
    ]
    found = seen(store, {"unit_sets": sets})
    assert found.coordinates is None
    assert "um" in found.absent["coordinates"]


def test_the_card_names_the_system(tmp_path):
    cells = table("tables/of_cells", ["cells"] * 4, FOUR)
    turned = Placement.scaled(3.0, system="aligned")
    shapes = circles("cells", FOUR, SQUARE)
    both = type(shapes)(
        "cells", FOUR, np.asarray(SQUARE, float), 1.0, [HALF, turned], index_name="unit"
    )
    store = write(tmp_path / "s.zarr", [cells], [both])
    card = {"unit_sets": [{"element": "shapes/cells", "coordinate_system": "aligned"}]}
    assert seen(store).coordinates.values[3].tolist() == [5, 5]
    found = seen(store, card).coordinates
    assert (found.system, found.values[3].tolist()) == ("aligned", [30, 30])


def test_labels_tell_places_where_obsm_does_not(tmp_path):
    pixels = np.zeros((8, 8), "u2")
    pixels[0:2, 0:2], pixels[4:8, 4:8] = 1, 2
    cells = table("tables/of_cells", ["nuclei"] * 2, ["1", "2"])
    store = write(tmp_path / "s.zarr", [cells], [MadeLabelImage("nuclei", pixels, [HALF])])
    found = seen(store).coordinates
    assert found.values.tolist() == [[0.5, 0.5], [3, 3]]
    assert found.source == "labels/nuclei in global"


def test_units_that_nobody_has_are_a_problem(tmp_path):
    cells = table("tables/of_cells", ["cells"] * 4, ["w", "x", "y", "z"])
    store = write(tmp_path / "s.zarr", [cells], [circles("cells", FOUR, SQUARE)])
    found = seen(store)
    assert found.coordinates is None
    assert "instance_key" in found.absent["coordinates"]


def test_a_way_that_is_not_known_is_a_problem(tmp_path):
    cells = table("tables/of_cells", ["cells"] * 4, FOUR)
    elsewhere = Placement.scaled(1.0, system="aligned")
    shapes = [
        circles("cells", FOUR, SQUARE),
        circles("others", FOUR, SQUARE, elsewhere),
    ]
    store = write(tmp_path / "s.zarr", [cells], shapes)
    attributes = store / "shapes" / "cells" / "zarr.json"
    text = attributes.read_text().replace('"scale"', '"displacements"')
    assert text != attributes.read_text()
    attributes.write_text(text)
    assert "displacements" in seen(store).absent["coordinates"]


def slides(tmp_path, shift, **columns):
    """Two regions of one table; the second one is that far to the right."""
    regions = ["one"] * 4 + ["two"] * 4
    names = [f"r{k}" for k in range(8)]
    cells = table("tables/of_cells", regions, FOUR * 2, names, columns)
    moved = np.asarray(SQUARE, float) + np.array([shift, 0.0])
    elements = [circles("one", FOUR, SQUARE), circles("two", FOUR, moved)]
    return write(tmp_path / "s.zarr", [cells], elements)


def test_regions_that_cover_the_same_place_are_sections(tmp_path):
    found = seen(slides(tmp_path, 1.0))
    assert planes(found) == [0] * 4 + [1] * 4
    section = found.axes["section"]
    assert (section.levels, section.columns) == (("one", "two"), ("region",))
    assert section.codes.tolist() == planes(found)


def test_regions_beside_one_another_are_one_plane(tmp_path):
    found = seen(slides(tmp_path, 11.0))
    assert planes(found) == [0] * 8
    assert "section" not in found.axes


def test_samples_never_share_a_plane(tmp_path):
    found = seen(slides(tmp_path, 11.0, sample_id=["s1"] * 4 + ["s2"] * 4))
    assert planes(found) == [0] * 4 + [1] * 4
    assert found.axes["section"].levels == ("s1", "s2")


def test_a_column_of_sections_goes_before_regions(tmp_path):
    store = slides(tmp_path, 1.0, slide=["A"] * 2 + ["B"] * 6)
    binding = {"keys": [{"role": "section", "columns": ["slide"]}]}
    found = seen(store, {"binding": binding})
    assert planes(found) == [0] * 2 + [1] * 6


def test_systems_of_their_own_are_planes(tmp_path):
    regions = ["one"] * 4 + ["two"] * 4
    cells = table("tables/of_cells", regions, FOUR * 2, [f"r{k}" for k in range(8)])
    elements = [
        circles("one", FOUR, SQUARE, Placement.scaled(1.0, system="s1")),
        circles("two", FOUR, np.asarray(SQUARE) + 50.0, Placement.scaled(1.0, system="s2")),
    ]
    found = seen(write(tmp_path / "s.zarr", [cells], elements))
    assert planes(found) == [0] * 4 + [1] * 4
    assert found.coordinates.system == ""
    assert found.coordinates.systems == ("s1", "s2")


def test_a_system_that_is_called_as_its_sample_is_named_once(tmp_path):
    regions = ["one"] * 4 + ["two"] * 4
    samples = {"sample_id": ["s1"] * 4 + ["s2"] * 4}
    cells = table("tables/of_cells", regions, FOUR * 2, [f"r{k}" for k in range(8)], samples)
    elements = [
        circles(name, FOUR, SQUARE, Placement.scaled(1.0, system=system))
        for name, system in (("one", "s1"), ("two", "s2"))
    ]
    found = seen(write(tmp_path / "s.zarr", [cells], elements))
    assert found.axes["section"].levels == ("s1", "s2")


def two_tables(tmp_path, **columns):
    cells = table("tables/of_cells", ["cells"] * 4, FOUR, ["1", "2", "3", "4"], columns)
    spots = table("tables/of_spots", ["spots"] * 2, ["s", "t"], ["1", "9"])
    points = MadePoints("dots", {"x": np.zeros(1), "y": np.zeros(1)}, [HALF])
    elements = [circles("cells", FOUR, SQUARE), circles("spots", "st", [[2, 2], [4, 4]]), points]
    return write(tmp_path / "s.zarr", [cells, spots], elements)


def test_rows_of_all_tables_that_annotate_are_seen(tmp_path):
    found = seen(two_tables(tmp_path, donor_id=["D1", "D1", "D2", None]))
    assert found.n_rows == 6
    assert found.table == ""
    assert found.segments == (("tables/of_cells", 0, 4), ("tables/of_spots", 4, 6))
    assert found.names_of(range(6)) == ("1", "2", "3", "4", "1", "9")
    assert found.axes["donor"].codes.tolist() == [0, 0, 1, -1, -1, -1]
    assert found.coordinates.values.tolist() == [[0, 0], [5, 0], [0, 5], [5, 5], [1, 1], [2, 2]]
    assert planes(found) == [0] * 6
    codes, tables = found.column("in_table")
    assert [tables[code] for code in codes] == ["tables/of_cells"] * 4 + ["tables/of_spots"] * 2


def test_a_name_in_two_tables_means_two_rows(tmp_path):
    store = two_tables(tmp_path, donor_id=["D1", "D1", "D2", None])
    keys = [{"role": "donor", "columns": ["donor_id"], "in_table": "tables/of_cells"}]
    found = seen(store, {"binding": {"keys": keys}})
    assert found.axes["donor"].codes.tolist() == [0, 0, 1, -1, -1, -1]


@pytest.mark.parametrize("by", ["assignments", "binding"])
def test_one_table_can_be_named(tmp_path, by):
    store = two_tables(tmp_path)
    keys = [{"role": "section", "columns": ["region"], "in_table": "tables/of_spots"}]
    manifest = {"binding": {"keys": keys}} if by == "binding" else None
    found = seen(store, None, manifest, ("tables/of_spots",) if by == "assignments" else ())
    assert (found.n_rows, found.table, found.segments) == (2, "tables/of_spots", ())
    assert found.names_table
    assert found.coordinates.values.tolist() == [[1, 1], [2, 2]]


def test_one_table_needs_no_naming(tmp_path):
    cells = table("tables/of_cells", ["cells"] * 4, FOUR)
    image = MadeImage("he", np.zeros((3, 4, 4), "u1"), list("rgb"), [HALF])
    found = seen(write(tmp_path / "s.zarr", [cells], [circles("cells", FOUR, SQUARE), image]))
    assert (found.table, found.names_table, found.segments) == ("tables/of_cells", False, ())


def test_a_unit_of_a_system_is_none_of_obsm(tmp_path):
    pixels = np.zeros((8, 8), "u2")
    pixels[0:2, 0:2], pixels[4:8, 4:8] = 1, 2
    cells = table("tables/of_cells", ["nuclei"] * 2, ["1", "2"])
    places = DenseRows("obsm/spatial", np.array([[1.0, 2.0], [3.0, 4.0]]))
    cells.obsm = (places,)
    store = write(tmp_path / "s.zarr", [cells], [MadeLabelImage("nuclei", pixels, [HALF])])
    told = {"element": "labels/nuclei", "coordinate_unit": "um"}
    assert seen(store, {"unit_sets": [told]}).coordinates.unit == "um"
    found = seen(store, {"unit_sets": [{**told, "coordinate_system": "global"}]}).coordinates
    assert (found.source, found.system, found.unit) == ("obsm/spatial", "", "")


def serial(folder, shift, samples=None):
    """Two tables with two regions each; the second region is that far to the right."""
    folder.mkdir(exist_ok=True)
    moved = [np.asarray(SQUARE, float) + np.array([k * shift, 0.0]) for k in range(2)]
    tables, elements = [], []
    for what in ("cells", "spots"):
        regions = [f"{what}_{k}" for k in range(2)]
        columns = {"slide": ["A"] * 4 + ["B"] * 4} | (
            {"sample_id": samples[what]} if samples else {}
        )
        names = [f"{what}{k}" for k in range(8)]
        rows = [regions[0]] * 4 + [regions[1]] * 4
        tables.append(table(f"tables/{what}", rows, FOUR * 2, names, columns))
        elements += [circles(name, FOUR, moved[k]) for k, name in enumerate(regions)]
    return write(folder / "s.zarr", tables, elements)


def test_regions_of_two_tables_at_one_place_are_told_to_be_apart(tmp_path):
    both = ("tables/cells", "tables/spots")
    store = serial(tmp_path, 1.0)
    assert tables_apart(seen(store)) == both
    binding = {"keys": [{"role": "section", "columns": ["slide"]}]}
    assert tables_apart(seen(store, {"binding": binding})) == ()


def test_regions_beside_one_another_or_of_two_samples_are_not(tmp_path):
    assert tables_apart(seen(serial(tmp_path / "a", 11.0))) == ()
    samples = {"cells": ["s1"] * 4 + ["s2"] * 4, "spots": ["s3"] * 4 + ["s4"] * 4}
    assert tables_apart(seen(serial(tmp_path / "b", 1.0, samples))) == ()


def test_an_element_that_is_not_there_is_named(tmp_path):
    regions = ["S1", "S1", "S2", "S2"]
    spots = table("tables/spots", regions, FOUR)
    store = write(tmp_path / "some.zarr", [spots], [circles("S1", FOUR, SQUARE)])
    found = seen(store)
    assert np.isnan(found.coordinates.values[2:]).all()
    assert "tables/spots annotates S2," in found.coordinates.unplaced
    none = write(tmp_path / "none.zarr", [spots], [circles("other", FOUR, SQUARE)])
    assert "tables/spots annotates S1, S2," in seen(none).absent["coordinates"]


def test_nothing_is_said_of_places_that_are_all_there(tmp_path):
    spots = table("tables/spots", ["S1"] * 4, FOUR)
    store = write(tmp_path / "s.zarr", [spots], [circles("S1", FOUR, SQUARE)])
    assert seen(store).coordinates.unplaced == ""


def test_the_only_region_is_the_only_section(tmp_path):
    spots = table("tables/spots", ["S1"] * 4, FOUR)
    store = write(tmp_path / "s.zarr", [spots], [circles("S1", FOUR, SQUARE)])
    section = seen(store).axes["section"]
    assert (section.levels, section.codes.tolist()) == (("S1",), [0] * 4)
