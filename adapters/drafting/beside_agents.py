"""Columns beside the agent: dose, time, kind of perturbation, and marks of controls."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from aivc.adapters.drafting.agent_columns import says_kinds
from aivc.adapters.drafting.names import joined, shown
from aivc.adapters.drafting.numbered import base_of, number_of
from aivc.adapters.drafting.perturbation_kinds import kind_of_word
from aivc.adapters.drafting.role_names import FLAG_NAMES, MODALITY_NAMES, rank_of
from aivc.adapters.drafting.written_times import read_time
from aivc.schema.vocabulary import Quantity, parse_quantity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from aivc.adapters.drafting.columns import ObsColumn, ObsColumns
    from aivc.adapters.drafting.label_words import LabelWords

MARKER_NAMES = frozenset(
    {
        "xptype", "perttype", "guidetype", "controltype", "treatmenttype", "sampletype",
        "doselevel", "pertclass", "trttype", "wellrole", "welltype", "role",
    }
)  # fmt: skip
"""Columns of words, one of which marks controls."""

COUNT_OF_MEMBERS = re.compile(r"[01](\+[01])+|[01]")
SAMPLE = 300


def dose_column(obs: ObsColumns, taken: frozenset[str], left_out: list[str]) -> str | None:
    """Choose the column of doses: numbers or amounts before words for levels.

    A column that counts the members of a combination is noted in ``left_out``.
    """
    found = []
    for column in obs:
        first = column.name if number_of(column.name) else base_of(column.name)
        rank = rank_of("dose", first)
        if rank is None or column.name in taken or not column.labels:
            continue
        if _counts_members(column.labels):
            told = shown(column.labels)
            left_out.append(f"{column.name} ({told}) counts the members of each label; no dose")
            continue
        found.append((not (column.is_numeric or _is_written(column.labels)), rank, column.name))
    return min(found)[2] if found else None


def _counts_members(labels: Sequence[str]) -> bool:
    return any("+" in label for label in labels) and all(
        COUNT_OF_MEMBERS.fullmatch(label) for label in labels
    )


def _is_written(labels: Sequence[str]) -> bool:
    read = [parse_quantity(label) for label in labels[:SAMPLE]]
    return sum(isinstance(found, Quantity) for found in read) > len(read) / 2


def _are_times(labels: Sequence[str]) -> bool:
    read = [read_time(label) for label in labels[:SAMPLE]]
    return sum(found is not None for found in read) > len(read) / 2


def time_column(obs: ObsColumns, taken: frozenset[str]) -> str | None:
    """Choose the column of times."""
    found = []
    for column in obs:
        rank = rank_of("time", column.name)
        if rank is None or column.name in taken or not column.labels:
            continue
        if column.is_numeric or _are_times(column.labels):
            found.append((rank, column.name))
    return min(found)[1] if found else None


def modality_column(obs: ObsColumns, taken: frozenset[str], words: LabelWords) -> str | None:
    """Choose the column that says which kind of perturbation it is."""
    found = []
    for column in obs:
        key = joined(column.name)
        if column.name in taken:
            continue
        if key in MODALITY_NAMES:
            if any(_tells_kind(label, words) for label in column.labels[:SAMPLE]):
                found.append((MODALITY_NAMES.index(key), column.name))
        elif rank_of("agent", column.name) is not None and says_kinds(column, words):
            found.append((len(MODALITY_NAMES), column.name))
    return min(found)[1] if found else None


def _tells_kind(label: str, words: LabelWords) -> bool:
    return kind_of_word(label) is not None and words.control_kind(label) is None


def flag_column(obs: ObsColumns, names: Sequence[str] = ()) -> str | None:
    """Choose the column of truth values that marks controls, among some names or by its name."""
    found = []
    for column in obs:
        key = joined(column.name)
        is_named = column.name in names if names else key in FLAG_NAMES
        if is_named and len(column.labels) == 2 and truth_code(column.labels) is not None:
            rank = FLAG_NAMES.index(key) if key in FLAG_NAMES else len(FLAG_NAMES)
            found.append((rank, column.name))
    return min(found)[1] if found else None


def truth_code(labels: Sequence[str]) -> int | None:
    """Return the position of the label that says yes, or None where none surely does.

    Examples
    --------
    >>> truth_code(("False", "True")), truth_code(("a", "b"))
    (1, None)
    """
    says_yes = [k for k, label in enumerate(labels) if label.casefold() in {"true", "1", "yes"}]
    says_no = [k for k, label in enumerate(labels) if label.casefold() in {"false", "0", "no"}]
    return says_yes[0] if len(says_yes) == len(says_no) == 1 else None


def marker_column(obs: ObsColumns, agents: Sequence[ObsColumn], words: LabelWords) -> str | None:
    """Find a column of words that marks rows as controls which no column of agents marks.

    Rows without a word are no controls.
    """
    by_agents = np.zeros(obs.n_rows, bool)
    for column in agents:
        by_agents |= _marked_rows(column, words)
    found: list[tuple[int, str]] = []
    for column in obs:
        if joined(column.name) not in MARKER_NAMES or not column.labels:
            continue
        kinds = {words.control_kind(label) for label in column.labels}
        if kinds == {None} or (None not in kinds and not column.n_missing):
            continue
        if bool((_marked_rows(column, words) & ~by_agents).any()):
            found.append((len(kinds - {None}), column.name))
    # The one that tells most kinds apart: what another calls a control may be a positive one.
    return max(found, key=lambda entry: entry[0])[1] if found else None


def _marked_rows(column: ObsColumn, words: LabelWords) -> NDArray[np.bool_]:
    marked = [words.control_kind(label) is not None for label in column.labels]
    rows: NDArray[np.bool_] = np.array([*marked, False])[column.codes]
    return rows
