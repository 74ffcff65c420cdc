"""The header of a manifest that was made; nothing is claimed that was not asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.schema.version import VERSION
from aivc.splits.axes import AXES, AxisKind
from aivc.splits.making.crossings import crossings
from aivc.splits.making.design import Design, Told, design_of, told_by
from aivc.splits.making.problem import PHYSICAL, keys_of, links_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from aivc.splits.making.draft import Draft
    from aivc.splits.making.made import PartSize
    from aivc.splits.making.problem import Problem
    from aivc.splits.making.request import SplitRequest
    from aivc.splits.making.turns import Turn
    from aivc.splits.observations import Partitioning


def header_of(
    problem: Problem, draft: Draft, made: Partitioning, sizes: tuple[PartSize, ...], turn: Turn
) -> dict[str, Any]:
    """Return the header as plain data, in the slots of ``SplitManifest``."""
    request = problem.request
    told = told_by(request, problem.observations)
    shared, divided = _shared_axes(problem, made)
    # What nobody can look up cannot be the unit of a manifest; places tell blocks.
    known = {*problem.observations.axes, *(["spatial_block"] if request.block else [])}
    whole = [
        axis for axis in (*told.whole, *request.keep_whole) if axis not in divided and axis in known
    ]
    header: dict[str, Any] = {
        "aivc_schema_version": VERSION,
        "purpose": request.purpose,
        "unit_of_split": _unit(problem, whole, divided),
        "grouping_keys": _columns(problem, [*request.hold_out, *whole]),
        "split_method": told.method,
        "strata": _strata(problem),
        "seed": request.seed,
        "tool": {"name": "aivc", "version": VERSION},
        "fold": _fold(turn),
        "partitions": [_partition(size) for size in sizes],
        "claims": _claims(request, told),
        "shared_axes": shared,
        "control_policy": request.control_policy,
        "validation_role": _validation_role(request),
        "ordered_axes": _ordered_axes(problem, told, made),
        "exclusions": _exclusions(draft),
        **_space(problem),
    }
    return {slot: value for slot, value in header.items() if value not in (None, [], {})}


def _unit(problem: Problem, whole: list[str], divided: set[str]) -> str:
    """Return what is kept whole: what was held out, else the largest thing that is whole."""
    if whole:
        return whole[0]
    for axis in reversed(PHYSICAL):
        if axis in problem.observations.axes and axis not in divided:
            return axis
    return "observation"


def _columns(problem: Problem, axes: list[str]) -> list[str]:
    columns: dict[str, None] = {}
    for axis in axes:
        if axis in problem.observations.axes:
            columns.update(dict.fromkeys(keys_of(problem.observations, axis).columns))
    return list(columns)


def _strata(problem: Problem) -> list[str]:
    """Return the columns of obs that strata are, an axis by those that tell it."""
    columns: dict[str, None] = {}
    for name in problem.request.strata:
        is_column = problem.observations.column(name) is not None
        columns.update(dict.fromkeys([name] if is_column else _columns(problem, [name])))
    return list(columns)


def _fold(turn: Turn) -> dict[str, int] | None:
    """Give the numbers of outer folds, or inner ones where there are no outer ones."""
    fold, n_folds = (turn.fold, turn.n_folds) if turn.n_folds else (turn.inner, turn.n_inner)
    if turn.repeat is not None and fold is None:
        fold, n_folds = 1, 1
    if fold is None or n_folds is None:
        return None
    numbers = {"fold_index": fold, "n_folds": n_folds}
    return numbers | ({"repeat_index": turn.repeat} if turn.repeat is not None else {})


def _partition(size: PartSize) -> dict[str, Any]:
    told: dict[str, Any] = {"partition_name": size.name, "partition_role": size.role}
    if size.target_share is not None:
        told["target_share"] = size.target_share
    return told | {"n_observations": size.n_observations}


def _claims(request: SplitRequest, told: Told) -> list[dict[str, Any]]:
    from aivc.splits.making.combinations import parts_by_seen

    seen = dict(parts_by_seen(request)) if told.members else {}
    claims = []
    for k, part in enumerate(request.parts):
        if part.role == "training":
            continue
        for claim in told.claims:
            members = {"members_seen": seen[k]} if k in seen else {}
            claims.append({**claim, **members, "partition": part.name})
    return claims


def _shared_axes(problem: Problem, made: Partitioning) -> tuple[list[str], set[str]]:
    """Return the axes of which parts share values, and all that are divided, units included.

    A unit is only said to be shared where that was asked for.
    """
    n_parts = len(problem.request.parts)
    codes = np.where(made.codes < n_parts, made.codes, -1).astype(np.int16)
    divided = {
        axis
        for axis, keys in problem.observations.axes.items()
        if axis != "observation" and crossings(codes, [links_of(keys)])
    }
    tolerated = problem.request.control_policy in {"train_only", "shared_all"}
    kept = {*problem.request.hold_out} if tolerated or _is_claimed_unseen(problem) else set()
    shared = [
        axis
        for axis in AXES
        if axis in divided
        and axis not in kept
        and (AXES[axis].kind is not AxisKind.UNIT or axis in problem.request.shared)
    ]
    return shared, divided - kept


def _is_claimed_unseen(problem: Problem) -> bool:
    return design_of(problem.request) in {Design.GROUPS, Design.JOINT, Design.BLOCKS}


def _validation_role(request: SplitRequest) -> str:
    has_validation = any(part.role == "validation" for part in request.parts)
    return request.validation_role if has_validation else "none"


def _ordered_axes(problem: Problem, told: Told, made: Partitioning) -> list[dict[str, str]]:
    """State an order only where it holds over all agents together, as the slot says."""
    if not told.order_rule:
        return []
    axis = problem.request.ordered_axis
    keys = keys_of(problem.observations, axis)
    if keys.numbers is None:
        return []
    numbers = np.append(keys.numbers, np.nan)[keys.codes]
    trained = _range(numbers[made.codes == problem.request.training])
    tested = _range(numbers[made.codes == problem.request.tested])
    if trained is None or tested is None:
        return []
    if told.order_rule == "test_within_training":
        holds = trained[0] < tested[0] and tested[1] < trained[1]
    else:
        holds = tested[0] > trained[1]
    rule = told.order_rule
    if holds and axis == "time" and rule == "test_beyond_training":
        rule = "training_before_test"
    return [{"claim_axis": axis, "order_rule": rule}] if holds else []


def _range(numbers: NDArray[np.float64]) -> tuple[float, float] | None:
    finite = numbers[np.isfinite(numbers)]
    return (float(finite.min()), float(finite.max())) if len(finite) else None


def _exclusions(draft: Draft) -> list[dict[str, Any]]:
    counts = np.bincount(draft.why[draft.why >= 0], minlength=len(draft.reasons))
    return [
        {"exclusion_reason": reason.text, "n_observations": int(count)}
        for reason, count in zip(draft.reasons, counts, strict=True)
        if count
    ]


def _space(problem: Problem) -> dict[str, Any]:
    request, places = problem.request, problem.observations.coordinates
    if places is None or (request.block is None and request.buffer is None):
        return {}
    if request.buffer is None:
        return {"coordinate_unit": places.unit} if places.unit else {}
    # Where nobody says what a coordinate is counted in, the buffer is a plain number as they are.
    unit = places.unit or "1"
    return {"coordinate_unit": unit, "buffer": {"value": request.buffer, "unit": unit}}
