"""Let splits of small designs be made, and audit them."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from catalogue.writing import write_data

import aivc
from aivc.splits.making.request import PartRequest, SplitRequest
from aivc.verbs.split_make import split_make

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from catalogue.design import Design

    from aivc.reports.report import Report
    from aivc.verbs.split_make import WrittenSplit

TRAIN_TEST = (PartRequest("train", "training"), PartRequest("test", "test", 0.25))


def made(design: Design, folder: Path, *axes: str, **request: Any) -> tuple[WrittenSplit, Report]:
    """Let one split of a design be made, and return it with its audit."""
    said = design.header["binding"]
    wanted = {"parts": TRAIN_TEST, "tolerance": 0.3, **request}
    data = write_data(design, folder)
    (written,) = split_make(
        data,
        SplitRequest(axes, **wanted),
        folder / "made.split.yaml",
        binding={key["role"]: key["columns"] for key in said["keys"]},
        combination_separator=said.get("combination_separator"),
        control_labels=design.header.get("control_labels", ()),
        force=True,
    )
    return written, aivc.split_audit(data, written.path)


def parts_of_values(design: Design, written: WrittenSplit, column: str) -> Mapping[Any, set[str]]:
    """Return the parts that each value of a column is in."""
    found: defaultdict[Any, set[str]] = defaultdict(set)
    names = (*written.made.partitioning.names, "")
    for value, code in zip(design.obs[column], written.made.partitioning.codes, strict=True):
        found[value].add(names[code])
    return found
