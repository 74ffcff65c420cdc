"""Keys that are missing or unknown are reported by one rule each."""

import numpy as np
import pytest

from aivc.schema.reading import read_card
from aivc.validators.facts.model import Assignment, DesignFacts, EntityRows, Facts, RoleColumns
from aivc.validators.rules.tab import key_not_in_card, key_with_missing_values
from tests.validators.rules.handmade import facts_of, table_of, text_column

CARD = read_card({"donors": [{"donor_id": "D1"}], "conditions": [{"condition_id": "c"}]})


def facts(role: str, n_missing: int, n_unassigned: int, *, derived_from: str = "") -> Facts:
    column = text_column(f"{role}_id", {"a": 10 - n_missing}, n_missing)
    columns = RoleColumns(
        role,
        "",
        (f"{role}_id",),
        is_bound=False,
        levels=(("a",),),
        counts=np.array([10 - n_missing]),
        n_missing=n_missing,
        derived_from=derived_from,
    )
    assignment = Assignment(role, (EntityRows("D1", 5),), n_unassigned, ("a",))
    design = DesignFacts({role: columns}, {role: assignment}, {}, {}, 10)
    return facts_of(table_of({f"{role}_id": column}), design=design)


def test_rows_without_a_donor_are_missing_and_not_unknown() -> None:
    found = facts("donor", 3, 3)
    assert [e.count for e in key_with_missing_values.check(CARD, found)] == [3]
    assert list(key_not_in_card.check(CARD, found)) == []


def test_rows_of_an_unknown_donor_are_counted_without_the_missing() -> None:
    assert [e.count for e in key_not_in_card.check(CARD, facts("donor", 3, 5))] == [2]


@pytest.mark.parametrize("role", ["guide", "cell_type", "dose", "agent"])
def test_roles_that_may_be_empty_are_left_alone(role: str) -> None:
    assert list(key_with_missing_values.check(CARD, facts(role, 3, 3))) == []


def test_conditions_of_the_card_are_left_to_the_rule_about_the_card() -> None:
    assert list(key_with_missing_values.check(CARD, facts("condition", 3, 3))) == []
    without = read_card({})
    assert [e.count for e in key_with_missing_values.check(without, facts("condition", 3, 3))] == [
        3
    ]


def test_donors_that_the_sample_tells_have_no_key_of_their_own() -> None:
    found = facts("donor", 0, 4, derived_from="sample")
    assert list(key_not_in_card.check(CARD, found)) == []
