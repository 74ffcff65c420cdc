"""What the rules make of evidence that examples on disk do not reach."""

from dataclasses import replace

import numpy as np
import pytest

from aivc.schema.reading import read_card
from aivc.validators.facts.measured.model import (
    GroupFacts,
    LabelledFacts,
    MeasuredFacts,
    PairedRows,
    SetTotals,
)
from aivc.validators.rules.mea import (
    channel_signal,
    control_not_at_one,
    l1000_level_against_values,
    missingness_against_values,
    noise_support,
    paired_cells_differ,
    zeros_for_missing,
)
from tests.validators.rules.handmade import facts_of, scan_of, table_of

NAN = float("nan")


def card_of(operator: dict, value_type: str, **further: object) -> object:
    table = {"path_in_file": "X", "measured_by": "o", "value_type": value_type}
    whole = {"operators": [{"operator_id": "o", **operator}], "tables": [table], **further}
    return read_card(whole)


def found(rule: object, card: object, values: np.ndarray, **measured: object) -> list:
    scan = scan_of(np.nan_to_num(values), "continuous")
    missing = np.isnan(values).sum(axis=0).astype(np.int32)
    scan = replace(
        scan,
        column_missing=missing if missing.any() else None,
        column_nonzero=(values != 0).sum(axis=0),
    )
    table = table_of(scans={"X": scan}, shape=values.shape)
    facts = facts_of(table, measured=MeasuredFacts(**measured))
    return list(rule.check(card, facts))


@pytest.mark.parametrize(("n_shared", "n_found"), [(0, 1), (49, 1), (50, 0), (100, 0)])
def test_half_of_the_smaller_modality_must_be_shared(n_shared: int, n_found: int) -> None:
    pair = PairedRows("/operators/1", "mod/a", "mod/b", 1000, 100, n_shared)
    card = card_of({"operator_type": "SingleCellATAC"}, "raw_counts")
    evidence = found(paired_cells_differ, card, np.ones((2, 2)), pairs=(pair,))
    assert len(evidence) == n_found
    assert [e.count for e in evidence] == [100 - n_shared] * n_found


@pytest.mark.parametrize(
    ("sets", "counts"),
    [
        ([(10, 99, 2), (10, 99, 12)], []),
        ([(10, 99, 12), (10, 99, 10), (10, 99, 1)], [2]),
        ([(10, NAN, NAN), (NAN, 5, 12)], []),
        ([(10, 9, 2), (10, 10, 2), (10, 11, 2)], [2]),
        ([], []),
    ],
)
def test_most_sets_must_be_out_of_order(
    sets: list[tuple[float, float, float]], counts: list[int]
) -> None:
    totals = tuple(SetTotals(f"set {k}", *each) for k, each in enumerate(sets))
    rows = LabelledFacts("o", "", "X", (), has_conditions=True, sets=totals)
    card = card_of({"operator_type": "SingleCellProteomics"}, "intensity")
    evidence = found(channel_signal, card, np.ones((2, 2)), labelled=(rows,))
    assert [e.count for e in evidence] == counts


@pytest.mark.parametrize(
    ("normalization", "mean", "is_fault"),
    [
        ("percent_of_control", 1.0, False),
        ("percent_of_control", 96.0, False),
        ("percent_of_control", 0.02, True),
        ("percent_of_control", 40000.0, True),
        ("growth_rate", 1.1, False),
        ("growth_rate", 100.0, True),
        ("none", 40000.0, False),
        (None, 40000.0, False),
    ],
)
def test_a_control_is_what_was_divided_by(
    normalization: str | None, mean: float, *, is_fault: bool
) -> None:
    operator = {"operator_type": "Viability", "viability_normalization": normalization}
    card = card_of(
        operator,
        "other",
        controls=[
            {"control_id": "dmso", "control_kind": "vehicle"},
            {"control_id": "kill", "control_kind": "positive"},
        ],
        conditions=[
            {"condition_id": "dmso", "control": "dmso"},
            {"condition_id": "kill", "control": "kill"},
        ],
    )
    # A third of the values of the vehicle is missing, and the positive control has none left; in a
    # second column, which was divided as well, the vehicle is at one, and a third one is light.
    sums = np.array([[4 * mean, 6.0, 6e5], [0.0, 0.0, 0.0]])
    n_missing = np.array([[2, 0, 0], [0, 0, 0]])

    def groups(columns: list[int]) -> GroupFacts:
        return GroupFacts(
            "condition",
            ("dmso", "kill"),
            np.array([6, 6]),
            sums[:, columns],
            n_missing[:, columns],
        )

    alone = found(control_not_at_one, card, np.ones((12, 1)), groups={"X": groups([0])})
    assert len(alone) == is_fault
    beside = found(control_not_at_one, card, np.ones((12, 2)), groups={"X": groups([0, 1])})
    assert beside == []
    two_of_three = found(
        control_not_at_one, card, np.ones((12, 3)), groups={"X": groups([0, 1, 2])}
    )
    assert len(two_of_three) == is_fault


