"""Splits of the synthetic datasets, each with the task that it was made for."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING

from aivc.reference_models.synthetic.screen.truth import INTERACTIONS
from aivc.splits.making.request import PartRequest, SplitRequest

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

FLOORS = ("no_change", "pert_mean")
"""What every other predictor has to beat."""
UNKNOWN_DRUGS = ("prednisolone", "ribociclib", "selumetinib", "tofacitinib", "vorinostat")
"""Drugs of which training knows another one of the same target."""
WELLS_OF_PAIRS = 144
"""About a third of the wells that got two drugs."""


@dataclass(frozen=True, slots=True)
class Study:
    """A split of one of the datasets.

    Attributes
    ----------
    name
        Stem of its manifest, and of its tasks.
    data
        The dataset, relative to the folder that holds all of them.
    request
        What the split shall be like.
    predictors
        Predictors that answer its task.
    """

    name: str
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
            "screen/screen.h5ad",
            _given("site", ["lab_c"]),
            (*FLOORS, "additive_transfer", "linear_pca_ridge", "hill_schedule"),
        ),
        Study(
            "screen_by_dose",
            "screen/screen.h5ad",
            SplitRequest(interpolate="dose", parts=_parts(0.25)),
            (*FLOORS, "hill_schedule"),
        ),
        Study(
            "screen_by_pair",
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
            "screen_by_agent",
            "screen/screen.h5ad",
            _given("agent", UNKNOWN_DRUGS, exclude=_pairs_of_unknown_drugs()),
            (*FLOORS, "linear_pca_ridge"),
        ),
        Study(
            "reference_by_donor",
            "reference.h5mu",
            _given("donor", ["D4"]),
            (*FLOORS, "modality_ridge"),
        ),
        Study(
            "section_by_donor",
            "section/section.zarr",
            _given("donor", ["D2"]),
            (*FLOORS, "scale_bridge"),
        ),
        Study(
            "cohort_by_hospital",
            "cohort/cohort.h5ad",
            _given("site", ["hospital_c"]),
            (*FLOORS, "cox_endpoint"),
        ),
    )


def _given(
    axis: str, values: Iterable[str], exclude: tuple[tuple[str, str], ...] = ()
) -> SplitRequest:
    tested = tuple((axis, value) for value in values)
    return SplitRequest((axis,), given={"test": tested}, exclude=exclude)


def _parts(tested: float) -> tuple[PartRequest, PartRequest]:
    return PartRequest("train", "training"), PartRequest("test", "test", tested)


def _pairs_of_unknown_drugs() -> tuple[tuple[str, str], ...]:
    """Return the conditions that would tell training of a drug that is tested."""
    unknown = {*UNKNOWN_DRUGS}
    return tuple(("condition", "_with_".join(pair)) for pair in INTERACTIONS if unknown & {*pair})
