"""Every file below ``tests/data``: valid ones pass, invalid ones raise the code in their name.

A file is ``CLASS-what-it-is.yaml``, or ``CLASS-what-is-wrong.CODE.yaml`` with its reason in the
first line. Each is read by the JSON Schema of the release profile and by the authoring models;
where these differ, :data:`ACCEPTED_BY_MODELS` says why.
"""

from collections import Counter
from pathlib import Path
from typing import Any

import pydantic
import pytest
import yaml

from aivc.schema.generated import models
from aivc.schema.slots import class_names, class_spec
from aivc.schema.structure import CODES, check_structure

DATA = Path(__file__).resolve().parents[1] / "data"
VALID = sorted((DATA / "valid").glob("*.yaml"))
INVALID = sorted((DATA / "invalid").glob("*.yaml"))

# What the pydantic models accept and the JSON Schema refuses, by what linkml's generator leaves
# out of them. Requirements of profiles and of rules are told by the problem itself.
ACCEPTED_BY_MODELS = {
    "a requirement of a profile, not of the class": lambda p: (
        p.code == "CRD001" and not class_spec(p.class_name).slots[p.slot].required
    ),
    "the designator has a default": lambda p: (
        p.code == "CRD001" and class_spec(p.class_name).slots[p.slot].designates_type
    ),
    "a conditional requirement": lambda p: p.code == "CRD007",
    "a number or truth value as text, or as another number": lambda p: (
        p.code == "CRD003"
        and p.observed in {"'0.2'", "true", "inf", "'1500'", "'384'", "'yes'", "'0.2125'"}
    ),
    "null in an optional slot": lambda p: p.observed == "null",
    "one of a list of permitted numbers": lambda p: p.code == "CRD004" and p.slot == "plate_format",
}


def read(path: Path) -> Any:
    return yaml.safe_load(path.read_text("utf-8"))


def class_of(path: Path) -> str:
    return path.name.split("-")[0]


def codes(path: Path) -> list[str]:
    return [problem.code for problem in check_structure(read(path), class_of(path))]


@pytest.mark.parametrize("path", VALID, ids=lambda path: path.stem)
def test_valid(path: Path) -> None:
    problems = check_structure(read(path), class_of(path))
    assert [(p.code, p.pointer, p.message) for p in problems] == []
    model = getattr(models, class_of(path)).model_validate(read(path))
    written = model.model_dump(mode="json", exclude_none=True, exclude_unset=True)
    assert written == read(path)


@pytest.mark.parametrize("path", INVALID, ids=lambda path: path.stem)
def test_invalid(path: Path) -> None:
    code = path.stem.rsplit(".", 1)[1]
    problems = check_structure(read(path), class_of(path))
    assert [problem.code for problem in problems] == [code]
    known = [why for why, holds in ACCEPTED_BY_MODELS.items() if holds(problems[0])]
    accepted = is_accepted_by_model(path)
    assert accepted == bool(known), known


def is_accepted_by_model(path: Path) -> bool:
    try:
        getattr(models, class_of(path)).model_validate(read(path))
    except pydantic.ValidationError:
        return False
    return True


def test_every_concrete_class_has_a_valid_example() -> None:
    concrete = {name for name in class_names() if not class_spec(name).abstract}
    assert {class_of(path) for path in VALID} == concrete


def test_every_code_has_invalid_examples_of_many_classes() -> None:
    count = Counter(path.stem.rsplit(".", 1)[1] for path in INVALID)
    assert set(count) == set(CODES.values())
    assert min(count.values()) >= 6
    assert len({class_of(path) for path in INVALID}) >= 60


def test_every_rule_has_an_invalid_example() -> None:
    broken = {p.rule for path in INVALID for p in check_structure(read(path), class_of(path))}
    rules = {rule.title for name in class_names() for rule in class_spec(name).rules}
    # The release profile asks for the time zero of every viability assay; see the minimal one.
    assert rules - broken == {"growth-rate metrics need a time zero"}
    lacking = DATA / "invalid" / "Viability-growth-rate-without-time-zero.CRD001.yaml"
    (problem,) = check_structure(read(lacking), "Viability", "minimal")
    assert problem.rule == "growth-rate metrics need a time zero"


def test_every_invalid_example_says_why() -> None:
    first = {path.name: path.read_text("utf-8").splitlines()[0] for path in INVALID}
    assert [name for name, line in first.items() if not line.startswith("# ")] == []


def test_stated_structures_fit_their_identifiers() -> None:
    from aivc.schema.vocabulary import smiles_to_inchikey

    compounds = [read(path) for path in VALID if class_of(path) == "Chemical"]
    stated = [c for c in compounds if "smiles" in c]
    assert stated
    for compound in stated:
        assert smiles_to_inchikey(compound["smiles"]) == compound["inchikey"]
