"""Rule VOC009: gene ids carry no version."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetNames
from aivc.validators.findings import Evidence, Level, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.voc.gene_features import gene_features

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


VERSIONED = re.compile(r"ENS[A-Z]*G\d{11}\.\d+(_PAR_Y)?")


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Report gene ids with a version behind a dot."""
    for features in gene_features(card, facts):
        versioned = [name for name in features.names if VERSIONED.fullmatch(name)]
        if versioned:
            yield Evidence(
                features.location,
                observed=versioned[0],
                expected=versioned[0].split(".")[0],
                count=len(versioned),
                total=len(features.names),
                examples=tuple(versioned),
            )


RULE = Rule(
    code="VOC009",
    name="versioned-gene-ids",
    severity=Severity.WARNING,
    level=Level.OBS,
    title="Gene ids carry no version.",
    message="{count} of {total} gene ids at {where} carry a version, such as {observed}.",
    fix="Cut the version off ({expected}); keep the release in `gene_annotation`.",
    why="ENSG00000141510.18 and ENSG00000141510.17 are one gene and never join.",
    check=check,
    references=("CELLxGENE 7.1, var.index",),
    passing=(Example("ids without a version"),),
    failing=(
        Example(
            "two ids with a version",
            edits=(SetNames("var", {0: "ENSG00000141510.18", 1: "ENSG00000111640.16"}),),
            expect=(Expect("var", 2),),
        ),
    ),
)
