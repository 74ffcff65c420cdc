"""Obs frames in the manner of the field, and what drafts of them say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from aivc.adapters.keys.obs_columns import TableColumns
from aivc.schema.generated.views import DatasetCard
from aivc.schema.reading import read
from aivc.storage.keys.owners import SEVERAL, assign

if TYPE_CHECKING:
    from aivc.adapters.drafting.draft import Draft
    from aivc.storage.model import Dataset, Table

N = 48


def rows_of(**columns: Any) -> pd.DataFrame:
    """Return an obs with row names like barcodes."""
    frame = pd.DataFrame(columns)
    bases = np.array(list("ACGT"))
    codes = np.arange(len(frame))
    names = ["".join(bases[(code // 4 ** np.arange(12)) % 4]) for code in codes]
    frame.index = pd.Index([f"{name}-1" for name in names])
    return frame


def by_id(draft: Draft, slot: str) -> dict[str, dict[str, Any]]:
    """Return the entities of a list of the card by their identifiers."""
    return {next(iter(entity.values())): entity for entity in draft.card.get(slot, [])}


def matches_of(condition: dict[str, Any]) -> dict[str, Any]:
    """Return column and value by which a condition is recognised."""
    return {match["column"]: match["column_value"] for match in condition["matches"]}


def cycled(**columns: Any) -> pd.DataFrame:
    """Return an obs of N rows; shorter lists are repeated."""
    return rows_of(**{k: [v[i % len(v)] for i in range(N)] for k, v in columns.items()})


def amounts(draft: Draft) -> dict[str, tuple[float, str]]:
    """Return value and unit of the amounts of interventions that have one."""
    return {
        i["intervention_id"]: (e["amount"]["value"], e["amount"]["unit"])
        for i in draft.card["interventions"]
        for e in i["events"]
        if "amount" in e
    }


def kinds(draft: Draft) -> dict[str, str]:
    """Return the kind of each control."""
    return {c["control_id"]: c["control_kind"] for c in draft.card.get("controls", [])}


def asked(draft: Draft) -> set[str]:
    """Return what is asked, as class and slot."""
    return {f"{blank.class_name}.{blank.slot}" for blank in draft.blanks}


def assert_rows_are_told_apart(table: Table, dataset: Dataset, card: dict[str, Any]) -> None:
    """No row belongs to two entities of a kind, and conditions have the rows that they say."""
    columns = TableColumns(dataset, table)
    view = read(DatasetCard, card)
    for slot in ("conditions", "samples", "donors", "plates", "batches", "sites"):
        entities = [e for e in getattr(view, slot) if e.matches]
        names = [match.column for entity in entities for match in entity.matches]
        owners = assign(entities, columns.read(names), None, table.n_obs)
        assert not (owners.codes == SEVERAL).any(), slot
        if slot == "conditions":
            said = [entity.n_observations for entity in entities]
            assert said == owners.n_rows.tolist()
