"""Rule MEA060: transcripts are where the card says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import DropCard, Example, Expect, SetCard
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.mea.decoded import opened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Yield each element and each column that is not there or cannot be read."""
    for operator, found in opened(card, facts):
        if found.problem or found.rows_problem:
            yield _evidence(
                f"{operator.pointer}/transcripts_element",
                f"`{found.element}` cannot be read as transcripts: "
                + (found.problem or found.rows_problem),
            )
            continue
        columns = ", ".join(found.columns[:12])
        for slot, name in (
            ("transcript_column", found.column),
            ("quality_column", operator.quality_column),
        ):
            if name and name not in found.columns:
                yield _evidence(
                    f"{operator.pointer}/{slot}",
                    f"{found.element} has no column `{name}`; it has {columns}",
                )
        if not found.column:
            yield _evidence(
                f"{operator.pointer}/transcripts_element",
                f"nothing says which column of {found.element} names what was decoded; "
                f"it has {columns}",
            )


def _evidence(pointer: str, problem: str) -> Evidence:
    return Evidence(Location("card", pointer=pointer), values={"problem": problem})


RULE = Rule(
    code="MEA060",
    name="transcripts-absent",
    severity=Severity.ERROR,
    level=Level.OBS,
    title="Transcripts, their names and their qualities are where the card says.",
    message="At {where}: {problem}.",
    fix=(
        "Write the path of the points as `inspect` prints it, and the names of their columns "
        "(`transcript_column`, `quality_column`) as the file spells them."
    ),
    why="What was decoded, how well, and how often by mistake could not be looked at.",
    check=check,
    needs_card=True,
    slots=(
        "ImagingSpatial.transcripts_element",
        "ImagingSpatial.transcript_column",
        "ImagingSpatial.quality_column",
    ),
    passing=(
        Example("transcripts with names and qualities", specimen="section"),
        Example(
            "an operator that does not say where its transcripts are",
            specimen="section",
            edits=(DropCard("/operators/0/transcripts_element"),),
        ),
    ),
    failing=(
        Example(
            "an element that is not there",
            specimen="section",
            edits=(SetCard("/operators/0/transcripts_element", "points/molecules"),),
            expect=(Expect("card:/operators/0/transcripts_element"),),
        ),
        Example(
            "columns under the names of another vendor",
            specimen="section",
            edits=(
                SetCard("/operators/0/transcript_column", "target"),
                SetCard("/operators/0/quality_column", "quality"),
            ),
            expect=(
                Expect("card:/operators/0/quality_column"),
                Expect("card:/operators/0/transcript_column"),
            ),
        ),
    ),
)
