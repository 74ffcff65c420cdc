"""Rule VOC015: cell lines can be found in Cellosaurus."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.schema.vocabulary import CellLineMatchKind, find_cell_line
from aivc.validators.design.role_tables import by_roles
from aivc.validators.examples.example import Example, Expect, SetCard, SetColumn
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard, Sample
    from aivc.validators.facts.model import DesignFacts, Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Report labels of the cell line role that name no line, or several, and that no sample tells."""
    design = facts.design
    role = design.roles.get("cell_line") if design else None
    if design is None or role is None or role.counts is None or len(role.columns) != 1:
        return
    told = _told_by_samples(card, design)
    for level, count in zip(role.levels, role.counts, strict=True):
        if level[0] in told:
            continue
        match = find_cell_line(level[0])
        if match.kind in (CellLineMatchKind.UNKNOWN, CellLineMatchKind.AMBIGUOUS):
            names = ", ".join(f"{term.curie} ({term.label})" for term in match.candidates[:5])
            yield Evidence(
                Location("obs", table=role.table, column=role.columns[0]),
                observed=level[0],
                count=int(count),
                total=design.n_rows,
                examples=tuple(term.curie for term in match.candidates),
                values={"hint": f" It may be one of {names}." if names else ""},
            )


def _told_by_samples(card: DatasetCard, design: DesignFacts) -> frozenset[str]:
    """Return labels whose rows all belong to samples that are of one line of Cellosaurus."""
    lines = {sample.sample_id or "": _line(sample) for sample in card.samples}
    role = design.roles["cell_line"]
    table = by_roles(design, "cell_line", "sample")
    if table is None:
        is_one = len(role.levels) == len(lines) == 1
        return frozenset(role.names() if is_one and all(lines.values()) else ())
    found: dict[str, set[str]] = {}
    for left, right in zip(table.left.tolist(), table.right.tolist(), strict=True):
        line = lines.get(table.right_names[right], "")
        found.setdefault(table.left_names[left], set()).add(line)
    one_line = {label for label, named in found.items() if len(named) == 1 and all(named)}
    # A row of no sample may be of another line.
    return frozenset(one_line) if not table.n_missing else frozenset()


def _line(sample: Sample) -> str:
    """Return the accession of the line that a sample is, empty where it names none that exists."""
    accession = sample.tissue_ontology_term_id or ""
    is_known = find_cell_line(accession).kind is CellLineMatchKind.ACCESSION
    return accession if sample.tissue_type == "cell line" and is_known else ""


RULE = Rule(
    code="VOC015",
    name="unresolved-cell-line",
    severity=Severity.WARNING,
    level=Level.OBS,
    title="Cell lines can be found in Cellosaurus.",
    message="`{observed}` at {where} ({count} of {total} rows) is not the name of one cell line of Cellosaurus; synonyms are not held offline.{hint}",
    fix="Write the Cellosaurus identifier (CVCL_...) of the line as the `tissue_ontology_term_id` of its sample.{hint}",
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
        Example(
            "a name that the card explains",
            edits=(
                SetColumn("obs", "line", "U87MG"),
                SetCard(
                    "/binding",
                    {
                        "keys": [
                            {"role": "cell_line", "columns": ["line"]},
                            {"role": "sample", "columns": ["line"]},
                        ]
                    },
                ),
                SetCard(
                    "/samples",
                    [
                        {
                            "sample_id": "U87MG",
                            "tissue_type": "cell line",
                            "tissue_ontology_term_id": "CVCL_0022",
                            "disease_ontology_term_id": ["MONDO:0018177"],
                            "suspension_type": "cell",
                        }
                    ],
                ),
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
