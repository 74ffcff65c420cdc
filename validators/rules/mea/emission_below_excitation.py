"""Rule MEA053: light that a dye gives off is of longer waves than what excites it."""

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

TWO_PHOTONS = 680.0
"""Nanometres from which on two photons together excite what gives off shorter waves."""


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Yield each channel whose two wavelengths have changed places."""
    del facts
    for operator in card.operators:
        for channel in getattr(operator, "channels", ()):
            excited, emitted = _nanometres(channel.excitation), _nanometres(channel.emission)
            if excited is None or emitted is None:
                continue
            if emitted < excited < TWO_PHOTONS:
                yield Evidence(
                    Location("card", pointer=channel.pointer),
                    observed=f"{excited:g} nm",
                    expected=f"{emitted:g} nm",
                    values={"channel": channel.name or "", "operator": operator.operator_id or ""},
                )


def _nanometres(quantity: Quantity | None) -> float | None:
    if quantity is None or quantity.value is None or not quantity.unit:
        return None
    try:
        return convert(quantity.value, quantity.unit, "nm")
    except (UnitConversionError, ValueError):
        return None


def _stained(excitation: float, emission: float) -> dict[str, object]:
    return {
        "operator_id": "he",
        "operator_type": "Morphology",
        "scale": "cell",
        "channels": [
            {
                "name": "DNA",
                "excitation": {"value": excitation, "unit": "nm"},
                "emission": {"value": emission, "unit": "nm"},
            }
        ],
    }


RULE = Rule(
    code="MEA053",
    name="emission-below-excitation",
    severity=Severity.WARNING,
    level=Level.HEADER,
    title="A dye gives off longer waves than those that excite it.",
    message=(
        "Channel `{channel}` of `{operator}` is excited at {observed} and said to give off "
        "{expected}, which is more energy than it got."
    ),
    fix="Swap the two values, or correct the one that is wrong.",
    why="Channels of two microscopes are matched by their light; swapped, they match another dye.",
    check=check,
    needs_card=True,
    slots=("Channel.excitation", "Channel.emission"),
    passing=(
        Example(
            "Hoechst",
            specimen="section",
            edits=(SetCard("/operators/2", _stained(385, 450)),),
        ),
        Example(
            "excited by two photons",
            specimen="section",
            edits=(SetCard("/operators/2", _stained(800, 450)),),
        ),
    ),
    failing=(
        Example(
            "the two in each other's place",
            specimen="section",
            edits=(SetCard("/operators/2", _stained(450, 385)),),
            expect=(Expect("card:/operators/2/channels/0"),),
        ),
    ),
)
