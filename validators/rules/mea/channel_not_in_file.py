"""Rule MEA036: a channel that the card gives a role is in the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.mea.example_proteome import labelled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Yield the channels of each operator that no row is of."""
    pointers = {operator.operator_id: operator.pointer for operator in card.operators}
    for rows in facts.measured.labelled if facts.measured is not None else ():
        absent = [channel for channel in rows.channels if not channel.n_rows]
        columns = {channel.column for channel in rows.channels if channel.column}
        if absent:
            yield Evidence(
                Location("card", pointer=pointers.get(rows.operator, "")),
                observed=f"the column {', '.join(sorted(columns))} of"
                if columns
                else "any column of",
                count=len(absent),
                total=len(rows.channels),
                examples=tuple(f"{c.slot} {c.channel!r}" for c in absent),
                values={"obs": f"{rows.table}/obs".lstrip("/")},
            )


RULE = Rule(
    code="MEA036",
    name="channel-not-in-file",
    severity=Severity.WARNING,
    level=Level.OBS,
    title="Channels that the card gives a role are in the file.",
    message=(
        "{count:,} of {total:,} channels at {where} are not in {observed} {obs}: {examples}; "
        "whether their rows are taken for cells cannot be checked."
    ),
    fix="Write channels as obs spells them, or add the column that says which row is of which channel.",
    why="Rows of carriers and blanks are only left out where it is known which they are.",
    check=check,
    needs_card=True,
    operators=("SingleCellProteomics",),
    passing=(
        Example("a carrier in every set", specimen="bulk", edits=labelled(carrier_channel="RI1")),
    ),
    failing=(
        Example(
            "a carrier by the mass of its label, where obs has numbers",
            specimen="bulk",
            edits=labelled(carrier_channel="126", blank_channels=["RI3"]),
            expect=(Expect("card:/operators/0", 1),),
        ),
    ),
    slots=(
        "SingleCellProteomics.carrier_channel",
        "SingleCellProteomics.reference_channel",
        "SingleCellProteomics.blank_channels",
    ),
)
