"""Each leak of compounds is found by the rule meant for it, and by no other."""

import pytest

from aivc.schema.vocabulary import chemistry_available
from aivc.validators.examples.example import DropCard, Edit, Example, SetCard, SetManifest, SetParts
from aivc.validators.examples.run import measure_example
from aivc.validators.examples.specimens.drug_list import DRUGS, rows_of
from aivc.validators.findings import Level, Severity
from aivc.validators.registry import rule_of, split_rules

needs_chem = pytest.mark.skipif(not chemistry_available(), reason="RDKit is not installed")

ABOUT_COMPOUNDS = {"LEK009", "LEK018", "LEK030", "LEK031", "LEK032", "LEK033", "LEK038", "LEK039"}


def kept(axis: str) -> tuple[Edit, ...]:
    claim = {"claim_axis": axis, "novelty": "unseen", "partition": "test"}
    return (SetManifest("/unit_of_split", axis), SetManifest("/claims", [claim]))


def to_test(name: str) -> Edit:
    return SetParts(dict.fromkeys(rows_of(name), "test"))


SALT_IN_TEST = (
    SetCard("/agents/9/smiles", f"{DRUGS['imatinib'][0]}.CS(=O)(=O)O"),
    SetCard("/agents/9/inchikey", "YLMAHDNUQAMNNX-UHFFFAOYSA-N"),
    SetCard("/agents/9/parent_inchikey", DRUGS["imatinib"][1]),
)

PLANTED = {
    "one drug, agents whole": (*kept("agent"), SetParts({rows_of("aspirin")[0]: "test"}), "LEK009"),
    "salt, agents whole": (*kept("agent"), *SALT_IN_TEST, "LEK009"),
    "salt, clusters whole": (*SALT_IN_TEST, "LEK018"),
    "enantiomer, agents whole": (*kept("agent"), to_test("S-ruxolitinib"), "LEK030"),
    "enantiomer, scaffolds whole": (*kept("scaffold"), to_test("S-ruxolitinib"), "LEK018"),
    "enantiomer, clusters whole": (to_test("S-ruxolitinib"), "LEK018"),
    "scaffold, scaffolds whole": (*kept("scaffold"), to_test("aspirin"), "LEK018"),
    "scaffold, clusters whole": (to_test("aspirin"), ""),
    "neighbour, agents whole": (*kept("agent"), to_test("prednisone"), "LEK031"),
    "neighbour, scaffolds whole": (*kept("scaffold"), to_test("prednisone"), "LEK031"),
    "neighbour, clusters whole": (to_test("prednisone"), "LEK018"),
    "no ring on both sides, scaffolds whole": (*kept("scaffold"), to_test("valproic acid"), ""),
}


@needs_chem
@pytest.mark.parametrize("title", PLANTED)
def test_a_planted_leak_is_one_finding(title: str) -> None:
    *edits, code = PLANTED[title]
    example = Example(title, specimen="compound_split", edits=tuple(edits))  # type: ignore[arg-type]
    card, facts = measure_example(example, Level.OBS)
    found = {
        rule.code: list(rule.check(card, facts))
        for rule in split_rules()
        if rule.code in ABOUT_COMPOUNDS
    }
    fired = {
        name: [each.count for each in evidence] for name, evidence in found.items() if evidence
    }
    assert fired == ({code: [1]} if code else {})


def test_without_chemistry_the_audit_says_that_it_did_not_look(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for module in (
        "aivc.validators.split_facts.compounds",
        "aivc.validators.split_facts.compound_table",
        "aivc.validators.split_facts.observe_chemistry",
        "aivc.splits.identity.compound_names",
    ):
        monkeypatch.setattr(f"{module}.chemistry_available", lambda: False)
    # InChIKeys are compared as they are; what has SMILES only is not.
    edits = (*kept("agent"), *(DropCard(f"/agents/{k}/inchikey") for k in range(len(DRUGS))))
    example = Example("without RDKit", specimen="compound_split", edits=edits)
    card, facts = measure_example(example, Level.OBS)
    rule = rule_of("LEK033")
    (evidence,) = rule.check(card, facts)
    assert rule.severity is Severity.WARNING
    assert not rule.needs_extra
    assert (evidence.count, evidence.total) == (12, 12)
    assert "RDKit is not installed" in str(evidence.values["why_not"])
