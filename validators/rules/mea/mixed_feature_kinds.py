"""Rule MEA017: one table holds one kind of feature."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, NoCard, SetColumn
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.mea.feature_kinds import COLUMN, kinds_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Yield each table in whose columns genes, antibodies, guides or peaks stand together."""
    del card
    for table in facts.tables.values():
        kinds = kinds_in(table.var)
        if len(kinds) > 1:
            most = max(count for _, count in kinds)
            yield Evidence(
                Location("var", table=table.name, column=COLUMN),
                count=sum(count for _, count in kinds) - most,
                total=table.n_var,
                examples=tuple(f"{kind} ({count:,})" for kind, count in kinds),
            )


RULE = Rule(
    code="MEA017",
    name="mixed-feature-kinds",
    severity=Severity.WARNING,
    level=Level.OBS,
    title="One table holds one kind of feature.",
    message="{where} names several kinds of feature in one table: {examples}.",
    fix=(
        "Split the table and keep the parts in a MuData: `mudata.MuData({{'rna': adata[:, "
        "adata.var['feature_types'] == 'Gene Expression'].copy(), ...}})`."
    ),
    why=(
        "Depth, noise and normalisation differ between RNA, protein and guides; in one table the "
        "deepest of them sets the scale of all."
    ),
    check=check,
    passing=(
        Example(
            "genes alone",
            edits=(SetColumn("var", "feature_types", "Gene Expression"),),
        ),
    ),
    failing=(
        Example(
            "genes, antibodies and guides as 10x writes them",
            edits=(
                NoCard(),
                SetColumn(
                    "var",
                    "feature_types",
                    ["Gene Expression"] * 30
                    + ["Antibody Capture"] * 6
                    + ["CRISPR Guide Capture"] * 4,
                ),
            ),
            expect=(Expect("var/feature_types", 10),),
        ),
    ),
    references=("https://www.10xgenomics.com/support/software/cell-ranger/latest",),
)
