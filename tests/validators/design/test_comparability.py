from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from aivc.schema.reading import read_card
from aivc.validators.design.comparability import coarsest, separations
from aivc.validators.design.confounding import is_confounded
from aivc.validators.design.contrasts import contrasts_of
from aivc.validators.facts.model import Contingency, DesignFacts

CARD = read_card(
    {
        "interventions": [{"intervention_id": "i"}],
        "controls": [{"control_id": "v", "control_kind": "vehicle", "is_for_all_treated": True}],
        "conditions": [
            *({"condition_id": f"c{k}", "intervention": "i"} for k in range(4)),
            {"condition_id": "veh", "control": "v"},
        ],
    }
)
CONDITIONS = ("c0", "c1", "c2", "c3", "veh")


def table_of(rows: list[tuple[int, int]], n_blocks: int = 6) -> Contingency:
    pairs = sorted(set(rows))
    left, right = (np.array(part, dtype=np.int64) for part in zip(*pairs, strict=True))
    counts = np.array([rows.count(pair) for pair in pairs], dtype=np.int64)
    return Contingency(CONDITIONS, tuple(f"b{k}" for k in range(n_blocks)), left, right, counts)


def is_estimable(rows: list[tuple[int, int]], condition: int, n_blocks: int = 6) -> bool:
    """Whether the contrast with the vehicle lies in the row space of the additive model."""
    model = np.zeros((len(rows), 5 + n_blocks))
    for row, (left, right) in enumerate(rows):
        model[row, left] = model[row, 5 + right] = 1
    contrast = np.zeros(5 + n_blocks)
    contrast[condition], contrast[4] = 1, -1
    rank = np.linalg.matrix_rank
    return bool(rank(np.vstack([model, contrast])) == rank(model))


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 5)), min_size=1, max_size=14))
def test_separated_is_what_the_linear_model_cannot_estimate(rows: list[tuple[int, int]]) -> None:
    found = {s.condition for s in separations(contrasts_of(CARD), table_of(rows))}
    present = {left for left, _ in rows}
    for condition in range(4):
        judged = condition in present and 4 in present
        expected = judged and not is_estimable(rows, condition)
        assert (CONDITIONS[condition] in found) == expected


def test_blocks_of_either_side_are_counted() -> None:
    rows = [(0, 0), (0, 1), (4, 2), (4, 3), (4, 4), (1, 5), (2, 2)]
    found = {s.condition: s for s in separations(contrasts_of(CARD), table_of(rows))}
    assert set(found) == {"c0", "c1"}
    assert (found["c0"].n_blocks, found["c0"].n_control_blocks) == (2, 3)
    assert found["c0"].is_replicated
    assert not found["c1"].is_replicated


def test_confounded_needs_two_parts_that_correspond() -> None:
    assert is_confounded(table_of([(0, 1), (4, 0), (4, 0)]))
    assert not is_confounded(table_of([(0, 1)]))
    assert not is_confounded(table_of([(0, 1), (4, 1)]))
    assert not is_confounded(table_of([(0, 1), (4, 0), (4, 2)]))


def test_the_coarsest_of_nested_roles_is_kept() -> None:
    def pair(entries: list[tuple[int, int]]) -> Contingency:
        left, right = (np.array(part, dtype=np.int64) for part in zip(*entries, strict=True))
        names = tuple("abcd")
        return Contingency(names, names, left, right, np.ones(len(left), dtype=np.int64))

    plates_in_batches = pair([(0, 0), (0, 1), (1, 2)])
    design = DesignFacts({}, {}, {}, {("batch", "plate"): plates_in_batches}, 3)
    assert coarsest(design, ["plate", "batch"]) == ("batch",)
    same = DesignFacts({}, {}, {}, {("batch", "plate"): pair([(0, 1), (1, 0)])}, 2)
    assert coarsest(same, ["plate", "batch"]) == ("plate",)
    assert coarsest(same, ["batch", "plate"]) == ("batch",)
    crossed = DesignFacts({}, {}, {}, {("batch", "plate"): pair([(0, 0), (0, 1), (1, 0)])}, 3)
    assert coarsest(crossed, ["batch", "plate"]) == ("batch", "plate")
