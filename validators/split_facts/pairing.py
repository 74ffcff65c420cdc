"""Measure whether the modalities of one cell lie in one part."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import permutations
from typing import TYPE_CHECKING

import numpy as np

from aivc.storage.errors import UnreadableInputError
from aivc.storage.keys.frame_hashes import hash_names
from aivc.storage.keys.joint_keys import joint_codes
from aivc.validators.findings import MAX_EXAMPLES
from aivc.validators.split_facts.pairing_facts import PairingFacts, TornCells

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from aivc.splits.manifest.assignments import AssignmentTable
    from aivc.splits.manifest.document import ManifestDocument
    from aivc.splits.observations import Observations, Partitioning
    from aivc.storage.model import Dataset, Table
    from aivc.storage.records.texts import Texts
    from aivc.validators.split_facts.model import Pair

_OBSERVATION = "observation_id"


def measure_pairing(
    dataset: Dataset,
    observations: Observations,
    partitioning: Partitioning,
    pairs: Iterable[Pair],
    document: ManifestDocument,
) -> PairingFacts | None:
    """Measure cells whose modalities are in two parts.

    Modalities that share their observations name a cell alike; assignments with ``in_table`` may
    put its measurements into several parts. Rows of one table that are measurements of one cell
    are found through the role ``cell``, as values that two parts share.

    Returns
    -------
    PairingFacts or None
        None where the assignments do not tell tables apart, or the container has but one table
        that shares observations.
    """
    table = document.table
    if table is None or table.in_table is None or observations.segments:
        return None
    shared = {t.name: t for t in dataset.tables if t.attributes.get("axis", 0) == 0}
    named = sorted(set(table.in_table.labels()) & set(shared))
    if len(named) < 2:
        return None
    rows_of_key = _RowsOfKey.of(table, observations)
    members = {name: _is_measured(shared[name], observations) for name in named}
    # A row that names no table is about all of them.
    about = {name: (table.in_table.codes < 0) | _has_label(table.in_table, name) for name in named}
    assigned = {
        name: _parts_of(table.parts, about[name], rows_of_key, partitioning.names) for name in named
    }
    torn = []
    for pair in pairs:
        for mine, theirs in permutations(named, 2):
            rows = np.intersect1d(
                assigned[mine].get(pair.evaluated, _NO_ROWS),
                assigned[theirs].get(pair.reference, _NO_ROWS),
            )
            rows = rows[members[mine][rows] & members[theirs][rows]]
            if len(rows):
                examples = observations.names_of(rows[:MAX_EXAMPLES].tolist())
                torn.append(TornCells(pair, mine, theirs, rows, examples))
    n_measured = np.sum([members[name] for name in named], axis=0)
    return PairingFacts(tuple(named), int(np.count_nonzero(n_measured > 1)), tuple(torn))


_NO_ROWS: NDArray[np.int64] = np.empty(0, np.int64)


def _is_measured(table: Table, observations: Observations) -> NDArray[np.bool_]:
    """Return which observations a table has a row of."""
    try:
        names = hash_names(table.obs)
    except UnreadableInputError:
        # Without names of its own its rows are those that all modalities share.
        return np.full(observations.n_rows, table.n_obs == observations.n_rows)
    return np.isin(observations.id_hashes, names)


@dataclass(frozen=True)
class _RowsOfKey:
    """The observations that each row of the assignments means.

    ``key`` is the key of each row of the assignments, -1 where it means no observation.
    Observations of key k are ``rows[starts[k]:starts[k + 1]]``.
    """

    key: NDArray[np.int64]
    rows: NDArray[np.int64]
    starts: NDArray[np.int64]

    @classmethod
    def of(cls, table: AssignmentTable, observations: Observations) -> _RowsOfKey:
        theirs, mine = [], []
        for name, texts in table.keys.items():
            codes, places = _aligned(name, texts, observations)
            theirs.append(codes)
            mine.append(places)
        n = table.n_rows
        both = joint_codes([np.concatenate(pair) for pair in zip(theirs, mine, strict=True)])
        is_complete: NDArray[np.bool_] = np.all(both.combinations >= 0, axis=1)
        codes = np.where(is_complete[both.codes], both.codes.astype(np.int64), -1)
        of_rows = codes[n:]
        order = np.argsort(of_rows, kind="stable")
        starts = np.searchsorted(of_rows[order], np.arange(len(is_complete) + 1))
        return cls(codes[:n], order, starts)

    def rows_for(self, which: NDArray[np.bool_]) -> NDArray[np.int64]:
        """Return the observations that some rows of the assignments mean, ascending, each once."""
        keys = np.unique(self.key[which])
        keys = keys[keys >= 0]
        counts = self.starts[keys + 1] - self.starts[keys]
        ends = np.cumsum(counts)
        at = np.arange(int(counts.sum())) + np.repeat(self.starts[keys] - (ends - counts), counts)
        return np.sort(self.rows[at])


def _aligned(
    name: str, texts: Texts, observations: Observations
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return codes of a key in the assignments and in the observations that mean the same."""
    nowhere = np.full(observations.n_rows, -1, np.int64)
    if name == _OBSERVATION:
        known = texts.hashes()
        if not len(known):
            return texts.codes.astype(np.int64), nowhere
        order = np.argsort(known)
        place = np.searchsorted(known, observations.id_hashes, sorter=order)
        place[place == len(known)] = 0
        found = order[place]
        same = known[found] == observations.id_hashes
        return texts.codes.astype(np.int64), np.where(same, found, -1)
    read = observations.column(name)
    if read is None:
        return texts.codes.astype(np.int64), nowhere
    codes, labels = read
    by_label = {label: k for k, label in enumerate(texts.labels())}
    of_label = np.array([by_label.get(label, -1) for label in labels] + [-1], np.int64)
    return texts.codes.astype(np.int64), of_label[codes]


def _parts_of(
    assigned: Texts, is_about: NDArray[np.bool_], rows_of_key: _RowsOfKey, parts: Sequence[str]
) -> dict[int, NDArray[np.int64]]:
    """Return the observations of each part by the assignments about one table."""
    return {
        code: rows_of_key.rows_for(is_about & _has_label(assigned, part))
        for code, part in enumerate(parts)
    }


def _has_label(texts: Texts, label: str) -> NDArray[np.bool_]:
    labels = texts.labels()
    if label not in labels:
        return np.zeros(texts.n_rows, bool)
    found: NDArray[np.bool_] = texts.codes == labels.index(label)
    return found
