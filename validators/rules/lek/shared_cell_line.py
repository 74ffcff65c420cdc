"""Rule LEK010: no cell line that is kept whole is in two parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetColumn
from aivc.validators.findings import Level, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.lek.example_edits import bound, by_thirds, unit
from aivc.validators.rules.lek.kept_whole_axis import FIX, MESSAGE, shared_values

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts
    from aivc.validators.findings import Evidence


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report cell lines that are on both sides and may not be."""
    return shared_values(facts, "cell_line")


RULE = Rule(
    code="LEK010",
    name="shared-cell-line",
    severity=Severity.ERROR,
    level=Level.OBS,
    title="No cell line that is kept whole is in two parts.",
    message=MESSAGE,
    fix=FIX,
    why="One line goes by many names. K562 in test and K-562 in training are the same cells, and a claim about new lines is not tested.",
    check=check,
    slots=("SplitManifest.unit_of_split", "Claim.claim_axis"),
    references=(
        "https://iclac.org/databases/cross-contaminations",
        "https://www.cellosaurus.org",
    ),
    passing=(
        Example(
            "each part has a cell line of its own",
            specimen="donor_split",
            edits=(
                *unit("cell_line"),
                *bound("cell_line", "line"),
                by_thirds("line", "A549", "K-562", "HeLa"),
            ),
        ),
    ),
    failing=(
        Example(
            "A549 in training and A-549 in test are one line",
            specimen="donor_split",
            edits=(
                *unit("cell_line"),
                *bound("cell_line", "line"),
                by_thirds("line", "A549", "K-562", "HeLa"),
                SetColumn("obs", "line", {32: "A-549"}),
            ),
            expect=(Expect("manifest:/unit_of_split", 1),),
        ),
    ),
)
