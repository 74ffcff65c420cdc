"""What was planted is found again, and what was not planted is not."""

import json
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aivc.reference_models.synthetic.recovered import Recovered
from aivc.reference_models.synthetic.recovery.contrasts import fit_within
from aivc.reference_models.synthetic.recovery.curves import ec50_of
from aivc.reference_models.synthetic.recovery.table import LEVEL, N_QUANTITIES, Recovery, recover

BLOCKS = np.repeat(np.array(["a", "b", "c"], dtype=object), 20)


@pytest.fixture(scope="module")
def recovery(synthetic_folder) -> Recovery:
    files = (
        synthetic_folder / name / f"{name}.h5ad" for name in ("screen", "cohort", "morphology")
    )
    return recover(*files, 0)


def test_every_interval_holds_what_was_planted(recovery) -> None:
    assert len(recovery.rows) == N_QUANTITIES
    assert [row.what for row in recovery.rows if not row.holds] == []
    assert recovery.is_complete


def test_intervals_are_narrow_enough_to_tell(recovery) -> None:
    rows = {row.what: row for row in recovery.rows}
    for name, row in rows.items():
        if name.startswith("EC50"):
            assert row.high / row.low < 3
        if name.startswith("interaction") and row.planted:
            assert row.low * row.high > 0
    driving, idle = (
        rows[f"hazard ratio of {state} state, per standard deviation"]
        for state in ("INTERFERON", "INFLAMMATION")
    )
    assert driving.low > 1 > idle.low


def test_without_plates_the_effect_on_staining_is_wrong(recovery) -> None:
    stained = [row for row in recovery.rows if "_Intensity_" in row.what]
    assert stained
    for row in stained:
        assert row.misled > row.high


def test_a_wrong_truth_is_missed(recovery) -> None:
    wrong = tuple(replace(row, planted=row.high + abs(row.high) + 1) for row in recovery.rows)
    table = Recovery(wrong)
    assert table.n_found == 0
    assert table.as_text().count("MISSED") == N_QUANTITIES


def test_kinds_have_names_and_rows_of_one_unit(recovery) -> None:
    kinds = recovery.by_kind()
    assert list(map(len, kinds.values())) == [10, 10, 20, 4, 4, 3]
    assert sum(kinds.values(), ()) == recovery.rows
    assert all(kinds)
    assert all(len({row.unit for row in rows}) == 1 for rows in kinds.values())


@given(st.floats(-10, 10), st.floats(0.01, 5), st.floats(0.01, 5), st.floats(-20, 20))
def test_strain_is_above_one_where_the_truth_is_outside(estimate, below, above, planted) -> None:
    row = Recovered("x", "1", planted, estimate, estimate - below, estimate + above, "how")
    assert (row.strain <= 1) == row.holds or row.strain == pytest.approx(1)


def test_the_table_says_how_sure_it_is(recovery) -> None:
    document = json.loads(recovery.as_json())
    assert document["level_of_each_interval"] == LEVEL
    assert pytest.approx(document["level_of_all_together"]) == 1 - N_QUANTITIES * (1 - LEVEL)
    assert all(row["holds"] for row in document["rows"])
    assert "51 of 51 intervals" in recovery.as_text()


@given(st.floats(-5, 5), st.integers(0, 2**32 - 1))
@settings(max_examples=25, deadline=None)
def test_a_contrast_does_not_see_what_blocks_share(shift, seed) -> None:
    rng = np.random.default_rng(seed)
    design = rng.normal(size=(60, 2))
    values = rng.normal(size=60)
    plain = fit_within(design, values, BLOCKS)
    moved = fit_within(design, values + shift * (BLOCKS == "b"), BLOCKS)
    assert moved.coefficients == pytest.approx(plain.coefficients, abs=1e-9)
    assert moved.covariance == pytest.approx(plain.covariance, abs=1e-9)


def test_intervals_hold_as_often_as_they_say() -> None:
    rng = np.random.default_rng(4)
    design = rng.normal(size=(60, 1))
    held = 0
    for _ in range(400):
        values = 0.7 * design[:, 0] + rng.normal(size=60) + (BLOCKS == "c")
        _, low, high = fit_within(design, values, BLOCKS).interval(0, 0.9)
        held += low <= 0.7 <= high
    assert held / 400 == pytest.approx(0.9, abs=0.045)


def test_a_ratio_needs_a_denominator() -> None:
    rng = np.random.default_rng(5)
    fit = fit_within(rng.normal(size=(60, 2)), rng.normal(size=60), BLOCKS)
    with pytest.raises(ValueError, match="not told from zero"):
        fit.ratio(0, 1, 0.999)


def test_ec50_of_a_curve_without_noise() -> None:
    doses = np.tile(np.array([0, 0.01, 0.1, 1, 10, 100]), 10)
    values = 2 * doses / (doses + 1.0) + (BLOCKS == "b") * 3
    rng = np.random.default_rng(6)
    estimate, low, high = ec50_of(doses, values + rng.normal(0, 1e-3, 60), BLOCKS, 0.95)
    assert low <= 1.0 <= high
    assert estimate == pytest.approx(1.0, rel=0.05)
