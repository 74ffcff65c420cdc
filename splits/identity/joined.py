"""Resolve labels that may be combinations: members first, then the sets that they make."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from aivc.splits.identity.model import Merge, Resolution
from aivc.splits.identity.naming import in_order
from aivc.splits.identity.spelling import is_missing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from aivc.splits.identity.combinations import Reader
    from aivc.splits.identity.naming import Naming

JOIN = "+"


@dataclass(frozen=True, slots=True)
class Parts:
    """What a label is made of: canonical members in order, and whether a control was dropped."""

    members: tuple[str, ...]
    has_control: bool

    @property
    def name(self) -> str:
        """Members sorted, each once: order and repetition do not count.

        ``A+A`` is A. A predictor that has seen A has seen everything that A+A is made of; how much
        of it was given is the dose. Kept apart, A+A in a test would pass for an unseen agent.
        """
        return JOIN.join(sorted(set(self.members)))

    @property
    def reason(self) -> str:
        """Why the label means what its name says, as far as members are concerned."""
        reasons = []
        if self.has_control:
            reasons.append("a control beside it is no member")
        if len(set(self.members)) < len(self.members):
            reasons.append("a member named twice is one member")
        if list(dict.fromkeys(self.members)) != sorted(set(self.members)):
            reasons.append("the order of members does not count")
        return "; ".join(reasons)


def resolve_members(
    labels: Sequence[str],
    reader: Reader,
    is_control: Callable[[str], bool],
    name_members: Callable[[tuple[str, ...]], Naming],
) -> Resolution:
    """Resolve labels of interventions.

    Parameters
    ----------
    labels
        Distinct labels, in any order.
    reader
        Takes labels apart.
    is_control
        Tells whether a label, or a member, is a control.
    name_members
        Names distinct members.
    """
    texts = {label: reader.members(label) for label in set(labels) if not is_missing(label)}
    controls = sorted(
        label
        for label, members in texts.items()
        if all(map(is_control, members)) or (len(members) > 1 and is_control(label))
    )
    for label in controls:
        del texts[label]
    treated = {label: [m for m in members if not is_control(m)] for label, members in texts.items()}
    naming = name_members(tuple(sorted({m for members in treated.values() for m in members})))
    parts = {
        label: Parts(tuple(naming.names[m] for m in members), len(members) < len(texts[label]))
        for label, members in treated.items()
    }
    names = {part.name: tuple(sorted(set(part.members))) for part in parts.values()}
    places = {name: place for place, name in enumerate(sorted(names))}
    written = _as_written(texts)
    merges = (
        *(replace(m, labels=_sorted(written.get(t, t) for t in m.labels)) for m in naming.merges()),
        *_joint_merges(parts),
        *_blank_merges(texts, parts),
    )
    return Resolution(
        names=tuple(places),
        place=tuple(places[parts[label].name] if label in parts else -1 for label in labels),
        members=tuple(names[name] for name in places),
        controls=tuple(controls),
        separator=reader.separator,
        separator_source=reader.source,
        merges=tuple(sorted(merges, key=lambda m: (m.canonical, m.reason, m.labels))),
        doubts=in_order((*reader.doubts, *naming.doubts)),
    )


def _as_written(texts: dict[str, tuple[str, ...]]) -> dict[str, str]:
    """Return the label in the file of members that stand alone and occur only with more blanks."""
    alone = {members[0]: label for label, members in sorted(texts.items()) if len(members) == 1}
    return {member: label for member, label in alone.items() if member not in texts}


def _sorted(labels: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(labels)))


def _joint_merges(parts: dict[str, Parts]) -> list[Merge]:
    """List labels that are one thing because of their members, not of the names of these."""
    together: defaultdict[str, list[str]] = defaultdict(list)
    for label in sorted(parts):
        together[parts[label].name].append(label)
    merges = []
    for name, labels in together.items():
        by_reason: defaultdict[str, list[str]] = defaultdict(list)
        for label in labels:
            if parts[label].reason:
                by_reason[parts[label].reason].append(label)
        if len(labels) > 1:
            others = [label for label in labels if not parts[label].reason]
            merges += [
                Merge(name, tuple(sorted({*changed, *others})), reason)
                for reason, changed in by_reason.items()
            ]
    return merges


def _blank_merges(texts: dict[str, tuple[str, ...]], parts: dict[str, Parts]) -> list[Merge]:
    """List labels that only blanks tell apart; their members were tidied before naming."""
    together: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for label, members in texts.items():
        together[members].append(label)
    return [
        Merge(parts[labels[0]].name, tuple(sorted(labels)), "same but for blanks")
        for labels in together.values()
        if len(labels) > 1
    ]
