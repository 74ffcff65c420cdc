from __future__ import annotations

import numpy as np

from aivc.validators.facts.model import Contingency
from aivc.validators.rules.dsg.agent_in_one_block import in_one_block


def table_of(rows: dict[str, dict[str, int]]) -> Contingency:
    blocks = sorted({block for counts in rows.values() for block in counts})
    entries = [
        (k, blocks.index(block), n)
        for k, counts in enumerate(rows.values())
        for block, n in counts.items()
    ]
    left, right, counts = (np.array(part, dtype=np.int64) for part in zip(*entries, strict=True))
    return Contingency(tuple(rows), tuple(blocks), left, right, counts)


def test_an_agent_that_sits_on_one_of_two_plates() -> None:
    rows = {"a": {"P1": 20, "P2": 20}, "b": {"P1": 20, "P2": 20}, "c": {"P1": 20}}
    assert in_one_block(table_of(rows)) == {"c": "P1"}


def test_an_agent_with_few_rows_may_be_there_by_accident() -> None:
    rows = {"a": {"P1": 20, "P2": 20}, "b": {"P1": 20, "P2": 20}, "c": {"P1": 3}}
    assert in_one_block(table_of(rows)) == {}


def test_a_single_plate_is_no_choice() -> None:
    assert in_one_block(table_of({"a": {"P1": 50}, "b": {"P1": 50}})) == {}


def test_as_many_as_accident_lets_expect_are_not_reported() -> None:
    # A thousand agents with eight rows each, thrown on two plates: about eight meet on one.
    reported = 0
    for seed in range(20):
        on_first = np.random.default_rng(seed).binomial(8, 0.5, size=1000)
        rows = {
            f"a{k}": {p: int(n) for p, n in (("P1", first), ("P2", 8 - first)) if n}
            for k, first in enumerate(on_first.tolist())
        }
        reported += bool(in_one_block(table_of(rows)))
    # The bound is three standard deviations: one in some hundred exceeds it.
    assert reported <= 1


def test_all_agents_in_blocks_of_their_own_are_found_among_many_blocks() -> None:
    rows = {f"a{k}": {f"P{k // 4}": 3} for k in range(4000)}
    assert len(in_one_block(table_of(rows))) == 4000
