"""Rule RDO009: a neighbourhood is not read from cells that were taken apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.rdo.example_edits import POINTER, neighbours, readout
from aivc.validators.rules.rdo.places import NEIGHBOURHOOD, is_dissociated

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Report readouts of neighbourhoods of suspended cells or nuclei."""
    for readout_ in card.readouts:
        if readout_.readout_type != NEIGHBOURHOOD:
            continue
        suspended = is_dissociated(readout_, card, facts)
        if suspended:
            yield Evidence(
                Location("card", pointer=f"{readout_.pointer}/readout_type"),
                observed=suspended,
                values={"readout": readout_.readout_id, "tables": ", ".join(readout_.input_tables)},
            )


RULE = Rule(
    code="RDO009",
    name="neighbourhood-of-dissociated",
    severity=Severity.ERROR,
    level=Level.OBS,
    title="A neighbourhood is not read from cells that were taken apart.",
    message="Readout `{readout}` is about who is next to whom, and the rows of {tables} were suspended before they were measured (suspension_type {observed}).",
    fix="Take the readout out. Where places were measured all the same, as by spatial barcodes on nuclei, declare that link (`link_type: cell_to_niche`) with its coverage; where they were inferred, declare the lift.",
    why="Who was next to whom is lost when a tissue is taken apart; a neighbourhood of such cells was made by a model.",
    check=check,
    needs_card=True,
    slots=("Readout.readout_type", "Sample.suspension_type"),
    passing=(Example("cells of a section that have places", edits=neighbours()),),
    failing=(
        Example(
            "neighbours among cells in suspension",
            edits=(
                readout(
                    "spatial_neighbourhood",
                    "niche",
                    neighbourhood={"graph": "knn", "n_neighbours": 6},
                ),
            ),
            expect=(Expect(f"card:{POINTER}/readout_type"),),
        ),
    ),
)
