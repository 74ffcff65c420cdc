"""Rule LEK030: stereoisomers and labelled forms of one compound are in one part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetManifest, SetParts
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
    """Report compounds with the atoms and bonds of one of the reference, and another stereo."""
    for split, found in compound_pairs(facts):
        parents = found.at(Likeness.PARENT)
        # Where scaffolds or clusters are kept whole, sharing these is the finding.
        if parents is not None and parents.others and kept_whole(split, found) == ("agent",):
            yield evidence(split, found, "agent", parents.others)


BY_AGENT = (
    SetManifest("/unit_of_split", "agent"),
    SetManifest("/claims", [{"claim_axis": "agent", "novelty": "unseen", "partition": "test"}]),
)

RULE = Rule(
    code="LEK030",
    name="forms-of-one-compound-apart",
    severity=Severity.WARNING,
    level=Level.OBS,
    title="Stereoisomers and isotopically labelled forms of one compound are in one part.",
    message="{count} of {total} compounds in '{evaluated}' ({rows} observations) differ from one in '{reference}' in stereo or isotopes only, though agents are kept whole: {examples}.",
    fix="Put both forms into one part. If their effects are known to differ and telling them apart is the task, keep them and say so in the description of the benchmark.",
    why="A model that reads structures without stereo gets the same input for both, and enantiomers often share part of their effect: the test compound is then one that training has seen. Salts are no matter here: they are taken for their parent before anything is compared.",
    check=check,
    needs_extra="chem",
    slots=("SplitManifest.unit_of_split", "Chemical.smiles"),
    references=("https://arxiv.org/abs/2505.07139",),
    passing=(
        Example("both enantiomers in training", specimen="compound_split"),
        Example(
            "split by agent, both enantiomers in training",
            specimen="compound_split",
            edits=BY_AGENT,
        ),
    ),
    failing=(
        Example(
            "one enantiomer in training, the other in test",
            specimen="compound_split",
            edits=(*BY_AGENT, SetParts(dict.fromkeys(rows_of("S-ruxolitinib"), "test"))),
            expect=(Expect("manifest:/claims/0", 1),),
        ),
    ),
)
