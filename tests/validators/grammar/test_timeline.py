"""How the times of the members of a combination lie to each other."""

from __future__ import annotations

from aivc.schema.generated.views import Quantity
from aivc.validators.grammar.exposures import Exposure
from aivc.validators.grammar.timeline import Timeline


def timeline(**spans):
    return Timeline(
        {agent: tuple(Exposure(agent, *s) for s in found) for agent, found in spans.items()}
    )


def test_together():
    times = timeline(A=[(0, None)], B=[(0, 6)])
    assert times.starts_are_equal
    assert times.overlap == "A and B"
    assert not times.all_apart


def test_one_after_the_other():
    times = timeline(A=[(0, 6)], B=[(6, None)])
    assert not times.starts_are_equal
    assert times.overlap == ""
    assert times.all_apart


def test_pulses_that_miss_each_other_are_apart():
    times = timeline(A=[(0, 1), (4, 5)], B=[(2, 3), (6, 7)])
    assert times.all_apart
    assert times.overlap == ""


def test_what_nobody_can_know_is_neither_apart_nor_overlapping():
    times = Timeline(
        {
            "A": (Exposure("A", 0, None, end_is_known=False),),
            "B": (Exposure("B", 24, None, end_is_known=False),),
        }
    )
    assert not times.all_apart
    assert times.overlap == ""


def test_numbers_against_starts():
    times = timeline(A=[(0, 6)], B=[(6, None)], C=[(6, None)])
    assert times.out_of_order({"A": 1, "B": 2, "C": 2}) == ("", "")
    assert times.out_of_order({"A": 2, "B": 1}) == ("B", "A")
    assert times.out_of_order({"A": 1, "missing": 2}) == ("", "")


def test_interval_between_starts():
    times = timeline(A=[(0, 6)], B=[(6, None)], C=[(30, None)])
    assert times.against_interval(Quantity(value=6.0, unit="h")) == ""
    assert times.against_interval(Quantity(value=1.0, unit="d")) == ""
    assert "6 h and 24 h" in times.against_interval(Quantity(value=5.0, unit="h"))
    assert times.against_interval(Quantity(value=5.0, unit="um")) == ""
