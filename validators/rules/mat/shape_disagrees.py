"""Rule MAT019: a matrix has as many rows and columns as its frames."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import AddMatrix, Damage, Example, Expect
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.tab.places import place_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts, MatrixHeader, TableFacts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Yield each matrix of another shape than obs and var, once."""
    del card
    found: dict[Location, Evidence] = {}
    for table in facts.tables.values():
        for matrix in table.matrices:
            expected = _shape_of_frames(table, matrix)
            if expected is not None and matrix.shape != expected:
                location = Location(matrix.name, table=table.name)
                found[location] = Evidence(
                    location,
                    observed=f"{matrix.shape[0]:,} x {matrix.shape[1]:,}",
                    expected=f"{expected[0]:,} x {expected[1]:,}",
                )
    for problem in facts.file.problems:
        if problem.kind == "shape-mismatch":
            location = place_of(problem.location, facts)
            found.setdefault(location, Evidence(location, problem.message, "that of obs and var"))
    for location in sorted(found):
        yield found[location]


def _shape_of_frames(table: TableFacts, matrix: MatrixHeader) -> tuple[int, int] | None:
    if matrix.name.startswith("obsm/"):
        return table.n_obs, matrix.shape[1]
    if matrix.name == "raw/X":
        n_features = table.raw_var.index.n_rows if table.raw_var is not None else matrix.shape[1]
        return table.n_obs, n_features
    return table.n_obs, table.n_var


RULE = Rule(
    code="MAT019",
    name="shape-disagrees",
    severity=Severity.ERROR,
    level=Level.HEADER,
    title="A matrix has a row for each observation and a column for each feature.",
    message="{where} has the shape {observed}; its frames ask for {expected}.",
    fix=(
        "Cut all parts in one go (`adata[rows, columns].copy()`) and write the file again; do not "
        "write a single array into it by hand."
    ),
    why="Rows and names are then shifted against each other, and every cell has the label of another.",
    check=check,
    passing=(Example("raw counts and X of one shape", edits=(AddMatrix("raw/X"),)),),
    failing=(
        Example(
            "one row more than obs",
            edits=(Damage("shape_mismatch", "X"),),
            expect=(Expect("X"),),
        ),
    ),
)
