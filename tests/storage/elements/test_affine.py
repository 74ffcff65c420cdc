"""Transformations of OME-NGFF as affine maps."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aivc.storage.elements.affine import Affine, transform_to, usual_system
from aivc.storage.elements.errors import TransformError
from aivc.storage.model import SpatialElement
from tests.storage.elements.conftest import element, ends

POINT = np.array([[3.0, 5.0]])
TURN = [[0.0, -1.0], [1.0, 0.0]]


@pytest.mark.parametrize(
    ("stored", "expected"),
    [
        ({"type": "identity"}, [3, 5]),
        ({"type": "scale", "scale": [1, 10, 2]}, [6, 50]),
        ({"type": "translation", "translation": [0, 100, 1]}, [4, 105]),
        ({"type": "affine", "affine": [[1, 0, 0, 0], [0, 2, 0, 7], [0, 1, 1, 0]]}, [8, 17]),
        ({"type": "mapAxis", "mapAxis": {"c": "c", "y": "x", "x": "y"}}, [5, 3]),
        ({"type": "mapAxis", "mapAxis": [0, 2, 1]}, [5, 3]),
        ({"type": "rotation", "rotation": [1, 0, 0, 0, 0, -1, 0, 1, 0]}, [5, -3]),
        ({"type": "scale", "scale": [10, 2], **ends("yx", "yx")}, [6, 50]),
        ({"type": "affine", "affine": [[0, 2, 1], [3, 0, 0]], **ends("yx", "xy")}, [7, 15]),
        (
            {
                "type": "sequence",
                "transformations": [
                    {"type": "translation", "translation": [0, 0, 1]},
                    {"type": "scale", "scale": [1, 1, 2]},
                ],
            },
            [8, 5],
        ),
        (
            {
                "type": "byDimension",
                "transformations": [
                    {"type": "scale", "scale": [2], "input": ["x"], "output": ["x"]},
                    {"type": "translation", "translation": [9], "input": ["y"], "output": ["y"]},
                ],
            },
            [6, 14],
        ),
    ],
)
def test_types(stored, expected) -> None:
    found = transform_to(element("cyx", stored), "global")
    assert found.axes == ("x", "y")
    assert found.apply(POINT).tolist() == [expected]


def test_depth_keeps_its_place_and_order() -> None:
    affine = [[0, 0, 1, 0], [0, 1, 0, 0], [13.0, 0, 0, -13.0]]
    stored = {
        "type": "sequence",
        "transformations": [
            {"type": "translation", "translation": [0, 4571, 2735], **ends("zyx", "zyx")},
            {"type": "affine", "affine": affine, **ends("zyx", "xyz")},
        ],
        **ends("zyx", "xyz"),
    }
    found = transform_to(element("zyx", stored, "labels"), "global")
    assert found.axes == ("x", "y", "z")
    assert found.apply(np.array([[1.0, 2.0, 3.0]])).tolist() == [[2736.0, 4573.0, 26.0]]
    assert found.in_plane.apply(np.array([[1.0, 2.0]])).tolist() == [[2736.0, 4573.0]]


@pytest.mark.parametrize(
    "stored",
    [
        {"type": "displacements", "path": "field"},
        {"type": "scale", "scale": [1, 2]},
        {"type": "scale", "scale": [1, 2, float("nan")]},
        {"type": "translation", "translation": ["a", 1, 2]},
        {"type": "affine", "affine": [[1, 0], [0, 1]]},
        {"type": "mapAxis", "mapAxis": {"x": "w"}},
        {"type": "sequence", "transformations": []},
        {"type": "sequence", "transformations": ["scale"]},
        {"type": "affine", "affine": [[1, 0, 0, 0], [0, 1, 0, 0], [1, 0, 1, 0]]},
        {"type": "scale", "scale": [1, 2, 3], **ends("cyx", "xyc")},
    ],
)
def test_what_is_not_affine_is_refused(stored) -> None:
    with pytest.raises(TransformError):
        transform_to(element("cyx", stored), "global")


def test_endless_nesting_is_refused() -> None:
    stored: dict = {"type": "identity"}
    for _ in range(100):
        stored = {"type": "sequence", "transformations": [stored]}
    with pytest.raises(TransformError):
        transform_to(element("yx", stored), "global")


def test_unknown_system_and_usual_system() -> None:
    one = element("yx", {"type": "identity"})
    with pytest.raises(TransformError, match="aligned"):
        transform_to(one, "aligned")
    assert usual_system(one) == "global"
    assert usual_system(SpatialElement("a", "image", "images/a", ("aligned",))) == "aligned"
    with pytest.raises(TransformError):
        usual_system(SpatialElement("a", "image", "images/a", ("aligned", "other")))
    with pytest.raises(TransformError):
        transform_to(element("cx", {"type": "identity"}), "global")


angles = st.floats(-3.0, 3.0)
numbers = st.floats(-100, 100)


@given(angles, numbers, numbers, st.floats(0.1, 10))
def test_composition_and_inverse(angle, dx, dy, size) -> None:
    c, s = size * math.cos(angle), size * math.sin(angle)
    one = Affine(np.array([[c, -s, dx], [s, c, dy], [0, 0, 1.0]]), ("x", "y"))
    other = Affine(np.diag([2.0, 3.0, 1.0]), ("x", "y"))
    points = np.array([[1.0, 2.0], [-4.0, 0.5]])
    assert np.allclose(one.then(other).apply(points), other.apply(one.apply(points)))
    assert np.allclose(one.then(one.inverse()).apply(points), points)
    assert one.plane_scale == pytest.approx(size)


def test_what_flattens_space_cannot_be_undone() -> None:
    with pytest.raises(TransformError):
        Affine(np.diag([0.0, 1.0, 1.0]), ("x", "y")).inverse()
    with pytest.raises(TransformError):
        Affine(np.eye(3), ("x", "y")).then(Affine(np.eye(4), ("x", "y", "z")))
