"""Rules about tables, matrices and measurements run on whatever is left of card and facts."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aivc.schema.reading import read_card
from aivc.storage import find_card, open_dataset
from aivc.validators.examples.specimens import DATASETS, specimen_of
from aivc.validators.examples.write import write_specimen
from aivc.validators.facts.collect import collect
from aivc.validators.findings import Level
from aivc.validators.registry import rules_of

if TYPE_CHECKING:
    from aivc.validators.facts.model import Facts

RULES = tuple(rule for family in ("TAB", "MAT", "MEA") for rule in rules_of(family))
ODD = st.sampled_from(
    [None, "", "x", 0, -1, 1.5, True, [], {}, ["x"], {"x": 1}, [None], "X", "rna"]
)


@pytest.fixture(scope="module")
def facts_by_specimen(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Facts]:
    found = {}
    for name in DATASETS:
        path = write_specimen(specimen_of(name), tmp_path_factory.mktemp(name))
        with open_dataset(path) as dataset:
            _, found[name], _ = collect(dataset, find_card(path))
    return found


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    keys = value if isinstance(value, dict) else range(len(value) if isinstance(value, list) else 0)
    return [path, *(place for key in keys for place in places(value[key], (*path, key)))]


def with_odd(card: dict[str, Any], path: tuple[Any, ...], odd: Any) -> Any:
    if not path:
        return odd
    changed = deepcopy(card)
    holder: Any = changed
    for key in path[:-1]:
        holder = holder[key]
    holder[path[-1]] = odd
    return changed


@pytest.mark.parametrize("name", DATASETS)
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_no_rule_breaks_on_an_odd_card(
    name: str, facts_by_specimen: dict[str, Facts], data: st.DataObject
) -> None:
    card = dict(specimen_of(name).card or {})
    path = data.draw(st.sampled_from(places(card)))
    view = read_card(with_odd(card, path, data.draw(ODD)))
    for rule in RULES:
        list(rule.check(view, facts_by_specimen[name]))


@pytest.mark.parametrize("name", DATASETS)
@pytest.mark.parametrize("level", [Level.HEADER, Level.OBS])
def test_nothing_is_found_in_specimens_at_shallow_levels(
    name: str, level: Level, tmp_path: Any
) -> None:
    path = write_specimen(specimen_of(name), tmp_path)
    with open_dataset(path) as dataset:
        card, facts, _ = collect(dataset, find_card(path), level=level)
    assert [list(rule.check(card, facts)) for rule in RULES] == [[]] * len(RULES)


@pytest.mark.parametrize("name", DATASETS)
def test_no_rule_breaks_where_parts_could_not_be_read(
    name: str, facts_by_specimen: dict[str, Facts]
) -> None:
    facts = facts_by_specimen[name]
    card = read_card(specimen_of(name).card)
    for hidden in ("obs", "var", "raw_var"):
        tables = {key: replace(table, **{hidden: None}) for key, table in facts.tables.items()}
        for part in (replace(facts, tables=tables), replace(facts, tables=tables, design=None)):
            assert [evidence for rule in RULES for evidence in rule.check(card, part)] == []
    empty = replace(facts, tables={})
    assert [evidence for rule in RULES for evidence in rule.check(read_card({}), empty)] == []
