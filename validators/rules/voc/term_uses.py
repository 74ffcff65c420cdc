"""Every place where a dataset uses a term of a vocabulary."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aivc.validators.findings import Location
from aivc.validators.rules.crd.entities import objects_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts

SEPARATOR = " || "
"""Between the terms of a cell of obs that holds several, as CELLxGENE 7.1 writes it."""

NO_TERM = frozenset({"unknown", "na", "multiethnic", "pooled"})
"""Words that CELLxGENE allows in place of a term."""


@dataclass(frozen=True, slots=True)
class TermSlot:
    """Which terms a slot takes: whole vocabularies, and branches below a term."""

    vocabularies: tuple[str, ...]
    branches: tuple[str, ...] = ()
    only: tuple[str, ...] = ()

    def expected(self) -> str:
        """Say it in words."""
        if self.only:
            return " or ".join(self.only)
        below = [f"a term below {branch}" for branch in self.branches]
        return " or ".join(below or [f"a term of {name}" for name in self.vocabularies])


STAGES = ("HsapDv", "MmusDv", "UBERON", "FBdv", "WBls", "ZFS", "ZFA", "PO")
ANATOMY = ("UBERON", "FBbt", "WBbt", "ZFA", "PO")
TERM_SLOTS = {
    "assay_ontology_term_id": TermSlot(("EFO",), ("EFO:0002772", "EFO:0010183")),
    "cell_type_ontology_term_id": TermSlot(("CL", "FBbt", "WBbt", "ZFA", "PO")),
    "development_stage_ontology_term_id": TermSlot(STAGES),
    "disease_ontology_term_id": TermSlot(("MONDO", "PATO")),
    "self_reported_ethnicity_ontology_term_id": TermSlot(("HANCESTRO", "AfPO")),
    "sex_ontology_term_id": TermSlot(
        ("PATO",), only=("PATO:0000383", "PATO:0000384", "PATO:0001340")
    ),
    "tissue_ontology_term_id": TermSlot((*ANATOMY, "CL", "CVCL")),
    "organism_ontology_term_id": TermSlot(("NCBITaxon",)),
    "method_ontology_term_id": TermSlot(("EFO",), ("EFO:0022867",)),
    "delivery_ontology_term_id": TermSlot(("EFO",), ("EFO:0920064",)),
    "cell_type_term": TermSlot(("CL",)),
    "cell_line_id": TermSlot(("CVCL",)),
    "chebi_id": TermSlot(("CHEBI",)),
}
"""What each slot and each obs column of the same name takes (CELLxGENE 7.1 where it has it)."""


@dataclass(frozen=True, slots=True)
class TermUse:
    """One text in a place where a term belongs, with the rows or objects that use it."""

    text: str
    slot: str
    location: Location
    count: int
    total: int = 0

    @property
    def takes(self) -> TermSlot:
        """What the slot takes."""
        return TERM_SLOTS[self.slot]


def term_uses(card: DatasetCard, facts: Facts) -> Iterator[TermUse]:
    """Yield every use of a term in the card, in obs and in uns; allowed words are left out."""
    yield from terms_in_card(card)
    yield from terms_in_file(facts)


def terms_in_card(card: DatasetCard) -> Iterator[TermUse]:
    """Yield every use of a term in the card; allowed words are left out."""
    yield from (use for use in _in_card(card) if use.text not in NO_TERM)


def terms_in_file(facts: Facts) -> Iterator[TermUse]:
    """Yield every use of a term in obs and in uns; allowed words are left out."""
    yield from (u for u in (*_in_obs(facts), *_in_uns(facts)) if u.text not in NO_TERM)


def by_location(uses: Iterable[TermUse]) -> Iterator[tuple[Location, list[TermUse]]]:
    """Group uses by place, so that one cause in one place gives one finding."""
    groups: dict[Location, list[TermUse]] = {}
    for use in uses:
        groups.setdefault(use.location, []).append(use)
    yield from groups.items()


def _in_card(card: DatasetCard) -> Iterator[TermUse]:
    for view in objects_of(card):
        for slot in TERM_SLOTS:
            value = getattr(view, slot, None)
            values = value if isinstance(value, tuple) else (value,)
            for position, text in enumerate(values):
                if text is not None:
                    place = f"/{position}" if isinstance(value, tuple) else ""
                    location = Location("card", pointer=f"{view.pointer}/{slot}{place}")
                    yield TermUse(text, slot, location, 1)


def _in_obs(facts: Facts) -> Iterator[TermUse]:
    for table in facts.tables.values():
        columns = table.obs.columns if table.obs else {}
        for name in sorted(TERM_SLOTS.keys() & columns.keys()):
            column = columns[name]
            location = Location("obs", table=table.name, column=name)
            for label, count in zip(column.categories, column.counts, strict=True):
                for text in label.split(SEPARATOR) if count else ():
                    yield TermUse(text, name, location, int(count), column.n_rows)


def _in_uns(facts: Facts) -> Iterator[TermUse]:
    for table in facts.tables.values():
        text = table.uns.get("organism_ontology_term_id")
        if isinstance(text, str):
            location = Location("uns", table=table.name, column="organism_ontology_term_id")
            yield TermUse(text, "organism_ontology_term_id", location, 1)
