"""What the cohort says of hazards."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from aivc.reference_models.predictors.survival.partial_likelihood import Cohort, fit_hazards
from aivc.reference_models.synthetic.cohort import truth
from aivc.reference_models.synthetic.recovered import Recovered
from aivc.reference_models.synthetic.recovery.read import read_rows

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

N_QUANTITIES = len(truth.STATES) + 1


def recover_cohort(path: Path, level: float) -> Iterator[Recovered]:
    """Yield the hazard ratio of each state, for one standard deviation, and of ten years of age."""
    from scipy.special import ndtri

    rows = read_rows(
        path, ("site_id",), ("age_years", "followed_days", "has_died"), names="feature_name"
    )
    logs = np.log(rows.values + 0.5)
    place = {gene: column for column, gene in enumerate(rows.features)}
    level_of_cells = logs[:, [place[gene] for gene in truth.REFERENCE]].mean(axis=1)
    states = [
        (logs[:, [place[gene] for gene in genes]].mean(axis=1) - level_of_cells)
        / truth.STATE_SPREAD[name]
        for name, genes in truth.STATES.items()
    ]
    others = [*truth.HOSPITALS][1:]
    covariates = np.column_stack(
        [*states, rows.numbers["age_years"] / 10]
        + [rows.labels["site_id"] == hospital for hospital in others]
    ).astype(np.float64)
    subjects = Cohort.sorted_by_time(
        covariates - covariates.mean(axis=0),
        rows.numbers["followed_days"],
        rows.numbers["has_died"] > 0,
    )
    fitted = fit_hazards(subjects)
    half = float(ndtri((1 + level) / 2)) * np.sqrt(np.diag(fitted.covariance))
    known = [
        *(
            (f"{name} state, per standard deviation", truth.HAZARD_RATIO[name])
            for name in truth.STATES
        ),
        ("ten years of age", truth.HAZARD_RATIO_OF_DECADE),
    ]
    for column, (name, ratio) in enumerate(known):
        estimate = fitted.coefficients[column]
        yield Recovered(
            f"hazard ratio of {name}",
            "1",
            ratio,
            float(np.exp(estimate)),
            float(np.exp(estimate - half[column])),
            float(np.exp(estimate + half[column])),
            "Cox model with hospitals, Wald",
            kind="hazard ratio",
        )
