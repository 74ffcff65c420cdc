"""What the card tells of rows through its entities, where no column does.

A file that carries ``sample_id`` alone says through ``Sample.from_donors`` whose cells they are,
and one that carries ``condition_id`` says through interventions which agent, target, dose and time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.storage.keys.joint_keys import joint_keys
from aivc.storage.keys.owners import assign, assign_all
from aivc.validators.facts.design import KINDS, entities_of, is_everything, match_columns
from aivc.validators.split_facts.observe_labelled import Labelled, of_owners
from aivc.validators.split_facts.observe_treatment import told_by_conditions

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from aivc.schema.generated.views import DatasetCard, Sample
    from aivc.storage.keys.owners import Owners
    from aivc.validators.facts.aligned_columns import AlignedColumns
    from aivc.validators.split_facts.observe_binding import Bindings

TREATMENT = ("agent", "target", "dose", "time")


class CardTellings:
    """Looks up what a card tells on an axis; rows are assigned to entities when first needed."""

    def __init__(self, card: DatasetCard, columns: AlignedColumns, bindings: Bindings) -> None:
        self._card = card
        self._columns = columns
        self._bindings = bindings
        self._owners: dict[str, Owners | None] = {}

    def owners(self, kind: str) -> Owners | None:
        """Return the entity of each row, None where the card has none of the kind."""
        if kind not in self._owners:
            self._owners[kind] = self._assigned(kind)
        return self._owners[kind]

    def labelled(self, axis: str) -> Labelled | None:
        """Return what the card tells on an axis, None where it tells nothing."""
        if axis in TREATMENT:
            owners = self.owners("condition")
            return None if owners is None else told_by_conditions(self._card, owners, axis)
        if axis in KINDS:
            return self._themselves(axis)
        if axis == "family":
            return self._family()
        if axis == "lane":
            return self._lanes()
        teller = BY_SAMPLE.get(axis)
        return None if teller is None else self._of_samples(teller)

    def _themselves(self, kind: str) -> Labelled | None:
        owners = self.owners(kind)
        if owners is not None:
            return of_owners(owners, owners.ids)
        if kind == "donor":
            return self._of_samples(_donor)
        if kind == "site":
            return self._of_batches()
        return None

    def _assigned(self, kind: str) -> Owners | None:
        entities = [e for e in entities_of(self._card)[kind] if e.identifier is not None]
        if not entities:
            return None
        bound = self._bindings.roles.get(kind)
        available = match_columns(entities, self._columns)
        if bound is not None and bound.source != "guessed":
            read = [self._columns.column(name, bound.table) for name in bound.columns]
            return assign(entities, available, joint_keys(read), self._columns.n_rows)
        if any(entity.matches for entity in entities):
            return assign(entities, available, None, self._columns.n_rows)
        if is_everything(kind, entities):
            return assign_all(entities[0], self._columns.n_rows)
        return None

    def _of_samples(self, tell: Callable[[Sample], str | None]) -> Labelled | None:
        owners = self.owners("sample")
        if owners is None:
            return None
        return of_owners(
            owners, _in_order(owners, {s.identifier: tell(s) for s in self._card.samples})
        )

    def _of_batches(self) -> Labelled | None:
        owners = self.owners("batch")
        if owners is None:
            return None
        sites = {batch.identifier: batch.batch_site for batch in self._card.batches}
        return of_owners(owners, _in_order(owners, sites))

    def _lanes(self) -> Labelled | None:
        owners = self.owners("batch")
        if owners is None or any(batch.batch_kind != "lane" for batch in self._card.batches):
            return None
        return of_owners(owners, owners.ids)

    def _family(self) -> Labelled | None:
        families = {donor.identifier: donor.family_id for donor in self._card.donors}
        if not any(families.values()):
            return None
        owners = self.owners("donor")
        if owners is not None:
            return of_owners(owners, _in_order(owners, families))
        return self._of_samples(lambda sample: families.get(_donor(sample)))


def _in_order(owners: Owners, told: Mapping[str | None, str | None]) -> Sequence[str | None]:
    return [told.get(identifier) for identifier in owners.ids]


def _donor(sample: Sample) -> str | None:
    # Of a pool, a row may be any donor's.
    return sample.from_donors[0] if len(sample.from_donors) == 1 else None


def _cell_line(sample: Sample) -> str | None:
    return sample.tissue_ontology_term_id if sample.tissue_type == "cell line" else None


def _tissue(sample: Sample) -> str | None:
    return None if sample.tissue_type == "cell line" else sample.tissue_ontology_term_id


def _joined(terms: Sequence[str]) -> str | None:
    return "; ".join(sorted(terms)) or None


BY_SAMPLE: Mapping[str, Callable[[Sample], str | None]] = {
    "cell_line": _cell_line,
    "cell_type": lambda sample: sample.cell_type_ontology_term_id,
    "tissue": _tissue,
    "disease": lambda sample: _joined(sample.disease_ontology_term_id),
    "organism": lambda sample: _joined(sample.organism_ontology_term_id),
    "replicate": lambda s: None if s.replicate_number is None else str(s.replicate_number),
}
"""What a sample tells, by axis."""
