"""Rows that say nothing of a treatment or a sample."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.adapters.drafting.relations import joint_codes

if TYPE_CHECKING:
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
    matched = [sample.get("matches", ()) for sample in samples.slots.get("samples", [])]
    names = dict.fromkeys(match["column"] for matches in matched for match in matches)
    names = names or ({"sample_id": None} if matched else {})
    if names:
        n_rows = int((joint_codes(obs.describe(list(names))) < 0).sum())
        if n_rows:
            told = " and ".join(names)
            uncovered["samples"] = f"{n_rows:,} of {obs.n_rows:,} rows have no label in {told}"
    return uncovered
