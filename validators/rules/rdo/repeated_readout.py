"""Rule RDO022: every readout is there once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.schema.view import View
from aivc.validators.examples.example import Example, Expect
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.rdo.example_edits import POINTER, readout

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard, Readout
    from aivc.validators.facts.model import Facts


TOLD_APART_BY = (
    "readout_type",
    "input_scale",
    "output_scale",
    "readout_method",
    "readout_unit",
    "feature_set",
    "neighbourhood",
    "endpoint",
)


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report readouts that another one before them is, under another name."""
    first: dict[object, str] = {}
    names: set[str] = set()
    for readout_ in card.readouts:
        name = readout_.readout_id or ""
        key = (frozenset(readout_.input_tables), *map(_plain, _values(readout_)))
        # The same name twice is reported where identifiers are.
        if key in first and name not in names:
            yield Evidence(
                Location("card", pointer=readout_.pointer),
                observed=first[key],
                values={"readout": name},
            )
        first.setdefault(key, name)
        names.add(name)


def _values(readout_: Readout) -> list[object]:
    return [getattr(readout_, slot) for slot in TOLD_APART_BY]


def _plain(value: object) -> object:
    """Return a value that can be compared: an object as its fields, wherever it stands."""
    if not isinstance(value, View):
        return value
    return tuple((slot, _plain(getattr(value, slot))) for slot in value.fields)


RULE = Rule(
    code="RDO022",
    name="repeated-readout",
    severity=Severity.WARNING,
    level=Level.HEADER,
    title="Every readout is there once.",
    message="Readout `{readout}` is defined in the same way as `{observed}`.",
    fix="Take one out, or write what tells them apart: the method, the feature set, the neighbourhood or the scale.",
    why="A quantity that is counted twice has twice the weight in every mean over readouts.",
    check=check,
    needs_card=True,
    slots=("Readout.readout_id",),
    passing=(Example("two readouts of two kinds"),),
    failing=(
        Example(
            "one readout under two names",
            edits=(
                readout("differential_expression", input_scale="cell", readout_method="wilcoxon"),
            ),
            expect=(Expect(f"card:{POINTER}"),),
        ),
    ),
)
