"""Rule PRV001: a processed table says which steps made it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import AddMatrix, DropCard, Example, Expect, SetCard
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.prv.steps import MAKES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report tables of processed values without steps."""
    for table in card.tables:
        if table.value_type in MAKES and not table.was_generated_by:
            yield Evidence(
                Location("card", pointer=table.pointer),
                observed=table.value_type,
                values={"path": table.path_in_file},
            )


RULE = Rule(
    code="PRV001",
    name="processed-without-steps",
    severity=Severity.WARNING,
    level=Level.HEADER,
    title="A processed table says which steps made it.",
    message="`{path}` holds {observed} values, and no processing step is named for it.",
    fix="Describe the steps in `activities` and name them in `was_generated_by` of the table.",
    why="A model trained on these values meets other values as soon as somebody processes new cells in another way.",
    check=check,
    needs_card=True,
    slots=("ModalityTable.was_generated_by", "ModalityTable.value_type"),
    passing=(Example("raw counts need no step", edits=(DropCard("/tables/0/was_generated_by"),)),),
    failing=(
        Example(
            "logarithms from nowhere",
            edits=(
                AddMatrix("layers/lognorm", "X", "log1p_cp10k"),
                SetCard(
                    "/tables/-",
                    {
                        "path_in_file": "layers/lognorm",
                        "measured_by": "rna",
                        "value_type": "log_normalized",
                    },
                ),
            ),
            expect=(Expect("card:/tables/1"),),
        ),
    ),
)
