"""How the times of the members of a combination lie to each other."""

from __future__ import annotations

from fractions import Fraction

from aivc.schema.generated.views import Quantity
from aivc.validators.grammar.exposures import Exposure
from aivc.validators.grammar.timeline import Starts, Timeline


def timeline(**spans):
    return Timeline(
        {agent: tuple(Exposure(agent, *s) for s in found) for agent, found in spans.items()}
    )


def test_together():
    times = timeline(A=[(0, None)], B=[(0, 6)])
    assert times.overlap == "A and B"
    assert not times.all_apart


def test_one_after_the_other():
    times = timeline(A=[(0, 6)], B=[(6, None)])
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


def test_equal_starts():
    assert Starts({"A": 0, "B": 0}).are_equal
    assert not Starts({"A": 0, "B": Fraction(1, 2)}).are_equal


def test_numbers_against_starts():
    starts = Starts({"A": 0, "B": 6, "C": 6})
    assert starts.out_of_order({"A": 1, "B": 2, "C": 2}) == ("", "")
    assert starts.out_of_order({"A": 2, "B": 1}) == ("B", "A")
    assert starts.out_of_order({"A": 1, "missing": 2}) == ("", "")


def test_interval_between_starts():
    starts = Starts({"A": 0, "B": 6, "C": 30})
    assert starts.against_interval(Quantity(value=6.0, unit="h")) == ""
    assert starts.against_interval(Quantity(value=1.0, unit="d")) == ""
    assert "6 h and 24 h" in starts.against_interval(Quantity(value=5.0, unit="h"))
    assert starts.against_interval(Quantity(value=5.0, unit="um")) == ""
