"""Draw the chains of a card; those that differ in what was done, or in the image, are one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.reports.chains.coverage import DIFFERENCE, links_by_id
from aivc.reports.chains.model import DrawnChain, DrawnChains, FamilyLine
from aivc.reports.chains.steps import Anchoring, and_more, events_in_short, steps_of
from aivc.validators.engine import printable
from aivc.validators.grammar.chain import chains_of
from aivc.validators.grammar.faults import fault_in_words, fault_of
from aivc.validators.grammar.operators import Intervene, ReadOut, State
from aivc.validators.grammar.rendering import render_chain

if TYPE_CHECKING:
    from collections.abc import Collection, Hashable, Sequence

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts
    from aivc.validators.grammar.chain import Chain
    from aivc.validators.outcome import Outcome

MAX_CHAINS = 40
MAX_FAMILIES = 20
MAX_NAMED = 3
"""More of any of these say less than fewer."""

LONGEST_FAULT = 1000


def draw_chains(card: DatasetCard, facts: Facts, outcome: Outcome) -> DrawnChains:
    """Return the chains of a card as they are drawn.

    Parameters
    ----------
    card, facts
        The card, and what was measured of it.
    outcome
        What the rules found: a coverage is marked where they say that it is another one.
    """
    images = frozenset(image.image_path for image in card.images)
    groups: dict[Hashable, list[Chain]] = {}
    faults: dict[Hashable, str] = {}
    for chain in chains_of(card, facts):
        fault = fault_of(chain)
        shape = (_shape(chain, images), str(fault))
        groups.setdefault(shape, []).append(chain)
        faults[shape] = "" if fault is None else str(fault)
    worst_first = sorted(groups, key=lambda shape: not faults[shape])
    differing = frozenset(f.location.pointer for f in outcome.findings if f.code == DIFFERENCE)
    anchoring = Anchoring(links_by_id(card, facts), facts, differing)
    drawn = tuple(_drawn(groups[shape], anchoring, images) for shape in worst_first[:MAX_CHAINS])
    return DrawnChains(drawn, len(groups) - len(drawn))


def _shape(chain: Chain, images: Collection[str | None]) -> Hashable:
    """Return what a chain has beside its family, and beside the image that it is of."""
    operators = tuple(
        "intervene" if isinstance(operator, Intervene) else operator for operator in chain.operators
    )
    if isinstance(chain.start, State):
        result = "" if chain.result in images else chain.result
        return (result, operators, chain.start.scale)
    start = chain.start
    return (chain.result, operators, "" if start.path in images else start.path, start.scale)


def _drawn(
    chains: Sequence[Chain], anchoring: Anchoring, images: Collection[str | None]
) -> DrawnChain:
    first = chains[0]
    n_alike = len({_origin(chain) for chain in chains})
    of_first = [chain for chain in chains if _origin(chain) == _origin(first)]
    of_conditions = [chain for chain in of_first if chain.conditions]
    is_readout = isinstance(first.operators[0], ReadOut)
    what = "image" if first.result in images else "table"
    return DrawnChain(
        and_more(first.result, 1 if is_readout else n_alike),
        "readout" if is_readout else what,
        render_chain(first),
        steps_of(of_first, anchoring, n_alike),
        printable(fault_in_words(first), LONGEST_FAULT),
        tuple(_family(chain) for chain in of_conditions[:MAX_FAMILIES]),
        max(0, len(of_conditions) - MAX_FAMILIES),
    )


def _origin(chain: Chain) -> tuple[str, str]:
    """Return of what a chain is: of a table, of an image, or of a readout of one."""
    return chain.result, "" if isinstance(chain.start, State) else chain.start.path


def _family(chain: Chain) -> FamilyLine:
    events = next((one.events for one in chain.operators if isinstance(one, Intervene)), ())
    return FamilyLine(
        tuple(printable(name, 80) for name in chain.conditions[:MAX_NAMED]),
        len(chain.conditions),
        events_in_short(events),
        printable(chain.harvest),
        printable(chain.start.context) if isinstance(chain.start, State) else "",
    )
