"""Draw the chains of a card: those that differ in nothing but what was done are drawn as one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.reports.chains.coverage import DIFFERENCE, links_by_id
from aivc.reports.chains.model import DrawnChain, DrawnChains, FamilyLine
from aivc.reports.chains.steps import Anchoring, events_in_short, steps_of
from aivc.validators.engine import printable
from aivc.validators.grammar.chain import chains_of
from aivc.validators.grammar.faults import fault_in_words
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
    groups: dict[Hashable, list[Chain]] = {}
    faults: dict[Hashable, str] = {}
    for chain in chains_of(card, facts):
        fault = fault_in_words(chain)
        shape = (_shape(chain), fault)
        groups.setdefault(shape, []).append(chain)
        faults[shape] = fault
    worst_first = sorted(groups, key=lambda shape: not faults[shape])
    differing = frozenset(f.location.pointer for f in outcome.findings if f.code == DIFFERENCE)
    anchoring = Anchoring(links_by_id(card, facts), facts, differing)
    images = frozenset(image.image_path for image in card.images)
    drawn = tuple(
        _drawn(groups[shape], faults[shape], anchoring, images)
        for shape in worst_first[:MAX_CHAINS]
    )
    return DrawnChains(drawn, len(groups) - len(drawn))


def _shape(chain: Chain) -> Hashable:
    """Return what a chain has beside its family."""
    operators = tuple(
        "intervene" if isinstance(operator, Intervene) else operator for operator in chain.operators
    )
    start = chain.start.scale if isinstance(chain.start, State) else chain.start
    return (chain.result, operators, start)


def _drawn(
    chains: Sequence[Chain], fault: str, anchoring: Anchoring, images: Collection[str | None]
) -> DrawnChain:
    first = chains[0]
    of_conditions = [chain for chain in chains if chain.conditions]
    what = "image" if first.result in images else "table"
    return DrawnChain(
        printable(first.result),
        "readout" if isinstance(first.operators[0], ReadOut) else what,
        render_chain(first),
        steps_of(chains, anchoring),
        printable(fault, LONGEST_FAULT),
        tuple(_family(chain) for chain in of_conditions[:MAX_FAMILIES]),
        max(0, len(of_conditions) - MAX_FAMILIES),
    )


def _family(chain: Chain) -> FamilyLine:
    events = next((one.events for one in chain.operators if isinstance(one, Intervene)), ())
    return FamilyLine(
        tuple(printable(name, 80) for name in chain.conditions[:MAX_NAMED]),
        len(chain.conditions),
        events_in_short(events),
        printable(chain.harvest),
        printable(chain.start.context) if isinstance(chain.start, State) else "",
    )
