"""A chain of operators as it is drawn: a step for each operator, and the families it holds for."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Coverage:
    """Units of the two sides of an anchor, and how many of each are linked."""

    n_source: int
    n_source_linked: int
    n_target: int
    n_target_linked: int
    source: str = "of the source"
    target: str = "of the target"
    """What the units of either side are called."""

    def __str__(self) -> str:
        """Say how many of each side are linked.

        Examples
        --------
        >>> str(Coverage(20_000, 12_011, 512, 509, "transcripts", "cells"))
        '12,011 of 20,000 transcripts, 509 of 512 cells'
        """
        return (
            f"{self.n_source_linked:,} of {self.n_source:,} {self.source}, "
            f"{self.n_target_linked:,} of {self.n_target:,} {self.target}"
        )

    def turned(self) -> Coverage:
        """Return the same of the anchor taken backwards."""
        return Coverage(
            self.n_target,
            self.n_target_linked,
            self.n_source,
            self.n_source_linked,
            self.target,
            self.source,
        )


@dataclass(frozen=True, slots=True)
class Step:
    """One operator, or what the first one is applied to.

    Attributes
    ----------
    kind
        ``state``, ``observation``, ``intervene``, ``project``, ``lift``, ``measure``, ``readout``,
        ``missing`` (an operator that nothing declares) or ``left_out`` (too many to draw).
    name
        Modality, method, link or key; of a state its context, of an observation its path.
    source, target
        Scales that it takes and gives; equal where it does not change scale; empty where unknown.
    details
        More about it, such as events.
    declared, counted
        Coverage of its anchor, by the card and by the data.
    fault
        Why the chain does not compose here; empty where it does.
    """

    kind: str
    name: str = ""
    source: str = ""
    target: str = ""
    details: tuple[str, ...] = ()
    declared: Coverage | None = None
    counted: Coverage | None = None
    differs: bool = False
    """Whether what was counted is another coverage than the declared one."""
    fault: str = ""

    @property
    def scales(self) -> str:
        """The scale that it is at, or those that it leads between."""
        if self.source and self.target and self.source != self.target:
            return f"{self.source} → {self.target}"
        return f"at {self.target or self.source}" if self.target or self.source else ""


@dataclass(frozen=True, slots=True)
class FamilyLine:
    """A family of conditions; ``conditions`` are the first of them."""

    conditions: tuple[str, ...]
    n_conditions: int
    events: tuple[str, ...]
    harvest: str
    context: str


@dataclass(frozen=True, slots=True)
class DrawnChain:
    """One chain, for all families of conditions that differ in nothing but what was done.

    Attributes
    ----------
    result
        Path of the table or image, or identifier of the readout.
    what
        ``table``, ``image`` or ``readout``.
    notation
        The chain of the first family in the notation of the grammar.
    steps
        In the order in which they are applied.
    fault
        Why it does not compose, in a sentence; empty where it does or cannot be judged.
    families
        The first of the families.
    """

    result: str
    what: str
    notation: str
    steps: tuple[Step, ...]
    fault: str
    families: tuple[FamilyLine, ...]
    n_families_left_out: int = 0

    @property
    def n_families(self) -> int:
        """Families of conditions that it holds for."""
        return len(self.families) + self.n_families_left_out


@dataclass(frozen=True, slots=True)
class DrawnChains:
    """The chains of a report; those that do not compose come first."""

    chains: tuple[DrawnChain, ...] = ()
    n_left_out: int = 0
