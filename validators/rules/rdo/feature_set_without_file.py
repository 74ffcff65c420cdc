"""Rule RDO003: gene sets of a readout are in a file, so that it can be told what of them was measured."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.rdo.example_edits import POINTER, pathways, readout

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report feature sets that name no file."""
    for readout_ in card.readouts:
        named = readout_.feature_set
        if named is not None and not named.path:
            yield Evidence(
                Location("card", pointer=named.pointer),
                observed=named.name or "a collection without a name",
                values={"readout": readout_.readout_id},
            )


RULE = Rule(
    code="RDO003",
    name="feature-set-without-file",
    severity=Severity.INFO,
    level=Level.HEADER,
    title="Gene sets of a readout are in a file, so that it can be told what of them was measured.",
    message="Readout `{readout}` uses {observed}, which is named and not there: how many of its genes were measured was not checked.",
    fix="Put the sets beside the card, as GMT or as a table of source and target, and name the file at {where} as `path`, with its `sha256`.",
    why="A pathway of forty genes of which a panel measured two gets a score like any other.",
    check=check,
    needs_card=True,
    slots=("FeatureSet.path",),
    passing=(Example("two sets in a GMT file", edits=pathways()),),
    failing=(
        Example(
            "a name and a version only",
            edits=(readout("pathway_activity", feature_set={"name": "Reactome", "version": "90"}),),
            expect=(Expect(f"card:{POINTER}/feature_set"),),
        ),
    ),
)
