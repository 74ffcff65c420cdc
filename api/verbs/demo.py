"""The verb ``demo``: data whose truth is known, and what is said of them when they are broken."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from aivc.schema.errors import AivcError

if TYPE_CHECKING:
    from collections.abc import Callable

    from aivc.reference_models.synthetic.recovery.table import Recovery
    from aivc.reports.report import Report
    from aivc.verbs.demo_faults import PlantedFault
    from aivc.verbs.demo_studies import CarriedOut

SECTION = "section"


class DemoFolderError(AivcError, FileExistsError):
    """The folder of the demo holds something already."""


@dataclass(frozen=True, slots=True)
class Demo:
    """What a demo wrote and found.

    Attributes
    ----------
    folder
        Where everything is.
    data, section
        The dataset and the tissue that faults are planted in.
    html
        Page on the intact datasets.
    report, section_report, further_reports
        Validations of ``data``, of ``section`` and of the other datasets.
    faults
        What was broken, and what was found of it.
    studies
        Splits, and predictors that were judged on them.
    evaluation_html
        Page on these, and on what was recovered; None where predictors were left out.
    recovery
        What was planted in the data, and what estimates make of it; None where predictors were
        left out.
    """

    folder: Path
    data: Path
    html: Path
    report: Report
    section: Path
    section_report: Report
    further_reports: tuple[Report, ...]
    faults: tuple[PlantedFault, ...]
    studies: tuple[CarriedOut, ...]
    evaluation_html: Path | None
    recovery: Recovery | None

    @property
    def intact(self) -> tuple[Report, ...]:
        """Validations of all datasets that nothing is wrong with."""
        return (self.report, self.section_report, *self.further_reports)

    @property
    def is_sound(self) -> bool:
        """Whether intact datasets are valid, every fault is found, and splits and answers hold."""
        are_valid = not any(report.outcome.failing for report in self.intact)
        are_found = all(fault.is_found for fault in self.faults)
        return are_valid and are_found and all(study.is_as_it_should_be for study in self.studies)

    @property
    def is_as_it_should_be(self) -> bool:
        """Whether the demo is sound, and everything that was planted is recovered.

        Of a hundred seeds about one misses something that was planted, as intervals say.
        """
        return self.is_sound and (self.recovery is None or self.recovery.is_complete)

    def to_json(self) -> str:
        """Return what was written and found as JSON."""
        from json import dumps

        from aivc.verbs.demo_document import demo_document

        return dumps(demo_document(self), ensure_ascii=False, indent=1, allow_nan=False) + "\n"

    def __str__(self) -> str:
        """Return the demo for a terminal, without colours."""
        import click

        from aivc.verbs.demo_text import demo_text

        return click.unstyle(demo_text(self))


def demo(
    folder: str | Path,
    *,
    seed: int = 0,
    predictors: bool = True,
    force: bool = False,
    progress: Callable[[str], None] | None = None,
) -> Demo:
    """Write small datasets with known truth, validate them, break copies, and judge predictors.

    Parameters
    ----------
    folder
        Where to write; made if it is not there. Holds ``reference.h5mu``, its card and
        ``truth.json``; under ``section/``, ``screen/``, ``knockdowns/``, ``cohort/`` and
        ``morphology/`` further datasets with cards and truth; ``report.html`` on all of them;
        under ``broken/`` one folder for each fault; under ``studies/`` splits, runs of the
        reference predictors and their reports, and ``evaluation.html`` on these; and what was
        recovered of the truth, ``recovery.txt`` and ``recovery.json``.
    seed
        Of the simulations and of the predictors.
    predictors
        Whether predictors are fitted and judged and what was planted is recovered, which takes most
        of the time.
    force
        Write into a folder that holds something already.
    progress
        Called with a sentence before each step.

    Returns
    -------
    Demo

    Raises
    ------
    DemoFolderError
        The folder holds something and ``force`` is not given.

    Examples
    --------
    >>> aivc.demo("demo").is_as_it_should_be  # doctest: +SKIP
    True
    """
    from aivc.reference_models.synthetic.dataset import reference_dataset
    from aivc.reference_models.synthetic.section.write import write_section
    from aivc.reference_models.synthetic.truth_file import render_truth
    from aivc.reports.html import render_html
    from aivc.storage.atomic import write_text
    from aivc.validators.examples.write import write_specimen
    from aivc.verbs.demo_faults import STRICTEST, break_dataset, break_section
    from aivc.verbs.demo_studies import carry_out_all, recovered, write_further
    from aivc.verbs.validate import validate

    say = progress or _silent
    target = _empty_folder(Path(folder), force=force)
    say("Simulating cells whose truth is known")
    specimen = reference_dataset(seed)
    data = write_specimen(specimen, target)
    write_text(target / "truth.json", render_truth(seed))
    say("Simulating sections of tissue whose truth is known")
    (target / SECTION).mkdir(exist_ok=True)
    section = write_section(target / SECTION, seed, force=force)
    say("Simulating screens, a cohort and morphology whose truth is known")
    further = write_further(target, seed)
    say("Validating the intact datasets")
    report, section_report = validate(data), validate(section.store, profile=STRICTEST)
    further_reports = tuple(map(validate, further))
    html = target / "report.html"
    write_text(html, render_html([report, section_report, *further_reports]))
    planted = (
        *break_dataset(specimen, data, report, target / "broken", say),
        *break_section(section, section_report, target / "broken", say),
    )
    studies: tuple[CarriedOut, ...] = ()
    recovery = page = None
    if predictors:
        studies = carry_out_all(target, seed=seed, force=force, say=say)
        say("Recovering what was planted")
        recovery, page = recovered(target, studies, seed)
    return Demo(
        target,
        data,
        html,
        report,
        section.store,
        section_report,
        further_reports,
        planted,
        studies,
        page,
        recovery,
    )


def _empty_folder(folder: Path, *, force: bool) -> Path:
    if folder.exists() and not folder.is_dir():
        message = f"{folder} is a file; name a folder for the demo."
        raise DemoFolderError(message)
    if folder.is_dir() and any(folder.iterdir()) and not force:
        message = f"{folder} is not empty; name another folder, or write into it with --force."
        raise DemoFolderError(message)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _silent(_: str) -> None:
    pass
