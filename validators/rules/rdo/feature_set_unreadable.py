"""Rule RDO001: the file of gene sets that a readout names can be read and holds sets."""

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
    """Report files of sets that are absent, of no known format, or empty."""
    for found in facts.card.feature_sets:
        if found.problem:
            yield Evidence(
                Location("card", pointer=f"{found.pointer}/path"),
                observed=found.problem,
                values={"path": found.path},
            )


RULE = Rule(
    code="RDO001",
    name="feature-set-unreadable",
    severity=Severity.ERROR,
    level=Level.HEADER,
    title="The file of gene sets that a readout names can be read and holds sets.",
    message="The gene sets in {path} cannot be read: {observed}.",
    fix="Put {path} beside the card: a GMT file, or a table (.tsv, .csv, .parquet) with a row for each member and the columns source (name of the set) and target (member).",
    why="A score of gene sets that nobody has cannot be repeated, and nobody can tell which genes it rests on.",
    check=check,
    needs_card=True,
    slots=("FeatureSet.path",),
    passing=(Example("two sets in a GMT file", edits=pathways()),),
    failing=(
        Example(
            "a file that is not there",
            edits=(
                readout(
                    "pathway_activity",
                    feature_set={
                        "name": "Reactome",
                        "version": "90",
                        "path": "reactome.gmt",
                        "license": "CC0-1.0",
                    },
                ),
            ),
            expect=(Expect(f"card:{POINTER}/feature_set/path"),),
        ),
        Example(
            "sets without a gene",
            edits=pathways("EMPTY\tnothing\n"),
            expect=(Expect(f"card:{POINTER}/feature_set/path"),),
        ),
    ),
)
