"""Units and kinds of dose, and which agent takes which."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

import aivc.schema
from aivc.schema.generated.views import Agent
from aivc.schema.reading import read
from aivc.schema.vocabulary.ucum import read_ucum
from aivc.validators.grammar.doses import (
    KINDS_OF_AGENT,
    KINDS_OF_FACTOR,
    kinds_for,
    unit_says,
    usual_units,
)


@pytest.fixture(scope="module")
def enums():
    text = Path(aivc.schema.__file__).with_name("intervention.yaml").read_text("utf-8")
    return {
        name: set(enum["permissible_values"])
        for name, enum in yaml.safe_load(text)["enums"].items()
    }


def test_every_kind_of_the_schema_has_usual_units_that_say_it(enums):
    for kind in enums["DoseQuantityKind"]:
        assert usual_units(kind), kind
        for code in usual_units(kind):
            assert unit_says(read_ucum(code), kind) is True, (kind, code)


def test_every_kind_that_an_agent_takes_is_one_of_the_schema(enums):
    for kinds in (*KINDS_OF_AGENT.values(), *KINDS_OF_FACTOR.values()):
        assert kinds <= enums["DoseQuantityKind"]
    assert set(KINDS_OF_FACTOR) == enums["EnvironmentalFactor"]
    assert set(KINDS_OF_AGENT) | {"Environmental"} == set(Agent.concrete_classes)


@pytest.mark.parametrize(
    ("code", "kind", "says"),
    [
        ("nmol/mL", "molar_concentration", True),
        ("um", "molar_concentration", False),
        ("mg/kg", "mass_per_body_mass", True),
        ("mg/kg", "volume_fraction", False),
        ("%", "mass_per_body_mass", False),
        ("10*8/mL", "viral_titre", True),
        ("N/m2", "pressure", True),
        ("{bead}/{cell}", "cell_ratio", True),
        ("{tablet}", "molar_concentration", False),
        ("umol/L", "no kind", None),
    ],
)
def test_units_and_kinds(code, kind, says):
    assert unit_says(read_ucum(code), kind) is says


def test_kinds_of_agents():
    heat = {"agent_type": "Environmental", "environmental_factor": "temperature"}
    assert kinds_for(read(Agent, heat)) == {"temperature", "relative_level"}
    assert "molar_concentration" in kinds_for(read(Agent, {"agent_type": "Chemical"}))
    assert "multiplicity_of_infection" not in kinds_for(read(Agent, {"agent_type": "Chemical"}))
    assert kinds_for(read(Agent, {"agent_type": "Spell"})) == frozenset()
