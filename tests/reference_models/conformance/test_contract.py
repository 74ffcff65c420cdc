"""The tests that ship for predictors of other packages, and how these are found."""

from __future__ import annotations

import unittest

import pytest

from aivc.reference_models.conformance.contract import PredictorContract
from aivc.reference_models.conformance.registry import LAWS
from aivc.reference_models.errors import UnknownPredictorError
from aivc.reference_models.predictors import PREDICTORS
from aivc.reference_models.registry import load_predictor, predictor_names
from tests.reference_models.conformance.honest import Honest
from tests.reference_models.conformance.zoo import MindsTheOrderOfAPair


class TestHonest(PredictorContract):
    def make(self):
        return Honest()


class Broken(PredictorContract):
    def make(self):
        return MindsTheOrderOfAPair()


def test_there_is_a_test_for_every_law():
    tests = {name for name in vars(PredictorContract) if name.startswith("test_")}
    assert tests == {f"test_{law.name.replace('-', '_')}" for law in LAWS}


def test_a_broken_law_is_a_failed_test():
    with pytest.raises(AssertionError, match=r"Found: .*in the other"):
        Broken().test_commute()
    Broken().test_dose_zero()


def test_a_law_that_does_not_apply_is_a_skipped_test():
    with pytest.raises(unittest.SkipTest, match="no name by which another process"):
        Broken().test_hash_seed()
    with pytest.raises(unittest.SkipTest, match="composition"):
        Broken().test_project_after_lift()


@pytest.fixture
def package(tmp_path, monkeypatch):
    """Install a package with predictors, of which one cannot be loaded."""
    information = tmp_path / "others-1.0.dist-info"
    information.mkdir()
    (information / "METADATA").write_text("Metadata-Version: 2.1\nName: others\nVersion: 1.0\n")
    (information / "entry_points.txt").write_text(
        "[aivc.predictors]\n"
        "zeta = others_of_aivc:Zeta\n"
        "absent = others_of_aivc:Nobody\n"
        "pert_mean = others_of_aivc:Zeta\n"
    )
    (tmp_path / "others_of_aivc.py").write_text(
        "class Zeta:\n    card = {'name': 'zeta'}\n\n\n"
        "def raising():\n    raise OSError('no weights')\n"
    )
    monkeypatch.syspath_prepend(tmp_path)


def test_predictors_of_other_packages_are_found(package):
    assert predictor_names() == (*PREDICTORS, "absent", "zeta")
    assert load_predictor("zeta").card == {"name": "zeta"}
    assert load_predictor("others_of_aivc:Zeta").card == {"name": "zeta"}
    # A package does not take the name of a reference predictor.
    assert load_predictor("pert_mean").card["name"] == "pert_mean"


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("absent", "package others"),
        ("nobody", "there are no_change"),
        ("others_of_aivc:Nobody", "Nobody"),
        ("others_of_aivc:raising", "no weights"),
        ("no_such_module:Model", "no_such_module.*PYTHONPATH"),
    ],
)
def test_what_cannot_be_loaded_is_told(package, name, told):
    with pytest.raises(UnknownPredictorError, match=told):
        load_predictor(name)
