"""Contexts are counted for the controls that the finding is about, and each is shown once."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from tests.validators.rules.laid_out import bind, chemical, give, judge, where

PLATES = ("P1", "P2", "P3", "P4")
AGENTS = ("a", "b", "c")


def design(rows_of: dict[tuple[str, str], int]) -> tuple[pd.DataFrame, dict[str, Any]]:
    """Three agents with a control each on four plates; rows of (control, plate), else fifty."""
    rows = [
        {"plate": plate, "agent": agent, "what": what}
        for plate in PLATES
        for agent in AGENTS
        for what, n in (("control", rows_of.get((agent, plate), 50)), ("treated", 50))
        for _ in range(n)
    ]
    obs = pd.DataFrame(rows, index=[f"cell{k}" for k in range(len(rows))])
    return obs, {
        "operators": [{"operator_id": "rna", "operator_type": "SingleCellRNA", "scale": "cell"}],
        "binding": bind(plate="plate"),
        "agents": [chemical(agent) for agent in AGENTS],
        "interventions": [give(agent, agent, dose=1.0) for agent in AGENTS],
        "controls": [
            {
                "control_id": f"no_{agent}",
                "control_kind": "mock",
                "control_for": [agent],
                "matched_on": ["plate"],
            }
            for agent in AGENTS
        ],
        "conditions": [
            *(
                {
                    "condition_id": agent,
                    "intervention": agent,
                    "matches": where(agent=agent, what="treated"),
                }
                for agent in AGENTS
            ),
            *(
                {
                    "condition_id": f"without_{agent}",
                    "control": f"no_{agent}",
                    "matches": where(agent=agent, what="control"),
                }
                for agent in AGENTS
            ),
        ],
    }


def said(code: str, rows_of: dict[tuple[str, str], int]) -> tuple[int, int, tuple[str, ...]]:
    (finding,) = judge(*design(rows_of))[code]
    return finding.count, finding.total, finding.examples


def test_one_of_three_controls_is_missing_on_one_of_four_plates():
    assert said("CTL004", {("a", "P2"): 0}) == (1, 4, ("P2 (a)",))


def test_two_controls_are_missing_on_the_same_plate():
    found = said("CTL004", {("a", "P2"): 0, ("b", "P2"): 0})
    assert found == (2, 8, ("P2 without no_a", "P2 without no_b"))


def test_one_of_three_controls_is_small_on_one_of_four_plates():
    assert said("CTL007", {("a", "P2"): 7}) == (1, 4, ("P2: 7",))


def test_two_controls_are_small_on_the_same_plate():
    found = said("CTL007", {("a", "P2"): 7, ("b", "P2"): 8})
    assert found == (2, 8, ("P2, no_a: 7", "P2, no_b: 8"))


@pytest.mark.parametrize("code", ["CTL004", "CTL007"])
def test_controls_on_every_plate(code):
    assert code not in judge(*design({}))
