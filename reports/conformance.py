"""What was found when a predictor was held against the laws, for a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from aivc.reference_models.conformance.law import Verdict
from aivc.reports.wrapping import wrapped
from aivc.validators.engine import printable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aivc.reference_models.conformance.law import Law
    from aivc.reference_models.conformance.report import ConformanceReport, LawResult

LONGEST = 1000


def render_conformance(report: ConformanceReport) -> str:
    """Write a verdict, then laws that are broken, that are kept, and that were not looked at."""
    return "\n".join(_lines(report)) + "\n"


def render_laws(laws: Sequence[Law]) -> str:
    """Write laws with what holds, why, and what to do where it does not."""
    lines: list[str] = []
    for law in laws:
        lines += [click.style(law.name, bold=True), *wrapped(law.sentence)]
        lines += [*wrapped(f"Why: {law.why}"), *wrapped(f"Fix: {law.fix}")]
    return "\n".join(lines) + "\n"


def _lines(report: ConformanceReport) -> Iterator[str]:
    failed, passed, left = (
        [each for each in report.results if each.outcome.verdict is verdict]
        for verdict in (Verdict.FAILED, Verdict.PASSED, Verdict.NOT_APPLICABLE)
    )
    yield _verdict(report, len(failed), len(passed), len(left))
    for note in report.notes:
        yield from wrapped(printable(note, LONGEST))
    for result in failed:
        yield f"{click.style('broken', 'red', bold=True)}  {_named(result)}"
        yield from wrapped(result.law.sentence)
        yield from wrapped(printable(f"Found: {result.outcome.because}", LONGEST))
        yield from wrapped(f"Why: {result.law.why}")
        yield from wrapped(f"Fix: {result.law.fix}")
    for result in passed:
        answers = f"{result.outcome.n_looked_at} looked at"
        yield f"{click.style('kept', 'green')}    {_named(result)}, {answers}"
        if result.outcome.because:
            yield from wrapped(printable(result.outcome.because, LONGEST))
    for result in left:
        yield f"{click.style('not applicable', 'yellow')}  {_named(result)}"
        yield from wrapped(printable(result.outcome.because, LONGEST))


def _verdict(report: ConformanceReport, n_failed: int, n_passed: int, n_left: int) -> str:
    if report.conforms:
        words, colour = "keeps every law that applies to it", "green"
    elif n_failed:
        words, colour = f"breaks {len(report.broken)} laws", "red"
        words = words if len(report.broken) > 1 else "breaks one law"
    else:
        words, colour = "could not be judged by any law", "yellow"
    counts = f"{n_passed} kept, {n_failed} broken, {n_left} not applicable"
    name = printable(report.predictor)
    return f"{name}: {click.style(words, colour, bold=True)} ({counts})"


def _named(result: LawResult) -> str:
    kind = "" if result.kind is None else f" ({result.kind.value})"
    return f"{click.style(result.law.name, bold=True)}{kind}"
