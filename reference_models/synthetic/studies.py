"""Splits of the synthetic datasets, each with the task that it was made for."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING

from aivc.splits.making.request import PartRequest, SplitRequest

if TYPE_CHECKING:
    from pathlib import Path

FLOORS = ("no_change", "pert_mean")
"""What every other predictor has to beat."""
WELLS_OF_PAIRS = 144
"""About a third of the wells that got two drugs."""


@dataclass(frozen=True, slots=True)
class Study:
    """A split of one of the datasets.

    Attributes
    ----------
    name
        Stem of its manifest, and of its tasks.
    question
        What it asks, in words.
    data
        The dataset, relative to the folder that holds all of them.
    request
        What the split shall be like.
    predictors
        Predictors that answer its task.
    """

    name: str
    question: str
    data: str
    request: SplitRequest
    predictors: tuple[str, ...]

    def write_tasks(self, folder: Path) -> Path:
        """Write the tasks and grants that the manifest shall declare into a folder; return it."""
        source = resources.files("aivc.reference_models.synthetic.tasks")
        path = folder / f"{self.name}.tasks.yaml"
        text = source.joinpath(f"{self.name}.yaml").read_text("utf-8")
        path.write_text(text, encoding="utf-8")
        return path


def studies() -> tuple[Study, ...]:
    """Return one study for each kind of question that the datasets can answer."""
    return (
        Study(
            "screen_by_lab",
            "What does a known drug do in a laboratory that training has not seen?",
            "screen/screen.h5ad",
            _given("site", "lab_c"),
            (*FLOORS, "additive_transfer", "hill_schedule"),
        ),
        Study(
            "screen_by_dose",
            "What does a drug do at a dose between those of training?",
            "screen/screen.h5ad",
            SplitRequest(interpolate="dose", parts=_parts(0.25)),
            (*FLOORS, "hill_schedule"),
        ),
        Study(
            "screen_by_pair",
            "What do two drugs do together that training knows only alone?",
            "screen/screen.h5ad",
            SplitRequest(
                ("combination",),
                parts=_parts(WELLS_OF_PAIRS),
                members_seen=(2,),
                controls="train_only",
            ),
            (*FLOORS, "additive_transfer"),
        ),
        Study(
            "knockdowns_by_target",
            "What does a knockdown do that training has not seen?",
            "knockdowns/knockdowns.h5ad",
            SplitRequest(("agent",)),
            (*FLOORS, "linear_pca_ridge"),
        ),
        Study(
            "reference_by_donor",
            "Which proteins do cells of a new donor carry, as far as their RNA tells?",
            "reference.h5mu",
            _given("donor", "D4"),
            (*FLOORS, "modality_ridge"),
        ),
        Study(
            "section_by_donor",
            "Which cells lie under the spots of a new donor's section?",
            "section/section.zarr",
            _given("donor", "D2"),
            (*FLOORS, "scale_bridge"),
        ),
        Study(
            "cohort_by_hospital",
            "How long do patients of a new hospital live?",
            "cohort/cohort.h5ad",
            _given("site", "hospital_c"),
            (*FLOORS, "cox_endpoint"),
        ),
    )


def _given(axis: str, value: str) -> SplitRequest:
    return SplitRequest((axis,), given={"test": ((axis, value),)})


def _parts(tested: float) -> tuple[PartRequest, PartRequest]:
    return PartRequest("train", "training"), PartRequest("test", "test", tested)
