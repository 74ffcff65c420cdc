"""Predictors that are broken, each in one way."""

from __future__ import annotations

import itertools
import socket
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import h5py
import numpy as np

from aivc.evaluation.grid_row import Regime
from aivc.evaluation.prediction import Status
from aivc.reference_models.predictors.cox_endpoint import CoxEndpoint
from aivc.reference_models.predictors.fitting.saved import Saved
from aivc.reference_models.predictors.hill_schedule import HillSchedule
from aivc.reference_models.predictors.modality_ridge import ModalityRidge
from aivc.reference_models.predictors.scale_bridge import ScaleBridge
from tests.reference_models.conformance.honest import Honest

DRAWN = itertools.count()


def moved(prediction, by):
    """Add something to the mean and to the quantiles."""
    by = np.asarray(by, dtype=float)
    quantiles = None if prediction.quantiles is None else prediction.quantiles + by
    return replace(prediction, mean=prediction.mean + by, quantiles=quantiles)


def kept(prediction, rows):
    """Keep some rows."""
    return replace(
        prediction,
        unit_ids=tuple(prediction.unit_ids[row] for row in rows),
        mean=prediction.mean[rows],
        status=tuple(prediction.status[row] for row in rows),
        reasons=tuple(prediction.reasons[row] for row in rows),
        quantiles=prediction.quantiles[:, rows],
    )


class Chatters(Honest):
    """Keeps every law, and prints."""

    def fit(self, view, *, seed):
        print("Epoch 1/1", flush=True)
        return super().fit(view, seed=seed)


class HasNoCard(Honest):
    card = {"name": "nothing else", "covers_tasks": ["response"], "most_combined": 2}  # noqa: RUF012


class ReturnsNothingFromFit(Honest):
    def fit(self, view, *, seed):
        super().fit(view, seed=seed)


class DropsWhatItCannotTell(Honest):
    def finish(self, prediction, queries):
        known = [
            row
            for row, unit in enumerate(queries.units)
            if prediction.status[row] is Status.PREDICTED
            or not {step.agent for step in unit.intervention.steps}
            <= {agent for agent, _, _ in self.responses}
        ]
        return kept(prediction, known)


class DropsUnseenAgents(Honest):
    def finish(self, prediction, queries):
        seen = {agent for agent, _, _ in self.responses}
        known = [
            row for row, unit in enumerate(queries.units) if set(unit.intervention.agents) <= seen
        ]
        return kept(prediction, known)


class AnswersTwice(Honest):
    def finish(self, prediction, queries):
        rows = [*range(len(prediction.unit_ids)), *range(len(prediction.unit_ids))[:1]]
        return kept(prediction, rows)


class AnswersWhatNobodyAsked(Honest):
    def finish(self, prediction, queries):
        if not prediction.unit_ids:
            return prediction
        more = kept(prediction, [*range(len(prediction.unit_ids)), 0])
        return replace(more, unit_ids=(*prediction.unit_ids, "one more"))


class HasTheWrongShape(Honest):
    def finish(self, prediction, queries):
        return replace(prediction, mean=prediction.mean.T)


class CannotBearEmptyTables(Honest):
    def finish(self, prediction, queries):
        return replace(prediction, mean=prediction.mean + 0 * np.max(np.isnan(prediction.mean)))


class RaisesOnUnseenAgents(Honest):
    def answer(self, unit):
        for agent in unit.intervention.agents:
            next(key for key in self.responses if key[0] == agent)
        return super().answer(unit)


class CallsNaNAPrediction(Honest):
    """Says that it predicts where it does not; it abstains from schedules alone."""

    card = {  # noqa: RUF012
        **Honest.card,
        "covers_regimes": [each.value for each in Regime if each is not Regime.SCHEDULE_UNSEEN],
        "most_combined": 3,
    }

    def finish(self, prediction, queries):
        status = [
            Status.ABSTAINED if reason == "a schedule" else Status.PREDICTED
            for reason in prediction.reasons
        ]
        return replace(prediction, status=tuple(status))


class GivesNoReason(Honest):
    def finish(self, prediction, queries):
        return replace(prediction, reasons=("",) * len(prediction.reasons))


class AbstainsFromEverything(Honest):
    def answer(self, unit):
        return np.full(len(self.features), np.nan), "too hard"


class CrossesItsQuantiles(Honest):
    def finish(self, prediction, queries):
        return replace(prediction, quantiles=prediction.quantiles[::-1])


class PromisesQuantiles(Honest):
    def finish(self, prediction, queries):
        return replace(prediction, levels=(), quantiles=None)


class HasQuantilesOfNothing(Honest):
    def finish(self, prediction, queries):
        return replace(prediction, quantiles=np.full_like(prediction.quantiles, np.nan))


class Stops(Honest):
    def predict(self, queries):
        raise SystemExit(0)


class CannotBearMissingInputs(ModalityRidge):
    def predict(self, queries):
        place = queries.inputs.unit_ids.index
        _ = [place(unit.unit_id) for unit in queries.units]
        return super().predict(queries)


