"""Treated conditions with the controls that they share, counted in the contexts that are matched."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aivc.validators.design.contrasts import contrasts_of
from aivc.validators.design.role_tables import by_condition, rows_by_condition

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from aivc.schema.generated.views import Control, DatasetCard
    from aivc.validators.design.contrasts import Contrasts
    from aivc.validators.facts.model import Contingency, DesignFacts


@dataclass(frozen=True, slots=True)
class MatchedGroup:
    """Treated conditions that are compared with the same controls, matched on the same roles.

    Parameters
    ----------
    controls
        The controls; several where a condition may be compared with any of them.
    matched_on
        Roles that both sides share.
    treated
        Identifiers of the treated conditions.
    contexts
        Names of the contexts: joint levels of the roles; one empty name where nothing is matched.
    treated_rows, control_rows
        Rows of each context, shape (n_contexts,).
    """

    controls: tuple[Control, ...]
    matched_on: tuple[str, ...]
    treated: tuple[str, ...]
    contexts: tuple[str, ...]
    treated_rows: NDArray[np.int64]
    control_rows: NDArray[np.int64]

    @property
    def control_names(self) -> str:
        """Identifiers of the controls as one text."""
        return " or ".join(control.control_id or "" for control in self.controls)


def matched_groups(card: DatasetCard, design: DesignFacts) -> tuple[MatchedGroup, ...]:
    """Count treated and control rows by matched context.

    Groups whose roles are not counted, because no column plays one of them, are left out.
    """
    import numpy as np

    contrasts = contrasts_of(card)
    members = _members(contrasts)
    groups = []
    for (matched_on, control_ids), treated in members.items():
        table = by_condition(design, matched_on) if matched_on else rows_by_condition(design)
        if table is None:
            continue
        controls = [name for control in control_ids for name in contrasts.realised[control]]
        groups.append(
            MatchedGroup(
                tuple(contrasts.controls[control] for control in control_ids),
                matched_on,
                tuple(treated),
                table.right_names,
                _rows_by_context(table, np.isin(table.left, _positions(table, treated))),
                _rows_by_context(table, np.isin(table.left, _positions(table, controls))),
            )
        )
    return tuple(groups)


def _members(
    contrasts: Contrasts,
) -> dict[tuple[tuple[str, ...], tuple[str, ...]], list[str]]:
    by_links: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for name, links in contrasts.links.items():
        by_links[links].append(name)
    members: defaultdict[tuple[tuple[str, ...], tuple[str, ...]], list[str]] = defaultdict(list)
    for treated in by_links.values():
        by_match: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
        for control in contrasts.references(treated[0]):
            by_match[tuple(dict.fromkeys(control.matched_on))].append(control.control_id or "")
        for matched_on, control_ids in by_match.items():
            members[matched_on, tuple(control_ids)].extend(treated)
    return dict(members)


def _positions(table: Contingency, names: list[str]) -> list[int]:
    wanted = set(names)
    return [position for position, name in enumerate(table.left_names) if name in wanted]


def _rows_by_context(table: Contingency, entries: NDArray[np.bool_]) -> NDArray[np.int64]:
    import numpy as np

    rows = np.zeros(len(table.right_names), dtype=np.int64)
    np.add.at(rows, table.right[entries], table.counts[entries].astype(np.int64))
    return rows


def conditions_in(
    design: DesignFacts, group: MatchedGroup, context: int, limit: int = 3
) -> tuple[str, ...]:
    """Return some treated conditions of a group that have rows in a context."""
    table = (
        by_condition(design, group.matched_on) if group.matched_on else rows_by_condition(design)
    )
    if table is None:
        return ()
    here = (table.right == context) & (table.counts > 0)
    treated = set(group.treated)
    present = (table.left_names[left] for left in sorted(set(table.left[here].tolist())))
    return tuple(name for name in present if name in treated)[:limit]
