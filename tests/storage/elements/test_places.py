"""Places of the units of shapes, points and labels."""

import struct

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aivc.storage import open_dataset
from aivc.storage.elements.errors import TransformError
from aivc.storage.elements.geometry import centres_of_shapes
from aivc.storage.elements.places import place_units
from aivc.storage.errors import MissingElementError, UnreadableInputError
from tests.storage.elements.conftest import ends

DOUBLE = {"type": "scale", "scale": [2.0, 2.0], **ends("xy", "xy")}
SAME = {"type": "identity", **ends("xy", "xy")}


def point(x: float, y: float, order: str = "<", kind: int = 1, more: tuple = ()) -> bytes:
    flag = b"\x01" if order == "<" else b"\x00"
    return flag + struct.pack(f"{order}I{2 + len(more)}d", kind, x, y, *more)


def polygon(*rings: list[tuple[float, ...]], order: str = "<", kind: int = 3) -> bytes:
    flag = b"\x01" if order == "<" else b"\x00"
    content = flag + struct.pack(f"{order}II", kind, len(rings))
    for ring in rings:
        numbers = [number for corner in ring for number in corner]
        content += struct.pack(f"{order}I{len(numbers)}d", len(ring), *numbers)
    return content


def several(*polygons: bytes) -> bytes:
    return b"\x01" + struct.pack("<II", 6, len(polygons)) + b"".join(polygons)


def square(x: float, y: float, side: float) -> list[tuple[float, float]]:
    return [(x, y), (x + side, y), (x + side, y + side), (x, y + side), (x, y)]


def centres(*geometries: bytes | None) -> list[list[float]]:
    return centres_of_shapes(pa.array(geometries, pa.binary()), "shapes/some").tolist()


def test_points_as_stored() -> None:
    assert centres(point(1, 2), point(3, 4)) == [[1, 2], [3, 4]]
    assert centres(point(1, 2, ">"), point(3, 4, kind=1001, more=(9,))) == [[1, 2], [3, 4]]
    assert centres(point(3, 4, kind=1 | 0x80000000, more=(9,))) == [[3, 4]]
    part = pa.array([point(1, 2), point(3, 4), point(5, 6)], pa.large_binary())[1:]
    assert centres_of_shapes(part, "s").tolist() == [[3, 4], [5, 6]]
    with_system = b"\x01" + struct.pack("<II2d", 1 | 0x20000000, 4326, 7.0, 8.0)
    assert centres(with_system) == [[7, 8]]


def test_polygons_by_their_area() -> None:
    holed = polygon(square(0, 0, 4), square(0, 0, 2))
    assert np.allclose(centres(holed), [[28 / 12, 28 / 12]])
    assert np.allclose(centres(polygon(square(0, 0, 4), square(0, 0, 2)[::-1])), centres(holed))
    both = several(polygon(square(0, 0, 1)), polygon(square(10, 0, 3)[::-1], order=">"))
    assert np.allclose(centres(both), [[(0.5 + 9 * 11.5) / 10, (0.5 + 9 * 1.5) / 10]])
    in_space = polygon([(0, 0, 5.0), (2, 0, 5.0), (2, 2, 5.0), (0, 2, 5.0)], kind=1003)
    assert centres(in_space) == [[1, 1]]


def test_nothing_and_lines_without_area() -> None:
    found = centres(None, polygon(), polygon([(0, 0), (2, 0), (0, 0)]), point(1, 1))
    assert np.isnan(found[0]).all()
    assert np.isnan(found[1]).all()
    assert np.allclose(found[2], [2 / 3, 0])
    assert found[3] == [1, 1]
    assert np.isnan(centres(point(float("nan"), 0), polygon())[0]).all()


@pytest.mark.parametrize(
    "broken",
    [b"", b"\x07", point(1, 2)[:-1], polygon(square(0, 0, 1))[:-1], b"\x01\x02\x00\x00\x00"],
)
def test_broken_geometry_is_refused(broken) -> None:
    with pytest.raises(UnreadableInputError, match="row 1"):
        centres(point(1, 2), broken)


@given(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6), st.floats(0.5, 100), st.integers(3, 40))
def test_regular_polygons_far_from_the_origin(x, y, radius, n) -> None:
    angles = np.arange(n) * 2 * np.pi / n
    ring = list(zip(x + radius * np.cos(angles), y + radius * np.sin(angles), strict=True))
    assert np.allclose(centres(polygon(ring)), [[x, y]], rtol=0, atol=1e-6)


def test_circles_in_a_system(store) -> None:
    table = pa.table(
        {
            "geometry": pa.array([point(1, 2), point(3, 4)], pa.binary()),
            "radius": [0.5, 1.5],
            "name": ["b", "a"],
        }
    )
    store.rows("shapes/spots", [table], "xy", DOUBLE)
    with open_dataset(store.path) as dataset:
        (spots,) = dataset.elements
        placed = place_units(dataset, spots)
        assert placed.system == "global"
        assert placed.ids.cells() == ["0", "1"]
        assert placed.centres.tolist() == [[2, 4], [6, 8]]
        assert placed.radii is not None
        assert placed.radii.tolist() == [1, 3]
        assert place_units(dataset, spots, id_column="name").ids.cells() == ["b", "a"]
        with pytest.raises(MissingElementError):
            place_units(dataset, spots, id_column="nix")
        with pytest.raises(TransformError):
            place_units(dataset, spots, "aligned")


def with_index(table: pa.Table, columns: str) -> pa.Table:
    metadata = f'{{"index_columns": [{columns}], "columns": []}}'
    return table.replace_schema_metadata({"pandas": metadata})


