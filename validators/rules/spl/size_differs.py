"""Rule SPL016: parts, exclusions and the table have the sizes that the header states."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetManifest
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.spl.judging import resolved

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report sizes that the header states otherwise than they are."""
    found = resolved(facts)
    if found is None:
        return
    is_explained = bool(
        found.unknown_keys
        or found.manglings
        or found.missing_rows
        or found.rows_in_several
        or found.absent_keys
        or found.observations_digest
    )
    for size in found.sizes:
        is_table = size.pointer == "/assignments"
        if (found.table_digest is not None) if is_table else is_explained:
            continue  # another rule names the cause
        slot = "n_rows" if is_table else "n_observations"
        yield Evidence(
            Location("manifest", pointer=f"{size.pointer}/{slot}"),
            observed=f"{size.actual:,}",
            expected=f"{size.declared:,}",
            values={"name": size.name, "things": "rows" if is_table else "observations"},
        )


RULE = Rule(
    code="SPL016",
    name="size-differs",
    severity=Severity.ERROR,
    level=Level.OBS,
    title="Parts, exclusions and the table have the sizes that the header states.",
    message="`{name}` has {observed} {things}; the header says {expected}.",
    fix="Correct the number if the assignments are right; else find out which rows were changed.",
    why="A size that is not right shows that header and assignments were not made together.",
    check=check,
    slots=("Partition.n_observations", "Exclusion.n_observations", "DataFile.n_rows"),
    passing=(
        Example(
            "the right sizes",
            edits=(
                SetManifest("/partitions/0/n_observations", 16),
                SetManifest("/partitions/2/n_observations", 16),
            ),
            specimen="donor_split",
        ),
    ),
    failing=(
        Example(
            "a test that is smaller than stated",
            edits=(SetManifest("/partitions/2/n_observations", 20),),
            expect=(Expect("manifest:/partitions/2/n_observations"),),
            specimen="donor_split",
        ),
    ),
)
