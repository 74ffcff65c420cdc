"""Facts of a split, counted from a few columns, without a file."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.schema.generated.views import Claim, SplitManifest
from aivc.splits.axes import AXES, AxisKind
from aivc.validators.split_facts.model import Association, AxisFacts, PartFacts, SplitFacts

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

CONTROL = "DMSO"
ROLES = {
    "train": "training",
    "train_2": "training",
    "val": "validation",
    "test": "test",
    "out": "excluded",
}

Value = str | float | None


def claim(
    axis: str, novelty: str = "unseen", partition: str = "test", **more: Any
) -> dict[str, Any]:
    """Return a claim as plain data."""
    return {"claim_axis": axis, "novelty": novelty, "partition": partition, **more}


def split_of(
    parts: Sequence[str | None],
    columns: Mapping[str, Sequence[Value]],
    *claims: Mapping[str, Any],
    controls: Sequence[bool] | None = None,
    **manifest: Any,
) -> SplitFacts:
    """Count rows by part and axis.

    Values of ``agent`` equal to ``DMSO`` are controls, unless ``controls`` says which are. Members
    of treatments are joined by ``+``; doses and times are numbers.
    """
    n_rows = len(parts)
    is_control = np.array(
        [label == CONTROL for label in columns.get("agent", [None] * n_rows)]
        if controls is None
        else controls,
        bool,
    )
    names = [name for name in ROLES if name in parts]
    part_codes = np.array([names.index(p) if p in names else -1 for p in parts])
    coded = {axis: _coded(axis, columns[axis], is_control) for axis in AXES if axis in columns}
    if "agent" in columns and "combination" not in columns:
        labels = [v if v is not None and "+" in str(v) else None for v in columns["agent"]]
        if any(labels):
            coded["combination"] = _coded("combination", labels, is_control)
    axes = {
        axis: _axis_facts((axis,), [codes], [levels], is_control, part_codes, len(names), columns)
        for axis, (codes, levels) in coded.items()
    }
    joints = {}
    wanted = {
        tuple(sorted({c["claim_axis"], *c.get("joint_with", ())}, key=list(AXES).index))
        for c in claims
    } | {("agent", axis) for axis in ("cell_line", "cell_type", "dose", "time")}
    for names_of in sorted(wanted):
        ordered = tuple(sorted(names_of, key=list(AXES).index))
        if len(ordered) > 1 and all(axis in coded for axis in ordered):
            joints[ordered] = _axis_facts(
                ordered,
                [coded[axis][0] for axis in ordered],
                [coded[axis][1] for axis in ordered],
                is_control,
                part_codes,
                len(names),
                {},
            )
    claimed = [c["claim_axis"] for c in claims]
    return SplitFacts(
        manifest=SplitManifest(
            claims=tuple(
                Claim(
                    pointer=f"/claims/{k}",
                    **{key: tuple(v) if key == "joint_with" else v for key, v in c.items()},
                )
                for k, c in enumerate(claims)
            ),
            **{key: tuple(v) if isinstance(v, list) else v for key, v in manifest.items()},
        ),
        raw={},
        path="split.yaml",
        integrity=None,  # type: ignore[arg-type]
        parts=tuple(
            PartFacts(
                name,
                ROLES[name],
                int((part_codes == k).sum()),
                int(((part_codes == k) & is_control).sum()),
            )
            for k, name in enumerate(names)
        ),
        axes=MappingProxyType(axes),
        joints=MappingProxyType(joints),
        associations=MappingProxyType(
            {
                (left, right): _association(left, right, coded, ~is_control & (part_codes >= 0))
                for left in claimed
                if left in coded
                for right in coded
                if right != left
            }
        ),
    )


def _coded(axis: str, values: Sequence[Value], is_control: np.ndarray) -> tuple[Any, Any]:
    labels = ["" if v is None else str(v) for v in values]
    if axis in {"agent", "combination", "target"}:
        labels = ["+".join(sorted(label.split("+"))) for label in labels]
    if AXES[axis].kind is AxisKind.INTERVENTION:
        labels = ["" if c else label for label, c in zip(labels, is_control, strict=True)]
    levels = tuple(sorted({label for label in labels if label}))
    codes = np.array([levels.index(label) if label else -1 for label in labels], np.int64)
    return codes, levels


def _axis_facts(
    axes: tuple[str, ...],
    codes: list[np.ndarray],
    levels: list[tuple[str, ...]],
    is_control: np.ndarray,
    parts: np.ndarray,
    n_parts: int,
    columns: Mapping[str, Sequence[Value]],
) -> AxisFacts:
    stacked = np.column_stack(codes)
    is_there = (stacked >= 0).all(axis=1)
    found = np.unique(stacked[is_there], axis=0)
    treated = np.zeros((len(found), n_parts), np.int64)
    controls = np.zeros_like(treated)
    first = np.full_like(treated, -1)
    for row in np.flatnonzero(is_there & (parts >= 0)):
        level = int(np.flatnonzero((found == stacked[row]).all(axis=1))[0])
        (controls if is_control[row] else treated)[level, parts[row]] += 1
        if first[level, parts[row]] < 0:
            first[level, parts[row]] = row
    has_treatment = any(AXES[axis].kind is AxisKind.INTERVENTION for axis in axes)
    could = ~is_there & ~(is_control if has_treatment else np.zeros_like(is_control))
    if axes == ("combination",):
        could[:] = False
    one = axes[0]
    return AxisFacts(
        axes=axes,
        levels=found,
        names=tuple(levels),
        treated=treated,
        controls=controls,
        n_missing=np.array([int((could & (parts == k)).sum()) for k in range(n_parts)], np.int64),
        first_rows=first,
        columns=axes if len(axes) == 1 else (),
        source="bound" if len(axes) == 1 else "",
        numbers=np.array([_number(level) for level in levels[0]])
        if len(axes) == 1 and one in {"dose", "time"}
        else None,
        members=tuple(tuple(sorted(level.split("+"))) for level in levels[0])
        if len(axes) == 1 and one in {"agent", "target", "combination"}
        else (),
    )


def _number(text: str) -> float:
    return float(text) if re.fullmatch(r"[\d.e+-]+", text) else float("nan")


def _association(left: str, right: str, coded: Mapping[str, Any], take: np.ndarray) -> Association:
    one, other = coded[left][0], coded[right][0]
    take = take & (one >= 0) & (other >= 0)
    pairs = np.unique(np.column_stack([one[take], other[take]]), axis=0).reshape(-1, 2)
    by_left = np.unique(pairs[:, 0], return_counts=True)[1]
    by_right = np.unique(pairs[:, 1], return_counts=True)[1]
    return Association(
        left,
        right,
        len(by_left),
        int((by_left == 1).sum()),
        len(by_right),
        int((by_right == 1).sum()),
    )
