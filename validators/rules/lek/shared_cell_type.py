"""Rule LEK011: no cell type that is kept whole is in two parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetColumn
from aivc.validators.findings import Level, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.lek.example_edits import by_thirds, unit
from aivc.validators.rules.lek.kept_whole_axis import FIX, MESSAGE, shared_values

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts
    from aivc.validators.findings import Evidence


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report cell types that are on both sides and may not be."""
    return shared_values(facts, "cell_type")


RULE = Rule(
    code="LEK011",
    name="shared-cell-type",
    severity=Severity.ERROR,
    level=Level.OBS,
    title="No cell type that is kept whole is in two parts.",
    message=MESSAGE,
    fix=FIX,
    why="A claim to generalise to new cell types is not tested on types that training holds.",
    check=check,
    slots=("SplitManifest.unit_of_split", "Claim.claim_axis"),
    references=(),
    passing=(
        Example(
            "each part has a cell type of its own",
            specimen="donor_split",
            edits=(
                *unit("cell_type"),
                by_thirds("cell_type_ontology_term_id", "CL:0000624", "CL:0001054", "CL:0000236"),
            ),
        ),
    ),
    failing=(
        Example(
            "one T cell is in test, and training has T cells",
            specimen="donor_split",
            edits=(
                *unit("cell_type"),
                by_thirds("cell_type_ontology_term_id", "CL:0000624", "CL:0001054", "CL:0000236"),
                SetColumn("obs", "cell_type_ontology_term_id", {32: "CL:0000624"}),
            ),
            expect=(Expect("manifest:/unit_of_split", 1),),
        ),
    ),
)
