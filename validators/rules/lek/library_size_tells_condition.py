"""Rule LEK060: the library size of a row does not tell its condition."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetColumn, SetParts
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts
    from aivc.validators.split_facts.side_channel_facts import LabelCue

ENOUGH_GAIN = 0.2
"""Of what chance leaves open. Of five donors under vehicle or panobinostat (1,000 cells each, GBM of
scPerturb) four are at 0.01, 0.02, 0.02 and 0.11; the fifth, whose treated cells hold 4.6 times the
molecules of the others, is at 0.29."""

TIMES_CHANCE = 2.0
"""With hundreds of conditions even a strong cue leaves most rows untold; twice chance is then much."""


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report parts whose conditions are told by library size alone."""
    split = facts.split
    if split is None or split.side_channels is None:
        return
    found = split.side_channels
    for cue in found.label_cues:
        if is_telling(cue):
            yield Evidence(
                Location(found.matrix, table=found.table),
                observed=f"{cue.accuracy:.1%}",
                expected=f"{cue.chance:.1%}",
                count=cue.n_rows,
                total=split.parts[cue.part].n_rows,
                values={
                    "part": split.parts[cue.part].name,
                    "n_labels": f"{cue.n_labels:,}",
                    "bound": f"{cue.bound:.1%}",
                    "times": f"{cue.accuracy / cue.chance:.1f}",
                    "axis": found.axis,
                },
            )


def is_telling(cue: LabelCue) -> bool:
    """Whether a cue is beyond chance, and large enough to matter."""
    is_large = cue.gain >= ENOUGH_GAIN or cue.accuracy >= TIMES_CHANCE * cue.chance
    return cue.accuracy > cue.bound and is_large


def _by_depth(row: int) -> str:
    """Name a row of the test of ``screen_split`` by how deep it was sequenced."""
    gene, number = divmod(row - 180, 20)
    return f"depth_{number % 4}_{gene % 2}"


RULE = Rule(
    code="LEK060",
    name="library-size-tells-condition",
    severity=Severity.WARNING,
    level=Level.FULL,
    title="The library size of a row does not tell its condition.",
    message="In `{part}`, library size alone tells the {axis} of {observed} of {count} rows, where chance gives {expected} (at most {bound}) among {n_labels} of them.",
    fix="Do not hand out library sizes of `{part}`, or down-sample its rows to one depth; where depth goes with lane or batch, hold out whole batches. Where the effect itself changes the depth, score models on depth-normalised profiles.",
    why="Whoever is given the counts or the depth of a row to be predicted reads its treatment off it; a score then measures the sequencer.",
    check=check,
    slots=("SplitManifest.grants",),
    references=("https://claudiachu99.substack.com/p/virtual-cell-challenge-shenanigans",),
    passing=(
        Example("depth has nothing to do with the condition", specimen="screen_split"),
        Example(
            "too few rows to tell",
            specimen="screen_split",
            edits=(
                SetColumn("obs", "condition_id", {row: _by_depth(row) for row in range(180, 900)}),
                SetParts(dict.fromkeys(range(240, 940))),
            ),
        ),
    ),
    failing=(
        Example(
            "conditions were sequenced to depths of their own",
            specimen="screen_split",
            edits=(
                SetColumn("obs", "condition_id", {row: _by_depth(row) for row in range(180, 900)}),
            ),
            expect=(Expect("X", 760),),
        ),
    ),
)