class HasQuantilesThatTheCardDenies(Honest):
    card = {**Honest.card, "uncertainty": "none"}  # noqa: RUF012


class GoesBeyondItsCard(Honest):
    def key(self, step, unit):
        dose = 10.0 if step.dose > 10 else step.dose
        return super().key(replace(step, dose=dose), unit)


class TakesThreeAgents(Honest):
    def answer(self, unit):
        steps = unit.intervention.acting
        if len(steps) < 3 or not all(self.key(step, unit) in self.responses for step in steps):
            return super().answer(unit)
        return self.before(unit), ""


class NeverAnswersTheSame(Honest):
    def finish(self, prediction, queries):
        return moved(prediction, 0.01 * next(DRAWN))


class DrawsInSecret(Honest):
    def fit(self, view, *, seed):
        self.shift = np.random.default_rng(seed).normal(0, 0.01)
        return super().fit(view, seed=seed)

    def finish(self, prediction, queries):
        return moved(prediction, self.shift)


class DependsOnHashes(Honest):
    def finish(self, prediction, queries):
        names = list({"alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota"})
        return moved(prediction, 0.001 * names.index("alpha"))


class MindsItsPlace(Honest):
    def finish(self, prediction, queries):
        return moved(prediction, 0.005 * np.arange(len(queries.units))[:, None])


class CentresOnTheQueries(Honest):
    """Pulls answers a little towards their mean."""

    def finish(self, prediction, queries):
        known = [row for row, each in enumerate(prediction.status) if each is Status.PREDICTED]
        if not known:
            return prediction
        return moved(prediction, -0.005 * np.sort(prediction.mean[known], axis=0).mean(axis=0))


class ReadsNamesOfUnits(Honest):
    def before(self, unit):
        return super().before(unit) + 0.01 * (sum(map(ord, unit.unit_id)) % 7)


class Nearest(Honest):
    """Takes the response of the context whose control is nearest; ties by a rule of its own."""

    def response(self, key, unit):
        def distance(told):
            return round(float(np.abs(self.states[told[0].control] - self.before(unit)).sum()), 9)

        given = self.told[key]
        nearest = min(map(distance, given))
        return self.choose([told for told in given if distance(told) == nearest])


class TakesTheFirstInTheAlphabet(Nearest):
    def choose(self, given):
        return min(given, key=lambda told: sorted(told[0].context.items()))[1]


class TakesTheFirstRow(Nearest):
    def choose(self, given):
        return given[0][1]


class AveragesTies(Nearest):
    """Keeps every law."""

    def choose(self, given):
        return np.mean(np.sort([response for _, response in given], axis=0), axis=0)


class TakesColumnsByPosition(Honest):
    def finish(self, prediction, queries):
        named = tuple(self.features)
        places = [queries.features.index(feature) for feature in named]
        quantiles = prediction.quantiles[:, :, places]
        return replace(prediction, mean=prediction.mean[:, places], quantiles=quantiles)


class FavoursTheFirstGene(Honest):
    def before(self, unit):
        is_first = np.array([feature == min(self.features) for feature in self.features])
        return super().before(unit) + 0.01 * is_first


class MovesAtDoseZero(Honest):
    def steps_of(self, unit):
        steps = unit.intervention.steps
        if len(steps) != 1:
            return unit.intervention.acting
        return tuple(replace(step, dose=step.dose or 10.0) for step in steps)


class MovesTheControl(Honest):
    def before(self, unit):
        return super().before(unit) + 0.5


class CountsIdlePartners(Honest):
    def before(self, unit):
        return super().before(unit) + 0.05 * (len(unit.intervention.steps) - 1) * bool(
            unit.intervention.acting
        )


class MindsTheOrderOfAPair(Honest):
    def steps_of(self, unit):
        return tuple(step for step in unit.intervention.steps if not step.does_nothing)

    def weight(self, position, n_steps):
        return 1.0 - 0.2 * position


class FeelsLaterSteps(HillSchedule):
    def predict(self, queries):
        prediction = super().predict(queries)
        later = [
            any(step.start_hours > unit.harvest_hours for step in unit.intervention.steps)
            for unit in queries.units
        ]
        return moved(prediction, 0.05 * np.array(later, dtype=float)[:, None])


class MindsWrittenEnds(HillSchedule):
    def predict(self, queries):
        prediction = super().predict(queries)
        written = [
            any(step.end_hours == unit.harvest_hours for step in unit.intervention.steps)
            for unit in queries.units
        ]
        return moved(prediction, 0.05 * np.array(written, dtype=float)[:, None])


class LeaksTheTruth(Honest):
    """Answers with what it finds beside the view."""

    def finish(self, prediction, queries):
        for path in sorted(Path("..").glob("truth.h5ad")):
            with h5py.File(path) as held:
                return replace(prediction, mean=held["X"][: len(prediction.mean)])
        return prediction


class LooksAround(Honest):
    """Reads what lies beside the view with Python, and makes nothing of it."""

    def fit(self, view, *, seed):
        for path in sorted(Path("..").glob("truth.tsv")):
            path.read_text()
        return super().fit(view, seed=seed)


