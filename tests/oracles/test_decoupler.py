"""Activities of pathways are those of the univariate linear model of decoupler."""

from __future__ import annotations

import numpy as np
import pytest

from aivc.evaluation.readouts.feature_sets import synthetic_sets
from aivc.evaluation.readouts.pathways import pathways
from aivc.evaluation.units import Unit

pytest.importorskip("decoupler", reason="decoupler is not installed")

N_UNITS = 12


def genes() -> list[str]:
    members = {name for weights in synthetic_sets().weights.values() for name in weights}
    return sorted(members | {f"OTHER{number}" for number in range(200)})


@pytest.mark.parametrize("seed", range(3))
def test_activity_is_that_of_ulm(seed: int) -> None:
    import decoupler
    import pandas as pd

    sets, names = synthetic_sets(), genes()
    responses = np.random.default_rng(seed).normal(size=(N_UNITS, len(names)))
    rows = [
        (source, target, weight)
        for source, weights in sets.weights.items()
        for target, weight in weights.items()
    ]
    activity, _ = decoupler.mt.ulm(
        pd.DataFrame(responses, columns=names, index=[f"u{row}" for row in range(N_UNITS)]),
        pd.DataFrame(rows, columns=["source", "target", "weight"]),
        tmin=5,
        verbose=False,
    )
    units = [Unit(f"u{row}") for row in range(N_UNITS)]
    found = pathways("pathways", sets, names).values(
        responses, np.zeros_like(responses), units, names
    )
    expected = activity.loc[list(found.ids), list(found.features)].to_numpy()
    assert found.values == pytest.approx(expected, abs=1e-9)
    assert set(activity.columns) == set(found.features)


def test_the_same_sets_are_too_small() -> None:
    import decoupler
    import pandas as pd

    names = genes()
    sets = synthetic_sets()
    few = sorted(sets.weights["CELL_CYCLE"])[:4]
    kept = [name for name in names if name not in sets.weights["CELL_CYCLE"] or name in few]
    rows = [(s, t, w) for s, weights in sets.weights.items() for t, w in weights.items()]
    values = np.random.default_rng(0).normal(size=(3, len(kept)))
    activity, _ = decoupler.mt.ulm(
        pd.DataFrame(values, columns=kept, index=list("abc")),
        pd.DataFrame(rows, columns=["source", "target", "weight"]),
        tmin=5,
        verbose=False,
    )
    assert set(activity.columns) == set(pathways("pathways", sets, kept).features)
    assert "CELL_CYCLE" not in activity.columns
