"""Claims that a rule of this family speaks of, and what it saw."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.findings import Evidence, Location

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.validators.claims.model import ClaimVerdict
    from aivc.validators.facts.model import Facts


def refused_claims(facts: Facts, code: str) -> Iterator[ClaimVerdict]:
    """Yield the verdict on each claim that does not hold and that this rule reports."""
    if facts.split is None:
        return
    from aivc.validators.claims.judge import judge

    for verdict in judge(facts.split):
        if verdict.said_by == code:
            yield verdict


def evidence_of(verdict: ClaimVerdict, expected: str = "") -> Evidence:
    """Return what a verdict says as evidence at the claim."""
    return Evidence(
        Location("manifest", pointer=verdict.pointer),
        observed=verdict.because,
        expected=expected or verdict.claim,
        count=max(1, verdict.n_counter_levels),
        total=verdict.n_levels,
        examples=tuple(
            f"{example.level} ({example.n_evaluated:,} rows in {verdict.evaluated}, "
            f"{example.n_reference:,} in {verdict.reference})"
            for example in verdict.counter_examples
        ),
        values={
            "claim": verdict.claim,
            "evaluated": verdict.evaluated,
            "reference": verdict.reference,
            "rows": verdict.n_counter_rows,
            "all_rows": verdict.n_rows,
        },
    )


def evidence_on(facts: Facts, code: str) -> Iterator[Evidence]:
    """Yield one piece of evidence for each claim that a rule reports."""
    for verdict in refused_claims(facts, code):
        yield evidence_of(verdict)
