"""The examples in the docstrings hold."""

import doctest
import importlib

import pytest

MODULES = (
    "aivc.reference_models.registry",
    "aivc.reference_models.conformance.coverage",
    "aivc.reference_models.conformance.registry",
    "aivc.reference_models.conformance.changes.renaming",
    "aivc.reference_models.conformance.settings.settings",
    "aivc.reference_models.conformance.subjects.in_process",
    "aivc.verbs.check_predictor",
)


@pytest.mark.parametrize("name", MODULES)
def test_docstrings(name):
    found = doctest.testmod(importlib.import_module(name))
    assert found.attempted > 0
    assert found.failed == 0
