"""Rule TAB025: the file is written as its format asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Damage, Example, Expect
from aivc.validators.findings import Evidence, Level, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.tab.places import place_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.storage.model import StorageProblem
    from aivc.validators.facts.model import Facts

KINDS = {
    "old-frame": "a frame in the layout of AnnData before 0.7",
    "old-matrix": "a sparse matrix with the attributes of AnnData before 0.7",
    "missing-matrix-encoding": "a sparse matrix that does not say how it is laid out",
    "missing-shape": "a sparse matrix without a shape",
    "missing-column-order": "a frame that lists no order of columns",
    "unlisted-column": "a column that is stored but not listed, so that AnnData ignores it",
    "repeated-category": "a categorical column that lists a category twice",
    "float-pointers": "a sparse matrix whose pointers are floating point numbers",
    "float-indices": "a sparse matrix whose indices are floating point numbers",
    "unreached-values": "a sparse matrix with values that no row reaches",
    "opaque-value": "a value of serialised objects or raw bytes, which is never decoded",
}
"""Problems that did not stop the file from being read, and what they are in words."""


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Yield each kind of problem once, with the places that have it."""
    del card
    found: dict[str, list[StorageProblem]] = {}
    for problem in facts.file.problems:
        if problem.kind in KINDS:
            found.setdefault(problem.kind, []).append(problem)
    for kind, problems in sorted(found.items()):
        first = problems[0]
        yield Evidence(
            place_of(first.location, facts),
            observed=KINDS[kind],
            count=len(problems),
            examples=tuple(problem.message for problem in problems[:5]),
        )


RULE = Rule(
    code="TAB025",
    name="storage-oddity",
    severity=Severity.WARNING,
    level=Level.HEADER,
    title="The file is laid out as its format asks for.",
    message="{where} has {observed} ({count:,} in the file): {examples}.",
    fix=(
        "Write the file again with a current AnnData: "
        "`import anndata; anndata.read_h5ad('old.h5ad').write_h5ad('new.h5ad')`."
    ),
    why="This reader coped with it; another may refuse the file, or read something else from it.",
    check=check,
    passing=(Example("a file as AnnData writes it"),),
    failing=(
        Example(
            "a column that was stored by hand and never listed",
            edits=(Damage("unlisted_column", "obs/forgotten"),),
            expect=(Expect("obs/forgotten"),),
        ),
    ),
    references=("https://anndata.readthedocs.io/en/stable/fileformat-prose.html",),
)
