"""Conditions: treated or control, and not twice."""

from __future__ import annotations

import pytest

from aivc.schema.reading import read_card
from aivc.validators.registry import rule_of
from tests.validators.rules.handmade import facts_of

CONTROLS = [
    {"control_id": "dmso", "control_kind": "vehicle", "control_agent": "DMSO"},
    {"control_id": "nothing", "control_kind": "untreated"},
    {"control_id": "NT", "control_kind": "non_targeting_guide"},
    {"control_id": "known", "control_kind": "positive", "control_agent": "drug"},
]


def card(*conditions, vehicle=None):
    intervention = {
        "intervention_id": "give",
        "events": [{"event_type": "administer", "agent": "drug"}],
        **({"vehicle": vehicle} if vehicle else {}),
    }
    return read_card(
        {
            "agents": [
                {"agent_id": "drug", "agent_type": "Chemical"},
                {"agent_id": "DMSO", "agent_type": "Chemical"},
            ],
            "interventions": [intervention],
            "controls": CONTROLS,
            "conditions": [
                {"condition_id": f"c{n}", **condition} for n, condition in enumerate(conditions)
            ],
        }
    )


def found(code, view):
    return [(str(e.location), e.count) for e in rule_of(code).check(view, facts_of())]


@pytest.mark.parametrize(
    ("condition", "vehicle", "is_wrong"),
    [
        ({"intervention": "give"}, None, False),
        ({"control": "dmso"}, None, False),
        ({}, None, True),
        # The intervention may be the background that all cells share.
        ({"intervention": "give", "control": "NT"}, None, False),
        ({"intervention": "give", "control": "dmso"}, None, False),
        ({"intervention": "give", "control": "known"}, None, False),
        ({"intervention": "give", "control": "dmso"}, "dmso", True),
        ({"intervention": "give", "control": "nothing"}, None, True),
        # References that lead nowhere are reported elsewhere.
        ({"intervention": "lost"}, None, False),
        ({"intervention": "lost", "control": "nothing"}, None, False),
    ],
)
def test_treated_or_control(condition, vehicle, is_wrong):
    assert bool(found("GRM014", card(condition, vehicle=vehicle))) is is_wrong


def test_a_condition_again():
    day = {"intervention": "give", "harvest_time": {"value": 1, "unit": "d"}}
    hours = {"intervention": "give", "harvest_time": {"value": 24, "unit": "h"}}
    later = {"intervention": "give", "harvest_time": {"value": 48, "unit": "h"}}
    unread = {"intervention": "give", "harvest_time": {"value": 24, "unit": "hr"}}
    assert found("GRM015", card(day, hours, later)) == [("card:/conditions/1", 1)]
    assert found("GRM015", card(day, hours, hours)) == [("card:/conditions/1", 2)]
    assert found("GRM015", card(unread, unread)) == []
    assert found("GRM015", card({}, {})) == []


def test_samples_and_columns_tell_conditions_apart():
    given = {"intervention": "give"}
    line = {"column": "line", "column_value": "A549"}
    other = {"column": "line", "column_value": "K562"}
    assert found("GRM015", card({**given, "matches": [line]}, {**given, "matches": [other]})) == []
    assert found("GRM015", card({**given, "matches": [line]}, {**given, "matches": [line]}))
    one, two = {**given, "condition_sample": ["s1"]}, {**given, "condition_sample": ["s2"]}
    assert found("GRM015", card(one, two)) == []
