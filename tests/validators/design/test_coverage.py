from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from aivc.schema.reading import read_card
from aivc.validators.design.coverage import Treatment, coverage_grid
from aivc.validators.facts.model import Contingency


def dosed(name: str, dose: float, unit: str = "umol/L") -> dict:
    amount = {"value": dose, "unit": unit}
    return {"intervention_id": f"{name}_{dose:g}", "events": [{"agent": name, "amount": amount}]}


def card_of(arms: list[tuple[str, float, float]]):
    """A card with one condition for each (agent, dose, hours)."""
    return read_card(
        {
            "interventions": [dosed(agent, dose) for agent, dose, _ in dict.fromkeys(arms)],
            "conditions": [
                {
                    "condition_id": f"{agent}_{dose:g}_{time:g}",
                    "intervention": f"{agent}_{dose:g}",
                    "harvest_time": {"value": time, "unit": "h"},
                }
                for agent, dose, time in arms
            ],
        }
    )


def table_of(card, rows: dict[str, dict[str, int]]) -> Contingency:
    names = tuple(c.condition_id for c in card.conditions)
    contexts = tuple(sorted({context for counts in rows.values() for context in counts}))
    entries = [
        (names.index(name), contexts.index(context), n)
        for name, counts in rows.items()
        for context, n in counts.items()
    ]
    left, right, counts = (np.array(part, dtype=np.int64) for part in zip(*entries, strict=True))
    return Contingency(names, contexts, left, right, counts)


def test_a_missing_corner_and_a_missing_line_are_holes() -> None:
    card = card_of([("a", 1, 6), ("a", 1, 24), ("a", 10, 24), ("b", 5, 24)])
    table = table_of(
        card,
        {
            "a_1_6": {"K562": 5, "A549": 4},
            "a_1_24": {"K562": 5, "A549": 4},
            "a_10_24": {"K562": 5, "A549": 4},
            "b_5_24": {"K562": 3},
        },
    )
    grid = coverage_grid(card, table)
    assert grid.doses == {"a": ("1 umol/L", "10 umol/L"), "b": ("5 umol/L",)}
    assert grid.times == {"a": (6.0, 24.0), "b": (24.0,)}
    assert [str(hole) for hole in grid.holes()] == [
        "a 10 umol/L, 6 h in A549",
        "a 10 umol/L, 6 h in K562",
        "b 5 umol/L, 24 h in A549",
    ]
    assert (grid.n_cells, grid.n_holes) == (10, 3)
    assert grid.rows[Treatment("a", "1 umol/L", 6.0), "K562"] == 5


def test_a_condition_without_rows_is_no_margin() -> None:
    card = card_of([("a", 1, 24), ("a", 10, 24)])
    grid = coverage_grid(card, table_of(card, {"a_1_24": {"": 5}, "a_10_24": {"": 0}}))
    assert (grid.n_cells, grid.n_holes) == (1, 0)


def test_agents_without_dose_and_time() -> None:
    card = read_card(
        {
            "interventions": [
                {"intervention_id": "ko", "events": [{"agent": "KLF1"}, {"agent": "GATA1"}]}
            ],
            "conditions": [{"condition_id": "c", "intervention": "ko"}],
        }
    )
    grid = coverage_grid(card, table_of(card, {"c": {"": 7}}))
    assert list(grid.rows) == [(Treatment("GATA1 + KLF1"), "")]
    assert str(Treatment("GATA1 + KLF1")) == "GATA1 + KLF1"


arms = st.tuples(
    st.sampled_from("ab"), st.sampled_from([1.0, 3.0, 10.0]), st.sampled_from([6.0, 24.0])
)


@given(
    st.dictionaries(
        arms, st.dictionaries(st.sampled_from("xyz"), st.integers(0, 3), min_size=1), min_size=1
    )
)
def test_holes_and_rows_make_up_the_full_design(rows) -> None:
    card = card_of(list(rows))
    named = {f"{a}_{d:g}_{t:g}": counts for (a, d, t), counts in rows.items()}
    grid = coverage_grid(card, table_of(card, named))
    holes = list(grid.holes())
    assert grid.n_cells == len(holes) + len(grid.rows) == len(list(grid.cells()))
    assert grid.n_holes == len(holes)
    assert sum(grid.rows.values()) == sum(n for counts in rows.values() for n in counts.values())
