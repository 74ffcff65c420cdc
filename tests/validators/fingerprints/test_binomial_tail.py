"""The chance of matches is the upper tail of a binomial distribution, without SciPy at run time."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from aivc.validators.fingerprints.binomial_tail import chance, chances
from aivc.validators.fingerprints.sketch_order import N_BINS

RATES = (1 / N_BINS, 0.05, 0.09, 0.5, 0.9, 0.999999, 1.0)


def tail(matches: np.ndarray | int, filled: np.ndarray | int, rate: float) -> np.ndarray:
    # The import takes a second, which every process that collects the tests would pay.
    from scipy.stats import binom

    return binom.sf(np.asarray(matches) - 1, filled, rate)


def test_it_agrees_with_scipy_everywhere() -> None:
    matches, filled = np.meshgrid(np.arange(N_BINS + 1), np.arange(N_BINS + 1))
    for rate in RATES:
        found = chance(matches, filled, rate)
        np.testing.assert_allclose(found, tail(matches, filled, rate), 1e-9, 1e-300)
        np.testing.assert_allclose(chances(rate), tail(matches, filled, rate), 1e-9, 1e-300)


@given(st.integers(0, N_BINS), st.integers(0, N_BINS), st.floats(1 / N_BINS, 1.0))
def test_it_agrees_with_scipy(matches: int, filled: int, rate: float) -> None:
    found = float(chance(np.array(matches), np.array(filled), rate))
    np.testing.assert_allclose(found, tail(matches, filled, rate), 1e-9, 1e-300)


def test_each_pair_may_have_a_rate_of_its_own() -> None:
    found = chance(np.array([5, 5]), np.array([10, 10]), np.array([0.1, 0.9]))
    assert found[0] < 0.01
    assert found[1] > 0.99
