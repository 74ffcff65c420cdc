"""Agents: doses that are implausible or impossible, doubles, and modes of exposure."""

from __future__ import annotations

import pytest

from aivc.schema.generated.views import Quantity
from aivc.schema.reading import read_card
from aivc.validators.registry import rule_of
from aivc.validators.rules.int.impossible_amount import impossibility
from tests.validators.rules.handmade import facts_of


def found(code, raw):
    return [
        (str(evidence.location), evidence.count)
        for evidence in rule_of(code).check(read_card(raw), facts_of())
    ]


def given(agent, value, unit, kind, **further):
    return {
        "agents": [{"agent_id": "a", **agent}],
        "interventions": [
            {
                "intervention_id": "i",
                "events": [
                    {
                        "event_type": "administer",
                        "agent": "a",
                        "amount": {"value": value, "unit": unit},
                        "dose_kind": kind,
                        **further,
                    }
                ],
            }
        ],
    }


CHEMICAL = {"agent_type": "Chemical"}
HEAT = {"agent_type": "Environmental", "environmental_factor": "temperature"}
AMOUNT = [("card:/interventions/0/events/0/amount", 1)]


@pytest.mark.parametrize(
    ("value", "unit", "kind", "is_possible"),
    [
        (0.0, "umol/L", "molar_concentration", True),
        (-1.0, "umol/L", "molar_concentration", False),
        (-666.0, "umol/L", "molar_concentration", False),
        (999.0, "umol/L", "molar_concentration", False),
        (998.0, "umol/L", "molar_concentration", True),
        (float("nan"), "umol/L", "molar_concentration", False),
        (-20.0, "Cel", "temperature", True),
        (-1.0, "Cel", "temperature", True),
        (-300.0, "Cel", "temperature", False),
        (-1.0, "K", "temperature", False),
        (-1.0, "1", "relative_level", True),
        (100.0, "%", "volume_fraction", True),
        (101.0, "%", "volume_fraction", False),
        (1.5, "1", "partial_pressure_fraction", False),
        (150.0, "%", "mass_fraction", True),
        (None, "umol/L", "molar_concentration", True),
    ],
)
def test_impossible_amounts(value, unit, kind, is_possible):
    assert (impossibility(Quantity(value=value, unit=unit), kind) == "") is is_possible


@pytest.mark.parametrize(
    ("agent", "value", "unit", "kind", "is_plausible"),
    [
        (CHEMICAL, 10, "umol/L", "molar_concentration", True),
        (CHEMICAL, 10, "mmol/L", "molar_concentration", True),
        (CHEMICAL, 10, "mol/L", "molar_concentration", False),
        (CHEMICAL, 10, "fmol/L", "molar_concentration", True),
        (CHEMICAL, 0.1, "fmol/L", "molar_concentration", False),
        (CHEMICAL, 50, "g/L", "mass_concentration", False),
        (CHEMICAL, 500, "mg/kg", "mass_per_body_mass", True),
        (CHEMICAL, 5, "g/kg", "mass_per_body_mass", True),
        (CHEMICAL, 50, "kg/kg", "mass_per_body_mass", False),
        (HEAT, 42, "Cel", "temperature", True),
        (HEAT, 42, "K", "temperature", False),
        # Impossible, zero and inconvertible amounts are other rules' business.
        (CHEMICAL, -666, "mol/L", "molar_concentration", True),
        (CHEMICAL, 0, "umol/L", "molar_concentration", True),
        (CHEMICAL, 10, "um", "molar_concentration", True),
        (CHEMICAL, float("inf"), "umol/L", "molar_concentration", True),
    ],
)
def test_implausible_doses(agent, value, unit, kind, is_plausible):
    assert found("INT024", given(agent, value, unit, kind)) == ([] if is_plausible else AMOUNT)


@pytest.mark.parametrize(
    ("agent", "mode", "is_possible"),
    [
        (CHEMICAL, "bath_concentration", True),
        (CHEMICAL, "constitutive_genetic", False),
        (CHEMICAL, "field", False),
        ({"agent_type": "GeneticPerturbation"}, "bath_concentration", False),
        (
            {"agent_type": "GeneticPerturbation", "genetic_modality": "knockdown"},
            "bath_concentration",
            True,
        ),
        ({"agent_type": "Infectious"}, "constitutive_genetic", True),
        (HEAT, "field", True),
        (HEAT, "bath_concentration", False),
        (
            {"agent_type": "Environmental", "environmental_factor": "nutrient"},
            "bath_concentration",
            True,
        ),
        ({"agent_type": "Spell"}, "field", True),
    ],
)
def test_modes_of_exposure(agent, mode, is_possible):
    place = [("card:/interventions/0/events/0/exposure_mode", 1)]
    raw = given(agent, 1, "1", "relative_level", exposure_mode=mode)
    assert found("INT029", raw) == ([] if is_possible else place)


def test_the_same_thing_twice():
    gene = {
        "agent_type": "GeneticPerturbation",
        "genetic_modality": "interference",
        "intended_features": ["ENSG00000105610"],
    }
    chemical = {"agent_type": "Chemical", "inchikey": "UREBDLICKHMUKA-CXSFZGCWSA-N"}
    antibody = {
        "agent_type": "Biologic",
        "biologic_type": "antibody",
        "protein_id": "anti-uniprot:P01579",
    }
    cytokine = {
        "agent_type": "Biologic",
        "biologic_type": "cytokine",
        "protein_id": "uniprot:P01579",
    }

    def twice(agent, **second):
        agents = [{"agent_id": "one", **agent}, {"agent_id": "two", **agent, **second}]
        return found("INT019", {"agents": agents})

    same = [("card:/agents/1", 1)]
    assert twice(gene) == same
    assert twice(gene, genetic_modality="activation") == []
    assert twice(gene, effector="dCas9-ZIM3") == []
    assert twice(gene, guides=[{"guide_id": "g"}]) == []
    assert twice(gene, agent_id="one") == []
    assert twice(chemical) == same
    assert twice(chemical, inchikey=None) == []
    assert twice(cytokine) == same
    assert twice(antibody) == []


def test_forms_of_one_parent():
    def forms(*agents):
        return found(
            "INT031",
            {
                "agents": [
                    {"agent_type": "Chemical", "agent_id": str(n), **agent}
                    for n, agent in enumerate(agents)
                ]
            },
        )

    parent, salt = "FPOHNWQLNRZRFC-ZHACJKMWSA-N", "XVDWNSFFSMWXJJ-ASTDGNLGSA-N"
    free = {"inchikey": parent, "parent_inchikey": parent}
    assert forms(free, {"inchikey": salt, "parent_inchikey": parent}) == [("card:/agents/1", 1)]
    # The same substance under two names is INT019's.
    assert forms(free, free) == []
