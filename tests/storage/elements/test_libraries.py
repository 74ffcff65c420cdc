"""Sections in ``uns/spatial``: the size of a pixel by spots, by bins, and as it is stated."""

from types import SimpleNamespace

import pytest

from aivc.evaluation.spatial_histology.images import fullres_pixel
from aivc.storage.elements.libraries import libraries_of


def table_of(**libraries):
    return SimpleNamespace(uns_keys=("spatial",), uns=lambda _: libraries)


def section(**factors):
    return {"images": {"lowres": None, "hires": None}, "scalefactors": factors}


def test_libraries_and_their_pictures_are_sorted():
    found = libraries_of(table_of(V2=section(tissue_hires_scalef=0.2), V1=section(), other=3))
    assert [one.name for one in found] == ["V1", "V2"]
    assert found[1].pictures == ("hires", "lowres")
    assert found[1].home == "uns/spatial/V2/images"
    assert (found[1].factor_of("hires"), found[1].factor_of("lowres")) == (0.2, None)


def test_a_table_without_sections():
    assert libraries_of(SimpleNamespace(uns_keys=())) == ()
    assert libraries_of(SimpleNamespace(uns_keys=("spatial",), uns=lambda _: "no mapping")) == ()


@pytest.mark.parametrize(
    ("factors", "expected"),
    [
        ({"spot_diameter_fullres": 130.0}, 0.5),
        # Bins of 8 um: the diameter of the file is that of a bin.
        (
            {"spot_diameter_fullres": 32.0, "bin_size_um": 8.0, "microns_per_pixel": 0.25},
            0.25,
        ),
        ({"spot_diameter_fullres": 32.0, "bin_size_um": 8.0}, 0.25),
        ({"spot_diameter_fullres": 0.0}, None),
        ({}, None),
    ],
)
def test_micrometres_of_a_pixel(factors, expected):
    assert fullres_pixel(table_of(V1=section(**factors))) == expected


def test_sections_of_other_sizes_have_no_common_pixel():
    near, far = ({"spot_diameter_fullres": d} for d in (131.0, 260.0))
    base = section(spot_diameter_fullres=130.0)
    assert fullres_pixel(table_of(V1=base, V2=section(**near))) == pytest.approx(0.498, abs=1e-3)
    assert fullres_pixel(table_of(V1=base, V2=section(**far))) is None
