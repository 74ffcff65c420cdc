"""The reference of a readout is that of the truth, found by name."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from aivc.evaluation.grid_row import Regime, Stratum
from aivc.evaluation.metrics.from_truth import reference_of
from aivc.evaluation.readouts.readout import ReadoutKind, ReadoutValues
from aivc.evaluation.truth import Truth
from aivc.evaluation.units import Intervention, Step, Unit

UNITS = (
    Unit("u1", Intervention((Step("KLF1"),)), {"donor": "d1", "site": "s"}),
    Unit("u2", Intervention((Step("KLF1"), Step("GATA1"))), {"donor": "d2", "site": "s"}),
    Unit("u3", Intervention((Step("panobinostat"),)), {"donor": "d2", "site": "s"}),
)
FEATURES = ("ACTB", "GATA1", "KLF1")
MATRIX = np.arange(9.0).reshape(3, 3)

TRUTH = Truth(
    UNITS,
    (Stratum(Regime.SEEN),) * 3,
    ("KLF1", "KLF1", "panobinostat"),
    FEATURES,
    MATRIX,
    MATRIX - 1.0,
    MATRIX + 10.0,
    MATRIX + 20.0,
    MATRIX / 100.0,
    np.zeros(3),
    (),
    "",
    "",
    ("GATA1", "KLF1"),
)


def test_expression_takes_noise_p_values_targets_and_contexts_by_name() -> None:
    values = ReadoutValues(("u3", "u2"), ((2,), (1,)), ("KLF1", "ACTB"), np.ones((2, 2)))
    reference = reference_of(TRUTH, ReadoutKind.EXPRESSION, values)
    rows, columns = [2, 1], [2, 0]
    assert np.array_equal(reference.noise, TRUTH.noise[np.ix_(rows, columns)])
    assert np.array_equal(reference.control_noise, TRUTH.control_noise[np.ix_(rows, columns)])
    assert np.array_equal(reference.p_values, TRUTH.p_values[np.ix_(rows, columns)])
    assert reference.targets == (frozenset(), frozenset({"KLF1"}))
    assert reference.panels == ("donor=d2|site=s", "donor=d2|site=s")
    assert reference.judged.tolist() == [[True, True], [False, True]]
    assert reference.all_targets.tolist() == [True, False]


def test_targets_are_known_in_either_spelling_and_from_training() -> None:
    """KLF1 is ENSG00000105610. GATA1, ENSG00000102145, is targeted in training alone."""
    features = ("ENSG00000075624", "ENSG00000102145", "ENSG00000105610")
    truth = replace(TRUTH, features=features, targeted=features[1:])
    values = ReadoutValues(("u1", "u3"), ((0,), (2,)), features, np.ones((2, 3)))
    reference = reference_of(truth, ReadoutKind.EXPRESSION, values)
    assert reference.targets == (frozenset({"ENSG00000105610"}), frozenset())
    assert reference.all_targets.tolist() == [False, True, True]


def test_rows_of_several_units_have_what_these_share() -> None:
    values = ReadoutValues(("section",), ((0, 1),), ("A|B",), np.ones((1, 1)), np.full((1, 1), 7.0))
    reference = reference_of(TRUTH, ReadoutKind.NEIGHBOURHOOD, values, neutral=np.array([0.5]))
    assert reference.panels == ("site=s",)
    assert reference.noise is None
    assert reference.p_values is None
    assert reference.targets == (frozenset(),)
    assert reference.weights.tolist() == [[7.0]]
    assert reference.effects.tolist() == [[0.5]]
