"""Rule SCL051: an alignment is judged on landmarks that it did not see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.scl.example_edits import aligned

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report errors of landmarks that the fit used."""
    for link in card.links:
        alignment = link.alignment
        if alignment is None or alignment.error_value is None:
            continue
        if alignment.landmarks_independent_of_fit is False:
            observed = "on landmarks that the fit used"
        elif alignment.error_metric == "fiducial_registration_error":
            observed = "as a fiducial registration error, which is that of the landmarks of the fit"
        else:
            continue
        yield Evidence(
            Location("card", pointer=alignment.pointer),
            observed=observed,
            values={"link": link.link_id or ""},
        )


RULE = Rule(
    code="SCL051",
    name="landmarks-not-independent",
    severity=Severity.WARNING,
    level=Level.HEADER,
    title="The error of an alignment is measured on landmarks that were kept out of the fit.",
    message="The alignment error of link `{link}` was measured {observed}.",
    fix="Measure it again on landmarks that were kept out of the fit, and write `error_metric: target_registration_error`.",
    why="A fit goes through its own landmarks; their error says how free the transform was, not how exact it is.",
    check=check,
    needs_card=True,
    slots=("AlignmentReport.landmarks_independent_of_fit", "AlignmentReport.error_metric"),
    references=("https://doi.org/10.1109/42.736021",),
    passing=(Example("landmarks that were kept out", edits=aligned()),),
    failing=(
        Example(
            "landmarks that the fit used",
            edits=aligned(landmarks_independent_of_fit=False),
            expect=(Expect("card:/links/1/alignment"),),
        ),
        Example(
            "the error of fiducials",
            edits=aligned(error_metric="fiducial_registration_error"),
            expect=(Expect("card:/links/1/alignment"),),
        ),
    ),
)
