"""Rule LEK032: compounds above the threshold are in one cluster."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetColumn, SetManifest, SetParts
from aivc.validators.examples.specimens.drug_list import rows_of
from aivc.validators.findings import Level, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.lek.alike_compounds import compound_pairs, evidence, kept_whole
from aivc.validators.split_facts.compound_facts import Likeness

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts
    from aivc.validators.findings import Evidence


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report neighbours that the clusters of the file put into two parts."""
    for split, found in compound_pairs(facts):
        near, clusters = found.at(Likeness.NEIGHBOUR), split.axes.get("compound_cluster")
        if near is None or not near.others or "compound_cluster" not in kept_whole(split, found):
            continue
        # Of clusters computed here, neighbours share one: that it is shared is then the finding.
        if clusters is not None and clusters.source != "computed":
            yield evidence(split, found, "compound_cluster", near.others)


OWN_CLUSTERS = (
    SetColumn("obs", "drug_cluster", "others"),
    SetColumn("obs", "drug_cluster", dict.fromkeys(rows_of("caffeine"), "xanthines")),
    SetColumn("obs", "drug_cluster", dict.fromkeys(rows_of("theophylline"), "xanthines")),
    SetColumn("obs", "drug_cluster", dict.fromkeys(rows_of("metformin"), "biguanides")),
    SetManifest("/binding", {"keys": [{"role": "compound_cluster", "columns": ["drug_cluster"]}]}),
)

RULE = Rule(
    code="LEK032",
    name="neighbours-across-clusters",
    severity=Severity.ERROR,
    level=Level.OBS,
    title="Compounds at or above the similarity threshold are in one cluster.",
    message="{count} of {total} compounds in '{evaluated}' ({rows} observations) have a neighbour in '{reference}' at a Tanimoto similarity of {threshold} or more, though clusters of similar compounds are kept whole: {examples}.",
    fix="Cluster the compounds again so that no two clusters hold neighbours (single linkage at the threshold does; `aivc split make` uses it), or state the threshold that the clusters keep as `similarity_threshold`.",
    why="Clusters by k-means, by centroids or of a fixed number keep the average similarity low and still cut through families, so that a test compound has its twin in training.",
    check=check,
    needs_extra="chem",
    slots=("SplitManifest.similarity_threshold", "SplitManifest.unit_of_split"),
    references=("doi:10.1038/s41467-025-58606-8",),
    passing=(
        Example("clusters computed from structures", specimen="compound_split"),
        Example(
            "clusters of the file, which keep neighbours together",
            specimen="compound_split",
            edits=OWN_CLUSTERS,
        ),
    ),
    failing=(
        Example(
            "clusters of the file that part prednisone from prednisolone",
            specimen="compound_split",
            edits=(
                *OWN_CLUSTERS,
                SetColumn("obs", "drug_cluster", dict.fromkeys(rows_of("prednisone"), "enones")),
                SetParts(dict.fromkeys(rows_of("prednisone"), "test")),
            ),
            expect=(Expect("manifest:/claims/0", 1),),
        ),
    ),
)
