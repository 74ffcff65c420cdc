"""Rule CRD028: no text of the card is a placeholder."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetCard
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.crd.entities import objects_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


PLACEHOLDERS = re.compile(
    r"\s*((todo|fixme)\b.*|tbd|tba|xxx+|to be (done|determined|filled in)|fill (me )?in"
    r"|lorem ipsum.*|<[^>]*>|\?+|\.\.\.+|placeholder|my dataset|untitled)\s*[:.!]?\s*",
    re.IGNORECASE,
)
"""A whole text that stands for a text, or one that begins as a task to do."""


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report texts that stand for a text."""
    for view in objects_of(card):
        for slot, value in view.present().items():
            if isinstance(value, str) and PLACEHOLDERS.fullmatch(value):
                yield Evidence(
                    Location("card", pointer=f"{view.pointer}/{slot}"),
                    observed=value,
                    values={"slot": slot},
                )


RULE = Rule(
    code="CRD028",
    name="placeholder-text",
    severity=Severity.ERROR,
    level=Level.HEADER,
    title="No text of the card is a placeholder.",
    message="`{slot}` at {where} still reads `{observed}`.",
    fix="Write what is meant, or delete `{slot}` if it is not known.",
    why="A placeholder passes every check of form and says nothing.",
    check=check,
    needs_card=True,
    passing=(
        Example(
            "a title that speaks of tasks to do",
            edits=(SetCard("/title", "What is to be done to a cell"),),
        ),
    ),
    failing=(
        Example(
            "a description that was never written",
            edits=(SetCard("/description", "TODO: describe"),),
            expect=(Expect("card:/description"),),
        ),
    ),
)
