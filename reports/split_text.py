"""The audit of a split for a terminal: parts, claims, what is shared, what was taken for one."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import click

from aivc.reports.wrapping import wrapped
from aivc.validators.engine import printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.reports.split_summary import ClaimLine, OverlapLine, SplitSummary

RESULTS = {
    "supported": ("supported", "green"),
    "refuted": ("REFUTED", "red"),
    "not_identifiable": ("NOT IDENTIFIABLE", "red"),
    "not_checked": ("not checked", "red"),
}
NO_CLAIMS = "The manifest claims nothing."
NO_CLAIMS_READ = "There is no claim that could be judged."
NOTHING_NEW = "No axis is new in any part."
NOT_DIVIDED = "Nobody can tell: the rows could not be assigned to parts."
MOST_MERGES = 12
MOST_SUPPORTED = 12


def split_lines(split: SplitSummary, *, quiet: bool = False) -> Iterator[str]:
    """Yield the lines between the head of a report and its findings; if quiet only the claims."""
    if not quiet:
        yield from _parts(split)
    yield from _claims("Claims", split.claims, none=NO_CLAIMS if split.parts else NO_CLAIMS_READ)
    if not quiet:
        yield from _shared(split)


def split_details(split: SplitSummary) -> Iterator[str]:
    """Yield the lines behind the findings: what is supported, and on what it all rests."""
    most = split.supported[:MOST_SUPPORTED]
    nothing = NOTHING_NEW if split.parts else NOT_DIVIDED
    yield from _claims("What this split does support", most, none=nothing)
    if len(split.supported) > MOST_SUPPORTED:
        yield f"  {len(split.supported) - MOST_SUPPORTED} more are in --format json"
    yield from _read_from(split)
    yield from _merges(split)


def _parts(split: SplitSummary) -> Iterator[str]:
    if not split.parts:
        return
    yield click.style("Parts", bold=True)
    for part in split.parts:
        controls = f", {part.n_controls:,} controls" if part.n_controls else ""
        yield f"  {printable(part.name):<16} {part.role:<14} {part.n_rows:>12,} rows{controls}"
    yield ""


def _claims(title: str, claims: tuple[ClaimLine, ...], *, none: str) -> Iterator[str]:
    yield click.style(title, bold=True)
    if not claims:
        yield f"  {none}"
    for claim in claims:
        words, colour = RESULTS[claim.result]
        yield f"  {click.style(words, colour)}: {printable(claim.text)}"
        yield from wrapped(f"{printable(claim.because, 400)}")
        for example in claim.counter_examples[:3]:
            yield f"      {printable(example)}"
        for qualifier in claim.qualifiers:
            yield from wrapped(f"but {printable(qualifier, 400)}")
    yield ""


def _shared(split: SplitSummary) -> Iterator[str]:
    told = [line for line in split.overlaps if line.n_values]
    if not told:
        return
    yield click.style("Shared between parts", bold=True)
    for pair in dict.fromkeys((line.part, line.against) for line in told):
        lines = [line for line in told if (line.part, line.against) == pair]
        yield f"  {printable(pair[0])} against {printable(pair[1])}"
        for line in lines:
            yield f"    {_overlap(line)}"
    for note in split.notes:
        yield from wrapped(printable(note, 600), "  ")
    yield ""


def share_in_words(share: float) -> str:
    """Write a share as percent; a small one is never written as none, nor a great one as all.

    Examples
    --------
    >>> [share_in_words(share) for share in (0.0, 0.000001, 0.816514, 0.999999, 1.0)]
    ['0%', '<0.01%', '81.65%', '>99.99%', '100%']
    """
    if share in {0.0, 1.0}:
        return f"{share:.0%}"
    least = 0.0001
    if share < least:
        return f"<{least:.2%}"
    return f">{1 - least:.2%}" if share > 1 - least else f"{share:.2%}"


def _overlap(line: OverlapLine) -> str:
    values = f"{line.n_shared:,} of {line.n_values:,} values"
    share = "" if line.fraction is None else f"{share_in_words(line.fraction)} of rows"
    kept = "  kept whole" if line.sharing == "kept_whole" else ""
    return f"{' x '.join(line.axes):<20} {values:<28} {share}{kept}"


def _read_from(split: SplitSummary) -> Iterator[str]:
    if not split.axes:
        return
    yield click.style("Where this was read", bold=True)
    for axis in split.axes:
        columns = " + ".join(printable(column) for column in axis.columns)
        guess = "  (a guess: bind it in the manifest)" if axis.source == "guessed" else ""
        yield f"  {axis.axis:<18} {columns or axis.source}{guess}"
    yield from (f"  controls: {printable(source, 400)}" for source in split.controls)
    yield ""


def _merges(split: SplitSummary) -> Iterator[str]:
    joined = [merge for merge in split.merges if len(merge.labels) > 1]
    renamed = Counter(merge.axis for merge in split.merges if len(merge.labels) == 1)
    if joined or renamed:
        yield click.style(f"Taken for one thing ({len(joined)})", bold=True)
        for merge in joined[:MOST_MERGES]:
            labels = ", ".join(printable(label) for label in merge.labels)
            reason = printable(merge.reason, 400)
            yield from wrapped(f"{merge.axis}: {labels} = {printable(merge.canonical)} ({reason})")
        if len(joined) > MOST_MERGES:
            yield f"    and {_counted(Counter(merge.axis for merge in joined[MOST_MERGES:]))}"
        if renamed:
            yield f"    {_counted(renamed)} got another name and were merged with nothing"
        yield ""
    if split.doubts:
        yield click.style("Not decided", bold=True)
        for doubt in split.doubts:
            labels = ", ".join(printable(label) for label in doubt.labels)
            more = f" and {doubt.count - len(doubt.labels)} more" * (
                doubt.count > len(doubt.labels)
            )
            yield from wrapped(f"{doubt.axis}: {labels}{more}: {printable(doubt.detail, 400)}")
        yield ""


def _counted(by_axis: Counter[str]) -> str:
    return ", ".join(f"{number:,} on {axis}" for axis, number in by_axis.items())
