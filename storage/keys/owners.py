"""Which rows belong to which sample, condition, donor, plate, batch or site of the card."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING, Protocol

import numpy as np

from aivc.storage.keys.joint_keys import chunks, joint_codes
from aivc.storage.keys.label_index import LabelIndex

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from aivc.schema.generated.views import ColumnMatch
    from aivc.storage.keys.joint_keys import Keys
    from aivc.storage.model import Column


class Entity(Protocol):
    """A sample, condition, donor, plate, batch or site of a card."""

    @property
    def identifier(self) -> str | None:
        """Its identifier."""
        ...

    @property
    def matches(self) -> tuple[ColumnMatch, ...]:
        """The columns by whose values its rows are recognised."""
        ...


NOBODY = -1
"""No entity claims the row."""

SEVERAL = -2
"""More than one does."""

UNTOLD = -3
"""The card would tell it through another entity, to which the row does not belong."""


@dataclass(frozen=True, slots=True)
class Owners:
    """The entity of each row.

    Attributes
    ----------
    ids
        Identifiers of the entities in the order of the card.
    codes
        Position in ``ids`` for each row; NOBODY, SEVERAL or UNTOLD where it has none.
    n_rows
        Rows that each entity claims, those that others claim too included, shape (n_entities,).
    absent
        Columns that ``matches`` name and the file does not have, sorted.
    columns
        Columns that ``matches`` name and the file has, in the order of the card.
    """

    ids: tuple[str, ...]
    codes: NDArray[np.int32]
    n_rows: NDArray[np.int64]
    absent: tuple[str, ...]
    columns: tuple[str, ...]


def assign(
    entities: Sequence[Entity],
    columns: Mapping[str, Column],
    keys: Keys | None,
    n_rows: int,
) -> Owners:
    """Assign rows to entities.

    An entity with ``matches`` owns the rows in which all of them hold; one without owns those
    whose key is its identifier.

    Parameters
    ----------
    entities
        Of one kind, in the order of the card; those without an identifier are left out.
    columns
        The columns that ``matches`` may name, in the order of the rows.
    keys
        The key of each row in the role of these entities, where the file has one.
    n_rows
        Rows of the file.
    """
    named = [entity for entity in entities if entity.identifier is not None]
    wanted = dict.fromkeys(m.column for e in named for m in e.matches if m.column is not None)
    present = tuple(name for name in wanted if name in columns)
    ids = tuple(entity.identifier or "" for entity in named)
    claims = _Claims(len(named), n_rows)
    for names, group in _by_columns(named, columns).items():
        claims.add(*_by_matches(names, group, columns))
    if keys is not None:
        by_key = [k for k, entity in enumerate(named) if not entity.matches]
        claims.add(keys.codes, _by_key(by_key, ids, keys))
    absent = tuple(sorted(name for name in wanted if name not in columns))
    return Owners(ids, claims.owners, claims.n_claimed, absent, present)


def assign_all(entity: Entity, n_rows: int) -> Owners:
    """Assign every row to the only entity of its kind."""
    ids = (entity.identifier or "",)
    return Owners(ids, np.zeros(n_rows, np.int32), np.array([n_rows], np.int64), (), ())


class _Claims:
    """Collects who claims each row."""

    def __init__(self, n_entities: int, n_rows: int) -> None:
        self.owners = np.full(n_rows, NOBODY, np.int32)
        self.n_claimed = np.zeros(n_entities, np.int64)

    def add(self, codes: NDArray[np.signedinteger], claimants: Mapping[int, list[int]]) -> None:
        """Let entities claim all rows with a code: ``claimants`` by code."""
        if not claimants:
            return
        n_codes = int(codes.max(initial=-1)) + 1
        owner = np.full(n_codes + 1, NOBODY, np.int32)
        counts = np.zeros(n_codes + 1, np.int64)
        for code, who in claimants.items():
            owner[code] = who[0] if len(who) == 1 else SEVERAL
        for rows in chunks(len(codes)):
            here = codes[rows].astype(np.intp)
            counts += np.bincount(here + 1, minlength=n_codes + 1)
            claimed = owner[here]
            before = self.owners[rows]
            once = np.where(claimed == NOBODY, before, claimed)
            both = (claimed != NOBODY) & (before != NOBODY)
            self.owners[rows] = np.where(both, SEVERAL, once)
        for code, who in claimants.items():
            for entity in who:
                self.n_claimed[entity] += counts[code + 1]


def _by_columns(
    entities: Sequence[Entity], columns: Mapping[str, Column]
) -> dict[tuple[str, ...], list[tuple[int, list[ColumnMatch]]]]:
    """Group entities by the columns that recognise them; those with absent columns own nothing."""
    groups: dict[tuple[str, ...], list[tuple[int, list[ColumnMatch]]]] = {}
    for k, entity in enumerate(entities):
        matches = [m for m in entity.matches if m.column is not None]
        names = tuple(sorted({m.column for m in matches if m.column is not None}))
        if names and all(name in columns for name in names):
            groups.setdefault(names, []).append((k, matches))
    return groups


def _by_matches(
    names: tuple[str, ...],
    group: list[tuple[int, list[ColumnMatch]]],
    columns: Mapping[str, Column],
) -> tuple[NDArray[np.signedinteger], dict[int, list[int]]]:
    """Return a code for each row, and the entities that claim each code."""
    joint = joint_codes([columns[name].codes for name in names])
    place = {tuple(row): k for k, row in enumerate(joint.combinations.tolist())}
    indexes = {name: LabelIndex(columns[name]) for name in names}
    claimants: dict[int, list[int]] = {}
    for entity, matches in group:
        for combination in product(*(_allowed(name, matches, indexes[name]) for name in names)):
            code = place.get(combination)
            if code is not None:
                claimants.setdefault(code, []).append(entity)
    return joint.codes, claimants


def _allowed(name: str, matches: list[ColumnMatch], index: LabelIndex) -> list[int]:
    """Return the codes of a column that all matches about it allow."""
    allowed: set[int] | None = None
    for match in matches:
        if match.column == name:
            value = match.column_value
            codes = set() if value is None else set(index.codes(value))
            allowed = codes if allowed is None else allowed & codes
    return sorted(allowed or ())


def _by_key(entities: list[int], ids: tuple[str, ...], keys: Keys) -> dict[int, list[int]]:
    by_id: dict[str, int] = {}
    for entity in entities:
        # An identifier that is there twice is said once, where the card is read.
        by_id.setdefault(ids[entity], entity)
    return {code: [by_id[name]] for code, name in enumerate(keys.names) if name in by_id}
