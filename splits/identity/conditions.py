"""Names of conditions: order of members and controls beside them do not count, letters do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.splits.identity.combinations import find_reader
from aivc.splits.identity.controls import Controls
from aivc.splits.identity.joined import resolve_members
from aivc.splits.identity.labels import fold, present
from aivc.splits.identity.naming import Naming

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from aivc.splits.identity.model import Resolution


def resolve_conditions(
    labels: Sequence[str], *, separator: str = "", control_labels: Collection[str] = ()
) -> Resolution:
    """Resolve names of conditions, of which nothing is known but the labels.

    Examples
    --------
    >>> resolve_conditions(["dex_low", "Dex_low", "A+B", "B+A", "A", "B"]).names
    ('A', 'A+B', 'B', 'Dex_low')
    """
    is_control = Controls.of(control_labels)
    reader = find_reader(present(labels), is_control, is_control, separator)
    return resolve_members(
        labels, reader, is_control, lambda members: Naming.of(members).then(fold)
    )
