"""What could not be read is reported once, by the rule that knows why."""

from aivc.schema.reading import read_card
from aivc.storage.model import StorageProblem
from aivc.validators.rules.tab import broken_element, column_unreadable
from tests.validators.rules.handmade import facts_of, frame_of, table_of, text_column

CARD = read_card({})


def places(rule: object, *problems: StorageProblem, **unreadable: str) -> list[str]:
    table = table_of({"batch": text_column("batch", {"a": 10})}, name="mod/rna")
    from dataclasses import replace

    facts = facts_of(replace(table, obs=frame_of(unreadable=unreadable)), problems=problems)
    return [str(found.location) for found in rule.check(CARD, facts)]  # type: ignore[attr-defined]


def test_a_column_that_breaks_when_read_is_reported() -> None:
    assert places(column_unreadable, batch="bytes are missing") == ["mod/rna/obs/batch"]


def test_header_and_bytes_give_one_finding() -> None:
    problem = StorageProblem("unreadable-column", "mod/rna/obs/batch", "of an odd kind")
    assert places(column_unreadable, problem, batch="of an odd kind") == ["mod/rna/obs/batch"]


def test_columns_of_another_length_are_broken_elements() -> None:
    problem = StorageProblem("ragged-frame", "mod/rna/obs/batch", "9 values for 10 rows")
    assert places(column_unreadable, problem, batch="9 values for 10 rows") == []
    assert places(broken_element, problem) == ["mod/rna/obs/batch"]


def test_a_frame_without_row_names_is_a_broken_element() -> None:
    problem = StorageProblem("missing-index", "mod/rna/obs", "no row names")
    assert places(column_unreadable, problem, index="no row names") == []
    assert places(column_unreadable, problem, index="none", batch="odd") == ["mod/rna/obs/batch"]
    assert places(broken_element, problem) == ["mod/rna/obs"]


def test_the_shared_obs_is_looked_at_too() -> None:
    facts = facts_of(table_of(name="mod/rna"), shared_obs=frame_of(unreadable={"batch": "odd"}))
    assert [str(found.location) for found in column_unreadable.check(CARD, facts)] == ["obs/batch"]
