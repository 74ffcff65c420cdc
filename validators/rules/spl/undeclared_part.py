"""Rule SPL013: every part that the assignments name is declared in the header."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetManifest, SetParts
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.spl.judging import resolved

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report parts that only the assignments name."""
    found = resolved(facts)
    split = facts.split
    if found is None or split is None:
        return
    for name, n_rows in found.undeclared_parts:
        declared = [part.partition_name or "" for part in split.manifest.partitions]
        near = get_close_matches(name.strip().lower(), [one.lower() for one in declared], 1)
        meant = [one for one in declared if near and one.lower() == near[0]]
        yield Evidence(
            Location("assignments", column="partition"),
            observed=name,
            expected=", ".join(declared),
            count=n_rows,
            values={"meant": f" Did you mean `{meant[0]}`?" if meant else ""},
        )


RULE = Rule(
    code="SPL013",
    name="undeclared-part",
    severity=Severity.ERROR,
    level=Level.OBS,
    title="Every part that the assignments name is declared in the header.",
    message="{count} rows of the assignments name the part `{observed}`, which the header does not declare; it declares {expected}.{meant}",
    fix="Correct the name, or add `{{partition_name: {observed}, partition_role: ...}}` to `partitions`.{meant}",
    why="Nobody knows what observations of such a part may be used for, so leaks into it were not looked for.",
    check=check,
    slots=("Partition.partition_name",),
    passing=(
        Example(
            "a part that the header declares",
            edits=(
                SetManifest(
                    "/partitions/-", {"partition_name": "ood", "partition_role": "external_test"}
                ),
                SetParts(dict.fromkeys(range(40, 48), "ood")),
            ),
            specimen="donor_split",
        ),
    ),
    failing=(
        Example(
            "a part with another spelling",
            edits=(SetParts(dict.fromkeys(range(40, 48), "Test")),),
            expect=(Expect("assignments/partition", 8),),
            specimen="donor_split",
        ),
    ),
)
