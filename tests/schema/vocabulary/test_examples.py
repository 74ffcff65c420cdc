"""The examples in the docstrings hold."""

import doctest
import importlib
import pkgutil

import pytest

from aivc.schema import vocabulary

MODULES = sorted(module.name for module in pkgutil.iter_modules(vocabulary.__path__))


@pytest.mark.parametrize("name", MODULES)
def test_docstrings(name) -> None:
    module = importlib.import_module(f"aivc.schema.vocabulary.{name}")
    assert doctest.testmod(module).failed == 0


def test_the_public_names_exist() -> None:
    assert sorted(set(vocabulary.__all__)) == sorted(vocabulary.__all__)
    assert all(hasattr(vocabulary, name) for name in vocabulary.__all__)
