"""Rule SPL021: validation and test are different observations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetParts
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.spl.judging import header, part_pointer, resolved, twins

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report a validation part whose rows are those of the test part."""
    split = header(facts)
    if split is None or resolved(facts) is None:
        return
    for validation, test in sorted(twins(split)):
        rows = next(part.n_rows for part in split.parts if part.name == validation)
        yield Evidence(
            Location("manifest", pointer=part_pointer(split, validation)),
            observed=validation,
            expected=test,
            count=rows,
            total=rows,
        )


RULE = Rule(
    code="SPL021",
    name="validation-is-test",
    severity=Severity.ERROR,
    level=Level.OBS,
    title="Validation and test are different observations.",
    message="`{observed}` and `{expected}` are the same {count} observations: what is chosen on validation is chosen on the test.",
    fix="Take the validation part out of training; or delete it and write `validation_role: none`.",
    why="Early stopping and choice of hyperparameters on the test make every score on it too good.",
    check=check,
    references=("https://github.com/GSanShui/XPert/issues/2",),
    passing=(
        Example(
            "one cell in both is another matter",
            edits=(SetParts({20: ("validation", "test")}),),
            specimen="donor_split",
        ),
    ),
    failing=(
        Example(
            "the test is validated on",
            edits=(SetParts(dict.fromkeys(range(16, 48), ("validation", "test"))),),
            expect=(Expect("manifest:/partitions/1", 32),),
            specimen="donor_split",
        ),
    ),
)
