"""What names of tags, peaks and columns are taken for."""

import pytest

from aivc.schema.vocabulary.tag_names import is_hashtag_name
from aivc.validators.rules.mea.growth_rate_without_time_zero import START, ZERO
from aivc.validators.rules.mea.intervals import interval_of
from aivc.validators.rules.mea.labels_without_sets import ISOBARIC


@pytest.mark.parametrize(
    "name",
    [
        "HTO_1",
        "HTO-A",
        "hto1",
        "Hashtag 3",
        "anti-human Hashtag1",
        "TotalSeqB_Hash-tag_2",
        "CMO_HTO",
        "CMO301",
        "nuclear hashing 2",
    ],
)
def test_hashtags(name: str) -> None:
    assert is_hashtag_name(name)


@pytest.mark.parametrize("name", ["CD3", "photo", "CD44_phtoA", "HashimotoAg", "CXCR3", ""])
def test_antibodies_that_are_none(name: str) -> None:
    assert not is_hashtag_name(name)


@pytest.mark.parametrize(
    ("name", "interval"),
    [
        ("chr1:100-200", ("chr1", 100, 200)),
        ("chr1-100-200", ("chr1", 100, 200)),
        ("chrX_100_200", ("chrX", 100, 200)),
        ("1:1,000-2,000", ("1", 1000, 2000)),
        ("chrUn_KI270742v1:5-90", ("chrUn_KI270742v1", 5, 90)),
        ("chr1_KI270706v1_random_5_90", ("chr1_KI270706v1_random", 5, 90)),
        ("GL000194.1-5-90", ("GL000194.1", 5, 90)),
        ("HLA-DRB1*15:01:5-90", ("HLA-DRB1*15:01", 5, 90)),
        ("chr1:200-100", None),
        ("chr1:100-100", None),
        ("ENSG00000000003", None),
        ("HLA-A", None),
        ("peak_12", None),
        ("chr1:a-b", None),
        ("", None),
    ],
)
def test_intervals(name: str, interval: tuple[str, int, int] | None) -> None:
    assert interval_of(name) == interval


@pytest.mark.parametrize(
    "name", ["cell_count__time0", "count_t0", "T0", "time_zero", "n_cells_0h", "x_time_0", "0h"]
)
def test_columns_of_the_start(name: str) -> None:
    assert START.search(name)


@pytest.mark.parametrize("name", ["count_t01", "t04", "10h", "time", "plate_10_h", "cat0", "count"])
def test_columns_of_another_time(name: str) -> None:
    assert not START.search(name)


@pytest.mark.parametrize(
    ("level", "is_zero"),
    [("0", True), ("0 h", True), ("0.0", True), ("0h", True), ("0.5", False), ("10", False)],
)
def test_levels_of_time(level: str, *, is_zero: bool) -> None:
    assert bool(ZERO.fullmatch(level)) is is_zero


@pytest.mark.parametrize(
    ("label", "is_isobaric"),
    [
        ("TMT16plex", True),
        ("iTRAQ 8", True),
        ("TMTpro", True),
        ("label free", False),
        ("SILAC", False),
    ],
)
def test_labels_that_are_shared_by_samples(label: str, *, is_isobaric: bool) -> None:
    assert bool(ISOBARIC.search(label)) is is_isobaric
