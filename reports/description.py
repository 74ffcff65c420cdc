"""The chains of operators that a card states, in words."""

from __future__ import annotations

from dataclasses import dataclass

from aivc.schema.visible_text import visible

UNKNOWN = "?"


@dataclass(frozen=True, slots=True)
class ChainLine:
    """One chain.

    Attributes
    ----------
    result
        Path of the table, or identifier of the readout.
    conditions
        Identifiers of the conditions that it holds for; empty where the card states none.
    text
        The chain in the notation of the grammar.
    fault
        Why it does not compose: the operator that is missing, or the scale at which one does not
        exist. Empty where it composes, and where the card does not say enough to judge it.
    """

    result: str
    conditions: tuple[str, ...]
    text: str
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Description:
    """What a dataset is, as a grammar of operators.

    Attributes
    ----------
    path, card
        The data, and the card that was followed; empty where there is none.
    title
        Title in the card.
    chains
        One for each table and family of conditions, then one for each readout.
    problem
        Why nothing can be said; empty where something can.
    links
        One line for each link between scales, with its coverage as declared.
    """

    path: str
    card: str
    title: str
    chains: tuple[ChainLine, ...]
    problem: str = ""
    links: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Return the text that ``aivc describe`` prints."""
        lines = [
            f"{visible(self.path)}: {visible(self.title)}" if self.title else visible(self.path)
        ]
        lines += [f"  {visible(chain.text)}" for chain in self.chains]
        lines += [f"  link {visible(link)}" for link in self.links]
        if self.problem:
            lines.append(f"  {visible(self.problem)}")
        elif any(UNKNOWN in text for text in (*(c.text for c in self.chains), *self.links)):
            lines.append(f"  {UNKNOWN} stands for what the card does not say")
        faults = dict.fromkeys(chain.fault for chain in self.chains if chain.fault)
        lines += [f"  does not compose: {visible(fault)}" for fault in faults]
        return "\n".join(lines) + "\n"
