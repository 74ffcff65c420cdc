"""Rule TAB001: every observation has a name of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetNames
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.tab.columns import copies_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Yield each obs in which a name is used again."""
    del card
    for table in facts.tables.values():
        n_copies, examples = copies_of(table.obs.index) if table.obs is not None else (0, ())
        if n_copies:
            yield Evidence(
                Location("obs", table=table.name),
                count=n_copies,
                total=table.n_obs,
                examples=examples,
            )


RULE = Rule(
    code="TAB001",
    name="duplicate-row-names",
    severity=Severity.ERROR,
    level=Level.OBS,
    title="Every observation has a name of its own.",
    message=(
        "{count:,} of {total:,} rows of {where} have a name that a row before them has, such as "
        "{examples}."
    ),
    fix=(
        "Make the names unique before files are joined, so that they still say where a row comes "
        "from: `adata.obs_names = adata.obs['sample_id'].astype(str) + '_' + adata.obs_names`. If "
        "rows were read twice, drop the copies."
    ),
    why=(
        "A split, a prediction or another table names observations; a name that means two rows "
        "puts one of them into the wrong partition."
    ),
    check=check,
    passing=(
        Example(
            "one barcode in two lanes, told apart by the number of the lane",
            edits=(SetNames("obs", {0: "AAACCCAAGCGTATGG-1", 1: "AAACCCAAGCGTATGG-2"}),),
        ),
    ),
    failing=(
        Example(
            "a barcode that occurs in three lanes",
            edits=(SetNames("obs", dict.fromkeys((0, 1, 2), "AAACCCAAGCGTATGG-1")),),
            expect=(Expect("obs", 2),),
        ),
    ),
    references=("https://anndata.readthedocs.io/en/stable/generated/anndata.AnnData.html",),
)
