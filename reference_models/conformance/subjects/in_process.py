"""A predictor that is an object of this process."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from aivc.reference_models.conformance.errors import CannotLookError
from aivc.reference_models.conformance.subjects.calling import (
    ask_predictor,
    copied_queries,
    copied_view,
    fit_predictor,
)
from aivc.reference_models.conformance.subjects.canaries import lay_canaries
from aivc.reference_models.conformance.subjects.watched import Watched
from aivc.reference_models.conformance.subjects.watching import Watch

if TYPE_CHECKING:
    from collections.abc import Callable

    from aivc.evaluation.prediction import Prediction
    from aivc.evaluation.predictor import Predictor
    from aivc.evaluation.view import Queries, TrainingView
    from aivc.reference_models.conformance.setting import Setting


@dataclass(frozen=True)
class InProcess:
    """A predictor as an object of this process.

    Attributes
    ----------
    make
        Gives a predictor that has learnt nothing yet.
    name
        Name that reports print.
    place
        ``NAME`` or ``module:attribute`` by which another process can load it; empty where it
        cannot.
    """

    make: Callable[[], Predictor]
    name: str
    place: str = ""

    @property
    def card(self) -> Mapping[str, Any]:
        """Card of the predictor; empty where it has none."""
        card: object = getattr(self.make(), "card", None)
        return card if isinstance(card, Mapping) else {}

    def answer(self, view: TrainingView, queries: Queries, *, seed: int) -> Prediction:
        """Learn from a copy of the view with a new predictor, and answer."""
        fitted = fit_predictor(self.make(), copied_view(view), seed=seed)
        return ask_predictor(fitted, copied_queries(queries))

    def answer_elsewhere(self, setting: Setting, *, hash_seed: int) -> Prediction:
        """Answer in another process of Python that loads the predictor by its place."""
        from aivc.reference_models.conformance.subjects.elsewhere import ask_elsewhere

        if not self.place:
            msg = "it has no name by which another process could load it"
            raise CannotLookError(msg)
        return ask_elsewhere(self.place, setting, hash_seed=hash_seed)

    def answer_beside(self, truth: TrainingView, view: TrainingView, queries: Queries) -> Watched:
        """Answer in a folder below the files, while Python tells what it opens."""
        with TemporaryDirectory(prefix="aivc-laws-") as name:
            folder = Path(name).resolve()
            canaries = lay_canaries(truth, folder)
            run = folder / "run"
            run.mkdir()
            watch = Watch(_package_of(self.make))
            with watch.over(run):
                prediction = self.answer(view, queries, seed=0)
            found = [_within(path, folder) for path in watch.reads]
            quietly = (file for file in canaries.read() if str(file) not in watch.reads)
            found += [f"../{file.name}" for file in quietly]
        unseen = ""
        if watch.programs:
            unseen = (
                f"it starts programs ({watch.programs[0]}), of which only readings of files beside "
                "the view are seen"
            )
        return Watched(prediction, tuple(dict.fromkeys(found)), unseen)


def _within(path: str, folder: Path) -> str:
    """Name a file beside the view as it is seen from there."""
    return f"../{Path(path).relative_to(folder)}" if Path(path).is_relative_to(folder) else path


def _package_of(make: Callable[[], Predictor]) -> tuple[Path, ...]:
    """Return the folder of the package of a predictor: its own weights lie there."""
    module = sys.modules.get(type(make()).__module__)
    package = sys.modules.get((getattr(module, "__package__", None) or "").partition(".")[0])
    places = getattr(package, "__path__", ())
    return tuple(Path(place).resolve() for place in places)


def subject_of(make: Callable[[], Predictor]) -> InProcess:
    """Return a class or function that makes a predictor as something that can be checked.

    Examples
    --------
    >>> from aivc.reference_models.predictors.pert_mean import PertMean
    >>> subject_of(PertMean).place
    'aivc.reference_models.predictors.pert_mean:PertMean'
    """
    module, path = getattr(make, "__module__", ""), getattr(make, "__qualname__", "")
    can_be_found = module and path and module != "__main__" and "<" not in path
    name = path or type(make).__name__
    return InProcess(make, name, f"{module}:{path}" if can_be_found else "")
