"""Evidence about terms of one verdict, one piece for each place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.schema.vocabulary import lookup, version_of, vocabulary_of
from aivc.validators.findings import Evidence
from aivc.validators.rules.voc.judging import TermVerdict, judge, suggestion
from aivc.validators.rules.voc.term_uses import by_location, term_uses

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts
    from aivc.validators.rule import Check
    from aivc.validators.rules.voc.term_uses import TermUse


def terms_that_are(verdict: TermVerdict) -> Check:
    """Make the check that reports terms of one verdict."""

    def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
        wrong = [use for use in term_uses(card, facts) if judge(use) is verdict]
        for _, uses in by_location(wrong):
            yield _evidence(uses, verdict)

    return check


def _evidence(uses: list[TermUse], verdict: TermVerdict) -> Evidence:
    first = uses[0]
    meant = [(use.text, suggestion(use, verdict)) for use in uses[:5]]
    hints = "; ".join(f"`{text}`: {words}" for text, words in meant if words)
    vocabulary = vocabulary_of(first.text) or ""
    return Evidence(
        first.location,
        observed=", ".join(_named(use.text) for use in uses[:5]),
        expected=first.takes.expected(),
        count=sum(use.count for use in uses),
        total=first.total,
        examples=tuple(use.text for use in uses),
        values={
            "n_terms": len(uses),
            "rows": f" ({sum(use.count for use in uses)} of {first.total} rows)"
            if first.total
            else "",
            "hint": f" Probably meant: {hints}." if hints else "",
            "release": f"{vocabulary} {version_of(vocabulary)}" if vocabulary else "",
            "vocabulary": vocabulary,
        },
    )


def _named(text: str) -> str:
    term = lookup(text)
    return f"{text} ({term.label})" if term else text
