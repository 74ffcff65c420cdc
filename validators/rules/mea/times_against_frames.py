"""Rule MEA085: times of rows are those of the frames of a movie."""

from __future__ import annotations

from itertools import pairwise
from math import isclose
from typing import TYPE_CHECKING

from aivc.schema.vocabulary import UnitConversionError, convert
from aivc.validators.examples.example import Example, Expect, SetCard, SetColumn
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aivc.schema.generated.views import DatasetCard, LiveImaging
    from aivc.validators.facts.model import Facts, RoleColumns

CLOSE = 0.02
"""Share of the interval by which a movie may be slower or faster than is stated."""

NEAR = 0.1
"""The same for a single step: times are rounded, and clocks of stages are not exact."""

SHOWN = 5


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Yield each movie that is too short, or too slow, for the times of its rows."""
    from aivc.schema.generated.views import LiveImaging

    role = facts.design.roles.get("time") if facts.design is not None else None
    movies = [operator for operator in card.operators if isinstance(operator, LiveImaging)]
    times = _times(role) if role is not None else None
    # With several movies nothing says whose times these are.
    if role is None or times is None or len(movies) != 1:
        return
    (movie,) = movies
    location = Location("obs", table=role.table, column=role.columns[0])
    if movie.n_frames is not None and len(times) > movie.n_frames:
        yield Evidence(
            location,
            observed=f"{len(times):,} different times",
            expected=f"`n_frames: {movie.n_frames}`",
            count=len(times),
            values={"operator": movie.operator_id or ""},
        )
        return
    interval, unit = _interval(card, movie, role.columns[0])
    if interval > 0:
        between = [time for time in times if not _is_multiple(time - times[0], interval)]
        if between and not _keeps_pace(times, interval):
            yield Evidence(
                location,
                observed=f"times between two frames ({_few(between)} {unit})",
                expected=f"a frame every {interval:g} {unit}",
                count=len(between),
                values={"operator": movie.operator_id or ""},
            )


def _times(role: RoleColumns) -> list[float] | None:
    if len(role.columns) != 1 or not role.levels:
        return None
    try:
        return sorted(float(level[0]) for level in role.levels)
    except ValueError:
        return None


def _interval(card: DatasetCard, movie: LiveImaging, column: str) -> tuple[float, str]:
    """Return the time from frame to frame and the unit of a column; 0 where that is not told."""
    unit = card.binding.time_unit if card.binding is not None else None
    if unit is None and column.endswith("_h"):
        unit = "h"
    stated = movie.frame_interval
    if unit is None or stated is None or stated.value is None or not stated.unit:
        return 0.0, ""
    try:
        return convert(stated.value, stated.unit, unit), unit
    except (UnitConversionError, ValueError):
        return 0.0, ""


def _few(times: Sequence[float]) -> str:
    more = f" and {len(times) - SHOWN:,} more" if len(times) > SHOWN else ""
    return ", ".join(f"{time:g}" for time in times[:SHOWN]) + more


def _is_multiple(span: float, interval: float) -> bool:
    steps = span / interval
    return isclose(steps, round(steps), abs_tol=CLOSE)


def _keeps_pace(times: Sequence[float], interval: float) -> bool:
    """Tell whether each step is about a number of frames, and all of them together exactly.

    Times that the microscope wrote drift by a little in each frame, and those in hours were rounded.
    """
    steps = [(later - time) / interval for time, later in pairwise(times)]
    frames = [round(step) for step in steps]
    is_near = all(n and abs(step - n) <= NEAR for step, n in zip(steps, frames, strict=True))
    return is_near and isclose(sum(steps) / sum(frames), 1, abs_tol=CLOSE)


def _movie(n_frames: int, minutes: float) -> tuple[SetCard, ...]:
    return (
        SetCard(
            "/operators/0",
            {
                "operator_id": "arrays",
                "operator_type": "LiveImaging",
                "assay_gap_note": "time lapse of cultures",
                "scale": "sample",
                "frame_interval": {"value": minutes, "unit": "min"},
                "n_frames": n_frames,
            },
        ),
    )


RULE = Rule(
    code="MEA085",
    name="times-against-frames",
    severity=Severity.WARNING,
    level=Level.OBS,
    title="Times of rows are those of frames of the movie that they were measured in.",
    message="{where} has {observed}, but `{operator}` has {expected}.",
    fix=(
        "Correct `n_frames` or `frame_interval`, or the unit of the column "
        "(`binding: {{time_unit: min}}`)."
    ),
    why="Speeds and rates are differences of frames divided by time; with a wrong interval all are wrong by one factor.",
    check=check,
    needs_card=True,
    operators=("LiveImaging",),
    slots=("LiveImaging.n_frames", "LiveImaging.frame_interval"),
    passing=(
        Example("8 and 24 hours of a frame every hour", specimen="bulk", edits=_movie(25, 60)),
        Example(
            "a frame every five minutes, in hours of two digits",
            specimen="bulk",
            edits=(
                *_movie(48, 5),
                SetColumn("obs", "pert_time_h", [round(row / 12, 2) for row in range(48)]),
            ),
        ),
        Example(
            "each frame takes a second longer than it should",
            specimen="bulk",
            edits=(
                *_movie(48, 5),
                SetColumn("obs", "pert_time_h", [row * 301 / 3600 for row in range(48)]),
            ),
        ),
    ),
    failing=(
        Example(
            "two times in a movie of one frame",
            specimen="bulk",
            edits=_movie(1, 60),
            expect=(Expect("obs/pert_time_h", 2),),
        ),
        Example(
            "a time between two frames",
            specimen="bulk",
            edits=(*_movie(25, 60), SetColumn("obs", "pert_time_h", {0: 8.5, 1: 8.5})),
            expect=(Expect("obs/pert_time_h", 1),),
        ),
        Example(
            "each frame takes a quarter of a minute longer",
            specimen="bulk",
            edits=(
                *_movie(48, 5),
                SetColumn("obs", "pert_time_h", [row * 315 / 3600 for row in range(48)]),
            ),
            expect=(Expect("obs/pert_time_h", 45),),
        ),
    ),
)
