"""Rule VOC010: genes are called by their approved symbols."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.schema.vocabulary import GeneMatchKind
from aivc.validators.examples.example import Example, Expect, SetColumn
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.voc.gene_labels import gene_labels

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts
    from aivc.validators.rules.voc.gene_labels import GeneLabel


OUTDATED = (GeneMatchKind.ALIAS, GeneMatchKind.PREVIOUS)


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Report labels that are aliases or previous symbols of one gene."""
    places: dict[Location, list[GeneLabel]] = {}
    for label in gene_labels(card, facts):
        if label.match.kind in OUTDATED and label.match.symbol and not label.match.case_folded:
            places.setdefault(label.location, []).append(label)
    for location, labels in places.items():
        renamed = [f"{label.text} is {label.match.symbol}" for label in labels]
        yield Evidence(
            location,
            observed=", ".join(label.text for label in labels[:5]),
            expected=", ".join(label.match.symbol for label in labels[:5]),
            count=sum(label.count for label in labels),
            total=labels[0].total,
            examples=tuple(renamed),
            values={
                "rows": f" ({sum(x.count for x in labels)} of {labels[0].total} rows)"
                if labels[0].total
                else ""
            },
        )


RULE = Rule(
    code="VOC010",
    name="outdated-gene-symbol",
    severity=Severity.WARNING,
    level=Level.OBS,
    title="Genes are called by their approved symbols.",
    message="{where} uses aliases or previous symbols{rows}: {examples}.",
    fix="Write the approved symbol ({expected}); keep the old label in a column of its own.",
    why="KIAA1804 in training and MAP3K21 in test are one gene: the perturbation is not unseen.",
    check=check,
    references=("HGNC, https://www.genenames.org",),
    passing=(
        Example(
            "a hyphen is part of the name",
            edits=(SetColumn("obs", "target_gene", "HLA-A"),),
            specimen="guides",
        ),
    ),
    failing=(
        Example(
            "the alias MLL for KMT2A",
            edits=(SetColumn("obs", "target_gene", ["KMT2A"] * 44 + ["MLL"] * 4),),
            expect=(Expect("obs/target_gene", 4),),
        ),
        Example(
            "a previous symbol inside a combination",
            edits=(SetColumn("obs", "perturbation", ["KLF1+KIAA1804"] * 6 + ["KLF1"] * 42),),
            expect=(Expect("obs/perturbation", 6),),
        ),
    ),
)
