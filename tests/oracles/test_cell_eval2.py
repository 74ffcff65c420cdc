"""Metrics agree with cell-eval2 where both define the same.

cell-eval2 ranks and calls features by p-values of predicted cells. These metrics take means, so
tests give it p-values that fall with the size of the predicted effect.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from aivc.evaluation.metrics.de_jaccard import jaccard
from aivc.evaluation.metrics.direction_fidelity import DIRECTION_FIDELITY
from aivc.evaluation.metrics.direction_reach import DIRECTION_REACH
from aivc.evaluation.metrics.lfc_nmae import LFC_NMAE
from aivc.evaluation.metrics.pds_cosine import PDS_COSINE
from aivc.evaluation.metrics.responding import adjusted, responding
from aivc.evaluation.metrics.standard_truth import standard_truth
from aivc.evaluation.metrics.unbiased_mse_ratio import UNBIASED_MSE_RATIO
from aivc.evaluation.readouts.readout import ReadoutKind

if TYPE_CHECKING:
    from aivc.evaluation.metrics.sides import Answer, Reference

pytest.importorskip("cell_eval2", reason="cell-eval2 is not installed")

SEEDS = pytest.mark.parametrize("seed", range(5))


def screen(seed: int) -> tuple[Reference, Answer]:
    """Return the standard truth with another prediction, and one context for all rows."""
    truth = standard_truth(ReadoutKind.EXPRESSION)
    random = np.random.default_rng(seed)
    targets = tuple(frozenset({name}) for name in truth.reference.features[: len(truth.rough.ids)])
    reference = replace(truth.reference, panels=("",) * len(truth.rough.ids), targets=targets)
    values = reference.values + random.normal(0.0, 2.0, reference.values.shape)
    return reference, replace(truth.rough, values=values, quantiles=None)


def prepared(reference: Reference, answer: Answer, called: np.ndarray):
    """Return the tables of differential expression that cell-eval2 reads."""
    import polars as pl
    from cell_eval2.de import TargetResolution, prepare_de

    def table(effects: np.ndarray, q_values: np.ndarray) -> pl.DataFrame:
        n_rows, n_features = effects.shape
        return pl.DataFrame(
            {
                "target": np.repeat(reference.ids, n_features),
                "feature": np.tile(reference.features, n_rows),
                "log2_fold_change": effects.ravel(),
                "p_value": q_values.ravel(),
                "p_adj": q_values.ravel(),
            }
        )

    rank = 1.0 / (1.0 + np.abs(answer.values))
    own = {row: min(targets) for row, targets in zip(reference.ids, reference.targets, strict=True)}
    return prepare_de(
        table(answer.values, np.where(called, 0.04 * rank, 0.06 + 0.9 * rank)),
        table(reference.values, adjusted(reference.p_values)),
        control="control",
        target_resolution=TargetResolution(own, len(own)),
    )


def strongest(reference: Reference, answer: Answer) -> np.ndarray:
    """Return as many calls for each row as features respond."""
    called = np.zeros(reference.values.shape, dtype=bool)
    sizes = np.where(reference.judged, np.abs(answer.values), -1.0)
    for row, count in enumerate(responding(reference).sum(axis=1)):
        called[row, np.argsort(-sizes[row])[:count]] = True
    return called


def in_order(reference: Reference, values: dict[str, float]) -> np.ndarray:
    return np.array([values.get(name, np.nan) for name in reference.ids])


@SEEDS
@pytest.mark.parametrize("n_silent", [0, 5])
def test_discrimination(seed: int, n_silent: int) -> None:
    from cell_eval2.metrics.discrimination import discrimination_score

    reference, answer = screen(seed)
    answer.values[:n_silent] = 0.0
    names = np.array(["control", *reference.ids])
    bulk = np.random.default_rng(seed).normal(3.0, 1.0, len(reference.features))
    own = {row: min(targets) for row, targets in zip(reference.ids, reference.targets, strict=True)}
    theirs = discrimination_score(
        pred_bulk=(names, np.vstack([bulk, bulk + answer.values])),
        real_bulk=(names, np.vstack([bulk, bulk + reference.values])),
        control="control",
        distance="cosine",
        rank_denominator="n-1",
        tie_policy="midrank",
        exclusion_scope="panel",
        control_source="real",
        genes=np.array(reference.features),
        target_gene_map=own,
    )
    ours = PDS_COSINE.scores(reference, answer).unit_values()
    assert np.allclose(ours, in_order(reference, theirs), atol=1e-12)


@SEEDS
def test_relative_error_of_effects(seed: int) -> None:
    from cell_eval2.metrics.de import de_lfc_nmae

    reference, answer = screen(seed)
    theirs = de_lfc_nmae(prepared(reference, answer, strongest(reference, answer)))
    ours = LFC_NMAE.scores(reference, answer).unit_values()
    assert np.isfinite(ours).any()
    assert np.allclose(ours, in_order(reference, theirs), atol=1e-12, equal_nan=True)


@SEEDS
def test_reach_of_directions(seed: int) -> None:
    from cell_eval2.metrics.direction import de_direction_reach

    reference, answer = screen(seed)
    tables = prepared(reference, answer, strongest(reference, answer))
    theirs = in_order(reference, de_direction_reach(tables, corrected=False))
    ours = DIRECTION_REACH.scores(reference, answer).unit_values()
    scored = np.isfinite(ours)  # cell-eval2 also scores rows with fewer than ten features
    assert scored.any()
    assert np.allclose(ours[scored], theirs[scored], atol=1e-12)


@SEEDS
def test_fidelity_of_directions(seed: int) -> None:
    from cell_eval2.metrics.direction import de_direction_fidelity_yield_raw

    reference, answer = screen(seed)
    tables = prepared(reference, answer, strongest(reference, answer))
    theirs = in_order(reference, de_direction_fidelity_yield_raw(tables))
    ours = DIRECTION_FIDELITY.scores(reference, answer).unit_values()
    scored = np.isfinite(ours)
    assert scored.any()
    assert np.allclose(ours[scored], theirs[scored], atol=1e-12)


@SEEDS
def test_overlap_of_calls(seed: int) -> None:
    from cell_eval2.metrics.de import de_sig_jaccard

    reference, answer = screen(seed)
    called = np.random.default_rng(seed).random(reference.values.shape) < 0.3
    called[0], reference.p_values[0] = False, 1.0
    theirs = in_order(reference, de_sig_jaccard(prepared(reference, answer, called)))
    ours = jaccard(responding(reference), called & reference.judged)
    assert ours[0] == 1.0
    assert np.allclose(ours, theirs, atol=1e-12)


@SEEDS
def test_pieces_of_the_unbiased_error(seed: int) -> None:
    from cell_eval2.moments import unbiased_sq_dist

    reference, answer = screen(seed)
    reference = replace(reference, targets=())
    claimed = np.full(reference.values.shape, 0.03)
    answer = replace(answer, noise=claimed)
    own, of_control, of_answer = (
        np.array(noise.sum(axis=1)) for noise in (reference.noise, reference.control_noise, claimed)
    )
    error = unbiased_sq_dist(answer.values, reference.values, np.minimum(of_answer, own), own)
    nothing = np.zeros_like(reference.values)
    effect = unbiased_sq_dist(nothing, reference.values, of_control, own)
    ours = UNBIASED_MSE_RATIO.scores(reference, answer)
    assert np.allclose(ours.top * len(reference.features), error, atol=1e-9)
    assert ours.value() == pytest.approx(error.sum() / effect.sum())
