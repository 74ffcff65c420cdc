"""Rule VOC015: cell lines can be found in Cellosaurus."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.schema.vocabulary import CellLineMatchKind, find_cell_line
from aivc.validators.examples.example import Example, Expect, SetCard, SetColumn
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report labels of the cell line role that name no line, or several."""
    role = facts.design.roles.get("cell_line") if facts.design else None
    if role is None or role.counts is None or len(role.columns) != 1:
        return
    for level, count in zip(role.levels, role.counts, strict=True):
        match = find_cell_line(level[0])
        if match.kind in (CellLineMatchKind.UNKNOWN, CellLineMatchKind.AMBIGUOUS):
            names = ", ".join(f"{term.curie} ({term.label})" for term in match.candidates[:5])
            yield Evidence(
                Location("obs", table=role.table, column=role.columns[0]),
                observed=level[0],
                count=int(count),
                total=facts.design.n_rows if facts.design else 0,
                examples=tuple(term.curie for term in match.candidates),
                values={"hint": f" It may be one of {names}." if names else ""},
            )


RULE = Rule(
    code="VOC015",
    name="unresolved-cell-line",
    severity=Severity.WARNING,
    level=Level.OBS,
    title="Cell lines can be found in Cellosaurus.",
    message="`{observed}` at {where} ({count} of {total} rows) is not the name of one cell line of Cellosaurus; synonyms are not held offline.{hint}",
    fix="Write the Cellosaurus identifier (CVCL_...) of the line.{hint}",
    why="U87 names two lines of different donors; a split by line that does not know which is no split.",
    check=check,
    references=("Bairoch 2018, doi:10.7171/jbt.18-2902-002",),
    passing=(
        Example(
            "a name that only one line has",
            edits=(
                SetColumn("obs", "line", "A549"),
                SetCard("/binding", {"keys": [{"role": "cell_line", "columns": ["line"]}]}),
            ),
        ),
    ),
    failing=(
        Example(
            "a name that no line has",
            edits=(
                SetColumn("obs", "line", "our HEK clone 7b"),
                SetCard("/binding", {"keys": [{"role": "cell_line", "columns": ["line"]}]}),
            ),
            expect=(Expect("obs/line", 48),),
        ),
    ),
)
