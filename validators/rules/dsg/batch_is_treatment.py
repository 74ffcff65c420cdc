"""Rule DSG002: a batch is not the treatment under another name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.design.confounding import confounded_roles
from aivc.validators.design.layout import Layout
from aivc.validators.design.role_tables import first_column, table_of
from aivc.validators.examples.example import Example, Expect, NoCard, SetColumn
from aivc.validators.findings import MAX_EXAMPLES, Evidence, Level, Location, Severity
from aivc.validators.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Report roles whose levels and the treatments correspond one to one."""
    design = facts.design
    if design is None:
        return
    for role, table in confounded_roles(Layout(card, design)).items():
        pairs = zip(table.left.tolist(), table.right.tolist(), strict=True)
        yield Evidence(
            Location("obs", table=table_of(design, role), column=first_column(design, role)),
            observed=f"{role} tells the treatment of every row, and the treatment the {role}",
            expected=f"several treatments in each {role}",
            count=len(table.left_names),
            total=len(table.left_names),
            examples=tuple(
                f"{table.left_names[left]} = {table.right_names[right]}"
                for left, right in list(pairs)[:MAX_EXAMPLES]
            ),
            values={"role": role},
        )


_BY_TREATMENT = [*(f"lane_{k + 1}" for k in range(6)), "lane_7", "lane_7"] * 6

RULE = Rule(
    code="DSG002",
    name="batch-is-treatment",
    severity=Severity.ERROR,
    level=Level.OBS,
    title="A batch is not the treatment under another name.",
    message="Each of {count} treatments has one {role} of its own ({examples}): {observed}, so no effect of a treatment can be told from that of the {role}.",
    fix="Check that `{role}` is labelled as the experiment was done. If it was, no correction can separate the two: say so in `data_limitations`, and do not release effects of treatments from this file alone.",
    why="Correcting for the {role} removes the treatment, and leaving it in counts every difference of the {role} as an effect. A model that recognises the {role} seems to predict treatments.",
    check=check,
    slots=("Condition.intervention", "Batch.batch_id"),
    references=("doi:10.1038/nrg2825",),
    passing=(
        Example("every lane holds every treatment"),
        Example(
            "each treatment in a lane of its own, but one cell of vehicle in another",
            edits=(
                SetColumn("obs", "batch_id", ["lane_1", *_BY_TREATMENT[1:]]),
                SetColumn("obs", "batch_id", {6: "lane_1"}),
            ),
        ),
    ),
    failing=(
        Example(
            "each treatment was sequenced in a lane of its own",
            edits=(SetColumn("obs", "batch_id", _BY_TREATMENT),),
            expect=(Expect("obs/batch_id", 7),),
        ),
        Example(
            "the same without a card: each guide has its own batch",
            specimen="guides",
            edits=(
                NoCard(),
                SetColumn("obs", "genetic_perturbation_id", [*"AABBCCDDEE", *["NT"] * 6] * 3),
                SetColumn("obs", "batch_id", [*"1122334455", *["6"] * 6] * 3),
            ),
            expect=(Expect("obs/batch_id", 6),),
        ),
    ),
)
