"""Rule MEA037: a blank holds less than a cell, and a carrier more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.mea.example_proteome import labelled, with_totals

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.measured.model import SetTotals
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Yield each table in which most sets have blanks above cells, or carriers below them."""
    del card
    for found in facts.measured.labelled if facts.measured is not None else ():
        location = Location(found.matrix, table=found.table)
        blanks = [s for s in found.sets if s.blank == s.blank and s.cell == s.cell]
        high = [s for s in blanks if s.blank >= s.cell]
        carriers = [s for s in found.sets if s.carrier == s.carrier and s.cell == s.cell]
        low = [s for s in carriers if s.carrier <= s.cell]
        if 2 * len(high) > len(blanks):
            yield _evidence(location, "blank", "as much as a cell or more", high, len(blanks))
        if 2 * len(low) > len(carriers):
            yield _evidence(location, "carrier", "no more than a cell", low, len(carriers))


def _evidence(
    location: Location, what: str, observed: str, sets: list[SetTotals], total: int
) -> Evidence:
    return Evidence(
        location,
        observed=observed,
        count=len(sets),
        total=total,
        examples=tuple(f"{getattr(s, what):,.0f} against {s.cell:,.0f} in {s.name}" for s in sets),
        values={"what": what},
    )


RULE = Rule(
    code="MEA037",
    name="channel-signal-out-of-order",
    severity=Severity.WARNING,
    level=Level.FULL,
    title="A blank holds less signal than a cell, and a carrier more.",
    message=(
        "In {count:,} of {total:,} sets of {where} the {what} holds {observed} (sum of intensities, "
        "median of the set): {examples}."
    ),
    fix=(
        "Look whether channels were swapped, or rows given to the wrong ones; correct for isotopic "
        "impurities of the carrier, or leave out sets without signal."
    ),
    why="Where empty wells are as full as cells, what is measured is the carrier and not the cell.",
    check=check,
    needs_card=True,
    operators=("SingleCellProteomics",),
    passing=(
        Example(
            "carrier, reference, blank and cell in their order",
            specimen="bulk",
            edits=(*labelled(carrier_channel="RI1"), *with_totals(9000, 900, 20, 120)),
        ),
    ),
    failing=(
        Example(
            "blanks as full as cells",
            specimen="bulk",
            edits=(*labelled(blank_channels=["RI3"]), *with_totals(9000, 900, 130, 120)),
            expect=(Expect("X", 12),),
        ),
        Example(
            "the carrier is another channel",
            specimen="bulk",
            edits=(*labelled(carrier_channel="RI1"), *with_totals(90, 900, 20, 120)),
            expect=(Expect("X", 12),),
        ),
    ),
    slots=("SingleCellProteomics.carrier_channel", "SingleCellProteomics.blank_channels"),
    references=("doi:10.1038/s41592-023-01785-3",),
)
