"""Rule LEK045: the modalities of one cell are in one part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import AssignmentsText, Example, Expect, SetColumn
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.lek.nearness import part_names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report cells that tables put into two parts."""
    split = facts.split
    if split is None or split.pairing is None:
        return
    for torn in split.pairing.torn:
        yield Evidence(
            Location("assignments"),
            observed=torn.evaluated_table,
            expected=torn.reference_table,
            count=torn.n_cells,
            total=split.pairing.n_paired,
            examples=torn.examples,
            values=part_names(split, torn.pair),
        )
    for linked in split.pairing.linked:
        if linked.what == "cell":
            yield Evidence(
                Location("assignments"),
                observed=", ".join(linked.evaluated_tables) or "one row",
                expected=", ".join(linked.reference_tables) or "another row",
                count=len(linked.rows),
                total=linked.n_linked,
                examples=linked.examples,
                values=part_names(split, linked.pair),
            )


def _by_donor(parts: dict[tuple[str, str], str]) -> str:
    rows = [f"{table},{donor},{part}\n" for (table, donor), part in parts.items()]
    return "in_table,donor_id,partition\n" + "".join(rows)


DONORS = {"D1": "train", "D2": "validation", "D3": "test"}
TOGETHER = {
    (table, donor): part for table in ("mod/rna", "mod/prot") for donor, part in DONORS.items()
}

SAME_CELLS = (
    SetColumn("obs", "region", ["cell_circles"] * 48, table="tables/spots"),
    SetColumn("obs", "unit_id", [f"cell_{row:02d}" for row in range(1, 49)], table="tables/spots"),
)
TABLES_TORN = {
    **{(table, donor): part for table in ("tables/cells", "tables/spots")
       for donor, part in DONORS.items()},
    ("tables/spots", "D1"): "test",
}  # fmt: skip

RULE = Rule(
    code="LEK045",
    name="modalities-torn-apart",
    severity=Severity.ERROR,
    level=Level.OBS,
    title="The modalities of one cell are in one part.",
    message="{count} of {total} cells are in `{evaluated}` by {observed} and in `{reference}` by {expected}: {examples}.",
    fix="Assign cells, not rows of a table: give {observed} and {expected} of a cell the same part, as `aivc split make` does.",
    why="RNA and protein of a cell are two pictures of one thing; a model that has seen one in training has seen the cell that it is tested on.",
    check=check,
    slots=("Assignment.in_table",),
    passing=(
        Example("cells are assigned, with all their modalities", specimen="cite_split"),
        Example(
            "modalities are assigned one by one, to the same parts",
            specimen="cite_split",
            edits=(AssignmentsText(_by_donor(TOGETHER)),),
        ),
    ),
    failing=(
        Example(
            "protein of a donor is tested whose RNA is trained on",
            specimen="cite_split",
            edits=(AssignmentsText(_by_donor({**TOGETHER, ("mod/prot", "D1"): "test"})),),
            expect=(Expect("assignments", 16),),
        ),
        Example(
            "a second table of the same cells is tested whose first one is trained on",
            specimen="section_split",
            edits=(*SAME_CELLS, AssignmentsText(_by_donor(TABLES_TORN))),
            expect=(Expect("assignments", 16),),
        ),
    ),
)
