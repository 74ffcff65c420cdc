"""Read the peaks that an operator names."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from aivc.validators.facts.measured.model import PeakSetFacts
from aivc.validators.facts.measured.named_file import read_whole

if TYPE_CHECKING:
    from pathlib import Path

    from aivc.schema.generated.views import SingleCellATAC

NO_INTERVALS = ("#", "track", "browser")
"""What lines of a BED file begin with that hold no interval."""


def peak_set_facts(operator: SingleCellATAC, folder: Path) -> PeakSetFacts | None:
    """Read the file of peaks (BED, also gzipped) that an operator names; None where it names none.

    The first three columns are read; a first line without numbers is a heading.
    """
    if operator.peak_set is None:
        return None
    file, content = read_whole(operator.peak_set, folder)
    name = operator.operator_id or ""
    if content is None:
        return PeakSetFacts(name, file)
    intervals: set[tuple[str, int, int]] = set()
    for number, line in enumerate(content.decode("utf-8", "replace").splitlines(), 1):
        if not line.strip() or line.startswith(NO_INTERVALS):
            continue
        cells = line.split("\t")
        try:
            intervals.add((cells[0], int(cells[1]), int(cells[2])))
        except (ValueError, IndexError):
            if number == 1:
                continue
            problem = f"line {number} is no interval: {line[:60]!r}"
            return PeakSetFacts(name, replace(file, problem=problem))
    if not intervals:
        return PeakSetFacts(name, replace(file, problem="it holds no interval"))
    return PeakSetFacts(name, file, frozenset(intervals))
