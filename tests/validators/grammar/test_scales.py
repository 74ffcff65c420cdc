"""Scales are in the order of the schema, and operators lead between them."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

import aivc.schema
from aivc.validators.grammar.scales import SCALES, operator_between, rank_of

scales = st.sampled_from(SCALES)


def test_scales_are_those_of_the_schema_in_its_order():
    text = Path(aivc.schema.__file__).with_name("common.yaml").read_text("utf-8")
    levels = yaml.safe_load(text)["enums"]["ScaleLevel"]["permissible_values"]
    assert {scale: rank_of(scale) for scale in SCALES} == {
        name: level["rank"] for name, level in levels.items()
    }


@given(scales, scales)
def test_the_way_back_is_the_other_operator(one, other):
    back = {"project": "lift", "lift": "project", "same_scale": "same_scale"}
    assert operator_between(other, one) == back[operator_between(one, other)]


@given(scales, scales, scales)
def test_projects_compose(one, two, three):
    if operator_between(one, two) == operator_between(two, three) == "project":
        assert operator_between(one, three) == "project"


@pytest.mark.parametrize("scale", [None, "", "tissue", "Cell"])
def test_what_is_no_scale_has_no_rank_and_no_operator(scale):
    assert rank_of(scale) is None
    assert operator_between(scale or "", "cell") is None
