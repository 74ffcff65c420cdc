"""Rule TAB031: a number far from all others may stand for a missing value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetColumn
from aivc.validators.findings import Evidence, Level, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.tab.columns import columns_of, counted
from aivc.validators.rules.tab.meanings import meaning_of
from aivc.validators.rules.tab.sentinels import LINCS_TEXT, sentinels_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Yield each column with such a number that TAB007 does not speak about."""
    del card
    for column in columns_of(facts, "obs", "var"):
        if column.is_text or meaning_of(facts, column):
            continue
        found = [
            (label, count)
            for label, count in sentinels_of(column, is_dose=False)
            if not LINCS_TEXT.fullmatch(label)
        ]
        if found:
            yield Evidence(
                column.location,
                observed=", ".join(label for label, _ in found),
                count=sum(count for _, count in found),
                total=column.facts.n_rows,
                examples=counted(found),
                values={"frame": column.frame, "column": column.name},
            )


RULE = Rule(
    code="TAB031",
    name="suspected-sentinel",
    severity=Severity.WARNING,
    level=Level.OBS,
    title="A number far from all others of its column is looked at before it is used.",
    message=(
        "{count:,} of {total:,} rows of {where} hold {observed}, far from every other value of the "
        "column, as if it stood for a missing one."
    ),
    fix=(
        "Look it up in the source; where it means missing, write `adata.{frame}['{column}'] = "
        "adata.{frame}['{column}'].replace([{observed}], float('nan'))`."
    ),
    why="Averages and scaled covariates are ruled by one such number.",
    check=check,
    passing=(
        Example(
            "counts that reach 999 without a gap",
            edits=(SetColumn("obs", "n_reads", [999 - 20 * row for row in range(48)]),),
        ),
    ),
    failing=(
        Example(
            "a body weight of -99",
            edits=(SetColumn("obs", "weight_kg", {**dict.fromkeys(range(48), 70), 3: -99}),),
            expect=(Expect("obs/weight_kg", 1),),
        ),
        Example(
            "a quality of 9999 where others lie below 40",
            edits=(SetColumn("obs", "quality", [30, 31, 38, 9999] * 12),),
            expect=(Expect("obs/quality", 12),),
        ),
    ),
)
