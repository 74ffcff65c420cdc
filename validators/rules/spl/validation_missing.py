"""Rule SPL022: what validation is for has a part to be done on."""

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

_PARTS = {
    "model_selection": {"validation"},
    "early_stopping": {"validation"},
    "calibration": {"validation", "calibration"},
}


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report a role of validation without a part that has it."""
    split = header(facts)
    if split is None:
        return
    wanted = _PARTS.get(split.manifest.validation_role or "")
    roles = {part.partition_role for part in split.manifest.partitions}
    if wanted and None not in roles and not roles & wanted:
        yield Evidence(
            Location("manifest", pointer="/validation_role"),
            observed=split.manifest.validation_role or "",
            expected=" or ".join(sorted(wanted)),
        )


RULE = Rule(
    code="SPL022",
    name="validation-missing",
    severity=Severity.ERROR,
    level=Level.HEADER,
    title="What validation is for has a part to be done on.",
    message="`validation_role` is {observed}, and no part has the role {expected}.",
    fix="Add a part with `partition_role: validation`, or write `validation_role: none` if nothing is chosen on held-out data.",
    why="Loaders that find no validation part take the test, so that models are chosen on what they are judged on.",
    check=check,
    slots=("SplitManifest.validation_role",),
    passing=(
        Example(
            "no validation, and said so",
            edits=(
                SetManifest("/partitions/1/partition_role", "training"),
                SetManifest("/validation_role", "none"),
            ),
            specimen="donor_split",
        ),
    ),
    failing=(
        Example(
            "early stopping on nothing",
            edits=(
                SetManifest("/partitions/1/partition_role", "training"),
                SetManifest("/validation_role", "early_stopping"),
            ),
            expect=(Expect("manifest:/validation_role"),),
            specimen="donor_split",
        ),
    ),
)