class LooksAroundInC(Honest):
    """Reads what lies beside the view with a library, and makes nothing of it."""

    def fit(self, view, *, seed):
        for path in sorted(Path("..").glob("truth.h5ad")):
            with h5py.File(path) as held:
                held["X"][:1]
        return super().fit(view, seed=seed)


class CallsHome(Honest):
    def fit(self, view, *, seed):
        with suppress(OSError), socket.socket() as line:
            line.settimeout(0.1)
            line.connect(("127.0.0.1", 9))
        return super().fit(view, seed=seed)


class WritesToTheView(Honest):
    def fit(self, view, *, seed):
        super().fit(replace(view, states=view.states.copy()), seed=seed)
        view.states[:] -= view.states.mean(axis=0)
        return self


class RemembersEarlierFits(Honest):
    def __init__(self):
        self.n_fits = 0

    def fit(self, view, *, seed):
        self.n_fits += 1
        return super().fit(view, seed=seed)

    def before(self, unit):
        return super().before(unit) + 0.01 * (self.n_fits - 1)


class LearnsFromQueries(Honest):
    def fit(self, view, *, seed):
        self.n_asked = 0
        return super().fit(view, seed=seed)

    def finish(self, prediction, queries):
        self.n_asked += 1
        return moved(prediction, 0.01 * (self.n_asked - 1))


class ForgetsHalf(Honest):
    def state(self):
        return Saved({"usual": self.usual}, {"features": self.features})

    def restore(self, saved):
        self.features = tuple(saved.document["features"])
        self.usual, self.states = saved.arrays["usual"], {}
        self.responses, self.spread = {}, np.zeros(len(self.features))
        return self


class SharesOfMoreThanOne(ScaleBridge):
    def predict(self, queries):
        prediction = super().predict(queries)
        return replace(prediction, mean=prediction.mean + 0.002)


class ShrinksShares(ScaleBridge):
    def predict(self, queries):
        prediction = super().predict(queries)
        return replace(prediction, mean=0.5 * prediction.mean + 0.5 / len(prediction.features))


class RaisesTheDead(CoxEndpoint):
    def predict(self, queries):
        prediction = super().predict(queries)
        mean = prediction.mean.copy()
        columns = [place for place, name in enumerate(prediction.features) if "@" in name]
        columns.sort(key=lambda place: float(prediction.features[place].split("@")[1]))
        mean[:, columns] = mean[:, columns[::-1]]
        return replace(prediction, mean=mean)


class MeasuresByName(ModalityRidge):
    def predict(self, queries):
        prediction = super().predict(queries)
        sums = [sum(map(ord, unit.unit_id)) % 7 for unit in queries.units]
        return moved(prediction, 0.1 * np.array(sums)[:, None])


BROKEN_LAWS = {
    HasNoCard: "card",
    ReturnsNothingFromFit: "every-query",
    DropsWhatItCannotTell: "every-query",
    AnswersTwice: "every-query",
    AnswersWhatNobodyAsked: "every-query",
    HasTheWrongShape: "every-query",
    Stops: "every-query",
    CannotBearMissingInputs: "every-query",
    CannotBearEmptyTables: "empty-query",
    DropsUnseenAgents: "unseen-agent",
    RaisesOnUnseenAgents: "unseen-agent",
    CallsNaNAPrediction: "status",
    GivesNoReason: "status",
    AbstainsFromEverything: "status",
    CrossesItsQuantiles: "quantiles",
    PromisesQuantiles: "quantiles",
    HasQuantilesOfNothing: "quantiles",
    HasQuantilesThatTheCardDenies: "quantiles",
    SharesOfMoreThanOne: "space",
    RaisesTheDead: "space",
    GoesBeyondItsCard: "keeps-to-its-card",
    TakesThreeAgents: "keeps-to-its-card",
    NeverAnswersTheSame: "determinism",
    DrawsInSecret: "seed",
    DependsOnHashes: "hash-seed",
    MindsItsPlace: "query-order",
    CentresOnTheQueries: "query-company",
    TakesTheFirstRow: "view-order",
    ReadsNamesOfUnits: "unit-renaming",
    MeasuresByName: "unit-renaming",
    TakesTheFirstInTheAlphabet: "label-renaming",
    TakesColumnsByPosition: "feature-order",
    FavoursTheFirstGene: "feature-renaming",
    MovesAtDoseZero: "dose-zero",
    MovesTheControl: "control-stays",
    CountsIdlePartners: "combination-of-one",
    MindsTheOrderOfAPair: "commute",
    MindsWrittenEnds: "until-harvest",
    FeelsLaterSteps: "after-harvest",
    ShrinksShares: "project-after-lift",
    LeaksTheTruth: "reads-only-the-view",
    LooksAround: "reads-only-the-view",
    LooksAroundInC: "reads-only-the-view",
    CallsHome: "reads-only-the-view",
    WritesToTheView: "view-untouched",
    RemembersEarlierFits: "refit",
    LearnsFromQueries: "predict-twice",
    ForgetsHalf: "restore",
}
"""The one law that each breaks."""
