from __future__ import annotations

import pytest

from aivc.schema.reading import read_card
from aivc.validators.design.contrasts import agents_by_condition, contrasts_of

TREATED = {"condition_id": "drug", "intervention": "i"}


def card_of(*controls, conditions=(), interventions=()):
    return read_card(
        {
            "controls": list(controls),
            "conditions": [TREATED, *conditions],
            "interventions": [{"intervention_id": "i"}, *interventions],
        }
    )


def control(name: str, kind: str = "vehicle", **further):
    return {"control_id": name, "control_kind": kind, **further}


def test_links_follow_the_order_of_the_card_and_say_each_control_once() -> None:
    card = card_of(
        control("a", control_for=["drug", "drug"]),
        control("b", is_for_all_treated=True, control_for=["drug"]),
        control("c"),
        conditions=[{"condition_id": "ca", "control": "a"}, {"condition_id": "cb", "control": "b"}],
    )
    found = contrasts_of(card)
    assert found.links["drug"] == ("a", "b")
    assert found.reference_conditions("drug") == ("ca", "cb")
    assert found.negative_conditions == {"ca", "cb"}


@pytest.mark.parametrize("kind", ["empty", "carrier", "reference_channel", "positive"])
def test_some_kinds_are_no_reference(kind: str) -> None:
    card = card_of(
        control("k", kind, is_for_all_treated=True),
        conditions=[{"condition_id": "x", "control": "k"}],
    )
    found = contrasts_of(card)
    assert found.links["drug"] == ("k",)
    assert found.references("drug") == ()
    assert found.negative_conditions == frozenset()


def test_a_control_that_no_condition_is_cannot_be_compared_with() -> None:
    found = contrasts_of(card_of(control("k", is_for_all_treated=True)))
    assert found.references("drug") == ()


def test_a_positive_control_is_treated_and_compared_with_others_only() -> None:
    card = card_of(
        control("known", "positive", is_for_all_treated=True),
        control("dmso", is_for_all_treated=True),
        conditions=[
            {"condition_id": "poscon", "intervention": "i", "control": "known"},
            {"condition_id": "veh", "control": "dmso"},
        ],
    )
    found = contrasts_of(card)
    assert set(found.treated) == {"drug", "poscon"}
    assert found.links["poscon"] == ("dmso",)


def test_stimulated_vehicle_is_a_control() -> None:
    card = card_of(
        control("dmso", is_for_all_treated=True),
        conditions=[{"condition_id": "lps_dmso", "intervention": "i", "control": "dmso"}],
    )
    assert set(contrasts_of(card).treated) == {"drug"}


def test_what_does_not_resolve_is_left_out() -> None:
    card = card_of(
        control("a", control_for=["nowhere"]),
        conditions=[{"condition_id": "x", "control": "gone"}, {"intervention": "i"}],
    )
    found = contrasts_of(card)
    assert found.realised == {}
    assert found.links == {"drug": ()}
    assert "nowhere" not in found.treated


def test_agents_of_events_and_members_are_joined() -> None:
    card = read_card(
        {
            "agents": [{"agent_id": a, "agent_type": "Chemical"} for a in ("b", "a", "c")],
            "interventions": [
                {
                    "intervention_id": "i",
                    "events": [{"agent": "b"}, {"agent": "b"}, {"agent": "unknown"}, {}],
                    "combination": {"members": [{"agent": "a"}, {"agent": "b"}]},
                }
            ],
            "conditions": [TREATED],
        }
    )
    assert [agent.agent_id for agent in agents_by_condition(card)["drug"]] == ["a", "b"]
