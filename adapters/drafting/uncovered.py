"""Rows that say nothing of a treatment or a sample."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.adapters.drafting.relations import joint_codes

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from aivc.adapters.drafting.arms import Arms
    from aivc.adapters.drafting.columns import ObsColumns
    from aivc.adapters.drafting.section import Section
    from aivc.adapters.drafting.treatment_columns import TreatmentColumns


def uncovered_rows(
    obs: ObsColumns, columns: TreatmentColumns, arms: Arms, samples: Section
) -> dict[str, str]:
    """Count the rows that belong to no condition, and those that belong to no sample."""
    uncovered = {}
    n_rows = int((arms.row_arm < 0).sum()) if arms.arms else 0
    if n_rows:
        told = " and ".join(columns.agent_names or columns.names)
        uncovered["conditions"] = f"{n_rows:,} of {obs.n_rows:,} rows have no label in {told}"
    n_rows = _rows_without_sample(obs, samples.slots.get("samples", []))
    if n_rows:
        names = dict.fromkeys(
            match["column"]
            for sample in samples.slots["samples"]
            for match in sample.get("matches", ({"column": "sample_id"},))
        )
        told = " and ".join(names)
        uncovered["samples"] = f"{n_rows:,} of {obs.n_rows:,} rows have no label of one in {told}"
    return uncovered


def _rows_without_sample(obs: ObsColumns, samples: Sequence[Mapping[str, Any]]) -> int:
    """Count the rows that no sample matches; 0 where there is no sample."""
    if not samples:
        return 0
    matches = [sample.get("matches") for sample in samples]
    if not all(matches):
        column = obs.get("sample_id")
        return column.n_missing if column is not None else 0
    names = list(dict.fromkeys(match["column"] for found in matches for match in found or ()))
    columns = obs.describe(names)
    if len(names) == 1:
        (column,) = columns
        named = {match["column_value"] for found in matches for match in found or ()}
        known = [column.value(code) in named for code in range(len(column.labels))]
        return int((~np.array([*known, False])[column.codes]).sum())
    return int((joint_codes(columns) < 0).sum())
