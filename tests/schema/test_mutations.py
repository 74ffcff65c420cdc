"""Nothing that a parser can give makes the structure check or the reader raise."""

import copy
import datetime as dt
import json
import random
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aivc.schema.reading import read_card
from aivc.schema.slots import PROFILES
from aivc.schema.structure import CODES, check_structure
from aivc.schema.view import View

CARDS = [
    yaml.safe_load(path.read_text("utf-8"))
    for path in sorted((Path(__file__).resolve().parents[1] / "data" / "valid").glob("Dataset*"))
]
STRANGE: list[Any] = [
    None, True, False, 0, -1, 3.5, float("nan"), float("inf"), 10**400, "", " ", "a" * 3000,
    "\ud800", "\x00", "\u202e", "Chemical", "SingleCellRNA", [], {}, [[]], [None], {"": None},
    {"value": "x"}, {1: 2}, {None: []}, (1, 2), {3}, b"x", dt.date(2027, 1, 1), object(), 1j,
]  # fmt: skip


def places(value: Any) -> list[tuple[Any, Any]]:
    """List every container of a card with each of its keys."""
    found: list[tuple[Any, Any]] = []
    waiting = [value]
    seen: set[int] = set()
    while waiting:
        holder = waiting.pop()
        if id(holder) in seen:
            continue
        seen.add(id(holder))
        keys = list(holder) if isinstance(holder, dict) else list(range(len(holder)))
        found += [(holder, key) for key in keys]
        waiting += [holder[key] for key in keys if isinstance(holder[key], dict | list)]
    return found


def mutate(card: dict[str, Any], rng: random.Random) -> None:
    """Break one to four places of a card."""
    for _ in range(rng.randint(1, 4)):
        holder, key = rng.choice(places(card) or [(card, "title")])
        other, other_key = rng.choice(places(card) or [(card, "title")])
        action = rng.randrange(7)
        if action == 0:
            holder[key] = copy.deepcopy(rng.choice(STRANGE))
        elif action == 1:
            del holder[key]
        elif action == 2 and isinstance(holder, dict):
            holder[rng.choice([f"{key}_", str(key).upper(), "", 7, None])] = holder.pop(key)
        elif action == 3:
            holder[key] = copy.deepcopy(other[other_key])
        elif action == 4:
            holder[key] = [holder[key]] * rng.randint(0, 3)
        elif action == 5:
            holder[key] = str(holder[key])
        else:
            holder[key] = rng.choice([card, holder])


def check_one(seed: int) -> None:
    rng = random.Random(seed)  # noqa: S311 - a repeatable sequence
    card = copy.deepcopy(CARDS[seed % len(CARDS)])
    mutate(card, rng)
    problems = check_structure(card, profile=PROFILES[seed % len(PROFILES)])
    assert {problem.code for problem in problems} <= set(CODES.values())
    assert len({(p.pointer, p.slot) for p in problems}) == len(problems)
    assert all(problem.message and problem.expected for problem in problems)
    view = read_card(card)
    assert isinstance(view, View)
    assert repr(view)


def test_mutations_find_problems() -> None:
    """Most mutations break something; else the others would show little."""
    broken = 0
    for seed in range(100):
        card = copy.deepcopy(CARDS[seed % len(CARDS)])
        mutate(card, random.Random(seed))  # noqa: S311 - a repeatable sequence
        broken += bool(check_structure(card))
    assert broken > 80


@pytest.mark.slow
def test_two_thousand_mutations() -> None:
    for seed in range(2_000):
        check_one(seed)


@pytest.mark.slow
def test_ten_thousand_mutations() -> None:
    for seed in range(2_000, 10_000):
        check_one(seed)


keys = st.text(max_size=8) | st.sampled_from(sorted({k for card in CARDS for k in card}))
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.dates(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=3),
    max_leaves=12,
)


@settings(derandomize=True, max_examples=300, suppress_health_check=[HealthCheck.too_slow])
@given(anything)
def test_anything_a_parser_can_give(raw: object) -> None:
    problems = check_structure(raw)
    assert problems
    assert isinstance(read_card(raw), View)


@settings(derandomize=True, max_examples=200, suppress_health_check=[HealthCheck.too_slow])
@given(anything)
def test_every_problem_can_be_written_as_json(raw: object) -> None:
    for problem in check_structure(raw, profile="minimal"):
        text = json.dumps([problem.pointer, problem.slot, problem.observed, problem.message])
        assert text.isascii()
