"""What other columns say of an agent: structure and numbers in databases."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from aivc.adapters.drafting.names import joined
from aivc.adapters.drafting.relations import per_level

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aivc.adapters.drafting.columns import ObsColumn, ObsColumns

SLOTS: Mapping[str, tuple[str, re.Pattern[str]]] = {
    "inchikey": ("inchikey", re.compile(r"[A-Z]{14}-[A-Z]{10}-[A-Z]")),
    "inchikeys": ("inchikey", re.compile(r"[A-Z]{14}-[A-Z]{10}-[A-Z]")),
    "smiles": ("smiles", re.compile(r"\S+")),
    "canonicalsmiles": ("smiles", re.compile(r"\S+")),
    "chebiid": ("chebi_id", re.compile(r"CHEBI:\d+")),
    "pubchemcid": ("pubchem_cid", re.compile(r"[1-9]\d*")),
    "pubchemid": ("pubchem_cid", re.compile(r"[1-9]\d*")),
    "chemblid": ("chembl_id", re.compile(r"CHEMBL\d+")),
    "brdid": ("lincs_id", re.compile(r"BRD-[A-Z]\d{8}(-\d{3}-\d{2}-\d)?")),
    "pertid": ("lincs_id", re.compile(r"BRD-[A-Z]\d{8}(-\d{3}-\d{2}-\d)?")),
    "smlincsid": ("lincs_id", re.compile(r"LSM-\d+")),
}
"""Slot and form of a value by the joined name of a column."""


def facts_of_agents(obs: ObsColumns, agent: ObsColumn) -> dict[str, dict[str, Any]]:
    """Return slots by label of an agent, from columns that are constant within each label."""
    found: dict[str, dict[str, Any]] = {}
    for column in obs:
        known = SLOTS.get(joined(column.name))
        if known is None or column.name == agent.name or not column.labels:
            continue
        slot, form = known
        for level, code in per_level(agent.codes, column).items():
            text = column.labels[code].strip()
            if form.fullmatch(text):
                value: Any = int(text) if slot == "pubchem_cid" else text
                found.setdefault(agent.labels[level], {}).setdefault(slot, value)
    return found
