"""Rule VOC011: a gene label names one gene."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.schema.vocabulary import GeneMatchKind
from aivc.validators.examples.example import Example, Expect, SetColumn
from aivc.validators.findings import Evidence, Level, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.voc.gene_labels import gene_labels

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Report labels that are an alias of several genes and the symbol of none."""
    for label in gene_labels(card, facts):
        if label.match.kind is GeneMatchKind.AMBIGUOUS and not label.match.case_folded:
            names = tuple(candidate.symbol for candidate in label.match.candidates)
            yield Evidence(
                label.location,
                observed=label.text,
                expected=" or ".join(names),
                count=label.count,
                total=label.total,
                examples=names,
            )


RULE = Rule(
    code="VOC011",
    name="ambiguous-gene-symbol",
    severity=Severity.WARNING,
    level=Level.OBS,
    title="A gene label names one gene.",
    message="`{observed}` at {where} may be {expected}.",
    fix="Find out from the guide sequences which gene is meant, and write its approved symbol.",
    why="The alias belongs to several genes; whoever reads the data picks one by chance.",
    check=check,
    references=("HGNC, https://www.genenames.org",),
    passing=(Example("approved symbols", edits=(SetColumn("obs", "target_gene", "KMT2A"),)),),
    failing=(
        Example(
            "an alias of two genes",
            edits=(SetColumn("obs", "target_gene", ["KMT2A"] * 30 + ["KLF1"] * 15 + ["ARP"] * 3),),
            expect=(Expect("obs/target_gene", 3),),
        ),
    ),
)