def test_index_that_pandas_wrote(store) -> None:
    shapes = pa.table({"geometry": pa.array([point(0, 0)] * 3, pa.binary()), "cell": [7, 5, 9]})
    store.rows("shapes/named", [with_index(shapes, '"cell"')], "xy", SAME)
    bounds = '{"kind": "range", "start": 4, "stop": 10, "step": 2, "name": null}'
    store.rows("shapes/ranged", [with_index(shapes, bounds)], "xy", SAME)
    with open_dataset(store.path) as dataset:
        named, ranged = dataset.elements
        assert place_units(dataset, named).ids.cells() == ["7", "5", "9"]
        assert place_units(dataset, ranged).ids.cells() == ["4", "6", "8"]


def part(xs: list[float], index: list[int]) -> pa.Table:
    table = pa.table({"x": xs, "y": [0.0] * len(xs), "i": index})
    return with_index(table, '"i"')


def test_points_in_parts(store) -> None:
    again = [part([float(k)], [0]) for k in range(11)]
    store.rows("points/again", again, "xy", DOUBLE)
    store.rows("points/further", [part([1.0, 2.0], [5, 3]), part([3.0], [9])], "xy", SAME)
    with open_dataset(store.path) as dataset:
        first, second = dataset.elements
        placed = place_units(dataset, first)
        assert placed.centres[:, 0].tolist() == [2.0 * k for k in range(11)]
        assert placed.ids.cells() == [str(k) for k in range(11)]
        assert placed.radii is None
        assert place_units(dataset, second).ids.cells() == ["5", "3", "9"]


def test_labels_in_chunks(store) -> None:
    values = np.zeros((5, 7), np.uint16)
    values[1:3, 2:6] = 4
    values[4, 6] = 300
    stored = {"type": "scale", "scale": [10.0, 1.0], **ends("yx", "yx")}
    store.raster("labels/cells", [values, values[::2, ::2]], "yx", stored, (2, 3))
    with open_dataset(store.path) as dataset:
        (cells,) = dataset.elements
        placed = place_units(dataset, cells)
        assert placed.ids.cells() == ["4", "300"]
        assert placed.centres.tolist() == [[4, 20], [6.5, 45]]


def test_images_have_no_units(store) -> None:
    stored = {"type": "identity", **ends("cyx", "cyx")}
    store.raster("images/he", [np.zeros((1, 2, 2), "u1")], "cyx", stored, (1, 2, 2))
    store.raster("labels/none", [np.zeros((2, 2), "u1")], "yx", SAME, (2, 2))
    store.raster("labels/real", [np.ones((2, 2), "f4")], "yx", SAME, (2, 2))
    with open_dataset(store.path) as dataset:
        for element in dataset.elements:
            with pytest.raises((UnreadableInputError, TransformError)):
                place_units(dataset, element)


def test_numbers_of_parts_name_all_rows(store) -> None:
    def ranged(xs: list[float]) -> pa.Table:
        bounds = f'{{"kind": "range", "start": 5, "stop": {5 + len(xs)}, "step": 1}}'
        return with_index(pa.table({"x": xs, "y": xs}), bounds)

    store.rows("points/several", [ranged([1.0, 2.0]), ranged([3.0, 4.0, 5.0])], "xy", SAME)
    store.rows("points/single", [ranged([1.0, 2.0])], "xy", SAME)
    with open_dataset(store.path) as dataset:
        several, single = dataset.elements
        assert place_units(dataset, several).ids.cells() == ["0", "1", "2", "3", "4"]
        assert place_units(dataset, single).ids.cells() == ["5", "6"]


def test_numbers_without_end_are_no_numbers(store) -> None:
    bounds = f'{{"kind": "range", "start": 0, "stop": {10**40}, "step": 1, "name": null}}'
    rows = pa.table({"x": [1.0, 2.0], "y": [1.0, 2.0]})
    store.rows("points/some", [with_index(rows, bounds)], "xy", SAME)
    with open_dataset(store.path) as dataset:
        assert place_units(dataset, dataset.elements[0]).ids.cells() == ["0", "1"]


def test_polygons_nested_without_end_are_refused() -> None:
    nested = b"\x01" + struct.pack("<II", 6, 1)
    with pytest.raises(UnreadableInputError, match="row 0"):
        centres(nested * 100_000)
    with pytest.raises(UnreadableInputError, match="row 0"):
        centres(several(point(1, 2)))


@given(st.binary(max_size=60), st.integers(0, 60), st.sampled_from([1, 3, 6, 0x80000003, 3006]))
def test_any_bytes_are_a_place_or_refused(noise, at, kind) -> None:
    made = b"\x01" + struct.pack("<II", kind, 1) + polygon(square(0, 0, 1))[5:]
    damaged = made[:at] + noise + made[at + len(noise) :]
    try:
        assert len(centres(damaged)) == 1
    except UnreadableInputError as error:
        assert "row 0" in str(error)


def test_units_by_their_ids(store) -> None:
    ids = pa.array(["b", "a", None, "b"])
    rows = pa.table({"x": [0.0, 1.0, 2.0, 3.0], "y": [0.0] * 4, "id": ids})
    store.rows("points/some", [rows], "xy", SAME)
    with open_dataset(store.path) as dataset:
        placed = place_units(dataset, dataset.elements[0], id_column="id")
        assert placed.called(["a", "c", "b", ""]).tolist() == [1, -1, 0, -1]
        assert placed.called([]).tolist() == []


def test_corners_beyond_all_numbers_have_no_centre(recwarn) -> None:
    found = centres(polygon(square(1e300, -1e300, 1e300)), polygon(square(0, 0, 2)))
    assert not np.isfinite(found[0]).all()
    assert found[1] == [1, 1]
    assert not recwarn.list
