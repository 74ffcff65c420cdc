"""Roles that are the treatment under another name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.design.comparability import coarsest
from aivc.validators.design.nesting import nesting
from aivc.validators.design.regroup import rows_by_left, transposed

if TYPE_CHECKING:
    from aivc.validators.design.layout import Layout
    from aivc.validators.facts.model import Contingency


def is_confounded(table: Contingency) -> bool:
    """Tell whether the keys of a table are two names for one partition of at least two parts.

    Each treatment has one block and each block one treatment: the effect of the treatment and
    that of the block are one number.
    """
    n_treatments = int((rows_by_left(table) > 0).sum())
    n_blocks = int((rows_by_left(transposed(table)) > 0).sum())
    return n_treatments == n_blocks > 1 and nesting(table).is_same_partition


def confounded_roles(layout: Layout) -> dict[str, Contingency]:
    """Return rows by treatment and block for each role whose blocks are the treatments.

    Of roles that are names for the same partition only the first is returned.
    """
    found = {}
    for role in layout.block_roles:
        table = layout.treatments_by_block(role)
        if table is not None and is_confounded(table):
            found[role] = table
    return {role: found[role] for role in coarsest(layout.design, found)}
