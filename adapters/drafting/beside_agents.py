"""Columns beside the agent: dose, time, kind of perturbation, and marks of controls."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from aivc.adapters.drafting.names import joined, shown
from aivc.adapters.drafting.role_names import FLAG_NAMES, MODALITY_NAMES, rank_of
from aivc.schema.vocabulary import Quantity, parse_quantity
from aivc.schema.vocabulary.control_words import control_kind_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aivc.adapters.drafting.columns import ObsColumn, ObsColumns

MARKER_NAMES = frozenset(
    {
        "xptype", "perttype", "guidetype", "controltype", "treatmenttype", "sampletype",
        "doselevel", "pertclass", "trttype",
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
        rank = rank_of("dose", column.name)
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


def time_column(obs: ObsColumns, taken: frozenset[str]) -> str | None:
    """Choose the column of times."""
    found = []
    for column in obs:
        rank = rank_of("time", column.name)
        is_time = column.is_numeric or _is_written(column.labels)
        if rank is not None and column.labels and is_time and column.name not in taken:
            found.append((rank, column.name))
    return min(found)[1] if found else None


def modality_column(obs: ObsColumns, taken: frozenset[str]) -> str | None:
    """Choose the column that says which kind of perturbation it is."""
    found = [
        (MODALITY_NAMES.index(joined(column.name)), column.name)
        for column in obs
        if joined(column.name) in MODALITY_NAMES and column.labels and column.name not in taken
    ]
    return min(found)[1] if found else None


def flag_column(obs: ObsColumns) -> str | None:
    """Choose the column of truth values that marks controls."""
    found = []
    for column in obs:
        key = joined(column.name)
        if key in FLAG_NAMES and len(column.labels) == 2 and truth_code(column.labels) is not None:
            found.append((FLAG_NAMES.index(key), column.name))
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


def marker_column(obs: ObsColumns, agents: list[ObsColumn]) -> str | None:
    """Find a column of words that marks controls, where no agent column does."""
    if any(control_kind_of(label) is not None for column in agents for label in column.labels):
        return None
    for column in obs:
        if joined(column.name) not in MARKER_NAMES or len(column.labels) < 2:
            continue
        marked = [label for label in column.labels if control_kind_of(label) is not None]
        if 0 < len(marked) < len(column.labels):
            return column.name
    return None
