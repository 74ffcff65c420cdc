"""Rule MEA052: lengths of optics and arrays are possible ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.schema.vocabulary import UnitConversionError, convert
from aivc.validators.examples.example import Example, Expect, SetCard
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard, Quantity
    from aivc.validators.facts.model import Facts

POSSIBLE = {
    # From oversampled super-resolution to the thumbnail of a slide.
    "pixel_size": (0.005, 500.0, "um"),
    "z_step": (0.02, 500.0, "um"),
    # From sections for electron microscopy to slices that are cleared.
    "section_thickness": (0.03, 2000.0, "um"),
    # From DNA nanoballs to cores of tissue.
    "spot_diameter": (0.1, 2000.0, "um"),
    "spot_pitch": (0.1, 2000.0, "um"),
    # From ultraviolet to the excitation of two photons.
    "excitation": (180.0, 2000.0, "nm"),
    "emission": (180.0, 2000.0, "nm"),
}
"""Smallest and largest value of each slot that an instrument has, and their unit."""


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Yield each length of an operator that no instrument has."""
    del facts
    for operator in card.operators:
        for holder in (operator, *getattr(operator, "channels", ())):
            for slot, (least, most, unit) in POSSIBLE.items():
                length = _length(getattr(holder, slot, None), unit)
                if length is not None and not least <= length <= most:
                    yield Evidence(
                        Location("card", pointer=f"{holder.pointer}/{slot}"),
                        observed=f"{length:.4g} {unit}",
                        expected=f"{least:g} to {most:g} {unit}",
                        values={"operator": operator.operator_id or ""},
                    )


def _length(quantity: Quantity | None, unit: str) -> float | None:
    if quantity is None or quantity.value is None or not quantity.unit:
        return None
    try:
        return convert(quantity.value, quantity.unit, unit)
    except (UnitConversionError, ValueError):
        # What is no length is reported as a unit of another kind.
        return None


RULE = Rule(
    code="MEA052",
    name="implausible-length",
    severity=Severity.WARNING,
    level=Level.HEADER,
    title="Sizes of pixels, spots and sections, and wavelengths, are possible ones.",
    message="{where} of `{operator}` is {observed}; instruments have {expected}.",
    fix="Correct the value or its unit: micrometres are `um`, nanometres `nm`, millimetres `mm`.",
    why="A wrong unit moves every distance by a thousand, and passes as a number.",
    check=check,
    needs_card=True,
    slots=(
        "Histology.section_thickness",
        "SpotSpatial.spot_diameter",
        "SpotSpatial.spot_pitch",
        "Channel.excitation",
        "Channel.emission",
    ),
    passing=(Example("sections of ten micrometres", specimen="section"),),
    failing=(
        Example(
            "sections of millimetres, and spots of nanometres a hundred metres apart",
            specimen="section",
            edits=(
                SetCard("/operators/2/section_thickness", {"value": 10, "unit": "mm"}),
                SetCard("/operators/1/spot_pitch", {"value": 100, "unit": "m"}),
                SetCard("/operators/1/spot_diameter", {"value": 55, "unit": "nm"}),
            ),
            expect=(
                Expect("card:/operators/2/section_thickness"),
                Expect("card:/operators/1/spot_diameter"),
                Expect("card:/operators/1/spot_pitch"),
            ),
        ),
    ),
)
