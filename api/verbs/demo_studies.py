"""Studies of the demo: a split, its audit, predictors that learn and answer, and their reports."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from aivc.reference_models.synthetic.recovery.table import Recovery
    from aivc.reference_models.synthetic.studies import Study
    from aivc.reports.evaluation.evaluated import Evaluated
    from aivc.reports.report import Report


@dataclass(frozen=True, slots=True)
class CarriedOut:
    """A study that was carried out.

    Attributes
    ----------
    study
        What was to be done.
    manifest
        File of the split.
    audit
        What the audit of the split says.
    judged
        One for each predictor, in the order of the study.
    """

    study: Study
    manifest: Path
    audit: Report
    judged: tuple[Evaluated, ...]

    @property
    def is_as_it_should_be(self) -> bool:
        """Whether the audit supports every claim, and no rule finds an error in what was judged."""
        claims = () if self.audit.split is None else self.audit.split.claims
        are_supported = bool(claims) and all(claim.result == "supported" for claim in claims)
        is_clean = not self.audit.outcome.failing and are_supported
        return is_clean and not any(judged.is_failing for judged in self.judged)


def write_further(folder: Path, seed: int) -> tuple[Path, ...]:
    """Write the datasets that no fault is planted in, each into a folder of its name."""
    from aivc.reference_models.synthetic.cohort.write import write_cohort
    from aivc.reference_models.synthetic.knockdowns.write import write_knockdowns
    from aivc.reference_models.synthetic.morphology.write import write_morphology
    from aivc.reference_models.synthetic.screen.write import write_screen

    writers = {
        "screen": write_screen,
        "knockdowns": write_knockdowns,
        "cohort": write_cohort,
        "morphology": write_morphology,
    }
    for name in writers:
        (folder / name).mkdir(exist_ok=True)
    return tuple(write(folder / name, seed) for name, write in writers.items())


def recovered(folder: Path, studies: tuple[CarriedOut, ...], seed: int) -> tuple[Recovery, Path]:
    """Estimate what was planted; write it as a table, and all reports with it as one page."""
    from aivc.reference_models.synthetic.recovery.table import recover
    from aivc.reports.evaluation.page import render_evaluations
    from aivc.storage.atomic import write_text

    names = ("screen", "cohort", "morphology")
    screen, cohort, morphology = (folder / name / f"{name}.h5ad" for name in names)
    recovery = recover(screen, cohort, morphology, seed)
    write_text(folder / "recovery.json", recovery.as_json())
    write_text(folder / "recovery.txt", recovery.as_text())
    page = folder / "evaluation.html"
    reports = [judged.view for study in studies for judged in study.judged]
    write_text(page, render_evaluations(reports, recovery.rows))
    return recovery, page


def carry_out_all(
    folder: Path, *, seed: int, force: bool, say: Callable[[str], None]
) -> tuple[CarriedOut, ...]:
    """Carry out every study of the synthetic data, in the folder that holds them."""
    from aivc.reference_models.synthetic.studies import studies

    return tuple(carry_out(study, folder, seed=seed, force=force, say=say) for study in studies())


def carry_out(
    study: Study, folder: Path, *, seed: int, force: bool, say: Callable[[str], None]
) -> CarriedOut:
    """Divide the data of a study, let its predictors learn and answer, and judge the answers.

    Parameters
    ----------
    study
        What to do.
    folder
        Folder of the demo, which holds the data; gets ``studies/NAME/`` with the split, one run
        for each predictor, and its report.
    seed
        Of the predictors and of the bootstrap.
    force
        Replace what is there.
    say
        Called with a sentence before each step.
    """
    from aivc.storage.atomic import write_text
    from aivc.verbs.evaluate import evaluate
    from aivc.verbs.fit import fit
    from aivc.verbs.predict import predict
    from aivc.verbs.split_audit import split_audit
    from aivc.verbs.split_make import split_make

    data, place = folder / study.data, folder / "studies" / study.name
    (place / "runs").mkdir(parents=True, exist_ok=True)
    say(f"Dividing {study.data} for {study.name.replace('_', ' ')}")
    tasks = study.write_tasks(place)
    (split,) = split_make(
        data, study.request, place / f"{study.name}.split.yaml", tasks=tasks, force=force
    )
    audit = split_audit(data, split.path)
    answers = []
    for predictor in study.predictors:
        say(f"Fitting {predictor} and letting it predict")
        run = place / "runs" / predictor
        fit(data, run, predictor=predictor, manifest=split.path, seed=seed, force=force)
        answers.append(predict(run, force=force).path)
    say("Judging the predictions")
    judged = evaluate(data, answers, split.path, seed=seed)
    for predictor, each in zip(study.predictors, judged, strict=True):
        write_text(place / f"{predictor}.json", each.to_json())
    return CarriedOut(study, split.path, audit, judged)
