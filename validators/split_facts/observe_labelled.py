"""What rows are called on an axis, before identity is resolved."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.storage.keys.joint_keys import joint_codes, joint_keys

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from aivc.storage.keys.owners import Owners
    from aivc.validators.facts.aligned_columns import AlignedColumns
    from aivc.validators.split_facts.observe_binding import BoundColumns


@dataclass(frozen=True, slots=True)
class Labelled:
    """A code for each row, and the label of each code.

    Attributes
    ----------
    codes
        Position in ``labels``, negative where a row has none, shape (n_rows,).
    labels
        Labels as in the file or the card.
    columns, source
        As in :class:`aivc.splits.observations.AxisKeys`.
    numbers
        Number of each label, where the column is numeric.
    members
        For each label, the labels that it is made of, where that is known without taking the label
        apart; None where it is not.
    """

    codes: NDArray[np.signedinteger[Any]]
    labels: tuple[str, ...]
    columns: tuple[str, ...]
    source: str
    numbers: NDArray[np.float64] | None = None
    members: tuple[tuple[str, ...], ...] | None = None


def of_columns(bound: BoundColumns, columns: AlignedColumns) -> Labelled:
    """Read the columns of a role as one key; several are joined by `` | ``."""
    read = [columns.column(name, bound.table) for name in bound.columns]
    if len(read) == 1:
        (column,) = read
        return Labelled(
            column.codes, column.categories, bound.columns, bound.source, column.numbers
        )
    keys = joint_keys(read)
    return Labelled(keys.codes, keys.names, bound.columns, bound.source)


def of_member_columns(bound: BoundColumns, columns: AlignedColumns) -> Labelled:
    """Read several columns of which each holds a member of a combination; a gap is no member."""
    read = [columns.column(name, bound.table) for name in bound.columns]
    if len(read) == 1:
        return of_columns(bound, columns)
    joint = joint_codes([column.codes for column in read])
    members = tuple(
        tuple(
            column.categories[code]
            for column, code in zip(read, combination, strict=True)
            if code >= 0
        )
        for combination in joint.combinations.tolist()
    )
    labels = tuple(" | ".join(member) for member in members)
    return Labelled(joint.codes, labels, bound.columns, bound.source, None, members)


def of_owners(
    owners: Owners,
    labels: Sequence[str | None],
    members: Sequence[tuple[str, ...]] | None = None,
) -> Labelled | None:
    """Let the entity of each row tell a label; None where no entity tells one.

    Parameters
    ----------
    owners
        The entity of each row.
    labels
        What each entity tells, in the order of ``owners.ids``; None for nothing.
    members
        What each label is made of.
    """
    if not any(labels):
        return None
    told = np.array([label is not None for label in labels] + [False] * 3)
    # Rows without an entity have codes from -3 to -1, which are the last three places.
    codes = np.where(told[owners.codes], owners.codes, np.int32(-1))
    return Labelled(
        codes,
        tuple(label or "" for label in labels),
        owners.columns,
        "card",
        None,
        None if members is None else tuple(members),
    )


def of_wells(wells: Labelled, plates: Labelled) -> Labelled:
    """Tell wells of one position on different plates apart; a well without a plate is missing."""
    joint = joint_codes([plates.codes, wells.codes])
    known: NDArray[np.bool_] = np.all(joint.combinations >= 0, axis=1)
    labels = tuple(
        f"{plates.labels[plate]} | {wells.labels[well]}" if is_known else ""
        for (plate, well), is_known in zip(joint.combinations.tolist(), known, strict=True)
    )
    place = np.where(known, np.arange(len(known)), -1).astype(joint.codes.dtype)
    columns = tuple(dict.fromkeys((*plates.columns, *wells.columns)))
    return Labelled(place[joint.codes], labels, columns, wells.source)
