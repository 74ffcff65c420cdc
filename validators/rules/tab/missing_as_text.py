"""Rule TAB006: a missing value is missing, not a word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetColumn
from aivc.validators.findings import Evidence, Level, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.tab.columns import columns_of, counted
from aivc.validators.rules.tab.meanings import role_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts
    from aivc.validators.rules.tab.columns import PlacedColumn

# What pandas, R, Excel, Affymetrix (---) and the missing value terms of INSDC and SDRF leave in a
# table. `none` in small letters says that nothing was applied; a single dash is a strand; `Na` is
# sodium: these are not here.
WORDS = frozenset(
    {
        "", "NA", "na", "N/A", "n/a", "N.A.", "n.a.", "#N/A", "#NA", "<NA>", "nan", "NaN", "NAN",
        "NaT", "None", "null", "NULL", "Null", "(null)", "--", "---",
        "not available", "Not available", "not applicable", "Not applicable", "not collected",
        "not provided", "Not Reported", "not reported", "missing", "Missing",
    }
)  # fmt: skip

# In these columns CELLxGENE 7.1 asks for `na` where a term cannot apply.
CELLXGENE = frozenset(
    {
        "assay", "cell_type", "development_stage", "disease", "experimental_condition",
        "self_reported_ethnicity", "sex", "tissue", "donor_id", "suspension_type",
        "genetic_perturbation_id", "genetic_perturbation_strategy", "perturbation_types",
    }
)  # fmt: skip

# Here `None` may well mean that nothing was given.
APPLIED = ("agent", "condition", "guide", "target")


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Yield each text column of which some labels say that there is no value."""
    del card
    for column in columns_of(facts, "obs", "var"):
        if not column.is_text or WORDS.isdisjoint(column.facts.categories):
            continue
        legal = _legal(facts, column)
        found = [
            (label, count)
            for label, count in column.label_counts
            if label in WORDS and label not in legal
        ]
        if found:
            yield Evidence(
                column.location,
                count=sum(count for _, count in found),
                total=column.facts.n_rows,
                examples=counted(found),
                values={
                    "frame": column.frame,
                    "column": column.name,
                    "words": ", ".join(repr(label) for label, _ in found),
                },
            )


def _legal(facts: Facts, column: PlacedColumn) -> frozenset[str]:
    words = set()
    if column.name.removesuffix("_ontology_term_id") in CELLXGENE:
        words.add("na")
    if role_of(facts, column, APPLIED):
        words.add("None")
    return frozenset(words)


RULE = Rule(
    code="TAB006",
    name="missing-as-text",
    severity=Severity.WARNING,
    level=Level.OBS,
    title="A missing value is stored as missing, not as a word.",
    message="{count:,} of {total:,} rows of {where} hold a word for a missing value: {examples}.",
    fix=(
        "Store them as missing: `adata.{frame}['{column}'] = "
        "adata.{frame}['{column}'].astype(object).replace([{words}], float('nan')).astype('category')`. "
        "Where the word means that nothing was applied, say so: `untreated`, `none`."
    ),
    why=(
        "A word counts as one more level: a model learns a donor called NA, and a split holds it "
        "out as if it were one."
    ),
    check=check,
    passing=(
        Example(
            "CELLxGENE writes `na` and `unknown` in its own columns",
            edits=(
                SetColumn("obs", "suspension_type", "na"),
                SetColumn("obs", "self_reported_ethnicity_ontology_term_id", {0: "na"}),
            ),
        ),
        Example("a value that is missing", edits=(SetColumn("obs", "note", {0: "lysed"}),)),
    ),
    failing=(
        Example(
            "a column read from a spreadsheet",
            edits=(
                SetColumn(
                    "obs",
                    "smoker",
                    ["yes"] * 20 + ["no"] * 20 + ["N/A"] * 5 + ["not available"] * 3,
                ),
            ),
            expect=(Expect("obs/smoker", 8),),
        ),
    ),
    references=("https://www.insdc.org/technical-specifications/missing-value-reporting/",),
)
