"""Read genomic intervals from the names of peaks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts
    from aivc.validators.findings import Location
    from aivc.validators.rules.mea.declared import MeasuredTable

# chr1:100-200 (Cell Ranger, ArchR), chr1-100-200 (Signac), chr1_100_200 (older files).
INTERVAL = re.compile(r"(?P<chromosome>\S+?)[:_-](?P<start>\d+)[-_](?P<end>\d+)")


def interval_of(name: str) -> tuple[str, int, int] | None:
    """Return chromosome, start and end; None where the name is no interval or ends too early."""
    found = INTERVAL.fullmatch(name.replace(",", ""))
    if found is None or int(found["start"]) >= int(found["end"]):
        return None
    return found["chromosome"], int(found["start"]), int(found["end"])


def peak_tables(
    card: DatasetCard, facts: Facts
) -> Iterator[tuple[MeasuredTable, Location, tuple[str, ...]]]:
    """Yield each table of peaks with the place and the names of its features, once for each var."""
    from aivc.validators.rules.mea.declared import measured_tables
    from aivc.validators.rules.mea.panels import named_features

    seen: set[Location] = set()
    for measured in measured_tables(card, facts):
        if measured.operator_type != "SingleCellATAC" or measured.feature_type != "peak":
            continue
        named = named_features(measured)
        if named is not None and named[0] not in seen:
            seen.add(named[0])
            yield measured, *named
