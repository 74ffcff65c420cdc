"""Give labels their names, pass by pass, and keep the reason of each change."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

from aivc.splits.identity.model import Doubt, Merge
from aivc.splits.identity.spelling import tidy

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping

MOST_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Step:
    """A new name, and why it is the same thing."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Renaming:
    """What one pass found: the names that change, and what it could not decide.

    ``settled`` are names, after the change, that later passes leave alone.
    """

    steps: Mapping[str, Step]
    doubts: tuple[Doubt, ...] = ()
    settled: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Naming:
    """The name of every label so far, with the reasons that led to it."""

    names: Mapping[str, str]
    reasons: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    doubts: tuple[Doubt, ...] = ()
    settled: frozenset[str] = frozenset()

    @classmethod
    def of(cls, labels: Iterable[str]) -> Naming:
        """Start with every label under its own spelling, blanks tidied."""
        return cls({label: tidy(label) for label in sorted(set(labels))})

    def then(self, find: Callable[[tuple[str, ...]], Renaming]) -> Naming:
        """Apply a pass to the distinct names that are not settled yet."""
        open_names = tuple(sorted(set(self.names.values()) - self.settled))
        found = find(open_names)
        steps = {
            name: step
            for name, step in found.steps.items()
            if step.name != name and name not in self.settled
        }
        reasons = dict(self.reasons)
        for label, name in self.names.items():
            if name in steps:
                reasons[label] = (*reasons.get(label, ()), steps[name].reason)
        names = {
            label: steps[name].name if name in steps else name for label, name in self.names.items()
        }
        return Naming(names, reasons, (*self.doubts, *found.doubts), self.settled | found.settled)

    def merges(self) -> tuple[Merge, ...]:
        """Return every change of name, sorted; blanks are told only where they join labels."""
        together: defaultdict[str, list[str]] = defaultdict(list)
        for label, name in self.names.items():
            together[name].append(label)
        return tuple(
            merge for name in sorted(together) for merge in self._merges_of(name, together[name])
        )

    def _merges_of(self, name: str, labels: Collection[str]) -> Iterable[Merge]:
        by_reason: defaultdict[str, set[str]] = defaultdict(set)
        for label in labels:
            reason = "; ".join(self.reasons.get(label, ()))
            if reason:
                by_reason[reason].add(label)
            elif label != name and len(labels) > 1:
                by_reason["same but for blanks"].add(label)
        own = {label for label in labels if label == name}
        for reason in sorted(by_reason):
            yield Merge(name, tuple(sorted(by_reason[reason] | own)), reason)


def doubt(kind: str, labels: Iterable[str], detail: str, candidates: Iterable[str] = ()) -> Doubt:
    """Make a doubt about labels, of which the first few are shown."""
    distinct = sorted(set(labels))
    return Doubt(
        kind, tuple(distinct[:MOST_SHOWN]), detail, len(distinct), tuple(sorted(set(candidates)))
    )


def in_order(doubts: Iterable[Doubt]) -> tuple[Doubt, ...]:
    """Sort doubts, each once."""
    return tuple(sorted(set(doubts), key=lambda d: (d.kind, d.labels, d.detail, d.count)))
