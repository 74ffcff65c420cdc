"""Which rows the grid has, and what is judged in each."""

from __future__ import annotations

from aivc.evaluation.grid_row import GridRow, Regime, Stratum
from aivc.evaluation.scoring.grid import filled_rows, hardest

SEEN, NEW_LAB = Stratum(Regime.SEEN), Stratum(Regime.SEEN, ("site",))
UNSEEN = Stratum(Regime.UNSEEN_AGENT)


def row(name: str, stratum: Stratum, readout: str = "", least: int = 0) -> GridRow:
    return GridRow(name, stratum, "target_selection", readout=readout, least_units=least)


def test_declared_rows_come_first_and_units_that_none_takes_get_rows_of_their_own() -> None:
    rows = filled_rows((row("lab", NEW_LAB),), (SEEN, UNSEEN, NEW_LAB, SEEN), ("expression",), 5)
    assert [each.row_id for each in rows] == ["lab", "unseen_agent", "seen"]
    assert [each.declared is None for each in rows] == [False, True, True]
    assert [each.decision for each in rows] == ["target_selection", "none", "none"]


def test_a_row_without_units_stays() -> None:
    (only,) = filled_rows((row("lab", NEW_LAB),), (), ("expression",), 5)
    assert only.row_id == "lab"


def test_a_row_is_judged_on_its_readout_and_none_that_is_asked_for_is_left_out() -> None:
    declared = (row("genes", SEEN), row("programmes", SEEN, "programmes"))
    rows = filled_rows(declared, (SEEN,), ("expression", "programmes", "survival"), 5)
    assert [each.readouts for each in rows] == [("expression", "survival"), ("programmes",)]


def test_a_row_may_ask_for_more_clusters_than_its_task() -> None:
    declared = (row("strict", SEEN, least=20), row("usual", NEW_LAB))
    rows = filled_rows(declared, (), ("expression",), 5)
    assert [each.least_units for each in rows] == [20, 5]


def test_what_is_made_of_several_units_stands_where_the_hardest_does() -> None:
    assert hardest([SEEN, UNSEEN]) is UNSEEN
    assert hardest([SEEN, NEW_LAB]) is NEW_LAB
