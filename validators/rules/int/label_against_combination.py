"""Rule INT016: the labels of the file name as many agents as the card applies."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from aivc.validators.examples.example import DropCard, Example, Expect, SetCard, SetColumn
from aivc.validators.findings import MAX_EXAMPLES, Evidence, Level, Location, Severity
from aivc.validators.grammar.applied import applications_of
from aivc.validators.rule import Rule
from aivc.validators.rules.int.combination_labels import (
    CombinationLabels,
    Reading,
    readings_of,
)
from aivc.validators.rules.int.labelled_conditions import column_of, role_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts

ROLES = ("agent", "target", "guide")


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Report labels that name another number of agents than applied, or cannot be taken apart."""
    if card.binding is None and not any(i.combination for i in card.interventions):
        return
    labels = CombinationLabels.of(card, applications_of(card))
    for role_name in ROLES:
        role = role_of(facts, role_name)
        if role is None:
            continue
        readings = tuple(readings_of(card, facts, role_name, labels))
        where = Location("obs", table=role.table, column=column_of(role))
        differing = {f"{r.label} ({_applied(r)} applied)": r for r in readings if r.differs}
        if differing:
            yield _evidence(where, differing, readings, "name another number of agents than")
        separators = Counter(r.undeclared_separator for r in readings if r.undeclared_separator)
        if separators:
            separator = separators.most_common(1)[0][0]
            joined = {r.label: r for r in readings if r.undeclared_separator}
            what = f"join agents by `{separator}`, which is not declared as separator, for what"
            yield _evidence(where, joined, readings, what)


def _applied(reading: Reading) -> str:
    return str(reading.n_applied)


def _evidence(
    where: Location, found: dict[str, Reading], readings: tuple[Reading, ...], observed: str
) -> Evidence:
    return Evidence(
        where,
        observed=observed,
        count=len(found),
        total=len({reading.label for reading in readings}),
        examples=tuple(found)[:MAX_EXAMPLES],
    )


RULE = Rule(
    code="INT016",
    name="label-against-combination",
    severity=Severity.ERROR,
    level=Level.OBS,
    title="The labels of the file name as many agents as the card applies.",
    message="{count} of {total} labels in {where} {observed} the card applies in their condition ({examples}).",
    fix="State the text between the members as `binding: {{combination_separator: '+'}}` (a hyphen is part of a name and seldom right), and correct the conditions whose intervention has more or fewer agents than the label.",
    why="A pair that is read as a single, or a name that is cut in two, puts cells under a perturbation that they never had.",
    check=check,
    needs_card=True,
    slots=("Binding.combination_separator", "Combination.members"),
    passing=(
        Example("a pair joined by the declared separator", specimen="guides"),
        Example(
            "HLA-A is one gene",
            specimen="guides",
            edits=(SetColumn("obs", "target", dict.fromkeys((0, 1, 16, 17, 32, 33), "HLA-A")),),
        ),
        Example(
            "a gene and the word that fills the free place of a pair",
            specimen="guides",
            edits=(
                SetCard("/binding/combination_separator", "+"),
                SetColumn("obs", "target", dict.fromkeys((0, 1, 16, 17, 32, 33), "GATA1+ctrl")),
                SetColumn("obs", "target", dict.fromkeys((8, 9, 24, 25, 40, 41), "KLF1+MYB")),
                SetColumn("obs", "guide_id", dict.fromkeys((8, 9, 24, 25, 40, 41), "KLF1_1+MYB_1")),
            ),
        ),
    ),
    failing=(
        Example(
            "a pair in the condition of a single",
            specimen="guides",
            edits=(SetColumn("obs", "target", {0: "GATA1|MYB", 1: "GATA1|MYB"}),),
            expect=(Expect("obs/target"),),
        ),
        Example(
            "pairs, and no separator declared",
            specimen="guides",
            edits=(DropCard("/binding/combination_separator"),),
            expect=(Expect("obs/guide_id"), Expect("obs/target")),
        ),
    ),
)
