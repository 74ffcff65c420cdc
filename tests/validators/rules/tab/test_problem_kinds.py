"""Whatever storage can find odd is reported, and by one rule only."""

import pytest

from aivc.schema.reading import read_card
from aivc.storage.model import StorageProblem
from aivc.storage.problems import ProblemKind
from aivc.validators.registry import rules_of
from tests.validators.rules.handmade import facts_of, table_of


@pytest.mark.parametrize("kind", sorted(ProblemKind))
def test_each_kind_of_problem_is_reported_once(kind: str) -> None:
    problem = StorageProblem(str(kind), "obs/plate", "it is odd")
    odd, plain = facts_of(table_of(), problems=(problem,)), facts_of(table_of())
    card = read_card({})
    rules = [*rules_of("TAB"), *rules_of("MAT")]
    found = [rule.check(card, odd) for rule in rules if not list(rule.check(card, plain))]
    assert sorted(len(list(evidence)) for evidence in found)[-2:] == [0, 1]
