"""Rule MEA012: what a measurement destroyed was not measured again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetCard, SetColumn
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Contingency, Facts, RoleColumns


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Yield the wells that a destructive assay is said to have measured at several times."""
    if facts.design is None or not _all_destructive(card):
        return
    well, time = facts.design.roles.get("well"), facts.design.roles.get("time")
    pairs = facts.design.pairs.get(("time", "well"))
    if well is None or time is None or pairs is None or not _names_one_well(well, facts):
        return
    twice = _wells_at_several_times(pairs)
    if twice:
        yield Evidence(
            Location("obs", table=well.table, column=well.columns[-1]),
            count=len(twice),
            total=len(pairs.right_names),
            examples=tuple(f"{name} at {', '.join(times)}" for name, times in twice[:5]),
            values={"times": ", ".join(time.columns)},
        )


def _all_destructive(card: DatasetCard) -> bool:
    used = {table.measured_by for table in card.tables}
    measuring = [operator for operator in card.operators if operator.operator_id in used]
    return bool(measuring) and all(operator.is_destructive for operator in measuring)


def _names_one_well(well: RoleColumns, facts: Facts) -> bool:
    """Tell whether a level of the role is one well, and not that of many plates."""
    plate = facts.design.roles.get("plate") if facts.design is not None else None
    if plate is None or len(plate.levels) <= 1:
        return True
    return set(plate.columns) <= set(well.columns)


def _wells_at_several_times(pairs: Contingency) -> list[tuple[str, list[str]]]:
    times: dict[int, set[str]] = {}
    for left, right, count in zip(
        pairs.left.tolist(), pairs.right.tolist(), pairs.counts.tolist(), strict=True
    ):
        if count:
            times.setdefault(right, set()).add(pairs.left_names[left])
    return [
        (pairs.right_names[right], sorted(found))
        for right, found in sorted(times.items())
        if len(found) > 1
    ]


def _wells(n: int) -> list[str]:
    """Name 48 inner wells, of which n are different."""
    return [f"{'BCDEFG'[row % n // 8]}{row % n % 8 + 2:02d}" for row in range(48)]


RULE = Rule(
    code="MEA012",
    name="destructive-measured-twice",
    severity=Severity.ERROR,
    level=Level.OBS,
    title="What a measurement destroyed was not measured again.",
    message=(
        "{count:,} of {total:,} wells in {where} were measured at several times ({times}), though the "
        "assay destroys what it measures: {examples}."
    ),
    fix=(
        "If these are wells of different plates, add the plate to the key "
        "(`binding: {{keys: [{{role: well, columns: [plate_id, well_position]}}]}}`); otherwise "
        "correct the times, or `is_destructive`."
    ),
    why=(
        "A model is then shown the same cells before and after, which no experiment has seen; what "
        "is called a trajectory is a comparison of different wells."
    ),
    check=check,
    needs_card=True,
    passing=(
        Example(
            "wells of one name on plates of different times",
            edits=(
                SetColumn("obs", "time", [8] * 24 + [24] * 24),
                SetColumn("obs", "plate_id", ["P1"] * 24 + ["P2"] * 24),
                SetColumn("obs", "well_position", _wells(24)),
                SetCard("/binding", {"keys": [{"role": "time", "columns": ["time"]}]}),
            ),
        ),
    ),
    failing=(
        Example(
            "one well at 8 and at 24 hours",
            edits=(
                SetColumn("obs", "time", [8] * 24 + [24] * 24),
                SetColumn("obs", "plate_id", "P1"),
                SetColumn("obs", "well_position", _wells(47)),
                SetCard("/binding", {"keys": [{"role": "time", "columns": ["time"]}]}),
            ),
            expect=(Expect("obs/well_position", 1),),
        ),
    ),
    slots=("MeasurementOperator.is_destructive",),
)
