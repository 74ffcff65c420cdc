"""What is said of a law that could not be looked at."""

from __future__ import annotations

import numpy as np
import pytest

from aivc.evaluation.grid_row import Regime
from aivc.evaluation.task import TaskKind
from aivc.reference_models.conformance.check import check_subject
from aivc.reference_models.conformance.coverage import coverage_of
from aivc.reference_models.conformance.errors import UnknownLawError
from aivc.reference_models.conformance.law import (
    Outcome,
    Verdict,
    broken,
    kept,
    not_applicable,
    together,
)
from aivc.reference_models.conformance.registry import laws_named
from aivc.reference_models.conformance.settings.settings import settings_of
from aivc.reference_models.conformance.subjects.in_process import subject_of
from tests.reference_models.conformance.honest import Honest
from tests.reference_models.conformance.zoo import AbstainsFromEverything, moved


def verdicts(kind, *names):
    report = check_subject(subject_of(kind), laws_named(names))
    return {result.law.name: result.outcome for result in report.results}


def test_nothing_is_kept_that_was_not_looked_at():
    with pytest.raises(ValueError, match="nothing was looked at"):
        Outcome(Verdict.PASSED, "it looked away")


def test_one_broken_of_several_is_broken():
    assert together([kept(3), broken("x"), not_applicable("y")]).verdict is Verdict.FAILED
    mixed = together([kept(3), not_applicable("y"), kept(2)])
    assert (mixed.verdict, mixed.n_looked_at, mixed.because) == (Verdict.PASSED, 5, "y")
    assert together([not_applicable("y")]).verdict is Verdict.NOT_APPLICABLE
    assert together([]).verdict is Verdict.NOT_APPLICABLE


def test_who_predicts_nothing_keeps_no_law_of_comparison():
    names = ("query-order", "dose-zero", "commute", "label-renaming", "reads-only-the-view")
    found = verdicts(AbstainsFromEverything, *names)
    assert {outcome.verdict for outcome in found.values()} == {Verdict.NOT_APPLICABLE}


def test_a_report_in_which_nothing_was_looked_at_does_not_conform():
    report = check_subject(subject_of(AbstainsFromEverything), laws_named(("query-order",)))
    assert report.broken == ()
    assert not report.conforms


def test_a_fault_is_told_by_its_own_law_only():
    class Crashes(Honest):
        def predict(self, queries):
            return 1 / 0

    found = verdicts(Crashes, "every-query", "query-order", "status")
    assert found["every-query"].verdict is Verdict.FAILED
    assert "ZeroDivisionError" in found["every-query"].because
    for name in ("query-order", "status"):
        assert found[name].verdict is Verdict.NOT_APPLICABLE
        assert "every-query" in found[name].because


def test_what_the_card_does_not_cover_is_not_asked():
    class Single(Honest):
        card = {**Honest.card, "most_combined": 1, "covers_regimes": ["seen"]}  # noqa: RUF012
        asked = []  # noqa: RUF012

        def fit(self, view, *, seed):
            self.asked.extend(len(unit.intervention.agents) for unit in view.units)
            return super().fit(view, seed=seed)

        def answer(self, unit):
            if len(unit.intervention.acting) > 1:
                return np.full(len(self.features), np.nan), "a combination"
            return super().answer(unit)

    found = verdicts(Single, "commute", "combination-of-one", "keeps-to-its-card", "dose-zero")
    assert found["commute"].verdict is Verdict.NOT_APPLICABLE
    assert found["combination-of-one"].verdict is Verdict.NOT_APPLICABLE
    assert found["keeps-to-its-card"].verdict is Verdict.PASSED
    assert found["dose-zero"].verdict is Verdict.PASSED
    assert max(Single.asked) == 1


def test_a_card_that_says_nothing_is_told():
    class Silent(Honest):
        card = {}  # noqa: RUF012

    report = check_subject(subject_of(Silent), laws_named(("card", "keeps-to-its-card", "seed")))
    assert report.broken == ("card",)
    assert [r.outcome.verdict for r in report.results[1:]] == [Verdict.NOT_APPLICABLE] * 2
    assert len(report.notes) == 2


def test_chance_is_allowed_where_the_card_says_so():
    class Draws(Honest):
        card = {**Honest.card, "is_stochastic": True}  # noqa: RUF012

        def fit(self, view, *, seed):
            self.chance = np.random.default_rng(seed)
            return super().fit(view, seed=seed)

        def finish(self, prediction, queries):
            return moved(prediction, self.chance.normal(0, 0.01, prediction.mean.shape))

    class DrawsAndMindsItsPlace(Draws):
        def finish(self, prediction, queries):
            places = np.arange(len(queries.units))[:, None]
            return moved(super().finish(prediction, queries), 0.1 * places)

    found = verdicts(Draws, "determinism", "seed", "query-order", "unit-renaming")
    assert found["seed"].verdict is Verdict.NOT_APPLICABLE
    del found["seed"]
    assert {outcome.verdict for outcome in found.values()} == {Verdict.PASSED}
    found = verdicts(DrawsAndMindsItsPlace, "query-order", "unit-renaming")
    assert found["query-order"].verdict is Verdict.FAILED
    assert found["unit-renaming"].verdict is Verdict.PASSED


def test_who_was_trained_before_may_know_names():
    class Pretrained(Honest):
        card = {**Honest.card, "pretrained_on": [{"dataset_id": "d"}]}  # noqa: RUF012

    found = verdicts(Pretrained, "label-renaming", "feature-renaming", "unit-renaming")
    assert found["label-renaming"].verdict is Verdict.NOT_APPLICABLE
    assert found["feature-renaming"].verdict is Verdict.NOT_APPLICABLE
    assert found["unit-renaming"].verdict is Verdict.PASSED


def test_unknown_laws_are_named():
    with pytest.raises(UnknownLawError, match="query-order"):
        laws_named(("gravity",))


def test_cards_are_read_as_they_are():
    coverage = coverage_of(
        {
            "covers_tasks": ["endpoint", "response", "x"],
            "covers_regimes": ["seen"],
            "most_combined": "2",
        }
    )
    assert coverage.kinds == (TaskKind.RESPONSE, TaskKind.ENDPOINT)
    assert coverage.takes(Regime.SEEN)
    assert not coverage.takes(Regime.DOSE_EXTRAPOLATION)
    assert coverage.most_combined is None


@pytest.mark.parametrize("kind", TaskKind)
def test_settings_are_the_same_every_time_and_hold_no_truth(kind):
    first = settings_of(kind)
    settings_of.cache_clear()
    for one, other in zip(first, settings_of(kind), strict=True):
        assert one.view.digest == other.view.digest
        asked = {unit.unit_id for unit in one.queries.units}
        assert not asked & {unit.unit_id for unit in one.view.units}
        assert len({unit.unit_id for unit in one.view.units}) == len(one.view.units)
