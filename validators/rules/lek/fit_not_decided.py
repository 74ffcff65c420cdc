"""Rule LEK056: what a file was fitted on can be told from its numbers, or is said in its card."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import AddMatrix, Example, Expect, SetCard, SetColumn
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.lek.fitted_steps import evidence_of, feeding_steps
from aivc.validators.split_facts.fitting_facts import FitEvidenceKind, FittedOn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts

STEP_OF = {
    FitEvidenceKind.SCALED: "scaling",
    FitEvidenceKind.COMPONENTS: "dimensionality_reduction",
    FitEvidenceKind.GENE_MEANS: "feature_selection",
}
IN_WORDS = {
    FitEvidenceKind.SCALED: "holds numbers below 0, as scaled ones are",
    FitEvidenceKind.COMPONENTS: "holds components",
    FitEvidenceKind.GENE_MEANS: "holds means of genes",
}
SAYS_NOTHING = frozenset({None, "unknown"})


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Report fitted numbers of which neither file nor card tells the rows."""
    told = {s.step_type for s in feeding_steps(card) if s.fit_scope not in SAYS_NOTHING}
    for kind, step in STEP_OF.items():
        if step in told:
            continue
        for found in evidence_of(facts.split, kind, FittedOn.UNDECIDED):
            element, _, column = found.element.partition("/")
            is_var = element == "var"
            yield Evidence(
                Location(element, table=found.table, column=column)
                if is_var
                else Location(found.element, table=found.table),
                observed=f"{found.off_all:.2g}",
                expected=f"{found.off_training:.2g}",
                count=found.n_columns,
                values={"holds": IN_WORDS[kind], "step": step},
            )


RULE = Rule(
    code="LEK056",
    name="fit-not-decided",
    severity=Severity.INFO,
    level=Level.FULL,
    title="What a file was fitted on can be told from its numbers, or is said in its card.",
    message="{where} {holds}, and which rows they were fitted on is not known: they fit neither all rows (off by {observed} standard deviations) nor training (off by {expected}).",
    fix="Say in the card which step made them, `step_type: {step}`, with `fit_scope` and `fitted_on`.",
    why="Fitted on test rows they would leak. That they could not be judged does not mean that they do not.",
    check=check,
    slots=("ProcessingActivity.fit_scope", "ProcessingActivity.fitted_on"),
    passing=(
        Example(
            "components of all cells, which LEK053 reports",
            specimen="donor_split",
            edits=(AddMatrix("obsm/X_pca", transform="scale"),),
        ),
        Example(
            "the card says what components were fitted on",
            specimen="donor_split",
            edits=(
                AddMatrix("obsm/X_pca", transform="negate"),
                SetCard(
                    "/activities/-",
                    {
                        "activity_id": "pca",
                        "step_type": "dimensionality_reduction",
                        "order_index": 6,
                        "fit_scope": "train_only",
                        "fitted_on": [{"partition": "train"}],
                    },
                ),
                SetCard("/tables/0/was_generated_by/-", "pca"),
            ),
        ),
    ),
    failing=(
        Example(
            "components that are centred on nothing",
            specimen="donor_split",
            edits=(AddMatrix("obsm/X_pca", transform="negate"),),
            expect=(Expect("obsm/X_pca", 40),),
        ),
        Example(
            "means of genes of other cells",
            specimen="donor_split",
            edits=(SetColumn("var", "means", [float(gene) for gene in range(40)]),),
            expect=(Expect("var/means", 40),),
        ),
    ),
)
