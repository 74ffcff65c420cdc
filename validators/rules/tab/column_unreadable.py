"""Rule TAB017: every column of obs and var can be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Damage, Example, Expect
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.tab.places import place_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Yield each column once, whether its header or its bytes stop it from being read."""
    del card
    reasons: dict[Location, str] = {}
    for problem in facts.file.problems:
        if problem.kind == "unreadable-column":
            reasons[place_of(problem.location, facts)] = problem.message
    # Columns of another length than their frame are unreadable too; TAB032 reports those.
    ragged = {place_of(p.location, facts) for p in facts.file.problems if p.kind == "ragged-frame"}
    for table in facts.tables.values():
        frames = (("obs", table.obs), ("var", table.var), ("raw/var", table.raw_var))
        for frame, read in frames:
            for name, reason in (read.unreadable if read is not None else {}).items():
                location = Location(frame, table=table.name, column=name)
                if location not in ragged:
                    reasons.setdefault(location, reason)
    for location, reason in sorted(reasons.items()):
        yield Evidence(location, observed=reason)


RULE = Rule(
    code="TAB017",
    name="column-unreadable",
    severity=Severity.ERROR,
    level=Level.HEADER,
    title="Every column of obs and var can be read.",
    message="{where} cannot be read, so nothing about it was checked: {observed}.",
    fix=(
        "Write the column again as text, numbers, truth values or categories; if its bytes are "
        "damaged, fetch the file again and compare its sha256."
    ),
    why="Another reader may stop at the column and refuse the whole file.",
    check=check,
    passing=(Example("columns of text, numbers, truth values and categories"),),
    failing=(
        Example(
            "a column of an encoding that does not exist yet",
            edits=(Damage("unreadable_column", "obs/tissue_type"),),
            expect=(Expect("obs/tissue_type"),),
        ),
    ),
)
