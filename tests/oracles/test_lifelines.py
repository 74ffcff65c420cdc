"""Survival is that of lifelines."""

from __future__ import annotations

import numpy as np
import pytest

from aivc.evaluation.survival import brier_scores, concordance, kaplan_meier

pytest.importorskip("lifelines", reason="lifelines is not installed")

SEEDS = pytest.mark.parametrize("seed", range(5))


def subjects(seed: int, n_subjects: int = 150) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return times on a grid, so that many are equal, events, and risks with ties."""
    rng = np.random.default_rng(seed)
    risk = np.round(rng.normal(size=n_subjects), 1)
    event = rng.exponential(np.exp(-risk))
    last = rng.uniform(0, 2, n_subjects)
    times = np.ceil(np.minimum(event, last) * 10) / 10
    return times, (event <= last).astype(int), risk


@SEEDS
def test_c_index(seed: int) -> None:
    from lifelines.utils import concordance_index

    times, events, risks = subjects(seed)
    # lifelines takes predicted times, so that a higher risk is a shorter one.
    expected = concordance_index(times, -risks, events)
    assert concordance(times, events, risks) == pytest.approx(expected, abs=1e-12)


@SEEDS
def test_kaplan_meier_and_its_interval(seed: int) -> None:
    from lifelines import KaplanMeierFitter

    times, events, _ = subjects(seed)
    theirs = KaplanMeierFitter(alpha=0.1).fit(times, events)
    ours = kaplan_meier(times, events)
    for time in (0.05, 0.3, 0.75, 1.2):
        assert ours.at(time) == pytest.approx(theirs.predict(time))
        before = theirs.confidence_interval_.loc[:time].iloc[-1].to_numpy()
        share = float(ours.at(time))
        if 0 < share < 1:
            assert ours.interval(time, 0.9) == pytest.approx(tuple(before))


@SEEDS
def test_censoring_where_no_event_and_censoring_fall_together(seed: int) -> None:
    from lifelines import KaplanMeierFitter

    rng = np.random.default_rng(seed)
    times, events = rng.uniform(size=80), rng.integers(0, 2, 80)
    theirs = KaplanMeierFitter().fit(times, 1 - events)
    ours = kaplan_meier(times, events, of_censoring=True)
    for time in (0.1, 0.4, 0.8):
        assert ours.at(time) == pytest.approx(theirs.predict(time))


@SEEDS
def test_brier_score_of_the_kaplan_meier_curve_is_near_its_variance(seed: int) -> None:
    from lifelines import KaplanMeierFitter

    times, events, _ = subjects(seed, 600)
    share = float(KaplanMeierFitter().fit(times, events).predict(0.5))
    score = brier_scores(times, events, np.full((600, 1), share), [0.5]).mean()
    # Weights by inverse probability of censoring give back the share of the curve.
    assert score == pytest.approx(share * (1 - share), abs=2e-3)


@pytest.mark.realdata
def test_lung_cancer_of_the_north_central_group(real_data) -> None:
    import pandas as pd
    from lifelines import CoxPHFitter
    from lifelines.utils import concordance_index

    lung = pd.read_csv(real_data / "survival_lifelines" / "lung.csv").dropna()
    cox = CoxPHFitter().fit(lung, "time", "status")
    risk = cox.predict_partial_hazard(lung).to_numpy()
    times, events = lung["time"].to_numpy(), lung["status"].to_numpy()
    ours = concordance(times, events, risk)
    assert ours == pytest.approx(concordance_index(times, -risk, events), abs=1e-12)
    assert ours == pytest.approx(cox.concordance_index_, abs=1e-12)
