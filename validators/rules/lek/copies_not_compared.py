"""Rule LEK073: where copies of rows cannot be told, the report says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Damage, Example, Expect
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.lek.copied_rows import WITH_MATRICES, compared, location_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001
    """Yield matrices that could not be read, and those that hold too little to tell copies."""
    content = facts.split.content if facts.split is not None else None
    for place, reason in content.unreadable.items() if content is not None else ():
        yield Evidence(Location("file"), values={"problem": f"{place} was not compared: {reason}"})
    seen = set()
    for matrix, pair in compared(facts):
        if pair.near_test is None or pair.near_test.tells or location_of(matrix) in seen:
            continue
        seen.add(location_of(matrix))
        problem = (
            f"{location_of(matrix)} has {matrix.n_features:,} features, in which unrelated rows are "
            f"too much alike: of copies that keep 90 % of their counts "
            f"{pair.near_test.recall[0]:.0%} would be found, of those that keep 70 % "
            f"{pair.near_test.recall[1]:.0%}. Equal rows were looked for"
        )
        yield Evidence(location_of(matrix), values={"problem": problem})


RULE = Rule(
    code="LEK073",
    name="copies-not-compared",
    severity=Severity.INFO,
    level=Level.FULL,
    title="Noisy copies of observations can be told from look-alikes, where they are looked for.",
    message="Whether a cell of one part was counted again in another is not known: {problem}.",
    fix=(
        "Compare a matrix with more features for the same observations, such as the whole "
        "transcriptome; or compare barcodes within each library."
    ),
    why=(
        "That nothing was found says nothing where nothing could be found. A panel of some hundred "
        "features does not hold the noise by which one cell is told from the next."
    ),
    check=check,
    containers=WITH_MATRICES,
    passing=(Example("a whole transcriptome tells copies", specimen="wide_split"),),
    failing=(
        Example(
            "forty features do not tell one cell of a type from the next",
            expect=(Expect("X", 1),),
            specimen="donor_split",
        ),
        Example(
            "the values cannot be decoded",
            edits=(Damage("ragged_matrix", "X"),),
            expect=(Expect("file", 1),),
            specimen="wide_split",
        ),
    ),
)
