"""Rule TAB009: one thing has one spelling."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetColumn
from aivc.validators.findings import Evidence, Level, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.tab.columns import columns_of
from aivc.validators.rules.tab.folding import folded_all
from aivc.validators.rules.tab.meanings import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts
    from aivc.validators.rules.tab.columns import PlacedColumn

# c1ccccc1 is benzene and C1CCCCC1 is cyclohexane.
CASE_COUNTS = frozenset(["smiles", "selfies", "inchi", "lineage", "unit", "units"])


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Yield each column of obs in which labels read alike; the count is of rows not in the majority."""
    del card
    for column in columns_of(facts, "obs"):
        if not column.is_text or column.names_each_row:
            continue
        groups = variants_of(column)
        if groups:
            yield Evidence(
                column.location,
                count=sum(count for group in groups for _, count in group[1:]),
                total=column.facts.n_rows,
                examples=tuple(" / ".join(repr(label) for label, _ in g) for g in groups),
                values={"column": column.name, "mapping": _mapping(groups)},
            )


def variants_of(column: PlacedColumn) -> list[list[tuple[str, int]]]:
    """Group the labels in use that read alike, the commonest of each group first."""
    keep_case = not CASE_COUNTS.isdisjoint(words_of(column.name))
    folds = folded_all(column.facts.used, keep_case=keep_case)
    if len(set(folds)) == len(folds):
        return []
    groups: dict[str, list[tuple[str, int]]] = {}
    for fold, pair in zip(folds, column.label_counts, strict=True):
        groups.setdefault(fold, []).append(pair)
    several = [group for group in groups.values() if len(group) > 1]
    return [sorted(group, key=lambda pair: (-pair[1], pair[0])) for group in several]


def _mapping(groups: list[list[tuple[str, int]]]) -> str:
    pairs = (f"{label!r}: {group[0][0]!r}" for group in groups[:5] for label, _ in group[1:])
    return "{" + ", ".join(pairs) + "}"


RULE = Rule(
    code="TAB009",
    name="label-variants",
    severity=Severity.WARNING,
    level=Level.OBS,
    title="Labels of one column differ by more than case, white space and the form of a letter.",
    message=(
        "{where} spells one thing in several ways ({examples}); {count:,} of {total:,} rows have a "
        "spelling other than the commonest."
    ),
    fix=(
        "Choose one spelling and use it in the card too: `adata.obs['{column}'] = "
        "adata.obs['{column}'].astype(object).replace({mapping}).astype('category')`."
    ),
    why=(
        "Two spellings of one treatment or donor are two groups: controls are cut in half, and the "
        "same donor may stand on both sides of a split."
    ),
    check=check,
    passing=(
        Example(
            "benzene and cyclohexane differ in case only",
            edits=(SetColumn("obs", "smiles", ["c1ccccc1", "C1CCCCC1"] * 24),),
        ),
        Example(
            "names that differ by a letter",
            edits=(SetColumn("obs", "treatment", ["IFN-alpha", "IFN-beta"] * 24),),
        ),
    ),
    failing=(
        Example(
            "DMSO in three spellings",
            edits=(SetColumn("obs", "treatment", ["DMSO"] * 30 + ["dmso"] * 10 + ["DMSO "] * 8),),
            expect=(Expect("obs/treatment", 18),),
        ),
        Example(
            "the two micro signs of unicode",
            edits=(SetColumn("obs", "level", ["5 \u00b5M"] * 24 + ["5 \u03bcM"] * 24),),
            expect=(Expect("obs/level", 24),),
        ),
    ),
)
