"""Rule CRD035: the images of the file can be opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Damage, Example, Expect
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Report images whose header, or whose pixels, cannot be read."""
    del card
    for image in facts.imaging.images if facts.imaging is not None else ():
        problem = image.problem or image.pixels_problem
        if problem:
            yield Evidence(
                Location("file", column=image.path), observed=problem, values={"path": image.path}
            )


RULE = Rule(
    code="CRD035",
    name="image-unreadable",
    severity=Severity.ERROR,
    level=Level.HEADER,
    title="The images of the file can be opened.",
    message="{path} cannot be read: {observed}.",
    fix="Copy the image again from where it came from, with all its resolutions and chunks.",
    why="What cannot be read was not checked, and whoever trains on it finds out later.",
    check=check,
    passing=(Example("an image with all that its header names", specimen="section"),),
    failing=(
        Example(
            "a resolution that is not there",
            specimen="section",
            edits=(Damage("missing_resolution", "images/he"),),
            expect=(Expect("file/images/he"),),
        ),
    ),
)
