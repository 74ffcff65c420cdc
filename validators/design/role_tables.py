"""Find the counts of rows that were collected for roles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.design.regroup import transposed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aivc.validators.facts.model import Contingency, DesignFacts

BLOCK_ROLES = ("site", "assay", "batch", "plate", "lane", "donor", "cell_line")
"""What shifts all rows that share it, so that conditions in different ones cannot be compared
directly; coarsest first. Samples and wells are left out: they are the units that receive one
condition each."""


def by_condition(design: DesignFacts, roles: Sequence[str]) -> Contingency | None:
    """Return rows by condition and the joint levels of roles; None where they were not counted."""
    return design.by_condition.get(tuple(dict.fromkeys(roles)))


def rows_by_condition(design: DesignFacts) -> Contingency | None:
    """Return the rows of each condition as a table with one right level, which has no name."""
    import numpy as np

    from aivc.validators.facts.model import Contingency

    assignment = design.assignments.get("condition")
    if assignment is None:
        return None
    rows = np.array([entity.n_rows for entity in assignment.entities], dtype=np.int64)
    return Contingency(
        tuple(entity.entity_id for entity in assignment.entities),
        ("",),
        np.arange(len(rows), dtype=np.int64),
        np.zeros(len(rows), dtype=np.int64),
        rows,
    )


def by_roles(design: DesignFacts, left: str, right: str) -> Contingency | None:
    """Return rows by the levels of two roles; None where they were not counted."""
    if (left, right) in design.pairs:
        return design.pairs[left, right]
    if (right, left) in design.pairs:
        return transposed(design.pairs[right, left])
    return None


def columns_of(design: DesignFacts, role: str) -> str:
    """Name the columns that play a role, as one text."""
    found = design.roles.get(role)
    return " + ".join(found.columns) if found else ""


def table_of(design: DesignFacts, role: str) -> str:
    """Return the table whose obs holds the columns of a role."""
    found = design.roles.get(role)
    return found.table if found else ""


def first_column(design: DesignFacts, role: str) -> str:
    """Return the first of the columns that play a role."""
    found = design.roles.get(role)
    return found.columns[0] if found and found.columns else ""
