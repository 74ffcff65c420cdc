"""Rule CRD016: everything that a card refers to is in the card."""

from __future__ import annotations

from collections import defaultdict
from difflib import get_close_matches
from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetCard
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.crd.entities import Reference, identified, references_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report references to objects that the card does not hold."""
    known: defaultdict[str, set[str]] = defaultdict(set)
    for class_name, identifier, _ in identified(card):
        known[class_name].add(identifier)
    dangling: defaultdict[tuple[str, str], list[Reference]] = defaultdict(list)
    for reference in references_of(card):
        if reference.identifier not in known[reference.target_class]:
            dangling[reference.target_class, reference.identifier].append(reference)
    for (class_name, identifier), references in dangling.items():
        yield _evidence(class_name, identifier, references, known)


def _evidence(
    class_name: str,
    identifier: str,
    references: list[Reference],
    known: dict[str, set[str]],
) -> Evidence:
    near = get_close_matches(identifier, sorted(known[class_name]), 1)
    elsewhere = [other for other, names in sorted(known.items()) if identifier in names]
    hint = f" There is `{near[0]}`." if near else ""
    if not near and elsewhere:
        hint = f" `{identifier}` is the identifier of a {elsewhere[0]}."
    return Evidence(
        Location("card", pointer=references[0].pointer),
        observed=identifier,
        count=len(references),
        examples=tuple(reference.pointer for reference in references),
        values={"class_name": class_name, "hint": hint, "slot": references[0].slot},
    )


RULE = Rule(
    code="CRD016",
    name="unresolved-reference",
    severity=Severity.ERROR,
    level=Level.HEADER,
    title="Everything that a card refers to is in the card.",
    message="`{slot}` names {class_name} `{observed}`, which the card does not have ({count} references).{hint}",
    fix="Correct the name, or add {class_name} `{observed}` to the card.{hint}",
    why="A reference that leads nowhere looks like knowledge and is none: the control, the agent or the donor is missing.",
    check=check,
    needs_card=True,
    passing=(
        Example("every reference resolves", edits=(SetCard("/samples/0/from_donors", ["D1"]),)),
    ),
    failing=(
        Example(
            "a donor with a typing error",
            edits=(SetCard("/samples/0/from_donors", ["D11"]),),
            expect=(Expect("card:/samples/0/from_donors/0"),),
        ),
        Example(
            "a table measured by nothing that is declared",
            edits=(SetCard("/tables/0/measured_by", "chromatin"),),
            expect=(Expect("card:/tables/0/measured_by"),),
        ),
    ),
)
