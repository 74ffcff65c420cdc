"""Rule CRD015: no two objects of a kind have the same identifier."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetCard
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.crd.entities import identified

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report identifiers that more than one object of a kind has."""
    places: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for class_name, identifier, view in identified(card):
        places[class_name, identifier].append(view.pointer)
    for (class_name, identifier), pointers in places.items():
        if len(pointers) > 1:
            yield Evidence(
                Location("card", pointer=pointers[1]),
                observed=identifier,
                count=len(pointers) - 1,
                examples=tuple(pointers),
                values={"class_name": class_name, "first": pointers[0]},
            )


RULE = Rule(
    code="CRD015",
    name="duplicate-identifier",
    severity=Severity.ERROR,
    level=Level.HEADER,
    title="No two objects of a kind have the same identifier.",
    message="{class_name} `{observed}` is at {first} and again at {where} ({count} too many).",
    fix="Give each its own identifier, or merge them if they are the same thing.",
    why="A reference to the identifier means one thing to one reader and another to the next.",
    check=check,
    needs_card=True,
    passing=(
        Example(
            "an agent and a control may share an identifier",
            edits=(
                SetCard(
                    "/agents/-",
                    {"agent_id": "vehicle", "agent_type": "Chemical", "label": "DMSO, lot 2"},
                ),
            ),
        ),
    ),
    failing=(
        Example(
            "a donor that is listed twice",
            edits=(
                SetCard("/donors/-", {"donor_id": "D1", "sex_ontology_term_id": "PATO:0000384"}),
            ),
            expect=(Expect("card:/donors/3"),),
        ),
    ),
)
