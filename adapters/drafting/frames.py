"""The obs of a container: which of them describe the same rows, and which says most."""

from __future__ import annotations

from dataclasses import replace
from itertools import zip_longest
from typing import TYPE_CHECKING

from aivc.adapters.drafting.columns import ObsColumns, read_columns
from aivc.adapters.drafting.roles import structure_roles
from aivc.adapters.drafting.said import has_columns
from aivc.adapters.drafting.treated import Found
from aivc.adapters.drafting.treatment_columns import treatment_columns
from aivc.adapters.drafting.units_of_file import dialect_of
from aivc.storage.errors import UnreadableInputError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aivc.adapters.contract.hints import Hints
    from aivc.adapters.drafting.label_words import LabelWords
    from aivc.adapters.drafting.roles import RoleGuess
    from aivc.storage.model import Dataset, Frame


def frames_of(dataset: Dataset) -> dict[str, ObsColumns]:
    """Return the obs of every table, and under the empty name the one that all share.

    Columns of modalities whose rows are those of the shared obs, in the same order, join it: what
    was done to a cell may stand in either.
    """
    frames = {table.name: read_columns(table.obs, table.name) for table in dataset.tables}
    if dataset.shared_obs is None:
        return frames
    shared = dict(read_columns(dataset.shared_obs, "").by_name)
    for table in dataset.tables:
        if table.n_obs == dataset.shared_obs.n_rows and _same_rows(dataset.shared_obs, table.obs):
            for name, column in frames[table.name].by_name.items():
                shared.setdefault(name, column)
    return {"": ObsColumns("", dataset.shared_obs.n_rows, shared), **frames}


def chief_frame(
    frames: Mapping[str, ObsColumns],
    words: LabelWords,
    said: Mapping[str, RoleGuess],
    hints: Hints,
    *,
    is_bulk: bool,
) -> Found:
    """Return the obs that says most about its rows, the first of equals, and what it says.

    What was done comes before where rows are from, and what is said before both.
    """
    found = [_found(obs, words, said, hints, is_bulk=is_bulk) for obs in frames.values()]
    return max(found, key=lambda one: (len(one.said), bool(one.columns.agents), len(one.roles)))


def _found(
    obs: ObsColumns,
    words: LabelWords,
    said: Mapping[str, RoleGuess],
    hints: Hints,
    *,
    is_bulk: bool,
) -> Found:
    own = has_columns(said, obs)
    words = replace(words, dialect=dialect_of(obs, hints))
    roles = structure_roles(obs, is_bulk=is_bulk, said=own)
    return Found(obs, roles, own, treatment_columns(obs, words, roles, own), words)


def _same_rows(one: Frame, other: Frame) -> bool:
    try:
        pairs = zip_longest(one.index(), other.index())
        return all(
            a is not None and b is not None and len(a) == len(b) and bool((a == b).all())
            for a, b in pairs
        )
    except UnreadableInputError:
        return False
