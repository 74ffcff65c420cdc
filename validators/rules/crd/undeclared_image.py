"""Rule CRD034: every image of the file is in the card."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import DropCard, Example, Expect
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.crd.pictures import (
    family_of,
    images_in,
    is_named_by,
    named_images,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Report images of the file that the card does not name, all of them as one.

    Of the resolutions that a Visium file keeps of one picture, one that is named is enough.
    """
    present = images_in(facts) or ()
    names = [name for name, _ in named_images(card)]
    known = {family_of(path) for path in present for name in names if is_named_by(path, name)}
    unknown = {family_of(path): path for path in reversed(present)}
    absent = [path for family, path in unknown.items() if family not in known][::-1]
    if absent:
        yield Evidence(
            Location("card", pointer="/images"),
            count=len(absent),
            total=len(unknown),
            examples=tuple(absent),
        )


RULE = Rule(
    code="CRD034",
    name="undeclared-image",
    severity=Severity.WARNING,
    level=Level.HEADER,
    title="Every image of the file is in the card.",
    message="{count:,} of {total:,} images of the file are not in the card: {examples}.",
    fix=(
        "Add each to `images` with the operator that took it (`measured_by`), which says the stain "
        "or the channels and the size of a pixel; or take it out of the file."
    ),
    why=(
        "Nobody can tell what an image shows without its stain, or how wide a pixel is; a model "
        "that reads it learns from something that the card does not speak of."
    ),
    check=check,
    needs_card=True,
    slots=("DatasetCard.images",),
    passing=(
        Example("the only image is declared", specimen="section"),
        Example("a file without images"),
    ),
    failing=(
        Example(
            "an image that nobody declared",
            specimen="section",
            edits=(DropCard("/images"), DropCard("/operators/1/image_element")),
            expect=(Expect("card:/images"),),
        ),
    ),
)
