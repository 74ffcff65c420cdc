"""Rule LEK054: variable genes were not chosen from rows of a test."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetColumn
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.lek.fitted_steps import evidence_of, is_said_of
from aivc.validators.split_facts.fitting_facts import FitEvidenceKind, FittedOn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Report means of genes in var that fit all rows, and training alone not."""
    # Where the card says so itself, LEK050 has named the cause.
    if is_said_of(card, "feature_selection"):
        return
    for found in evidence_of(facts.split, FitEvidenceKind.GENE_MEANS, FittedOn.TEST_TOO):
        yield Evidence(
            Location("var", table=found.table, column=found.element.removeprefix("var/")),
            observed=f"{found.off_all:.2g}",
            expected=f"{found.off_training:.2g}",
            count=found.n_columns,
            values={"matrix": found.follows_from},
        )


OF_ALL = (
    782,
    1126,
    374,
    268,
    1326,
    372,
    492,
    784,
    291,
    1189,
    476,
    418,
    545,
    397,
    725,
    4697,
    3792,
    4982,
    897,
    596,
    895,
    749,
    840,
    763,
    1148,
    395,
    18497,
    13909,
    9798,
    5055,
    7654,
    10130,
    14031,
    11000,
    5088,
    2211,
    3242,
    478,
    197,
    101,
)
OF_TRAINING = (
    325,
    434,
    148,
    108,
    434,
    119,
    159,
    266,
    97,
    406,
    136,
    135,
    202,
    151,
    226,
    1700,
    1250,
    1832,
    312,
    228,
    260,
    243,
    293,
    218,
    359,
    114,
    6271,
    4871,
    3592,
    1816,
    2538,
    3841,
    5281,
    4064,
    1883,
    848,
    1068,
    215,
    0,
    0,
)
"""Counts of each gene of the specimen ``donor_split``, over all 48 rows and over training."""

RULE = Rule(
    code="LEK054",
    name="gene-statistics-with-test",
    severity=Severity.WARNING,
    level=Level.FULL,
    title="Variable genes were not chosen from rows of a test.",
    message="{where} holds means of genes over all rows of {matrix} (off by {observed} standard deviations), not over training (off by {expected}): test rows were in when genes were chosen or scaled; {count} genes were compared.",
    fix="Choose genes by statistics over training rows alone, and say so in the card (`step_type: feature_selection`, `fit_scope: train_only`).",
    why="Genes that vary only because held-out conditions respond are then among the features, and give away that something happens to them.",
    check=check,
    slots=("ProcessingActivity.fit_scope",),
    references=("Kapoor & Narayanan 2023, doi:10.1016/j.patter.2023.100804",),
    passing=(
        Example(
            "means of training",
            specimen="donor_split",
            edits=(SetColumn("var", "means", [total / 16 for total in OF_TRAINING]),),
        ),
        Example(
            "means of something else",
            specimen="donor_split",
            edits=(SetColumn("var", "means", [total + 0.5 for total in OF_TRAINING]),),
        ),
    ),
    failing=(
        Example(
            "means of all cells",
            specimen="donor_split",
            edits=(SetColumn("var", "means", [total / 48 for total in OF_ALL]),),
            expect=(Expect("var/means", 40),),
        ),
    ),
)
