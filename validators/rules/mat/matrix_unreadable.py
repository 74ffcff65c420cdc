"""Rule MAT013: every matrix can be read."""

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

KINDS = frozenset(("unreadable-matrix", "ragged-matrix", "broken-pointers"))


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Yield each matrix that cannot be read, once, with the first reason."""
    del card
    reasons: dict[Location, str] = {}
    for table in facts.tables.values():
        for name, reason in table.unreadable.items():
            reasons[Location(name, table=table.name)] = reason
    for problem in facts.file.problems:
        if problem.kind in KINDS:
            reasons.setdefault(place_of(problem.location, facts), problem.message)
    for location, reason in sorted(reasons.items()):
        yield Evidence(location, observed=reason)


RULE = Rule(
    code="MAT013",
    name="matrix-unreadable",
    severity=Severity.ERROR,
    level=Level.HEADER,
    title="Every matrix can be read.",
    message="{where} cannot be read, so nothing in it was checked: {observed}.",
    fix=(
        "Fetch the file again and compare its sha256; if that is right, write the matrix again from "
        "its source."
    ),
    why="Numbers that this reader cannot reach are lost to everyone who gets the file.",
    check=check,
    passing=(Example("a matrix of which every part is there"),),
    failing=(
        Example(
            "fewer values than indices",
            edits=(Damage("ragged_matrix", "X"),),
            expect=(Expect("X"),),
        ),
    ),
)
