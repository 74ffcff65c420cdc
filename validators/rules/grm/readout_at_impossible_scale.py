"""Rule GRM022: a readout lives at a scale at which there is such a quantity."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetCard
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.grammar.composition import READS
from aivc.validators.grammar.scales import rank_of
from aivc.validators.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report readouts at scales at which there is no such readout."""
    for readout in card.readouts:
        possible = READS.get(readout.readout_type or "")
        if possible is None or rank_of(readout.output_scale) is None:
            continue
        if readout.output_scale not in possible:
            yield Evidence(
                Location("card", pointer=f"{readout.pointer}/output_scale"),
                observed=readout.output_scale or "",
                expected=" or ".join(possible),
                values={"readout": readout.readout_id, "kind": readout.readout_type},
            )


def _at(kind: str, scale: str, **further: object) -> SetCard:
    return SetCard(
        "/readouts/1",
        {
            "readout_id": "signature",
            "readout_type": kind,
            "input_tables": ["X"],
            "output_scale": scale,
            **further,
        },
    )


RULE = Rule(
    code="GRM022",
    name="readout-at-impossible-scale",
    severity=Severity.ERROR,
    level=Level.HEADER,
    title="A readout lives at a scale at which there is such a quantity.",
    message="Readout `{readout}` is at scale {observed}, but {kind} is a quantity of {expected}.",
    fix="Write at {where} the scale of the units that the readout gives one value for: {expected}.",
    why="A clinical endpoint of a cell, or a dose-response curve of a cell that got one dose, was never measured; a model that is scored on it is scored on copies of one value.",
    check=check,
    needs_card=True,
    slots=("Readout.output_scale", "Readout.readout_type"),
    passing=(Example("changed genes of cells, and a signature of samples"),),
    failing=(
        Example(
            "survival of cells",
            edits=(
                _at(
                    "clinical_endpoint",
                    "cell",
                    endpoint={"endpoint_kind": "toxicity_grade", "subject_column": "donor_id"},
                ),
            ),
            expect=(Expect("card:/readouts/1/output_scale"),),
        ),
        Example(
            "shares of types within one cell",
            edits=(_at("cell_state_composition", "cell"),),
            expect=(Expect("card:/readouts/1/output_scale"),),
        ),
    ),
)
