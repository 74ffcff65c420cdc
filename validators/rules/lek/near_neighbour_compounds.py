"""Rule LEK031: no close analogue of a held-out compound is in training."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetManifest, SetParts
from aivc.validators.examples.specimens.drug_list import rows_of
from aivc.validators.findings import Level, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.lek.alike_compounds import compound_pairs, evidence, kept_whole
from aivc.validators.split_facts.compound_facts import Likeness
from aivc.validators.split_facts.kept_whole import may_be_shared

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts
    from aivc.validators.findings import Evidence


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report compounds near one of the reference that no closer likeness reports."""
    for split, found in compound_pairs(facts):
        axes, near = kept_whole(split, found), found.at(Likeness.NEIGHBOUR)
        if near is None or not axes or "compound_cluster" in axes:
            continue
        if may_be_shared(split, "compound_cluster"):
            continue
        reported = set()
        for likeness in (Likeness.PARENT, Likeness.SCAFFOLD):
            closer = found.at(likeness)
            # A shared scaffold is a finding only where scaffolds are kept whole.
            if closer is not None and (likeness is Likeness.PARENT or "scaffold" in axes):
                reported |= {match.compound for match in closer.others}
        matches = [match for match in near.others if match.compound not in reported]
        if matches:
            yield evidence(split, found, axes[-1], matches)


CLAIM = {"novelty": "unseen", "partition": "test"}

RULE = Rule(
    code="LEK031",
    name="near-neighbour-compounds",
    severity=Severity.WARNING,
    level=Level.OBS,
    title="No close analogue of a held-out compound is in training.",
    message="{count} of {total} compounds in '{evaluated}' ({rows} observations) have a neighbour in '{reference}' at a Tanimoto similarity of {threshold} or more, though compounds are kept whole: {examples}.",
    fix="Split by cluster of similar compounds (`unit_of_split: compound_cluster`; `aivc split make` does it), or list `compound_cluster` in `shared_axes` to say that analogues of the test compounds are known.",
    why="The effect of a close analogue is a good guess for that of the test compound, so that a look-up of the nearest neighbour passes for prediction. Scaffolds do not settle it: a ring more or less makes another scaffold of nearly the same molecule.",
    check=check,
    needs_extra="chem",
    slots=("SplitManifest.similarity_threshold", "SplitManifest.unit_of_split"),
    references=("https://doi.org/10.1371/journal.pcbi.1013232",),
    passing=(
        Example("clusters of similar compounds are whole", specimen="compound_split"),
        Example(
            "split by agent, analogues declared as shared",
            specimen="compound_split",
            edits=(
                SetManifest("/unit_of_split", "agent"),
                SetManifest("/claims", [{"claim_axis": "agent", **CLAIM}]),
                SetManifest("/shared_axes/-", "compound_cluster"),
                SetParts(dict.fromkeys(rows_of("prednisone"), "test")),
            ),
        ),
        Example(
            "split by agent, aspirin and salicylic acid on two sides, at a similarity of 0.45",
            specimen="compound_split",
            edits=(
                SetManifest("/unit_of_split", "agent"),
                SetManifest("/claims", [{"claim_axis": "agent", **CLAIM}]),
                SetParts(dict.fromkeys(rows_of("aspirin"), "test")),
            ),
        ),
    ),
    failing=(
        Example(
            "prednisone in test, prednisolone in training",
            specimen="compound_split",
            edits=(
                SetManifest("/unit_of_split", "scaffold"),
                SetManifest("/claims", [{"claim_axis": "scaffold", **CLAIM}]),
                SetParts(dict.fromkeys(rows_of("prednisone"), "test")),
            ),
            expect=(Expect("manifest:/claims/0", 1),),
        ),
    ),
)
