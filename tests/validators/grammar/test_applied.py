"""Which agents are applied, and which perturb."""

from __future__ import annotations

from aivc.schema.reading import read_card
from aivc.validators.grammar.applied import applications_of, conditions_by_intervention

CARD = read_card(
    {
        "agents": [
            {"agent_id": "drug", "agent_type": "Chemical"},
            {"agent_id": "DMSO", "agent_type": "Chemical"},
            {"agent_id": "poison", "agent_type": "Chemical"},
            {
                "agent_id": "NT",
                "agent_type": "GeneticPerturbation",
                "guides": [{"guide_id": "nt1", "guide_role": "control"}],
            },
            {
                "agent_id": "serum",
                "agent_type": "Environmental",
                "environmental_factor": "nutrient",
            },
            {
                "agent_id": "heat",
                "agent_type": "Environmental",
                "environmental_factor": "temperature",
            },
        ],
        "controls": [
            {"control_id": "v", "control_kind": "vehicle", "control_agent": "DMSO"},
            {"control_id": "p", "control_kind": "positive", "control_agent": "poison"},
        ],
        "interventions": [
            {
                "intervention_id": "i",
                "events": [
                    {"event_type": "administer", "agent": "DMSO"},
                    {"event_type": "administer", "agent": "NT"},
                    {
                        "event_type": "administer",
                        "agent": "drug",
                        "amount": {"value": 0, "unit": "umol/L"},
                    },
                    {"event_type": "administer", "agent": "poison"},
                    {
                        "event_type": "administer",
                        "agent": "heat",
                        "amount": {"value": 0, "unit": "Cel"},
                        "dose_kind": "temperature",
                    },
                    {"event_type": "washout", "agent": "drug"},
                ],
            }
        ],
        "conditions": [
            {"condition_id": "a", "intervention": "i"},
            {"condition_id": "b", "intervention": "i"},
            {"condition_id": "c", "control": "v"},
        ],
    }
)


def test_vehicles_and_control_guides_are_inert_and_positive_controls_are_not():
    assert applications_of(CARD).inert == {"DMSO", "NT"}


def test_zero_dose_perturbs_nothing_but_zero_degrees_do():
    applications = applications_of(CARD)
    intervention = applications.interventions["i"]
    assert applications.applied(intervention) == ("DMSO", "NT", "drug", "poison", "heat")
    assert applications.perturbing(intervention) == ("poison", "heat")


def test_what_stays_when_the_medium_is_changed():
    applications = applications_of(CARD)
    stays = {agent for agent in applications.agents if applications.stays_without_medium(agent)}
    assert stays == {"NT", "heat"}


def test_conditions_of_an_intervention():
    found = conditions_by_intervention(CARD)
    assert {name: [c.condition_id for c in group] for name, group in found.items()} == {
        "i": ["a", "b"]
    }
