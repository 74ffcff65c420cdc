"""Sum up the facts of a split for a report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.reports.split_notes import split_notes
from aivc.reports.split_summary import (
    AxisLine,
    ClaimLine,
    DoubtLine,
    MergeLine,
    OverlapLine,
    PartLine,
    SplitSummary,
)
from aivc.validators.claims.judge import judge
from aivc.validators.claims.supported import supported
from aivc.validators.split_facts.overlap import overlaps

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.validators.claims.model import ClaimVerdict
    from aivc.validators.split_facts.model import SplitFacts
    from aivc.validators.split_facts.overlap import Overlap


def summarise_split(split: SplitFacts, manifest_sha256: str = "") -> SplitSummary:
    """Return what a report says of a split beside its findings.

    Parameters
    ----------
    split
        The facts.
    manifest_sha256
        SHA-256 of the text of the manifest.
    """
    return SplitSummary(
        manifest_path=split.path,
        manifest_sha256=manifest_sha256,
        parts=tuple(
            PartLine(part.name, part.role, part.n_rows, part.n_controls) for part in split.parts
        ),
        claims=tuple(map(_claim, judge(split))),
        supported=tuple(map(_claim, supported(split))),
        overlaps=tuple(_overlap(split, found) for found in overlaps(split)),
        axes=tuple(
            AxisLine(name, facts.columns, facts.source) for name, facts in split.axes.items()
        ),
        controls=split.control_sources,
        merges=tuple(_merges(split)),
        doubts=tuple(_doubts(split)),
        notes=tuple(split_notes(split)),
    )


def _claim(verdict: ClaimVerdict) -> ClaimLine:
    return ClaimLine(
        text=verdict.claim,
        result=verdict.verdict.value,
        because=verdict.because,
        counter_examples=tuple(
            f"{found.level}: {found.n_evaluated:,} rows in {verdict.evaluated}, "
            f"{found.n_reference:,} in {verdict.reference}"
            for found in verdict.counter_examples
        ),
        qualifiers=verdict.qualifiers,
    )


def _overlap(split: SplitFacts, found: Overlap) -> OverlapLine:
    return OverlapLine(
        axes=found.axes,
        part=split.parts[found.pair.evaluated].name,
        against=split.parts[found.pair.reference].name,
        n_values=found.n_levels,
        n_shared=found.n_shared,
        n_rows=found.n_rows,
        n_rows_shared=found.n_rows_shared,
        published_name=found.published,
        sharing=found.standing.value,
    )


def _merges(split: SplitFacts) -> Iterator[MergeLine]:
    for name, facts in split.axes.items():
        for merge in facts.resolution.merges if facts.resolution else ():
            yield MergeLine(name, merge.canonical, merge.labels, merge.reason)


def _doubts(split: SplitFacts) -> Iterator[DoubtLine]:
    for name, facts in split.axes.items():
        for doubt in facts.resolution.doubts if facts.resolution else ():
            yield DoubtLine(name, doubt.kind, doubt.labels, doubt.count, doubt.detail)
