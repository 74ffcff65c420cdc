"""Turn structure problems of one kind into evidence, one piece for each cause."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby
from typing import TYPE_CHECKING

from aivc.schema.slots import class_spec, enum_spec
from aivc.validators.findings import Evidence, Location

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.schema.structure_problem import StructureProblem
    from aivc.validators.facts.model import Facts
    from aivc.validators.rule import Check

MANY_CHOICES = 12
"""A longer list is for `aivc schema print`."""


def problems_of(kind: str) -> Check:
    """Make the check that reports structure problems of one kind."""

    def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
        yield from explained([p for p in facts.card.structure if p.kind == kind], "card")

    return check


def explained(problems: Iterable[StructureProblem], document: str) -> Iterator[Evidence]:
    """Yield one piece of evidence for each cause among problems of one kind.

    ``document`` is where the pointers lead: ``card`` or ``manifest``.
    """
    for _, same in groupby(sorted(problems, key=_cause), key=_cause):
        yield _evidence(list(same), document)


def _cause(problem: StructureProblem) -> tuple[str, ...]:
    return (
        problem.class_name,
        problem.slot,
        problem.observed,
        problem.expected,
        problem.rule or "",
        problem.required_by or "",
    )


def _evidence(problems: list[StructureProblem], document: str) -> Evidence:
    first = min(problems, key=lambda problem: _natural(problem.pointer))
    places = sorted((problem.pointer or "/" for problem in problems), key=_natural)
    suggestion = f" Did you mean `{first.suggestion}`?" if first.suggestion else ""
    return Evidence(
        Location(document, pointer=first.pointer),
        observed=first.observed,
        expected=first.expected,
        count=len(problems),
        examples=tuple(places),
        values={
            "slot": first.slot,
            "class_name": first.class_name,
            "suggestion": suggestion,
            "required_by": first.required_by or "every profile",
            "rule": first.rule or "",
            "times": f" ({len(problems)} places)" if len(problems) > 1 else "",
            "about": _about(first.class_name, first.slot),
            "such_as": _such_as(first.class_name, first.slot),
        },
    )


def _about(class_name: str, slot: str) -> str:
    """Return what the standard says of a slot, without the full stop."""
    spec = class_spec(class_name).slots.get(slot)
    return spec.description.rstrip(".") if spec else ""


def _such_as(class_name: str, slot: str) -> str:
    """Return the choices of a slot, where they are few, or an example; empty if it has none."""
    spec = class_spec(class_name).slots.get(slot)
    if spec and spec.kind == "enum" and spec.range:
        choices = tuple(enum_spec(spec.range).values)
        if len(choices) <= MANY_CHOICES:
            return f"; one of {', '.join(choices)}"
    return f", such as {_flow(spec.examples[0]).rstrip('.')}" if spec and spec.examples else ""


def _flow(value: object) -> str:
    """Write a value on one line, the way a card would."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_flow(part)}" for key, part in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_flow(part) for part in value) + "]"
    return str(value).lower() if isinstance(value, bool) else str(value)


def _natural(pointer: str) -> tuple[tuple[int, int, str], ...]:
    """Sort ``/conditions/10`` after ``/conditions/9``."""
    return tuple(
        (0, int(part), "") if part.isdigit() else (1, 0, part) for part in pointer.split("/")
    )
