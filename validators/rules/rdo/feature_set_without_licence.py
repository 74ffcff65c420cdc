"""Rule RDO004: gene sets that are given away with a dataset have a licence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.rdo.example_edits import POINTER, pathways

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report files of sets without a licence."""
    for readout in card.readouts:
        named = readout.feature_set
        if named is not None and named.path and not named.license:
            yield Evidence(
                Location("card", pointer=named.pointer),
                observed=named.name or "a collection without a name",
                values={"path": named.path, "readout": readout.readout_id},
            )


RULE = Rule(
    code="RDO004",
    name="feature-set-without-licence",
    severity=Severity.WARNING,
    level=Level.HEADER,
    title="Gene sets that are given away with a dataset have a licence.",
    message="The sets of {observed} in {path} lie beside the card and nobody says under which licence.",
    fix="Write `license` at {where} as an SPDX identifier, such as CC-BY-4.0, or as the collection states it; where it may not be passed on, take the file out and leave name, version and digest.",
    why="Some collections of gene sets may not be passed on or used commercially; who gets the dataset cannot know.",
    check=check,
    needs_card=True,
    slots=("FeatureSet.license",),
    passing=(Example("sets in the public domain", edits=pathways()),),
    failing=(
        Example(
            "sets without a licence",
            edits=pathways(license=None),
            expect=(Expect(f"card:{POINTER}/feature_set"),),
        ),
    ),
)
