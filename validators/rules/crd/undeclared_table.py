"""Rule CRD021: every measured matrix of the file is in the card."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import AddMatrix, Example, Expect
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.crd.matrices import paths_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Report matrices of the file that the card does not declare.

    Two-dimensional obsm entries are often embeddings; only those that the card declares count.
    """
    declared = {table.path_in_file for table in card.tables}
    for path in paths_in(facts):
        if path not in declared and not is_embedding(path):
            yield Evidence(Location("card", pointer="/tables"), observed=path)


def is_embedding(path: str) -> bool:
    """Tell whether a path lies in obsm, where embeddings are kept."""
    return "obsm/" in path


RULE = Rule(
    code="CRD021",
    name="undeclared-table",
    severity=Severity.WARNING,
    level=Level.HEADER,
    title="Every measured matrix of the file is in the card.",
    message="The file holds a matrix at `{observed}` that the card does not declare.",
    fix="Add it to `tables` with its operator and value type, or take it out of the file.",
    why="A reader cannot tell whether an undeclared matrix holds counts, logarithms or corrected values.",
    check=check,
    needs_card=True,
    slots=("DatasetCard.tables",),
    passing=(Example("the only matrix is declared"),),
    failing=(
        Example(
            "a layer that nobody declared",
            edits=(AddMatrix("layers/lognorm", "X", "log1p_cp10k"),),
            expect=(Expect("card:/tables"),),
        ),
    ),
)
