"""Rule INT014: the number of perturbations is the number of members that perturb."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetCard
from aivc.validators.findings import Level, Severity
from aivc.validators.grammar.applied import applications_of
from aivc.validators.grammar.places import Place, evidence_at
from aivc.validators.rule import Rule
from aivc.validators.rules.int.repeated_combination_member import repeats_a_member

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts
    from aivc.validators.findings import Evidence


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report declared numbers that differ from the count of members, controls not counted."""
    applications = applications_of(card)
    wrong: defaultdict[tuple[int, int], list[Place]] = defaultdict(list)
    declared = 0
    for intervention in card.interventions:
        combination = intervention.combination
        if combination is None or combination.n_perturbations is None:
            continue
        # A member that is listed twice is INT013's.
        if repeats_a_member(combination):
            continue
        declared += 1
        members = {member.agent for member in combination.members} - {None}
        counted = len(members - applications.inert)
        if counted != combination.n_perturbations:
            place = Place(
                f"{combination.pointer}/n_perturbations", intervention.intervention_id or ""
            )
            wrong[combination.n_perturbations, counted].append(place)
    for (number, counted), places in wrong.items():
        yield evidence_at(places, observed=str(number), expected=str(counted), total=declared)


RULE = Rule(
    code="INT014",
    name="n-perturbations-differs",
    severity=Severity.ERROR,
    level=Level.HEADER,
    title="The number of perturbations is the number of members that perturb.",
    message="{count} of {total} combinations declare {observed} perturbations and have {expected} members that are no control ({examples}).",
    fix="Write `n_perturbations: {expected}`, or correct the members. Control guides and vehicles do not count.",
    why="Splits by the number of perturbations put a single among the pairs, or a pair among the singles.",
    check=check,
    needs_card=True,
    slots=("Combination.n_perturbations", "Combination.members"),
    references=("scPerturb, column nperts",),
    passing=(
        Example(
            "a gene with a control guide is one perturbation",
            specimen="guides",
            edits=(
                SetCard("/interventions/4/combination/members/1/agent", "non_targeting_guides"),
                SetCard("/interventions/4/combination/n_perturbations", 1),
            ),
        ),
    ),
    failing=(
        Example(
            "three announced, two listed",
            specimen="guides",
            edits=(SetCard("/interventions/4/combination/n_perturbations", 3),),
            expect=(Expect("card:/interventions/4/combination/n_perturbations"),),
        ),
    ),
)
