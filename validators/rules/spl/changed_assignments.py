"""Rule SPL006: the table of assignments is the one that the header was written for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetManifest
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.spl.judging import header

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report a table whose digest is not the one in the header."""
    split = header(facts)
    differs = None if split is None else split.integrity.table_digest
    if split is not None and differs is not None and not split.integrity.table_problem:
        yield Evidence(
            Location("manifest", pointer="/assignments/sha256"),
            observed=differs.actual,
            expected=differs.declared,
            values={"path": split.integrity.table_path},
        )


RULE = Rule(
    code="SPL006",
    name="changed-assignments",
    severity=Severity.ERROR,
    level=Level.HEADER,
    title="The table of assignments is the one that the header was written for.",
    message="{path} has another content than the header says: its SHA-256 is {observed}, the header has {expected}.",
    fix="Get the table that belongs to this header. If the table was changed on purpose, write `sha256: {observed}` and give the manifest a new `manifest_id`.",
    why="Two people with one manifest then test on different observations.",
    check=check,
    slots=("DataFile.sha256",),
    passing=(Example("the digest of the table", specimen="donor_split"),),
    failing=(
        Example(
            "a table that was edited afterwards",
            edits=(SetManifest("/assignments", {"path": "drug.split.csv", "sha256": "0" * 64}),),
            expect=(Expect("manifest:/assignments/sha256"),),
            specimen="donor_split",
        ),
    ),
)
