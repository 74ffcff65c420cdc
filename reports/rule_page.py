"""The page of a rule, written from its record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.engine import GIVEN
from aivc.validators.registry import (
    EVALUATION_FAMILIES,
    FAMILIES,
    PREDICTION_FAMILIES,
    SPLIT_FAMILIES,
    all_rules,
    rules_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from aivc.validators.examples.example import Example
    from aivc.validators.rule import Rule


ABOUT = {
    **dict.fromkeys(SPLIT_FAMILIES, "every split"),
    **dict.fromkeys(PREDICTION_FAMILIES, "every file of predictions"),
    **dict.fromkeys(EVALUATION_FAMILIES, "every report of an evaluation"),
    "SYS": "every input",
}
"""What a rule that names nothing else is about, by family."""


def render_rule(rule: Rule) -> str:
    """Write the page of one rule as Markdown."""
    return "\n".join(_page(rule)).rstrip() + "\n"


def _page(rule: Rule) -> Iterator[str]:
    yield f"# {rule.code} {rule.name}"
    yield ""
    yield f"**{rule.title}**"
    yield ""
    yield f"{rule.severity.capitalize()}; level `{rule.level}`; since {rule.since}; {_scope(rule)}."
    yield ""
    yield from ("## Why", "", rule.why, "")
    yield from ("## What to do", "", rule.fix.replace("{", "<").replace("}", ">"), "")
    if rule.slots:
        yield from ("## About", "", *(f"- `{slot}`" for slot in rule.slots), "")
    if rule.failing:
        yield from ("## It fires on", "", *_examples(rule.failing))
    if rule.passing:
        yield from ("## It stays silent on", "", *_examples(rule.passing))
    if rule.references:
        yield from ("## References", "", *(f"- {reference}" for reference in rule.references), "")


def _scope(rule: Rule) -> str:
    parts = [f"tables measured by {', '.join(rule.operators)}"] if rule.operators else []
    parts += [f"containers {', '.join(rule.containers)}"] if rule.containers else []
    parts += [f"needs the extra `{rule.needs_extra}`"] if rule.needs_extra else []
    parts += ["needs a card"] if rule.needs_card else []
    parts += [GIVEN[rule.needs_given]] if rule.needs_given else []
    return "; ".join(parts) or ABOUT.get(rule.family, "every dataset")


def _examples(examples: Iterable[Example]) -> Iterator[str]:
    from aivc.validators.examples.render import render_example

    for example in examples:
        yield render_example(example)
        yield ""


def render_index() -> str:
    """Write the table of all rules as Markdown."""
    lines = ["# Rules", "", f"{len(all_rules())} rules in {len(FAMILIES)} families.", ""]
    for family, about in FAMILIES.items():
        lines += [
            f"## {family}: {about}",
            "",
            "| code | name | severity | level | what must hold |",
        ]
        lines += ["|---|---|---|---|---|"]
        lines += [
            f"| [{r.code}]({r.code}.md) | {r.name} | {r.severity} | {r.level} | {r.title} |"
            for r in rules_of(family)
        ]
        lines += [""]
    return "\n".join(lines)
