"""What the format says about the columns of a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.adapters.contract.hints import Hints, Said
from aivc.adapters.sdrf.terms import name_in
from aivc.schema.vocabulary import find_organism

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aivc.adapters.text_rows.rows import TextRows

ABOUT = "the format (SDRF-Proteomics 1.1, MAGE-TAB 1.1) gives this column that meaning"


def hints_of(table: TextRows, roles: Mapping[str, tuple[str, ...]]) -> Hints:
    """Return what the format says about the columns."""
    said = {role: Said(columns, ABOUT) for role, columns in roles.items()}
    return Hints(roles=said, card=_organisms(table, roles))


def _organisms(table: TextRows, roles: Mapping[str, tuple[str, ...]]) -> dict[str, Said]:
    if "organism" not in roles:
        return {}
    column = roles["organism"][0]
    labels = sorted({name_in(cell) for cell in table.cells.get(column, []) if cell is not None})
    found = [find_organism(label) for label in labels]
    curies = sorted({organism.curie for organism in found if organism is not None})
    if not curies or None in found:
        return {}
    said = f"the column {column} says {', '.join(labels)}"
    return {"/organism_ontology_term_id": Said(curies, said)}
