"""Cells of which a column says under which spot they lie."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from aivc.adapters.drafting.links import add_link, coverage
from aivc.adapters.drafting.space.all_names import TEXTS
from aivc.adapters.drafting.space.found_transcripts import NO_CELL
from aivc.schema.errors import AivcError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aivc.adapters.drafting.section import Section
    from aivc.adapters.drafting.space.unit_sets import DraftedSet

ENOUGH = 0.5
"""Share of the labels of a column that must be spots."""


def draft_cells_of_spots(section: Section, sets: Sequence[DraftedSet]) -> None:
    """Link cells to spots where obs of the cells has a column with ids of spots."""
    for cells in sets:
        for spots in sets:
            if (cells.item.operator.scale, spots.item.operator.scale) == ("cell", "spot"):
                named = next(_columns(cells, spots), None)
                if named is not None:
                    _put(section, cells, spots, *named)


def _columns(cells: DraftedSet, spots: DraftedSet) -> Iterator[tuple[str, dict[str, int]]]:
    """Yield columns of text with ids of spots, and the cells of each label.

    Numbers are no evidence: those of any two things agree.
    """
    obs, ids = cells.item.table.obs, spots.ids()
    for info in obs.columns:
        if info.kind not in TEXTS or info.name == cells.id_column:
            continue
        try:
            column = obs.column(info.name)
        except AivcError:
            continue
        counts = np.bincount(column.codes[column.codes >= 0], minlength=len(column.categories))
        used = {c: int(n) for c, n in zip(column.categories, counts, strict=True) if n}
        named = [label for label in used if label.lower() not in NO_CELL]
        n_known = len(ids.intersection(named))
        are_texts = not all(label.lstrip("-").isdecimal() for label in named)
        if named and are_texts and n_known >= ENOUGH * len(named):
            yield info.name, used


def _put(
    section: Section, cells: DraftedSet, spots: DraftedSet, column: str, used: dict[str, int]
) -> None:
    ids = spots.ids()
    linked = used.keys() & ids
    without = sorted(label for label in used.keys() - ids if label.lower() in NO_CELL)
    said = f"obs column {column} of {cells.item.table.name} has ids of {len(linked):,} spots"
    add_link(
        section,
        {
            "link_id": f"{cells.unit_set_id}_to_{spots.unit_set_id}",
            "source_set": cells.unit_set_id,
            "target_set": spots.unit_set_id,
            "direction": "project",
            "link_type": "cell_to_spot",
            "link_basis": "physical_containment",
            "cardinality": "many_to_one",
            "partner_column": column,
            **({"unassigned_labels": without} if without else {}),
            "aggregation_function": "sum",
            "coverage": coverage(
                cells.item.table.n_obs, sum(used[label] for label in linked), len(ids), len(linked)
            ),
            "pairing": "same_unit",
        },
        said,
    )
