"""Rule MEA058: every channel of an image shows something."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetElement
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Yield each image with channels of which all pixels are the same."""
    del card
    for image in facts.imaging.images if facts.imaging is not None else ():
        # The last of four channels of a picture is how opaque it is.
        is_opacity = len(image.channels) == 4 and image.path.startswith("uns/")
        blank = [c for c in image.blank if not (is_opacity and c == image.channels[-1])]
        if blank:
            yield Evidence(
                Location("file", column=image.path),
                count=len(blank),
                total=len(image.channels),
                examples=tuple(map(repr, blank)),
                values={"image": image.path},
            )


RULE = Rule(
    code="MEA058",
    name="blank-channel",
    severity=Severity.WARNING,
    level=Level.FULL,
    title="Every channel of an image shows something.",
    message="{count:,} of {total:,} channels of {image} have the same value in every pixel: {examples}.",
    fix=(
        "Copy the channel again: an export that failed leaves zeros. Where nothing was stained, "
        "take the channel out."
    ),
    why="A model gets a constant for a stain, and whoever normalises by channel divides by zero.",
    check=check,
    passing=(Example("three channels that vary", specimen="section"),),
    failing=(
        Example(
            "a channel of zeros",
            specimen="section",
            edits=(SetElement("images/he", "pixels", {1: 0}),),
            expect=(Expect("file/images/he"),),
        ),
    ),
)
