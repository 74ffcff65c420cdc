"""Rule TAB032: every part of the file is whole and within it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Damage, Example, Expect
from aivc.validators.findings import Evidence, Level, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.tab.places import place_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.storage.model import StorageProblem
    from aivc.validators.facts.model import Facts

KINDS = {
    "missing-frame": "a table without obs or var",
    "missing-index": "a frame without row names",
    "missing-column": "a column that is listed but not stored",
    "repeated-column": "a column that is listed more than once",
    "ragged-frame": "a column of another length than its frame",
    "unreadable-element": "a part that cannot be read at all",
    "outside-link": "a part that lies outside the file, which is not followed",
    "dangling-link": "a link that leads to nothing",
    "unsafe-name": "a name that would lead out of the file, which is ignored",
}
"""Problems that take something away from every reader, and what they are in words."""


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Yield each kind of problem once, with the places that have it."""
    del card
    found: dict[str, list[StorageProblem]] = {}
    for problem in facts.file.problems:
        if problem.kind in KINDS:
            found.setdefault(problem.kind, []).append(problem)
    for kind, problems in sorted(found.items()):
        yield Evidence(
            place_of(problems[0].location, facts),
            observed=KINDS[kind],
            count=len(problems),
            examples=tuple(problem.message for problem in problems[:5]),
        )


RULE = Rule(
    code="TAB032",
    name="broken-element",
    severity=Severity.ERROR,
    level=Level.HEADER,
    title="Every part of the file is whole and lies within it.",
    message="{where} has {observed} ({count:,} in the file): {examples}.",
    fix=(
        "Fetch the file again and compare its sha256; if that is right, write it again from the "
        "source with every part inside."
    ),
    why="What is missing here is missing for everyone who gets the file, and was not checked.",
    check=check,
    passing=(Example("a file with all of its parts"),),
    failing=(
        Example(
            "a column that is listed and not there",
            edits=(Damage("missing_column", "obs/tissue_type"),),
            expect=(Expect("obs/tissue_type"),),
        ),
    ),
)
