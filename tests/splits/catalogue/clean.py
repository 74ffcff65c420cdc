"""Fifty clean designs over all axes: nothing leaks, and every claim holds."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from catalogue.atlases import atlas
from catalogue.crispr_screens import guide_screen, pair_screen
from catalogue.drug_screens import donor_screen, drug_screen
from catalogue.measured_cells import measured_cells
from catalogue.paired_modalities import two_rows_a_cell, two_tables
from catalogue.time_courses import time_course
from catalogue.tissue_sections import blocks_of_a_section, tiles_of_images, whole_sections

if TYPE_CHECKING:
    from collections.abc import Callable

    from catalogue.design import Design

KINDS: tuple[Callable[[int], Design], ...] = (
    *(partial(drug_screen, unit="agent", control_policy=p) for p in ("split_random", "train_only")),
    partial(drug_screen, unit="scaffold"),
    partial(drug_screen, unit="compound_cluster"),
    *(
        partial(drug_screen, unit="cell_line", control_policy=p)
        for p in ("split_with_group", "train_only")
    ),
    partial(drug_screen, unit="plate", control_policy="split_with_group"),
    partial(drug_screen, unit="well"),
    partial(drug_screen, unit="dose"),
    *(partial(drug_screen, unit=unit) for unit in ("pair", "other_line", "few")),
    donor_screen,
    partial(donor_screen, control_policy="train_only"),
    guide_screen,
    partial(guide_screen, control_policy="split_random"),
    partial(guide_screen, unit="guide"),
    *(partial(pair_screen, members_seen=n) for n in (0, 1, 2)),
    *(
        partial(time_course, rule=rule)
        for rule in ("extrapolation", "interpolation", "unseen", "donor")
    ),
    whole_sections,
    blocks_of_a_section,
    tiles_of_images,
    two_tables,
    two_rows_a_cell,
    measured_cells,
    *(
        partial(atlas, unit=unit)
        for unit in ("site", "study", "family", "donor", "sample", "batch", "lane")
    ),
    *(partial(atlas, unit=unit) for unit in ("tissue", "disease", "cell_type")),
)
N_DESIGNS = 50


def clean_design(number: int) -> Design:
    """Return one of the designs, by number from 0; each kind comes back with another seed."""
    return KINDS[number % len(KINDS)](number // len(KINDS))
