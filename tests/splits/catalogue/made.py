"""Splits that are made of simulated designs, along every axis."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from catalogue.atlases import atlas
from catalogue.crispr_screens import guide_screen, pair_screen, single_screen
from catalogue.drug_screens import donor_screen, drug_screen
from catalogue.paired_modalities import two_rows_a_cell, two_tables
from catalogue.time_courses import time_course
from catalogue.tissue_sections import blocks_of_a_section, whole_sections
from catalogue.writing import write_data

from aivc.splits.making.request import PartRequest, SplitRequest
from aivc.verbs.split_make import split_make

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from catalogue.design import Design

    from aivc.verbs.split_make import WrittenSplit

THREE = (
    PartRequest("train", "training"),
    PartRequest("val", "validation", 0.2),
    PartRequest("test", "test", 0.2),
)
IN_BINDING = frozenset({"combination_separator", "dose_unit", "time_unit"})


@dataclass(frozen=True)
class Making:
    """A design and what is asked of its split."""

    name: str
    design: Callable[[int], Design]
    request: SplitRequest


def make(making: Making, seed: int, folder: Path) -> tuple[Path, tuple[WrittenSplit, ...]]:
    """Write the data of a design, and let a split of it be made."""
    design = making.design(seed)
    data = write_data(design, folder)
    said: dict[str, Any] = design.header["binding"]
    written = split_make(
        data,
        making.request,
        folder / "made.split.yaml",
        binding={key["role"]: key["columns"] for key in said["keys"]},
        combination_separator=said.get("combination_separator"),
        control_labels=design.header.get("control_labels", ()),
        coordinates=design.header.get("coordinates", ()),
        coordinate_unit=design.header.get("coordinate_unit"),
        force=True,
    )
    return data, written


def _held_out(design: Callable[[int], Design], *axes: str, name: str = "", **more: Any) -> Making:
    given: dict[str, Any] = {"parts": THREE, "tolerance": 0.35, **more}
    return Making(name or " and ".join(axes), design, SplitRequest(axes, **given))


MAKINGS = (
    *(_held_out(partial(atlas, unit=axis), axis) for axis in ("site", "donor", "family", "sample")),
    *(_held_out(partial(atlas, unit=axis), axis) for axis in ("batch", "lane", "study", "tissue")),
    *(_held_out(drug_screen, axis) for axis in ("agent", "scaffold", "compound_cluster", "well")),
    *(_held_out(partial(drug_screen, unit="plate"), axis) for axis in ("plate", "cell_line")),
    _held_out(drug_screen, "agent", "plate"),
    _held_out(
        drug_screen,
        "agent",
        "cell_line",
        name="agent in another line",
        novelty="seen_in_other_context",
    ),
    _held_out(drug_screen, "agent", name="a few shots", few_shot=6),
    _held_out(drug_screen, extrapolate="dose", name="doses beyond", parts=THREE[::2]),
    _held_out(donor_screen, "donor", name="donor, controls in training", controls="train_only"),
    _held_out(donor_screen, "donor", name="folds of donors", folds=3, parts=THREE[::2]),
    _held_out(
        donor_screen, "donor", name="one donor at a time", leave_one_out=True, parts=THREE[::2]
    ),
    *(_held_out(guide_screen, axis) for axis in ("target", "guide")),
    _held_out(single_screen, "agent", name="repeats", repeats=2),
    _held_out(pair_screen, name="members seen", members_seen=(0, 1, 2), parts=THREE[::2]),
    _held_out(time_course, extrapolate="time", name="times beyond", parts=THREE[::2]),
    _held_out(time_course, interpolate="time", name="times between", parts=THREE[::2]),
    _held_out(partial(time_course, rule="donor"), "donor", name="donor over time"),
    _held_out(whole_sections, "section"),
    _held_out(blocks_of_a_section, name="blocks", block=200.0, buffer=50.0),
    _held_out(two_tables, "donor", name="donor of two tables"),
    _held_out(two_rows_a_cell, "cell"),
)
