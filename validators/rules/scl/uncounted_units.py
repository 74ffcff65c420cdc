"""Rule SCL012: units of a set can be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import DropColumn, Example, Expect, SetCard
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.scl.measured import counted_sets

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Report sets whose ids could not be read, and why."""
    for unit_set, found in counted_sets(card, facts):
        if found.problem:
            yield Evidence(
                Location("card", pointer=unit_set.pointer),
                observed=found.problem,
                values={"set": unit_set.unit_set_id or ""},
            )


RULE = Rule(
    code="SCL012",
    name="units-not-counted",
    severity=Severity.WARNING,
    level=Level.OBS,
    title="The units of every set can be read from the file.",
    message="The units of set `{set}` could not be counted, nor what links them: {observed}.",
    fix="Correct `element` and `unit_id_column` of the set; or give the ids in the file.",
    why="Nothing that is said of these units, and of their share that is linked, was checked.",
    check=check,
    needs_card=True,
    slots=("ScaleUnitSet.element", "ScaleUnitSet.unit_id_column"),
    passing=(
        Example("cells are rows, and samples are in a column"),
        Example(
            "samples that the card tells by their donor and plate",
            edits=(
                DropColumn("obs", "sample_id"),
                *(
                    SetCard(
                        f"/samples/{place}/matches",
                        [
                            {"column": "donor_id", "column_value": donor},
                            {"column": "plate_id", "column_value": plate},
                        ],
                    )
                    for place, (donor, plate) in enumerate(
                        (donor, plate) for donor in ("D1", "D2", "D3") for plate in ("P1", "P2")
                    )
                ),
            ),
        ),
    ),
    failing=(
        Example(
            "a set of units in an element that the file does not have",
            edits=(SetCard("/unit_sets/0/element", "shapes/cells"),),
            expect=(Expect("card:/unit_sets/0"),),
        ),
        Example(
            "a column that the file does not have",
            edits=(SetCard("/unit_sets/1/unit_id_column", "biosample"),),
            expect=(Expect("card:/unit_sets/1"),),
        ),
    ),
)
