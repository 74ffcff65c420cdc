"""The standard's own obs columns by the role they play, where a card binds none."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class StandardColumn:
    """A column of the standard.

    Attributes
    ----------
    name
        Its name in obs.
    prefix
        What every label must begin with for the column to play the role; empty for any.
    """

    name: str
    prefix: str = ""


STANDARD_COLUMNS: Mapping[str, StandardColumn] = MappingProxyType(
    {
        "assay": StandardColumn("assay_ontology_term_id"),
        "batch": StandardColumn("batch_id"),
        # The tissue of a cell line is the line itself, a Cellosaurus accession.
        "cell_line": StandardColumn("tissue_ontology_term_id", "CVCL_"),
        "cell_type": StandardColumn("cell_type_ontology_term_id"),
        "condition": StandardColumn("condition_id"),
        "donor": StandardColumn("donor_id"),
        "guide": StandardColumn("genetic_perturbation_id"),
        "plate": StandardColumn("plate_id"),
        "sample": StandardColumn("sample_id"),
        "site": StandardColumn("site_id"),
        "well": StandardColumn("well_position"),
    }
)
"""By role; roles without a column of their own are only played by columns that a card binds."""
