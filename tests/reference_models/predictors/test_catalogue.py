"""The eight are there, name themselves, and keep what they are handed."""

import ast
import json
import subprocess
import sys
from hashlib import sha256
from importlib import import_module
from pathlib import Path

import numpy as np
import pytest

from aivc.evaluation.errors import PredictionError, TaskError
from aivc.evaluation.task import TaskKind
from aivc.evaluation.units import Step
from aivc.reference_models import predictors
from aivc.reference_models.predictors import PREDICTORS
from aivc.reference_models.predictors.learning.scaling import leading_directions, thin_svd
from aivc.schema.slots import enum_spec

ROOM = Path(predictors.__file__).parent
FLOORS = ("learning", "asking", "responses", "dosing", "survival", "intervals", "fitting")
"""Packages that the eight share, the lowest first."""


def made(name):
    module, _, attribute = PREDICTORS[name].partition(":")
    return getattr(import_module(module), attribute)()


def test_the_floors_come_first():
    assert list(PREDICTORS)[:2] == ["no_change", "pert_mean"]
    assert len(PREDICTORS) == 8


@pytest.mark.parametrize("name", PREDICTORS)
def test_each_names_itself_and_its_code(name):
    card = made(name).card
    assert card["name"] == name
    assert len(card["code_digest"]) == 64
    assert card["covers_tasks"] == [kind.value for kind in made(name).models]


def test_the_digest_of_the_code_is_that_of_every_source():
    digest = sha256()
    for path in sorted(ROOM.rglob("*.py"), key=lambda path: path.relative_to(ROOM).as_posix()):
        name = path.relative_to(ROOM).as_posix()
        digest.update(name.encode() + b"\0" + path.read_bytes() + b"\0")
    assert made("no_change").card["code_digest"] == digest.hexdigest()


def test_shared_packages_stand_on_each_other_in_one_order():
    assert {path.parent.name for path in ROOM.glob("*/__init__.py")} == set(FLOORS)
    for path in ROOM.glob("*/*.py"):
        imported = {
            node.module.split(".")[3]
            for node in ast.walk(ast.parse(path.read_text("utf-8")))
            if isinstance(node, ast.ImportFrom)
            and node.module
            and node.module.startswith("aivc.reference_models.predictors.")
        }
        assert imported <= set(FLOORS[: FLOORS.index(path.parent.name) + 1]), path


def test_every_kind_of_task_has_a_model_of_its_own_beside_the_floors():
    others = [made(name) for name in list(PREDICTORS)[2:]]
    assert {kind for predictor in others for kind in predictor.models} == set(TaskKind)


def test_regimes_and_readouts_are_those_of_the_standard():
    cards = [made(name).card for name in PREDICTORS]
    regimes = {regime for card in cards for regime in card["covers_regimes"]}
    assert regimes == set(enum_spec("InterventionRegime").values)
    readouts = {readout for card in cards for readout in card["covers_readouts"]}
    assert readouts <= set(enum_spec("ReadoutType").values)
    assert readouts == set(cards[0]["covers_readouts"]) == set(cards[1]["covers_readouts"])


@pytest.mark.parametrize("name", ["additive_transfer", "linear_pca_ridge", "hill_schedule"])
def test_whoever_predicts_doses_gives_curves_and_nobody_else(name):
    card = made(name).card
    takes_doses = "dose_interpolation" in card["covers_regimes"]
    assert ("dose_response" in card["covers_readouts"]) == takes_doses


@pytest.mark.parametrize("name", PREDICTORS)
def test_none_answers_before_it_is_fitted(name, laboratory):
    with pytest.raises(PredictionError, match=name):
        made(name).predict(laboratory().asking())
    with pytest.raises(PredictionError, match=name):
        made(name).state()


def test_another_kind_of_task_is_refused(laboratory):
    lab = laboratory()
    lab.add_control("c", donor="1")
    with pytest.raises(TaskError, match="response"):
        made("cox_endpoint").fit(lab.view(), seed=0)


@pytest.mark.parametrize("name", ["no_change", "additive_transfer", "hill_schedule"])
def test_nothing_to_learn_from_is_refused(name, laboratory):
    with pytest.raises(TaskError):
        made(name).fit(laboratory().view(), seed=0)


@pytest.mark.parametrize(
    "name", ["pert_mean", "additive_transfer", "linear_pca_ridge", "hill_schedule"]
)
def test_what_is_saved_is_arrays_and_plain_json(name, laboratory):
    lab = laboratory()
    for donor in "123":
        lab.add_control(f"c{donor}", donor=donor)
        for gene in range(5):
            lab.add(f"c{donor}", np.full(lab.n_features, gene), Step(f"g{gene}", 1.0, "umol/L"))
    saved = made(name).fit(lab.view("agent"), seed=0).state()
    assert json.loads(json.dumps(saved.document, allow_nan=False))
    assert all(array.dtype.kind in "fi" for array in saved.arrays.values())


def test_naming_them_loads_no_numbers():
    code = (
        "import sys; from aivc.reference_models.predictors import PREDICTORS; "
        "sys.exit('numpy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize("shape", [(12, 30), (30, 12), (301, 310), (310, 301)])
def test_leading_directions_are_those_of_the_full_decomposition(shape):
    random = np.random.default_rng(0)
    values = random.normal(size=shape) @ np.diag(np.linspace(3, 0.1, shape[1]))
    _, singular, right = thin_svd(values, 4)
    expected, full = np.linalg.svd(values, full_matrices=False)[1:]
    assert singular == pytest.approx(expected[:4])
    assert np.abs(np.sum(right.T * full[:4], axis=1)) == pytest.approx(np.ones(4))


def test_nothing_has_no_directions():
    assert thin_svd(np.zeros((3, 4)), 2)[1].tolist() == [0.0, 0.0]
    assert leading_directions(np.zeros((3, 4)), 2).shape == (4, 0)


def test_independent_columns_stay_themselves():
    values = np.random.default_rng(0).normal(size=(20, 3))
    assert np.array_equal(leading_directions(values, 5), np.eye(3))
    doubled = np.hstack([values, values[:, :1]])
    assert leading_directions(doubled, 5).shape == (4, 3)
