"""What is known of each row: from obs, and where obs says nothing, from the card."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.adapters.exporting.cellxgene.labels import (
    RowLabels,
    everywhere,
    nothing,
    of_column,
    of_entities,
)
from aivc.adapters.exporting.cellxgene.standard import CELL_LINE, HUMAN, JOIN, NA, OF_CELL_LINE
from aivc.adapters.exporting.h5ad.tables import matrices_of_card
from aivc.adapters.keys.obs_columns import TableColumns

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aivc.adapters.exporting.source import ExportSource
    from aivc.schema.generated.views import Donor, Sample
    from aivc.storage.model import Table

_OF_SAMPLE = frozenset(
    {
        "tissue_type",
        "tissue_ontology_term_id",
        "suspension_type",
        "cell_type_ontology_term_id",
        "development_stage_ontology_term_id",
    }
)
_OF_DONOR = frozenset(
    {
        "sex_ontology_term_id",
        "self_reported_ethnicity_ontology_term_id",
        "development_stage_ontology_term_id",
    }
)
POOLED = "pooled"


class RowFacts:
    """Answers what each row is.

    Parameters
    ----------
    source
        The dataset.
    table
        The table whose rows are meant.
    """

    def __init__(self, source: ExportSource, table: Table) -> None:
        self._source = source
        self._table = table
        self._columns = TableColumns(source.dataset, table)
        self._samples = source.rows_of("samples", table)
        self._donors = source.rows_of("donors", table)
        self._donor_of = {d.donor_id: d for d in source.card.donors if d.donor_id is not None}

    def labels(self, name: str) -> RowLabels:
        """Return the labels of a column that CELLxGENE asks for, as far as they are known."""
        found = self.in_obs(name).filled_from(self._of_card(name))
        return found if name == "tissue_type" else self._by_definition(name, found)

    def in_obs(self, name: str) -> RowLabels:
        """Return the labels of a column of obs; none where there is no such column."""
        column = self._columns.read([name]).get(name)
        return nothing(self._table.n_obs) if column is None else of_column(column)

    def _by_definition(self, name: str, found: RowLabels) -> RowLabels:
        """Fill in what follows from what a row is, not from what somebody says."""
        is_line = self.labels("tissue_type").where(CELL_LINE)
        if name in OF_CELL_LINE:
            found = found.set_where(is_line, NA)
        if name == "cell_type_ontology_term_id":
            found = found.set_where(is_line & (found.codes < 0), NA)
        is_human = HUMAN in self._source.card.organism_ontology_term_id
        if name == "self_reported_ethnicity_ontology_term_id" and not is_human:
            found = everywhere(self._table.n_obs, NA)
        return found

    def _of_card(self, name: str) -> RowLabels:
        if name == "assay_ontology_term_id":
            return everywhere(self._table.n_obs, self._assay())
        found = nothing(self._table.n_obs)
        if name == "donor_id" and self._donors is not None:
            found = of_entities(self._donors, {donor: donor for donor in self._donors.ids})
        if self._samples is not None:
            told = {s.sample_id: self._told(name, s) for s in self._source.card.samples}
            by_id = {key: value for key, value in told.items() if key is not None}
            found = found.filled_from(of_entities(self._samples, by_id))
        if name in _OF_DONOR | {"disease_ontology_term_id"} and self._donors is not None:
            by_id = {key: _said([donor], name) for key, donor in self._donor_of.items()}
            found = found.filled_from(of_entities(self._donors, by_id))
        return found

    def _told(self, name: str, sample: Sample) -> str | None:
        donors = [self._donor_of[d] for d in sample.from_donors if d in self._donor_of]
        if name == "donor_id":
            named = sample.from_donors
            return None if not named else named[0] if len(named) == 1 else POOLED
        own: str | None = None
        if name == "disease_ontology_term_id":
            own = _joined(sample.disease_ontology_term_id)
        elif name in _OF_SAMPLE:
            own = getattr(sample, name)
        return own or _said(donors, name)

    def _assay(self) -> str | None:
        said = matrices_of_card(self._source.card, self._table).values()
        used = {entry.measured_by for entry in said}
        terms = {
            operator.assay_ontology_term_id
            for operator in self._source.card.operators
            if operator.operator_id in used
        }
        return next(iter(terms)) if len(terms) == 1 else None


def _said(donors: Iterable[Donor], name: str) -> str | None:
    """Return what all of some donors have in common."""
    if name == "disease_ontology_term_id":
        values = {_joined(donor.disease_ontology_term_id) for donor in donors}
    elif name in _OF_DONOR:
        values = {getattr(donor, name) for donor in donors}
    else:
        return None
    return next(iter(values)) if len(values) == 1 else None


def _joined(terms: Iterable[str]) -> str | None:
    return JOIN.join(sorted(set(terms))) or None
