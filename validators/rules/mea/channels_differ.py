"""Rule MEA050: channels of the card are those of the image."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetCard
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.mea.imaged import measured_images

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.images.model import ImageFacts
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Yield each image whose channels are others than its operator has."""
    for measured in measured_images(card, facts):
        channels = getattr(measured.operator, "channels", ())
        named = [channel.name for channel in channels if channel.name]
        difference = _difference(named, measured.image) if named else ""
        if difference:
            yield Evidence(
                Location("card", pointer=f"{measured.operator.pointer}/channels"),
                observed=", ".join(named),
                expected=", ".join(measured.image.channels),
                count=len(named),
                values={"image": measured.image.path, "difference": difference},
            )


def _difference(named: Sequence[str], image: ImageFacts) -> str:
    if len(named) != len(image.channels):
        return f"{len(image.channels)} channels, and the card lists {len(named)}"
    # Numbers are no names: there the order of the card is all that is told.
    mine, stored = [[name.casefold() for name in names] for names in (named, image.channels)]
    if not image.is_named or mine == stored:
        return ""
    if sorted(mine) == sorted(stored):
        return "the same channels in another order"
    return "other channels than the card lists"


def _microscope(*names: str) -> dict[str, object]:
    return {
        "operator_id": "he",
        "operator_type": "Morphology",
        "scale": "cell",
        "channels": [{"name": name} for name in names],
    }


RULE = Rule(
    code="MEA050",
    name="channels-differ",
    severity=Severity.WARNING,
    level=Level.HEADER,
    title="Channels of the card are those of the image, in its order.",
    message="{image} has {difference}: the file has {expected}; the card has {observed}.",
    fix="List the channels in the order of the image, each under the name that the file gives it.",
    why=(
        "A model reads channels by number: with two of them swapped nuclei are taken for "
        "cytoplasm, and no number shows it."
    ),
    check=check,
    needs_card=True,
    operators=("Morphology", "LiveImaging"),
    passing=(
        Example(
            "the channels of the file",
            specimen="section",
            edits=(SetCard("/operators/2", _microscope("R", "G", "B")),),
        ),
    ),
    failing=(
        Example(
            "two channels in another order",
            specimen="section",
            edits=(SetCard("/operators/2", _microscope("g", "r", "b")),),
            expect=(Expect("card:/operators/2/channels", 3),),
        ),
        Example(
            "one channel too few",
            specimen="section",
            edits=(SetCard("/operators/2", _microscope("DNA", "actin")),),
            expect=(Expect("card:/operators/2/channels", 2),),
        ),
    ),
    slots=("Channel.name", "Morphology.channels", "LiveImaging.channels"),
    references=("https://ngff.openmicroscopy.org/0.5/",),
)
