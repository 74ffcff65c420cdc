"""Rule RDO005: gene sets and features are named in the same way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect
from aivc.validators.findings import MAX_EXAMPLES, Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.rdo.example_edits import POINTER, pathways
from aivc.validators.rules.rdo.measured_sets import FEWEST_FOUND, measured_sets

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Report sets of which next to no member is a feature."""
    for measured in measured_sets(card, facts):
        if measured.share < FEWEST_FOUND:
            members = measured.sets.members
            yield Evidence(
                Location("card", pointer=measured.sets.pointer),
                observed=", ".join(measured.features),
                count=len(members) - len(measured.found),
                total=len(members),
                examples=tuple(sorted(members - measured.found)[:MAX_EXAMPLES]),
                values={"readout": measured.readout.readout_id, "path": measured.sets.path},
            )


RULE = Rule(
    code="RDO005",
    name="feature-sets-of-other-names",
    severity=Severity.ERROR,
    level=Level.OBS,
    title="Gene sets and features are named in the same way.",
    message="Of the {total:,} genes in {path} for readout `{readout}`, {count:,} are no features of its tables, such as {examples}; features are called {observed}.",
    fix="Give the sets in the identifiers of the tables and of their organism, or name the column of var that holds such names as `feature_column` of the feature space.",
    why="Software leaves out genes that it does not find and scores what is left: noise, or nothing.",
    check=check,
    needs_card=True,
    slots=("FeatureSet.path", "FeatureSpace.feature_column"),
    passing=(Example("symbols, which var holds beside Ensembl ids", edits=pathways()),),
    failing=(
        Example(
            "genes of a yeast",
            edits=pathways("GAL\tgalactose\tGAL1_YEAST\tGAL7_YEAST\tGAL10_YEAST\n"),
            expect=(Expect(f"card:{POINTER}/feature_set", 3),),
        ),
    ),
)
