"""Lengths as people write them."""

import pytest

from aivc.evaluation.spatial_histology.errors import BenchmarkError
from aivc.evaluation.spatial_histology.lengths import PIXEL, Length, parse_length


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("112 um", Length(112, "um")),
        ("112µm", Length(112, "um")),
        ("0.112 mm", Length(0.112, "mm")),
        ("224 px", Length(224, PIXEL)),
        ("224 pixels", Length(224, PIXEL)),
        (" 1.5e2 ", Length(150, "")),
    ],
)
def test_lengths_are_read(text, length):
    assert parse_length(text, "--tile") == length


@pytest.mark.parametrize(
    "text", ["", "um", "0 um", "-3 um", "112 parsecs", "112 s", "1e999", "112 uM"]
)
def test_what_is_no_length_is_refused_with_the_option(text):
    with pytest.raises(BenchmarkError, match="--tile"):
        parse_length(text, "--tile")
