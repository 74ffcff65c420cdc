"""Terms of a vocabulary that belongs to one organism, on another organism."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.schema.vocabulary import organisms, species_of, vocabulary_of
from aivc.validators.findings import Evidence
from aivc.validators.rules.voc.gene_features import organisms_of
from aivc.validators.rules.voc.term_uses import term_uses

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.schema.vocabulary import Organism
    from aivc.validators.facts.model import Facts


def terms_of_others(
    card: DatasetCard,
    facts: Facts,
    slots: Collection[str],
    own: Collection[str],
    vocabulary_for: Callable[[Organism], str | None],
) -> Iterator[Evidence]:
    """Yield uses of terms of another organism than those that are declared.

    Nothing is yielded where an organism is declared that the table of organisms does not know: it
    may be a strain of any of them.

    Parameters
    ----------
    card, facts
        What was declared and read.
    slots
        Slots and columns to look at.
    own
        Vocabularies that belong to one organism each.
    vocabulary_for
        Gives the vocabulary of an organism.
    """
    declared = [species_of(taxon) for taxon in organisms_of(card, facts)]
    known = [organism for organism in declared if organism is not None]
    if not known or len(known) < len(declared):
        return
    wanted = {vocabulary_for(organism) for organism in known}
    owners = {vocabulary_for(organism): organism.scientific_name for organism in organisms()}
    for use in term_uses(card, facts):
        vocabulary = vocabulary_of(use.text)
        if use.slot in slots and vocabulary in own and vocabulary not in wanted:
            yield Evidence(
                use.location,
                observed=use.text,
                expected=" or ".join(sorted(name for name in wanted if name)) or "no vocabulary",
                count=use.count,
                total=use.total,
                examples=(use.text,),
                values={"owner": owners[vocabulary]},
            )
