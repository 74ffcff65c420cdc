"""Rule TAB017: every column of obs and var can be read."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from aivc.validators.examples.example import Damage, Example, Expect
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.tab.places import place_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts, FrameFacts


# TAB032 reports columns of another length than their frame, and frames without row names.
BROKEN = frozenset(("ragged-frame", "missing-index", "missing-frame"))


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Yield each column once, whether its header or its bytes stop it from being read."""
    del card
    reasons: dict[Location, str] = {}
    for problem in facts.file.problems:
        if problem.kind == "unreadable-column":
            reasons[place_of(problem.location, facts)] = problem.message
    broken = {place_of(p.location, facts) for p in facts.file.problems if p.kind in BROKEN}
    for frame, read, columns in _frames(facts):
        for name, reason in read.unreadable.items():
            location = replace(frame, column=name)
            is_index = bool(columns) and name not in columns
            if location not in broken and not (is_index and frame in broken):
                reasons.setdefault(location, reason)
    for location, reason in sorted(reasons.items()):
        yield Evidence(location, observed=reason)


def _frames(facts: Facts) -> Iterator[tuple[Location, FrameFacts, frozenset[str]]]:
    """Yield each frame that was read, and what its header names as columns."""
    if facts.shared_obs is not None:
        yield Location("obs"), facts.shared_obs, frozenset()
    for table in facts.tables.values():
        obs_names = frozenset(column.name for column in table.obs_columns)
        var_names = frozenset(column.name for column in table.var_columns)
        for name, read, columns in (
            ("obs", table.obs, obs_names),
            ("var", table.var, var_names),
            ("raw/var", table.raw_var, frozenset[str]()),
        ):
            if read is not None:
                yield Location(name, table=table.name), read, columns


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
