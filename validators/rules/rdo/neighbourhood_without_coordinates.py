"""Rule RDO008: a neighbourhood is read from units that have places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import DropColumn, Example, Expect
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.rdo.example_edits import POINTER, neighbours
from aivc.validators.rules.rdo.inputs import inputs_of
from aivc.validators.rules.rdo.places import NEIGHBOURHOOD, has_places, is_dissociated

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Report readouts of neighbourhoods in files without coordinates."""
    for readout in card.readouts:
        if readout.readout_type != NEIGHBOURHOOD or not inputs_of(readout, card, facts):
            continue
        # That of cells that were taken apart is reported by RDO009.
        if has_places(readout, card, facts) or is_dissociated(readout, card, facts):
            continue
        graph = readout.neighbourhood.graph if readout.neighbourhood is not None else None
        yield Evidence(
            Location("card", pointer=f"{readout.pointer}/neighbourhood"),
            observed=graph or "a graph",
            values={"readout": readout.readout_id, "tables": ", ".join(readout.input_tables)},
        )


RULE = Rule(
    code="RDO008",
    name="neighbourhood-without-coordinates",
    severity=Severity.ERROR,
    level=Level.OBS,
    title="A neighbourhood is read from units that have places.",
    message="Readout `{readout}` needs {observed} of neighbours, and nothing says where the rows of {tables} are.",
    fix="Keep the coordinates in `obsm/spatial`, or in columns such as x_centroid and y_centroid; or take the readout out.",
    why="Without places a graph of neighbours is one of similar profiles, and the readout is told by what it should be judged on.",
    check=check,
    needs_card=True,
    slots=("Readout.neighbourhood",),
    passing=(Example("cells of a section that have places", edits=neighbours()),),
    failing=(
        Example(
            "cells of a section whose places were left out",
            edits=(*neighbours(), DropColumn("obs", "x_centroid")),
            expect=(Expect(f"card:{POINTER}/neighbourhood"),),
        ),
    ),
)
