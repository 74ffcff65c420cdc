"""Rule LEK061: neither the number of rows nor their depth tells how large an effect is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetParts
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts

ENOUGH = 0.5
"""Rank correlation from which a cue explains a quarter of the order of effects. With a hundred
conditions or more chance reaches that less often than once in a million designs."""

IN_WORDS = {"rows": "the number of rows", "library_size": "the mean library size"}


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report parts in which a cue goes along with the size of the effect."""
    split = facts.split
    if split is None or split.side_channels is None:
        return
    for cue in split.side_channels.effect_cues:
        if abs(cue.correlation) > max(ENOUGH, cue.bound):
            yield Evidence(
                Location("assignments"),
                observed=f"{cue.correlation:.2f}",
                expected=f"{cue.bound:.2f}",
                count=cue.n_conditions,
                values={
                    "part": split.parts[cue.part].name,
                    "cue": IN_WORDS[cue.cue],
                    "axis": split.side_channels.axis,
                },
            )


def _kept(n_more: int, k: int) -> dict[int, None]:
    """Leave out rows of the k-th condition of ``screen_split`` so that 10 and some more are left."""
    first = 180 + 20 * k
    return dict.fromkeys(range(first + 10 + n_more, first + 20))


AS_EFFECTS = {row: part for k in range(36) for row, part in _kept(10 * k // 35, k).items()}
IN_ANOTHER_ORDER = {
    row: part for k in range(36) for row, part in _kept(10 * (7 * k % 36) // 35, k).items()
}


RULE = Rule(
    code="LEK061",
    name="cue-tells-effect",
    severity=Severity.INFO,
    level=Level.FULL,
    title="Neither the number of rows nor their depth tells how large an effect is.",
    message="In `{part}`, {cue} of a condition goes along with the size of its effect over {count} conditions (rank correlation {observed}; chance stays below {expected}).",
    fix="Do not hand out how many rows, or how deep, each condition of `{part}` has: ask for one prediction per condition, and take equally many rows of each when scoring.",
    why="Strong perturbations kill and slow cells, so that their number foretells how much changes; predictors were scored well for reading that off the test set.",
    check=check,
    slots=("SplitManifest.grants",),
    references=(
        "https://claudiachu99.substack.com/p/virtual-cell-challenge-shenanigans",
        "doi:10.1038/s41467-026-68725-5",
    ),
    passing=(
        Example("equally many rows of each condition", specimen="screen_split"),
        Example(
            "numbers of rows that follow no effect",
            specimen="screen_split",
            edits=(SetParts(IN_ANOTHER_ORDER),),
        ),
    ),
    failing=(
        Example(
            "the stronger a condition, the more of its rows",
            specimen="screen_split",
            edits=(SetParts(AS_EFFECTS),),
            expect=(Expect("assignments", 36),),
        ),
    ),
)
