"""Faults of the demo: copies of its datasets are broken, and what is said of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from aivc.reference_models.synthetic.faults import Fault
    from aivc.reference_models.synthetic.section.write import WrittenSection
    from aivc.reports.report import Report
    from aivc.validators.examples.specimen import Specimen
    from aivc.validators.findings import Finding

STRICTEST = "benchmark"
"""Profile that the tissue is validated at."""


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


def break_dataset(
    specimen: Specimen, data: Path, intact: Report, folder: Path, say: Callable[[str], None]
) -> Iterator[PlantedFault]:
    """Break copies of the reference dataset, each into a folder of its own, and validate them."""
    from aivc.reference_models.synthetic.faults import faults

    for fault in faults(specimen):
        say(f"Breaking a copy: {fault.story}")
        yield _break(specimen, fault, folder / fault.name, intact, data)


def break_section(
    section: WrittenSection, intact: Report, folder: Path, say: Callable[[str], None]
) -> Iterator[PlantedFault]:
    """Break the card of the tissue, each time into a folder of its own, and validate it."""
    from aivc.reference_models.synthetic.section.faults import section_faults

    for fault in section_faults(section.card):
        say(f"Breaking a card: {fault.story}")
        yield _break_section(section, fault, folder / fault.name, intact)


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
