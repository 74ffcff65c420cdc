"""Rule CRD033: every image that the card names is in the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import DropElement, Example, Expect, SetCard
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.crd.pictures import images_in, is_named_by, named_images

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Report images that the card names and the file does not hold."""
    present = images_in(facts)
    if present is None:
        return
    for name, pointer in named_images(card):
        if not any(is_named_by(path, name) for path in present):
            yield Evidence(
                Location("card", pointer=pointer),
                observed=name,
                expected=", ".join(present[:5]) or "no image at all",
                examples=present,
            )


RULE = Rule(
    code="CRD033",
    name="declared-image-absent",
    severity=Severity.ERROR,
    level=Level.HEADER,
    title="Every image that the card names is in the file.",
    message="The card names an image `{observed}`; the file has {expected}.",
    fix="Correct the path to one that the file has, put the image in, or take it out of the card.",
    why="Stains, sizes of pixels and channels are then stated of an image that nobody has.",
    check=check,
    needs_card=True,
    slots=("ModalityImage.image_path", "SpotSpatial.image_element"),
    passing=(
        Example("the only image is declared", specimen="section"),
        Example(
            "an image of spots, by its name alone",
            specimen="section",
            edits=(SetCard("/operators/1/image_element", "he"),),
        ),
    ),
    failing=(
        Example(
            "a misspelt path",
            specimen="section",
            edits=(SetCard("/images/0/image_path", "images/HE"),),
            expect=(Expect("card:/images/0/image_path"),),
        ),
        Example(
            "an image that was left out of the store",
            specimen="section",
            edits=(DropElement("images/he"),),
            expect=(
                Expect("card:/images/0/image_path"),
                Expect("card:/operators/1/image_element"),
            ),
        ),
    ),
)
