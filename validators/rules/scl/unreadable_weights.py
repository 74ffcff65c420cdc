"""Rule SCL020: the weights of a link can be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import AddFile, Example, Expect, SetCard
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.scl.example_edits import weighted
from aivc.validators.rules.scl.measured import read_links

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Report tables of weights that are absent or broken."""
    for link, found in read_links(card, facts):
        if found.file is not None and found.file.problem:
            yield Evidence(
                Location("card", pointer=f"{link.pointer}/weights/path"),
                observed=found.file.problem,
                values={"link": found.link_id, "path": found.file.path},
            )


RULE = Rule(
    code="SCL020",
    name="weights-unreadable",
    severity=Severity.ERROR,
    level=Level.OBS,
    title="The table of weights of every link is beside the card and can be read.",
    message="The weights of link `{link}`, {path}, cannot be read: {observed}.",
    fix="Put the table beside the card, as Parquet, TSV or CSV with the columns source, target and weight.",
    why="Without its table the link is a claim; nobody can lift or project by it.",
    check=check,
    needs_card=True,
    slots=("ScaleLink.weights",),
    passing=(Example("a table of cells, samples and weights", edits=weighted()),),
    failing=(
        Example(
            "a table that was left behind",
            edits=(SetCard("/links/0/weights", {"path": "weights.parquet"}),),
            expect=(Expect("card:/links/0/weights/path"),),
        ),
        Example(
            "columns of other names",
            edits=(*weighted(), AddFile("weights.tsv", "cell\tsample\nc00\tD1_P1\n")),
            expect=(Expect("card:/links/0/weights/path"),),
        ),
    ),
)
