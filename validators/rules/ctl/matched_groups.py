"""Treated conditions with the controls that they share, counted in the contexts that are matched."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aivc.validators.design.left_index import LeftIndex
from aivc.validators.design.role_tables import by_condition, rows_by_condition

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from aivc.schema.generated.views import Control
    from aivc.validators.design.contrasts import Contrasts
    from aivc.validators.facts.model import Contingency, DesignFacts


@dataclass(frozen=True, slots=True)
class MatchedGroup:
    """Treated conditions that are compared with the same controls, matched on the same roles.

    Parameters
    ----------
    controls
        The controls; several where a condition may be compared with any of them.
    treated
        Identifiers of the treated conditions.
    contexts
        Positions in the table of the contexts that hold treated rows, shape (n_contexts,).
    treated_rows, control_rows
        Rows of each of these contexts, shape (n_contexts,).
    """

    controls: tuple[Control, ...]
    treated: tuple[str, ...]
    contexts: NDArray[np.int64]
    treated_rows: NDArray[np.int64]
    control_rows: NDArray[np.int64]

    @property
    def control_names(self) -> str:
        """Identifiers of the controls as one text."""
        return " or ".join(control.control_id or "" for control in self.controls)


@dataclass(frozen=True, slots=True)
class MatchedTable:
    """All groups that are matched on the same roles, and the table in which they are counted."""

    matched_on: tuple[str, ...]
    table: Contingency
    groups: tuple[MatchedGroup, ...]

    @property
    def roles(self) -> str:
        """The roles as one text."""
        return " x ".join(self.matched_on) or "whole file"

    def context(self, position: int) -> str:
        """Return the name of a context."""
        return self.table.right_names[position] or "the file"

    def conditions_in(self, group: MatchedGroup, context: int, limit: int = 3) -> tuple[str, ...]:
        """Return some treated conditions of a group that have rows in a context."""
        here = (self.table.right == context) & (self.table.counts > 0)
        treated = set(group.treated)
        present = (
            self.table.left_names[left] for left in sorted(set(self.table.left[here].tolist()))
        )
        return tuple(name for name in present if name in treated)[:limit]


def control_words(groups: Sequence[MatchedGroup], limit: int = 3) -> str:
    """Name the controls of some groups as one text."""
    names = list(dict.fromkeys(group.control_names for group in groups))
    return " and ".join(names[:limit]) + (" and others" if len(names) > limit else "")


def matched_tables(contrasts: Contrasts, design: DesignFacts) -> tuple[MatchedTable, ...]:
    """Count treated and control rows by matched context.

    Roles that are not counted, because no column plays one of them, are left out.
    """
    found = []
    for matched_on, members in _members(contrasts).items():
        table = by_condition(design, matched_on) if matched_on else rows_by_condition(design)
        if table is None:
            continue
        index = LeftIndex(table)
        groups = tuple(
            _group(contrasts, index, control_ids, treated)
            for control_ids, treated in members.items()
        )
        found.append(MatchedTable(matched_on, table, groups))
    return tuple(found)


def _group(
    contrasts: Contrasts, index: LeftIndex, control_ids: Sequence[str], treated: Sequence[str]
) -> MatchedGroup:
    import numpy as np

    contexts, treated_rows = index.rows_by_right(treated)
    controls = [name for control in control_ids for name in contrasts.realised[control]]
    theirs, rows = index.rows_by_right(controls)
    control_rows = np.zeros(len(contexts), dtype=np.int64)
    if len(theirs):
        place = np.minimum(np.searchsorted(theirs, contexts), len(theirs) - 1)
        control_rows = np.where(theirs[place] == contexts, rows[place], 0)
    return MatchedGroup(
        tuple(contrasts.controls[control] for control in control_ids),
        tuple(treated),
        contexts,
        treated_rows,
        control_rows,
    )


def _members(
    contrasts: Contrasts,
) -> dict[tuple[str, ...], dict[tuple[str, ...], list[str]]]:
    """Return treated conditions by the roles that are matched and the controls that match."""
    by_links: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for name, links in contrasts.links.items():
        by_links[links].append(name)
    members: defaultdict[tuple[str, ...], dict[tuple[str, ...], list[str]]] = defaultdict(dict)
    for treated in by_links.values():
        by_match: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
        for control in contrasts.references(treated[0]):
            by_match[tuple(dict.fromkeys(control.matched_on))].append(control.control_id or "")
        for matched_on, control_ids in by_match.items():
            members[matched_on].setdefault(tuple(control_ids), []).extend(treated)
    return dict(members)
