"""Rule RDO006: at least half of the genes of a set were measured."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect
from aivc.validators.findings import MAX_EXAMPLES, Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.rdo.example_edits import GENE_SETS, POINTER, pathways
from aivc.validators.rules.rdo.measured_sets import FEWEST_FOUND, measured_sets

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts

HALF = 0.5


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Report collections with sets of which less than half was measured."""
    for measured in measured_sets(card, facts):
        if measured.share < FEWEST_FOUND:
            continue
        sets = {name: genes for name, genes in measured.sets.sets.items() if genes}
        found = {name: len(genes & measured.found) for name, genes in sets.items()}
        little = [name for name, genes in sets.items() if found[name] < HALF * len(genes)]
        little.sort(key=lambda name: (found[name] / len(sets[name]), name))
        if little:
            yield Evidence(
                Location("card", pointer=measured.sets.pointer),
                observed=f"{measured.share:.0%}",
                count=len(little),
                total=len(sets),
                examples=tuple(
                    f"{name} ({found[name]} of {len(sets[name])})" for name in little[:MAX_EXAMPLES]
                ),
                values={"readout": measured.readout.readout_id, "path": measured.sets.path},
            )


RULE = Rule(
    code="RDO006",
    name="feature-sets-little-measured",
    severity=Severity.WARNING,
    level=Level.OBS,
    title="At least half of the genes of a set were measured.",
    message="Of {count:,} of {total:,} sets in {path} for readout `{readout}` less than half of the genes are features of its tables: {examples}; of all genes {observed} are.",
    fix="Compute the readout from the table before features were selected, take these sets out, or say in `data_limitations` that they rest on few genes.",
    why="The score of a set of which a panel or a selection of variable genes keeps a few is the score of those few under the name of the whole.",
    check=check,
    needs_card=True,
    slots=("FeatureSet.path", "Readout.input_tables"),
    passing=(Example("all genes of all sets were measured", edits=pathways()),),
    failing=(
        Example(
            "a set of which one gene of four was measured",
            edits=pathways(f"{GENE_SETS}CIRCADIAN\tclock\tPER1\tPER2\tPER3\tARNTL\n"),
            expect=(Expect(f"card:{POINTER}/feature_set"),),
        ),
    ),
)
