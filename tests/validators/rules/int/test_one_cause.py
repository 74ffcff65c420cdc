"""A fault that an example plants is found by its own rule, and by no other of these families."""

from __future__ import annotations

import pytest

from aivc.storage import find_card, open_dataset
from aivc.validators.examples.apply import apply_edits
from aivc.validators.examples.specimens import specimen_of
from aivc.validators.examples.write import write_specimen
from aivc.validators.facts.collect import collect
from aivc.validators.findings import Level
from aivc.validators.registry import rules_of

RULES = [rule for family in ("INT", "GRM", "RDO") for rule in rules_of(family)]
PLANTED = [(rule, example) for rule in RULES for example in rule.failing]


@pytest.mark.parametrize(
    ("rule", "example"), PLANTED, ids=[f"{rule.code}-{example.title}" for rule, example in PLANTED]
)
def test_one_cause_gives_findings_of_one_rule(rule, example, tmp_path):
    specimen = apply_edits(specimen_of(example.specimen), example.edits)
    path = write_specimen(specimen, tmp_path)
    with open_dataset(path) as dataset:
        card, facts, _ = collect(dataset, find_card(path, None, dataset), level=Level.OBS)
    speaking = {
        other.code
        for other in RULES
        if not (other.needs_card and specimen.card is None) and list(other.check(card, facts))
    }
    assert speaking == {rule.code}
