"""The verb ``describe``: the chain of operators behind every table and readout."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.reports.description import ChainLine, Description

if TYPE_CHECKING:
    from pathlib import Path

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import CardFacts, Facts


def describe(source: str | Path, *, card: str | Path | None = None) -> Description:
    """Say how each table of a dataset came about.

    Only the card and headers are read. Each line has the form

    ``observation = Measure[...] ∘ (Project | Lift)[anchor]* ∘ Intervene[events] (state)``.

    Parameters
    ----------
    source
        An h5ad or h5mu file, or a zarr store.
    card
        Card to use instead of the sidecar ``NAME.aivc.yaml`` or the embedded one.

    Returns
    -------
    Description
        Prints as the text of ``aivc describe``. Where there is no card that can be read, it has
        no chains and says why.

    Raises
    ------
    UnreadableInputError
        The input cannot be opened or is no container that aivc reads.

    Examples
    --------
    >>> from pathlib import Path; from tempfile import TemporaryDirectory
    >>> from aivc.validators.examples.specimens.drug import specimen
    >>> from aivc.validators.examples.write import write_specimen
    >>> with TemporaryDirectory() as folder:
    ...     described = describe(write_specimen(specimen(), Path(folder)))
    >>> described.chains[0].text.split(" = ")[1].split(" ∘ ")[0]
    'Measure[SingleCellRNA, cell]'
    """
    from aivc.storage import find_card, open_dataset
    from aivc.validators.facts.collect import collect
    from aivc.validators.findings import Level

    with open_dataset(source) as dataset:
        cards = find_card(source, card, dataset)
        view, facts, _ = collect(dataset, cards, level=Level.HEADER)
    problem = _problem(facts.card)
    chains = () if problem else _chains(view, facts)
    links = () if problem else _links(view)
    used = str(cards[0].path) if cards else ""
    return Description(str(source), used, view.title or "", chains, problem, links)


def _chains(card: DatasetCard, facts: Facts) -> tuple[ChainLine, ...]:
    from aivc.validators.grammar.chain import chains_of
    from aivc.validators.grammar.faults import fault_in_words
    from aivc.validators.grammar.rendering import render_chain

    return tuple(
        ChainLine(chain.result, chain.conditions, render_chain(chain), fault_in_words(chain))
        for chain in chains_of(card, facts)
    )


def _links(card: DatasetCard) -> tuple[str, ...]:
    from aivc.validators.grammar.link_text import render_links

    return render_links(card)


def _problem(card: CardFacts) -> str:
    if not card.is_present:
        return "There is no card; `aivc init` drafts one."
    if card.parse_problem:
        return f"The card cannot be read: {card.parse_problem}."
    return ""
