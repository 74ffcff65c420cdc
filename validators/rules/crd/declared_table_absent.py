"""Rule CRD020: every table of the card is in the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetCard
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.crd.matrices import paths_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Report tables that the card declares and the file does not hold."""
    present = sorted(paths_in(facts))
    for table in card.tables:
        path = table.path_in_file
        if path is not None and path not in present:
            yield Evidence(
                Location("card", pointer=f"{table.pointer}/path_in_file"),
                observed=path,
                expected=", ".join(present) or "no matrix at all",
                examples=tuple(present),
            )


RULE = Rule(
    code="CRD020",
    name="declared-table-absent",
    severity=Severity.ERROR,
    level=Level.HEADER,
    title="Every table of the card is in the file.",
    message="The card declares a matrix at `{observed}`; the file has {expected}.",
    fix="Correct `path_in_file` to one of: {expected}.",
    why="What is said about a matrix that is not there is said about nothing.",
    check=check,
    needs_card=True,
    slots=("ModalityTable.path_in_file",),
    passing=(Example("the only matrix is declared"),),
    failing=(
        Example(
            "a layer that is not in the file",
            edits=(SetCard("/tables/0/path_in_file", "layers/counts"),),
            expect=(Expect("card:/tables/0/path_in_file"),),
        ),
    ),
)
