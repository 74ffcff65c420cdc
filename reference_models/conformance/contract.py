"""Tests that every predictor has to pass, for those here and those of other packages.

Subclass :class:`PredictorContract` in a test module; pytest finds its tests by inheritance. There
is one for each law; a law that does not apply is a test that is skipped, with the reason.

Examples
--------
>>> class TestMyModel(PredictorContract):  # doctest: +SKIP
...     place = "my_package.model:MyModel"
...
...     def make(self):
...         return MyModel()
"""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, Any, ClassVar
from unittest import SkipTest
from weakref import WeakKeyDictionary

from aivc.reference_models.conformance.check import judge_all, trials_of
from aivc.reference_models.conformance.law import Verdict
from aivc.reference_models.conformance.registry import LAWS
from aivc.reference_models.conformance.subjects.in_process import InProcess

if TYPE_CHECKING:
    from collections.abc import Callable

    from aivc.evaluation.predictor import Predictor
    from aivc.reference_models.conformance.law import Law
    from aivc.reference_models.conformance.subjects.subject import Subject
    from aivc.reference_models.conformance.trial import Trial

_TRIALS: WeakKeyDictionary[type, tuple[Trial, ...]] = WeakKeyDictionary()
"""What was asked for each class of tests, as long as there is one."""


class PredictorContract:
    """What :class:`~aivc.evaluation.predictor.Predictor` promises, as tests.

    Attributes
    ----------
    place
        Name of the predictor, or ``module:Class``, by which another process makes the same one;
        empty where there is none, and then nobody looks whether it depends on the hash seed.
    """

    place: ClassVar[str] = ""

    @abstractmethod
    def make(self) -> Predictor:
        """Return a predictor that has learnt nothing yet; it is called many times."""

    def subject(self) -> Subject:
        """Return what is checked.

        Override it to check a command: return a
        :class:`~aivc.reference_models.conformance.subjects.by_command.ByCommand`.
        """
        return InProcess(self.make, type(self).__name__, self.place)

    def _trials(self) -> tuple[Trial, ...]:
        """Ask once for all tests of a class."""
        own = type(self)
        if own not in _TRIALS:
            _TRIALS[own] = trials_of(self.subject())
        return _TRIALS[own]


def _test_of(law: Law) -> Callable[[PredictorContract], None]:
    def test(self: PredictorContract) -> None:
        results = judge_all(law, self._trials())
        for result in results:
            if result.outcome.verdict is Verdict.FAILED:
                msg = f"{law.sentence} Found: {result.outcome.because}. Fix: {law.fix}"
                raise AssertionError(msg)
        if all(result.outcome.verdict is Verdict.NOT_APPLICABLE for result in results):
            raise SkipTest("; ".join(result.outcome.because for result in results))

    test.__doc__ = law.sentence
    return test


def _add_tests(contract: Any) -> None:
    for law in LAWS:
        name = f"test_{law.name.replace('-', '_')}"
        test = _test_of(law)
        test.__name__, test.__qualname__ = name, f"{contract.__qualname__}.{name}"
        setattr(contract, name, test)


_add_tests(PredictorContract)
