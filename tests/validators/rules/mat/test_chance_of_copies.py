"""Copies are told from rows that are equal by chance."""

import numpy as np
import pytest

from aivc.validators.rules.mat.chance_of_copies import copies_of
from tests.validators.rules.handmade import scan_of


@pytest.mark.parametrize("seed", range(5))
def test_cells_of_a_small_shallow_panel_are_never_called_copies(seed: int) -> None:
    rng = np.random.default_rng(seed)
    values = rng.poisson(0.15, (5_000, 20)).astype(float)
    found = copies_of(scan_of(values))
    assert len(found.telling) == 0
    assert len(found.undecided) > 100


@pytest.mark.parametrize("seed", range(5))
def test_guide_calls_of_one_screen_are_never_called_copies(seed: int) -> None:
    rng = np.random.default_rng(seed)
    values = np.zeros((5_000, 100))
    values[np.arange(5_000), rng.integers(0, 100, 5_000)] = rng.negative_binomial(2, 0.02, 5_000)
    assert len(copies_of(scan_of(values)).telling) == 0


@pytest.mark.parametrize("seed", range(5))
def test_copies_of_whole_profiles_are_found_one_by_one(seed: int) -> None:
    rng = np.random.default_rng(seed)
    values = rng.poisson(rng.gamma(0.3, 2.0, 300), (2_000, 300)).astype(float)
    values[[11, 500, 1999]] = values[[0, 0, 1000]]
    found = copies_of(scan_of(values))
    assert found.telling.tolist() == [11, 500, 1999]
    assert len(found.undecided) == 0


def test_copies_of_few_protein_tags_with_many_counts_are_found() -> None:
    rng = np.random.default_rng(0)
    values = rng.poisson(rng.gamma(2.0, 150.0, 15), (1_000, 15)).astype(float)
    values[700] = values[3]
    assert copies_of(scan_of(values)).telling.tolist() == [700]


def test_copies_of_fractions_are_found_in_few_columns() -> None:
    rng = np.random.default_rng(0)
    values = rng.random((500, 10))
    values[400] = values[4]
    scan = scan_of(values, "continuous")
    seen = scan.fractional.__class__(count=scan.n_values)
    from dataclasses import replace

    assert copies_of(replace(scan, fractional=seen)).telling.tolist() == [400]


def test_empty_rows_are_no_copies() -> None:
    values = np.zeros((100, 5))
    values[0, 0] = 1
    found = copies_of(scan_of(values))
    assert len(found.telling) == len(found.undecided) == 0
