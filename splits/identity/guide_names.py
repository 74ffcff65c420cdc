"""Which gene a guide is against, by what is told or by how the column names its guides.

A number at the end is part of a name unless something speaks for a guide: ``NKX2-1`` is a gene and
``PFI-1`` a drug, ``KLF1_2`` is the second guide against KLF1.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from aivc.splits.identity.controls import Controls
from aivc.splits.identity.naming import Renaming, Step
from aivc.splits.identity.spelling import folded

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from aivc.splits.identity.gene_names import GeneNames

MARK = r"(?:sg|g|gd|sgrna|grna|guide|crrna|cr|shrna|sh|posctrl|pos_?ctrl)"
MARKED = re.compile(
    rf"(?P<stem>.+?)[_\-.:# ](?:{MARK}[_\-. ]?\d{{1,4}}[a-z]?|pos_?ctrl|positive_control)",
    re.IGNORECASE,
)
LIBRARY = re.compile(r"(?P<stem>.+?)_[+-]_\d+(?:\.\d+)?(?:-P\w+)?")
"""Names in the CRISPRi and CRISPRa libraries of Horlbeck et al.: ``KLF1_+_12997999.23-P1P2``."""
GLUED = re.compile(r"(?P<stem>.+?)s?g\d{1,2}")
NUMBERED = re.compile(r"(?P<stem>.+?)[_\-.:# ]\d{1,3}[a-z]?")
PREFIXED = re.compile(r"(?:sgRNA|gRNA|sg|sh|si|g)[_\-. ]?(?P<stem>\S+)")


@dataclass(frozen=True)
class GuideNames:
    """Reads the target out of names of guides.

    Attributes
    ----------
    genes
        Names of genes.
    told
        Targets of guides that the card or another column tells, by folded label.
    are_guides
        Whether the column is known to hold guides; a shared stem with a number is then enough.
    are_genetic
        Whether the column is about genes at all; elsewhere only marks such as ``_g1`` count.
    """

    genes: GeneNames
    told: Mapping[str, str]
    are_guides: bool
    are_genetic: bool = True

    def rename(self, names: tuple[str, ...]) -> Renaming:
        """Find the targets of names; those that are genes themselves stay."""
        steps: dict[str, Step] = {}
        left = []
        for name in names:
            target = self.told.get(folded(name))
            if target is not None:
                steps[name] = Step(self._symbol(target), f"guides whose target is told as {target}")
            elif not self.genes.is_gene(name):
                left.append(name)
        steps |= self._by_pattern(left)
        return Renaming(steps)

    def _by_pattern(self, names: Sequence[str]) -> dict[str, Step]:
        marked = {name: stem for name in names if (stem := _stem(name, (MARKED, LIBRARY)))}
        numbered = {
            name: stem
            for name in names
            if self.are_genetic and name not in marked and (stem := _stem(name, (GLUED, NUMBERED)))
        }
        steps: dict[str, Step] = {}
        for name in names:
            stem = marked.get(name) or numbered.get(name) or name
            gene = self._gene_in(stem, is_cut=stem != name)
            if gene is not None:
                steps[name] = Step(gene, f"guides against {gene}")
        steps |= _shared(marked, steps, set(names), least_stems=1)
        if self.are_guides:
            steps |= _shared(numbered, steps, set(), least_stems=2)
        return steps

    def _gene_in(self, stem: str, *, is_cut: bool) -> str | None:
        """Return the gene of a stem as it is, or behind a prefix such as sg."""
        if is_cut and self.genes.is_written_as_gene(stem):
            return self.genes.symbol_of(stem)
        match = PREFIXED.fullmatch(stem)
        if match and self.are_genetic and self.genes.is_written_as_gene(match["stem"]):
            return self.genes.symbol_of(match["stem"])
        return self.genes.symbol_of(stem) if is_cut and self.are_guides else None

    def _symbol(self, target: str) -> str:
        """Return the symbols of a told target; of a guide against several genes, joined by plus."""
        parts = (part.strip() for part in target.split("+"))
        return "+".join(sorted({self.genes.symbol_of(part) or part for part in parts if part}))


@dataclass(frozen=True)
class GuideControls:
    """Knows controls, and guides that are marked as guides of one: ``non-targeting_00012_sg1``."""

    plain: Controls

    def __call__(self, label: str) -> bool:
        """Tell whether a label is a control."""
        if self.plain(label):
            return True
        stem = _stem(label, (MARKED, GLUED))
        return bool(stem) and self.plain(stem)


def controls_with_guides(
    control_labels: Collection[str], told: Mapping[str, str]
) -> Callable[[str], bool]:
    """Return what tells controls, among them guides whose told target is one; it remembers."""
    known = Controls.of(control_labels)
    guides = (guide for guide, target in told.items() if known(target))
    return cache(GuideControls(Controls.of([*control_labels, *guides])))


def folded_told(told: Mapping[str, str]) -> dict[str, str]:
    """Return told targets by folded label; an empty target tells nothing."""
    return {folded(label): target for label, target in sorted(told.items()) if target.strip()}


def stem_of(label: str) -> str:
    """Return what is left of a label without the marks of a guide, the label where there are none.

    Examples
    --------
    >>> stem_of("KLF1_g2"), stem_of("KLF1")
    ('KLF1', 'KLF1')
    """
    return _stem(label, (MARKED, LIBRARY, GLUED, NUMBERED)) or label


def _stem(name: str, patterns: Sequence[re.Pattern[str]]) -> str:
    for pattern in patterns:
        match = pattern.fullmatch(name)
        if match:
            return match["stem"]
    return ""


def _shared(
    stems: Mapping[str, str], known: Mapping[str, Step], labels: set[str], *, least_stems: int
) -> dict[str, Step]:
    """Find names whose stem several names have, or which is itself a label."""
    together: defaultdict[str, list[str]] = defaultdict(list)
    for name, stem in stems.items():
        if name not in known:
            together[stem].append(name)
    shared = {s: found for s, found in together.items() if len(found) > 1 or s in labels}
    if len(shared) < least_stems:
        return {}
    return {
        name: Step(stem, f"guides against {stem}")
        for stem, found in shared.items()
        for name in found
    }
