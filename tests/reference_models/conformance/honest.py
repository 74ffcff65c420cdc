"""A small predictor that keeps every law, from which the broken ones are made."""

from __future__ import annotations

from math import isnan

import numpy as np

from aivc.evaluation.prediction import Prediction, Status
from aivc.evaluation.view import Role
from aivc.schema.version import VERSION

LEVELS = (0.05, 0.5, 0.95)


class Honest:
    """Control plus the mean response to each agent at a dose and time; members of pairs add up."""

    card = {  # noqa: RUF012 - the contract has an attribute
        "aivc_schema_version": VERSION,
        "predictor_id": "tests:honest",
        "name": "honest",
        "version": "1",
        "license": "Apache-2.0",
        "covers_tasks": ["response"],
        "covers_regimes": ["seen", "combination_all_seen"],
        "most_combined": 2,
        "uncertainty": "quantile",
        "is_stochastic": False,
    }

    def fit(self, view, *, seed):
        self.features = view.features
        self.states = {unit.unit_id: view.states[row] for row, unit in enumerate(view.units)}
        self.contexts = {unit.unit_id: unit.context for unit in view.units}
        training = list(view.rows(Role.TRAINING))
        own = [view.states[row] for row in training if view.units[row].is_control]
        self.usual = np.mean(own, axis=0)
        self.told = {}
        for row in training:
            unit = view.units[row]
            if len(unit.intervention.acting) == 1 and unit.control in self.states:
                key = self.key(unit.intervention.acting[0], unit)
                response = view.states[row] - self.states[unit.control]
                self.told.setdefault(key, []).append((unit, response))
        # Sums of floats depend on their order, and that of the rows must not matter.
        self.responses = {
            key: np.mean(np.sort([response for _, response in given], axis=0), axis=0)
            for key, given in self.told.items()
        }
        self.spread = np.std([r for given in self.told.values() for _, r in given], axis=0)
        return self

    def predict(self, queries):
        rows = [self.answer(unit) for unit in queries.units]
        columns = [self.features.index(feature) for feature in queries.features]
        n_units, n_features = len(rows), len(columns)
        mean = np.array([state for state, _ in rows]).reshape(n_units, len(self.features))
        mean = mean[:, columns]
        offsets = np.array([-1.0, 0.0, 1.0])[:, None, None] * self.spread[columns]
        return self.finish(
            Prediction(
                tuple(unit.unit_id for unit in queries.units),
                queries.features,
                mean,
                tuple(Status.ABSTAINED if why else Status.PREDICTED for _, why in rows),
                tuple(why for _, why in rows),
                LEVELS,
                np.broadcast_to(mean + offsets, (len(LEVELS), n_units, n_features)).copy(),
            ),
            queries,
        )

    def answer(self, unit):
        """Return the state of a unit, and why there is none."""
        nothing = np.full(len(self.features), np.nan)
        steps = self.steps_of(unit)
        if len(steps) > 2:
            return nothing, "more than two agents"
        if any(step.start_hours or not isnan(step.end_hours) for step in steps):
            return nothing, "a schedule"
        keys = [self.key(step, unit) for step in steps]
        if any(key not in self.responses for key in keys):
            return nothing, "an agent, a dose or a time that training has not"
        state = self.before(unit)
        for position, key in enumerate(keys):
            state = state + self.weight(position, len(keys)) * self.response(key, unit)
        return state, ""

    def steps_of(self, unit):
        return unit.intervention.acting

    def before(self, unit):
        return self.states.get(unit.control, self.usual)

    def response(self, key, unit):
        return self.responses[key]

    def weight(self, position, n_steps):
        return 1.0

    def finish(self, prediction, queries):
        return prediction

    def key(self, step, unit):
        return step.agent, repr(step.dose), repr(unit.harvest_hours)
