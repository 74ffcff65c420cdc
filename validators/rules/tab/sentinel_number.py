"""Rule TAB007: no number stands for a missing dose or time."""

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
    """Yield each column with -666, and each dose, time or age with another such number."""
    del card
    for column in columns_of(facts, "obs", "var"):
        meaning = meaning_of(facts, column)
        found = [
            (label, count)
            for label, count in sentinels_of(column, is_dose=meaning == "dose")
            if meaning or LINCS_TEXT.fullmatch(label)
        ]
        if found:
            numbers = ", ".join(label for label, _ in found)
            replaced = ", ".join(repr(label) for label, _ in found) if column.is_text else numbers
            yield Evidence(
                column.location,
                observed=numbers,
                count=sum(count for _, count in found),
                total=column.facts.n_rows,
                examples=counted(found),
                values={
                    "frame": column.frame,
                    "column": column.name,
                    "replaced": replaced,
                    # pandas will not replace a category that is left without a row.
                    "as_object": ".astype(object)" if column.is_text else "",
                },
            )


RULE = Rule(
    code="TAB007",
    name="sentinel-number",
    severity=Severity.ERROR,
    level=Level.OBS,
    title="No number stands for a missing value.",
    message=(
        "{count:,} of {total:,} rows of {where} hold {observed}, which stands for a missing value, "
        "not for a number."
    ),
    fix=(
        "Store them as missing: `adata.{frame}['{column}'] = "
        "adata.{frame}['{column}']{as_object}.replace([{replaced}], float('nan'))`."
    ),
    why=(
        "A model takes the number at its word: a dose of -666 pulls a dose-response curve out of "
        "the plate, and the mean of a column with one 9999 means nothing."
    ),
    check=check,
    passing=(
        Example(
            "a coordinate that happens to be -666 among other negative ones",
            edits=(SetColumn("obs", "x_um", [float(-666 + 10 * row) for row in range(48)]),),
        ),
        Example(
            "a high dose in a ladder that reaches up to it",
            edits=(SetColumn("obs", "dose", [1.0, 30.0, 300.0, 999.0] * 12),),
        ),
    ),
    failing=(
        Example(
            "LINCS writes -666 for the dose of the vehicle",
            edits=(SetColumn("obs", "pert_dose", [0.1, 1.0, 10.0, -666.0] * 12),),
            expect=(Expect("obs/pert_dose", 12),),
        ),
        Example(
            "a time of 9999 among hours",
            edits=(SetColumn("obs", "time", [2, 8, 24, 9999] * 12),),
            expect=(Expect("obs/time", 12),),
        ),
        Example(
            "-666 as text in a column of any meaning",
            edits=(SetColumn("obs", "distil_cc", ["0.31", "0.52", "-666"] * 16),),
            expect=(Expect("obs/distil_cc", 16),),
        ),
    ),
    references=("https://github.com/cmap/cmapPy",),
)
