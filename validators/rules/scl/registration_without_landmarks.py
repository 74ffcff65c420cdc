"""Rule SCL052: an alignment of images was measured."""

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

OF_LANDMARKS = frozenset(
    {"target_registration_error", "fiducial_registration_error", "landmark_rmse"}
)
ENOUGH = 3


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report registrations without an error, or with one of too few landmarks."""
    for link in card.links:
        alignment = link.alignment
        if alignment is None or link.link_basis != "image_registration":
            continue
        if alignment.error_metric == "none_reported":
            observed = "its error was not measured"
        elif alignment.error_metric in OF_LANDMARKS and alignment.n_landmarks is None:
            observed = "does not say on how many landmarks its error was measured"
        elif alignment.error_metric in OF_LANDMARKS and (alignment.n_landmarks or 0) < ENOUGH:
            observed = f"its error was measured on {alignment.n_landmarks} landmarks"
        else:
            continue
        yield Evidence(
            Location("card", pointer=alignment.pointer),
            observed=observed,
            values={"link": link.link_id or ""},
        )


RULE = Rule(
    code="SCL052",
    name="registration-not-measured",
    severity=Severity.WARNING,
    level=Level.HEADER,
    title="An alignment of images has an error, measured on at least three landmarks.",
    message="Link `{link}` rests on laying images over each other, and {observed}.",
    fix="Mark at least three points in both images that the fit did not use, and give `error_value` and `n_landmarks`.",
    why="Without an error nobody knows whether cells were linked to their own spot or to the next.",
    check=check,
    needs_card=True,
    slots=("AlignmentReport.error_metric", "AlignmentReport.n_landmarks"),
    passing=(
        Example("twelve landmarks", edits=aligned()),
        Example(
            "overlap of outlines needs no landmarks",
            edits=aligned(error_metric="overlap_dice", n_landmarks=None),
        ),
    ),
    failing=(
        Example(
            "the error was not measured",
            edits=aligned(error_metric="none_reported"),
            expect=(Expect("card:/links/1/alignment"),),
        ),
        Example(
            "one landmark",
            edits=aligned(n_landmarks=1),
            expect=(Expect("card:/links/1/alignment"),),
        ),
    ),
)
