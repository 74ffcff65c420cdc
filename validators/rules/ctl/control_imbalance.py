"""Rule CTL008: controls are neither scarce nor nearly everything."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aivc.validators.design.contrasts import contrasts_of
from aivc.validators.examples.example import Example, Expect, SetColumn
from aivc.validators.findings import Evidence, Level, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.ctl.places import place_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import Control, DatasetCard
    from aivc.validators.facts.model import Facts

SCARCE = 0.5
"""Share of a typical treated condition. With k treatments against one control the control is best
made sqrt(k) times as large as each (Dunnett 1955); half of one is far from that in any design."""

NEARLY_ALL = 0.9
"""Share of all rows; beyond it a model can all but ignore the treatments."""


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Compare the rows of controls with those of the treated conditions that they serve."""
    design = facts.design
    if design is None or "condition" not in design.assignments:
        return
    rows = {e.entity_id: e.n_rows for e in design.assignments["condition"].entities}
    contrasts = contrasts_of(card)
    served: dict[tuple[str, ...], list[int]] = {}
    for name in contrasts.treated:
        if rows.get(name):
            served.setdefault(contrasts.links[name], []).append(rows[name])
    total = sum(rows.values())
    scarce: list[Share] = []
    for links, treated_rows in served.items():
        controls = tuple(contrasts.controls[link] for link in links if link in contrasts.realised)
        n_rows = sum(rows.get(c, 0) for link in links for c in contrasts.realised.get(link, ()))
        share = Share(controls, n_rows, sorted(treated_rows)[len(treated_rows) // 2])
        if n_rows > NEARLY_ALL * total:
            yield _evidence([share], f"at most {NEARLY_ALL:.0%} of all rows", len(served), total)
        elif 0 < n_rows < SCARCE * share.typical:
            scarce.append(share)
    if scarce:
        yield _evidence(scarce, "at least as many", len(served), total)


@dataclass(frozen=True, slots=True)
class Share:
    """Controls with their rows, and the rows of a typical condition that they serve."""

    controls: tuple[Control, ...]
    n_rows: int
    typical: int


def _evidence(shares: list[Share], expected: str, n_groups: int, total: int) -> Evidence:
    worst = min(shares, key=lambda share: share.n_rows / share.typical)
    return Evidence(
        place_of(worst.controls),
        observed=f"{worst.n_rows} of {total} rows against {worst.typical} of a typical treated condition",
        expected=expected,
        count=len(shares),
        total=n_groups,
        examples=tuple(
            " or ".join(control.control_id or "" for control in share.controls) for share in shares
        ),
    )


RULE = Rule(
    code="CTL008",
    name="control-imbalance",
    severity=Severity.INFO,
    level=Level.OBS,
    title="Controls are neither scarce nor nearly everything.",
    message="{count} of {total} groups of controls ({examples}) are out of proportion to what they are compared with: {observed}, expected {expected}.",
    fix="Nothing is wrong with the file. Weigh conditions equally when you average, and say in `data_limitations` that the control is small, or that treated rows are few.",
    why="If the control is the smallest group, its noise is in every effect. If it is nearly everything, a model that predicts no change looks good.",
    check=check,
    needs_card=True,
    slots=("Condition.control",),
    references=("doi:10.1080/01621459.1955.10501294",),
    passing=(Example("twelve vehicle cells against six of each treatment"),),
    failing=(
        Example(
            "two vehicle cells are left",
            edits=(
                SetColumn(
                    "obs",
                    "condition_id",
                    dict.fromkeys((14, 15, 22, 23, 30, 31, 38, 39, 46, 47), "dex_low"),
                ),
            ),
            expect=(Expect("card:/controls/0"),),
        ),
        Example(
            "four cells in five are treated with nothing",
            edits=(SetColumn("obs", "condition_id", ["dex_low", "dex_high", *["dmso"] * 46]),),
            expect=(Expect("card:/controls/0"),),
        ),
    ),
)
