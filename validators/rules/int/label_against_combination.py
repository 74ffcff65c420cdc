"""Rule INT016: the labels of the file name as many agents as the card applies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetCard, SetColumn
from aivc.validators.findings import MAX_EXAMPLES, Evidence, Level, Location, Severity
from aivc.validators.grammar.applied import applications_of
from aivc.validators.rule import Rule
from aivc.validators.rules.int.combination_labels import ROLES, CombinationLabels, readings_of
from aivc.validators.rules.int.labelled_conditions import column_of, role_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Report labels that, taken apart, name another number of agents than are applied."""
    if card.binding is None or not card.binding.combination_separator:
        return
    labels = CombinationLabels.of(card, applications_of(card))
    for role_name in ROLES:
        role = role_of(facts, role_name)
        if role is None:
            continue
        readings = tuple(readings_of(card, facts, role_name, labels))
        differing = {
            f"{reading.label} ({reading.n_applied} applied)": reading
            for reading in readings
            if reading.differs
        }
        if differing:
            yield Evidence(
                Location("obs", table=role.table, column=column_of(role)),
                observed=card.binding.combination_separator,
                count=len(differing),
                total=len({reading.label for reading in readings}),
                examples=tuple(differing)[:MAX_EXAMPLES],
            )


RULE = Rule(
    code="INT016",
    name="label-against-combination",
    severity=Severity.ERROR,
    level=Level.OBS,
    title="The labels of the file name as many agents as the card applies.",
    message="{count} of {total} labels in {where}, taken apart at `{observed}`, name another number of agents than the card applies in their condition ({examples}).",
    fix="Correct the label, or the intervention of the condition. If `{observed}` is part of a name, declare another `combination_separator`; a hyphen is seldom right.",
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
    ),
)
