"""The verb ``demo``: data whose truth is known, and what is said of them when they are broken."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from aivc.schema.errors import AivcError

if TYPE_CHECKING:
    from collections.abc import Callable

    from aivc.reference_models.synthetic.faults import Fault
    from aivc.reference_models.synthetic.section.write import WrittenSection
    from aivc.reports.report import Report
    from aivc.validators.examples.specimen import Specimen
    from aivc.validators.findings import Finding

SECTION = "section"
STRICTEST = "benchmark"
"""Profile that the tissue is validated at."""


class DemoFolderError(AivcError, FileExistsError):
    """The folder of the demo holds something already."""


@dataclass(frozen=True, slots=True)
class PlantedFault:
    """A fault, and the findings of the report on the broken copy that the intact one has not."""

    name: str
    story: str
    code: str
    findings: tuple[Finding, ...]

    @property
    def is_found(self) -> bool:
        """Whether the rule that is meant for the fault found it."""
        return any(finding.code == self.code for finding in self.findings)


@dataclass(frozen=True, slots=True)
class Demo:
    """What a demo wrote and found."""

    folder: Path
    data: Path
    html: Path
    report: Report
    section: Path
    section_report: Report
    faults: tuple[PlantedFault, ...]

    @property
    def is_as_it_should_be(self) -> bool:
        """Whether both intact datasets are valid and every fault was found."""
        are_valid = not (self.report.outcome.failing or self.section_report.outcome.failing)
        return are_valid and all(fault.is_found for fault in self.faults)


def demo(
    folder: str | Path,
    *,
    seed: int = 0,
    force: bool = False,
    progress: Callable[[str], None] | None = None,
) -> Demo:
    """Write two small datasets with known truth, validate them, break copies, validate those.

    Parameters
    ----------
    folder
        Where to write; made if it is not there. Holds ``reference.h5mu``, its card and
        ``truth.json``; under ``section/`` a tissue with its card and truth; ``report.html`` on
        both; and, under ``broken/``, one folder for each fault.
    seed
        Of the simulations.
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
    from aivc.reference_models.synthetic.faults import faults
    from aivc.reference_models.synthetic.section.faults import section_faults
    from aivc.reference_models.synthetic.section.write import write_section
    from aivc.reference_models.synthetic.truth_file import render_truth
    from aivc.reports.html import render_html
    from aivc.storage.atomic import write_text
    from aivc.validators.examples.write import write_specimen
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
    say("Validating the intact datasets")
    report, section_report = validate(data), validate(section.store, profile=STRICTEST)
    html = target / "report.html"
    write_text(html, render_html([report, section_report]))
    planted = []
    for fault in faults(specimen):
        say(f"Breaking a copy: {fault.story}")
        planted.append(_break(specimen, fault, target / "broken" / fault.name, report, data))
    for fault in section_faults(section.card):
        say(f"Breaking a card: {fault.story}")
        folder_of_fault = target / "broken" / fault.name
        planted.append(_break_section(section, fault, folder_of_fault, section_report))
    return Demo(target, data, html, report, section.store, section_report, tuple(planted))


def _break(
    specimen: Specimen, fault: Fault, folder: Path, intact: Report, data: Path
) -> PlantedFault:
    from aivc.validators.examples.apply import apply_edits
    from aivc.validators.examples.write import write_specimen
    from aivc.verbs.validate import validate

    folder.mkdir(parents=True, exist_ok=True)
    broken = apply_edits(specimen, fault.edits)
    # Most faults are in the card alone; the file is then the one that was written before.
    same = data if broken.tables is specimen.tables else None
    report = validate(write_specimen(broken, folder, same))
    return _planted(fault, folder, report, intact)


def _break_section(
    section: WrittenSection, fault: Fault, folder: Path, intact: Report
) -> PlantedFault:
    from aivc.verbs.validate import validate

    folder.mkdir(parents=True, exist_ok=True)
    card = section.write_broken(fault, folder)
    return _planted(fault, folder, validate(section.store, card=card, profile=STRICTEST), intact)


def _planted(fault: Fault, folder: Path, report: Report, intact: Report) -> PlantedFault:
    from aivc.reports.html import render_html
    from aivc.storage.atomic import write_text

    write_text(folder / "report.html", render_html([report]))
    known = {(finding.code, str(finding.location)) for finding in intact.findings}
    new = tuple(f for f in report.findings if (f.code, str(f.location)) not in known)
    return PlantedFault(fault.name, fault.story, fault.code, new)


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
