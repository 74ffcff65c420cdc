"""Read the peaks that an operator names."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import TYPE_CHECKING

from aivc.validators.facts.measured.model import PeakSetFacts
from aivc.validators.facts.measured.named_file import read_whole

if TYPE_CHECKING:
    from pathlib import Path

    from aivc.schema.generated.views import SingleCellATAC

MAX_INTERVALS = 2_000_000
"""Twice the open regions of all human tissues together."""

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
    for number, stored in enumerate(io.BytesIO(content), 1):
        line = stored.decode("utf-8", "replace").rstrip("\r\n")
        if not line.strip() or line.startswith(NO_INTERVALS):
            continue
        if len(intervals) >= MAX_INTERVALS:
            problem = f"it holds more than {MAX_INTERVALS:,} intervals"
            return PeakSetFacts(name, replace(file, problem=problem))
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
