"""Rule LEK039: no name that may mean several things hides a shared value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetColumn
from aivc.validators.findings import Level, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.lek.names_in_doubt import could_join

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts
    from aivc.validators.findings import Evidence


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report ambiguous names of one part that may be a value of the other."""
    return could_join(facts)


HSPA5_ROWS = tuple(16 * sample + k for sample in range(3) for k in (2, 3))
GATA1_ROWS = tuple(16 * sample + k for sample in range(3) for k in (0, 1))
MLL2_IN_TEST = SetColumn("obs", "target", dict.fromkeys(HSPA5_ROWS, "MLL2"))

RULE = Rule(
    code="LEK039",
    name="ambiguous-names-across-parts",
    severity=Severity.WARNING,
    level=Level.OBS,
    title="No name that may mean several things hides a value that two parts share.",
    message="{count} names of {axis} may be one value in '{evaluated}' and '{reference}', which keep each {axis} whole: {examples}.",
    fix="Replace these names by identifiers (Ensembl ids of genes, InChIKeys of compounds, Cellosaurus accessions), in the file or in a column that `binding` names; then audit again.",
    why="Thousands of gene aliases are names of several genes. Merged on a guess, they would report leaks that are none; left apart unseen, they would hide one.",
    check=check,
    slots=("SplitManifest.unit_of_split",),
    references=("https://pmc.ncbi.nlm.nih.gov/articles/PMC7856679",),
    passing=(
        Example(
            "MLL2 is KMT2D or KMT2B, and neither is in training",
            specimen="guide_split",
            edits=(MLL2_IN_TEST,),
        ),
    ),
    failing=(
        Example(
            "MLL2 in test, KMT2D in training",
            specimen="guide_split",
            edits=(MLL2_IN_TEST, SetColumn("obs", "target", dict.fromkeys(GATA1_ROWS, "KMT2D"))),
            expect=(Expect("manifest:/claims/0", 1),),
        ),
    ),
)
