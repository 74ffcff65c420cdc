"""Designs of a few lines, for one question each."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from catalogue.auditing import audit
from catalogue.design import Design
from catalogue.headers import header

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from aivc.reports.report import Report

CELLS = 10


def design_of(
    rows: Sequence[Mapping[str, Any]],
    unit: str,
    claims: Sequence[Mapping[str, Any]],
    *,
    binding: Mapping[str, Any],
    cells: int = CELLS,
    **more: Any,
) -> Design:
    """Return a design with some cells for each row; ``part`` of a row is where they are."""
    each = [row for row in rows for _ in range(cells)]
    columns = [name for name in rows[0] if name != "part"]
    known = {"control_policy", "controls", "shared", "parts"}
    given = {name: value for name, value in more.items() if name not in known}
    written = header(
        unit,
        [dict(claim) for claim in claims],
        binding=dict(binding),
        **{name: value for name, value in more.items() if name in known},
        **given,
    )
    used = {row["part"] for row in each}
    if "val" not in used:
        written["validation_role"] = "none"
    written["partitions"] = [p for p in written["partitions"] if p["partition_name"] in used]
    return Design(
        "small",
        tuple(f"cell{k:04d}" for k in range(len(each))),
        {name: tuple(row[name] for row in each) for name in columns},
        tuple(row["part"] for row in each),
        written,
    )


def perturbed(pairs: Mapping[str, str], **more: Any) -> list[dict[str, Any]]:
    """Return one row for each perturbation, and controls in training."""
    rows = [{"perturbation": label, "part": part, **more} for label, part in pairs.items()]
    return [{"perturbation": "control", "part": "train", **more}, *rows]


def audited(design: Design, folder: Path, level: str = "obs") -> Report:
    """Audit a design."""
    return audit(replace(design, level=level), folder)


def verdicts(report: Report) -> list[str]:
    """Return the verdict of each claim."""
    return [claim.result for claim in report.split.claims]
