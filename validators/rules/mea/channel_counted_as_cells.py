"""Rule MEA035: a carrier, a reference or a blank is a control, and no cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import DropColumn, Example, Expect, SetCard
from aivc.validators.facts.measured.model import KINDS
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.mea.example_proteome import labelled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Yield each channel without a single cell whose rows are not controls of its kind."""
    del card
    for rows in facts.measured.labelled if facts.measured is not None else ():
        for channel in rows.channels:
            kind = KINDS[channel.slot]
            # Where nothing tells a condition, nothing says that these rows are no cells.
            kinds = channel.kinds if rows.has_conditions else {"": channel.n_rows}
            wrong = {found: n for found, n in kinds.items() if found != kind and n}
            if wrong:
                yield Evidence(
                    Location("obs", table=rows.table, column=channel.column),
                    observed=" and ".join(
                        f"{n:,} are {f'controls of the kind {found}' if found else 'no control'}"
                        for found, n in wrong.items()
                    ),
                    expected=kind,
                    count=sum(wrong.values()),
                    total=channel.n_rows,
                    values={"channel": channel.channel, "slot": channel.slot},
                )


RULE = Rule(
    code="MEA035",
    name="channel-counted-as-cells",
    severity=Severity.ERROR,
    level=Level.OBS,
    title="Carrier, reference and blank channels are controls, and not cells.",
    message=(
        "`{slot}` names {channel!r}; of its {total:,} rows in {where}, {observed}; the kind of control "
        "that they are is {expected}."
    ),
    fix=(
        "Give these rows a condition whose control has `control_kind: {expected}`, so that whoever "
        "averages or divides cells can tell them from cells."
    ),
    why=(
        "A carrier holds a hundred cells and a blank none: as cells they are the largest effects of "
        "the dataset."
    ),
    check=check,
    needs_card=True,
    operators=("SingleCellProteomics",),
    passing=(
        Example(
            "every channel is what it is",
            specimen="bulk",
            edits=labelled(carrier_channel="RI1", reference_channel="RI2", blank_channels=["RI3"]),
        ),
    ),
    failing=(
        Example(
            "the carrier is among the cells",
            specimen="bulk",
            edits=labelled(
                kinds=("cells", "reference", "empty", "cells"),
                carrier_channel="RI1",
                reference_channel="RI2",
            ),
            expect=(Expect("obs/Channel", 12),),
        ),
        Example(
            "nothing says which rows are controls",
            specimen="bulk",
            edits=(
                *labelled(carrier_channel="RI1"),
                SetCard("/conditions", []),
                SetCard("/controls", []),
                DropColumn("obs", "condition_id"),
            ),
            expect=(Expect("obs/Channel", 12),),
        ),
        Example(
            "the blank is called a reference",
            specimen="bulk",
            edits=labelled(
                kinds=("carrier", "reference", "reference", "cells"), blank_channels=["RI3"]
            ),
            expect=(Expect("obs/Channel", 12),),
        ),
    ),
    slots=(
        "SingleCellProteomics.carrier_channel",
        "SingleCellProteomics.reference_channel",
        "SingleCellProteomics.blank_channels",
        "Control.control_kind",
    ),
    references=("doi:10.1186/s13059-021-02267-5",),
)
