"""Rule MEA063: genes are decoded more often than controls that are not there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetElement
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.mea.decoded import VENDORS, counted, is_control

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts

ENOUGH_CONTROLS = 4
ENOUGH_TRANSCRIPTS = 1_000
"""With less of either a count of controls says little."""

MANY = 0.5
"""Share of genes at the level of controls that no choice of a panel explains."""


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Yield each operator of which most genes are decoded no more often than controls."""
    for transcripts in counted(card, facts):
        names, kept = transcripts.facts.names, transcripts.kept
        controls = set(transcripts.controls)
        if len(controls) < ENOUGH_CONTROLS or int(kept.sum()) < ENOUGH_TRANSCRIPTS:
            continue
        background = max(int(kept[k]) for k in controls)
        of_genes = [
            k for k, name in enumerate(names) if k not in controls and not is_control(name, VENDORS)
        ]
        dim = [k for k in of_genes if kept[k] <= background]
        if len(dim) > MANY * len(of_genes):
            yield Evidence(
                Location("card", pointer=f"{transcripts.operator.pointer}/transcripts_element"),
                observed=f"{background:,}",
                count=len(dim),
                total=len(of_genes),
                examples=tuple(names[k] for k in dim[:5]),
                values={"place": transcripts.place, "n_controls": len(controls)},
            )


RULE = Rule(
    code="MEA063",
    name="genes-like-controls",
    severity=Severity.WARNING,
    level=Level.FULL,
    title="Most genes are decoded more often than negative controls.",
    message=(
        "{count:,} of {total:,} genes in {place} are decoded no more often than the commonest of "
        "{n_controls} negative controls ({observed} times): {examples}."
    ),
    fix=(
        "Look at focus, registration of the rounds and the codebook before anything is made of "
        "these data. Where the panel is meant for another tissue, take out the genes that it lacks."
    ),
    why="What is decoded as often as a code that no probe has is noise; a model of these genes is a model of noise.",
    check=check,
    needs_card=True,
    slots=("ImagingSpatial.negative_controls",),
    passing=(Example("controls are rare", specimen="section"),),
    failing=(
        Example(
            "half of all transcripts are controls",
            specimen="section",
            edits=(
                SetElement(
                    "points/transcripts",
                    "feature_name",
                    {row: f"NegControlProbe_{row % 4:05d}" for row in range(0, 7000, 2)},
                ),
            ),
            expect=(Expect("card:/operators/0/transcripts_element", 32),),
        ),
    ),
)