@pytest.mark.parametrize(("value_type", "n_of_zeros"), [("intensity", 1), ("log_intensity", 0)])
def test_what_is_not_detected_is_missing_also_where_zeros_stand_for_it(
    value_type: str, n_of_zeros: int
) -> None:
    rng = np.random.default_rng(0)
    values = np.exp(rng.normal(8, 1, (40, 60)) + np.linspace(-2, 2, 60))
    lost = values < np.quantile(values, 0.3)
    operator = {"operator_type": "SingleCellProteomics", "missingness": "at_random"}
    card = card_of(operator, value_type)
    assert len(found(missingness_against_values, card, np.where(lost, NAN, values))) == 1
    with_zeros = np.where(lost, 0.0, values)
    assert len(found(missingness_against_values, card, with_zeros)) == n_of_zeros
    zeros = found(zeros_for_missing, card, with_zeros)
    assert [e.count for e in zeros] == [int(lost.sum())] * n_of_zeros
    known = card_of({**operator, "missingness": "below_detection"}, value_type)
    assert found(missingness_against_values, known, with_zeros) == []


def test_chance_is_no_reason() -> None:
    operator = {"operator_type": "BulkProteomics", "protein_platform": "mass_spectrometry"}
    card = card_of({**operator, "missingness": "at_random"}, "intensity")
    for seed in range(40):
        rng = np.random.default_rng(seed)
        values = np.exp(rng.normal(8, 2, 100)) * np.exp(rng.normal(0, 0.2, (30, 100)))
        values[rng.random(values.shape) < 0.3] = NAN
        assert found(missingness_against_values, card, values) == [], seed


def test_other_platforms_may_measure_nothing() -> None:
    operator = {"operator_type": "BulkProteomics", "protein_platform": "immunoassay"}
    card = card_of({**operator, "missingness": "at_random"}, "intensity")
    assert found(zeros_for_missing, card, np.eye(9)) == []


@pytest.mark.parametrize(
    ("level", "low", "high", "is_fault"),
    [
        (1, 0, 20000, False),
        (3, 3.2, 15, False),
        (3, -0.2, 15, False),
        (3, -9, 10, True),
        (4, -9, 10, False),
        (5, 0, 15, True),
        (5, -666, 10, True),
    ],
)
def test_levels_of_l1000(level: int, low: float, high: float, *, is_fault: bool) -> None:
    operator = {"operator_type": "BulkExpression", "expression_platform": "l1000"}
    card = card_of({**operator, "l1000_data_level": level}, "other")
    values = np.linspace(low, high, 20).reshape(4, 5)
    assert len(found(l1000_level_against_values, card, values)) == is_fault


@pytest.mark.parametrize(
    ("family", "value_type", "values", "counts"),
    [
        ("gamma", "intensity", [1.0, 2.0], []),
        ("gamma", "intensity", [0.0, 2.0], [1]),
        ("log_normal", "normalized_counts", [0.0, 0.0], [2]),
        ("beta", "fraction", [0.2, 0.9], []),
        ("beta", "fraction", [0.2, 1.0], [1]),
        ("bernoulli", "binary_accessibility", [0.0, 1.0], []),
        ("bernoulli", "raw_counts", [0.0, 3.0], [1]),
        ("normal", "intensity", [-1.0, 3.0], []),
        ("poisson", "raw_counts", [0.5, 3.0], []),
    ],
)
def test_support_of_families(
    family: str, value_type: str, values: list[float], counts: list[int]
) -> None:
    operator = {"operator_type": "BulkExpression", "noise_model": {"noise_family": family}}
    evidence = found(noise_support, card_of(operator, value_type), np.array([values]))
    assert [e.count for e in evidence] == counts
