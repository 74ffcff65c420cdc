"""Rule GRM020: what a table or a readout rests on is an anchor whose coverage is known."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from aivc.validators.examples.example import DropCard, Example, Expect, SetCard
from aivc.validators.findings import Level, Severity
from aivc.validators.grammar.chain import chains_of
from aivc.validators.grammar.operators import Rescale
from aivc.validators.grammar.places import Place, evidence_at
from aivc.validators.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts
    from aivc.validators.findings import Evidence


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Report links without coverage that a chain of operators goes through."""
    resting: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for chain in chains_of(card, facts):
        for operator in chain.operators:
            if isinstance(operator, Rescale) and not operator.has_coverage:
                resting[operator.anchor][chain.result] = None
    for link in card.links:
        names = resting.pop(link.link_id or "", None)
        if names is not None:
            places = [Place(link.pointer, name) for name in names]
            yield evidence_at(places, observed=link.link_id or "")


RULE = Rule(
    code="GRM020",
    name="anchor-without-coverage",
    severity=Severity.ERROR,
    level=Level.HEADER,
    title="What a table or a readout rests on is an anchor whose coverage is known.",
    message="{count} tables and readouts go through the link `{observed}`, and nobody says how many of its units are linked: {examples}.",
    fix="State the `coverage` of `{observed}`: units of either side, and how many of them are linked.",
    why="A readout over the half of the cells that could be linked is a readout of another population; without coverage nobody can tell.",
    check=check,
    needs_card=True,
    slots=("ScaleLink.coverage", "Readout.output_scale"),
    passing=(
        Example("cells are summed up to samples by a link that states its coverage"),
        Example(
            "a link without coverage that nothing rests on",
            edits=(
                SetCard("/unit_sets/-", {"unit_set_id": "organs", "scale": "organ", "n_units": 3}),
                SetCard(
                    "/links/-",
                    {
                        "link_id": "organs_of_samples",
                        "source_set": "samples",
                        "target_set": "organs",
                        "direction": "project",
                        "link_type": "pseudobulk",
                        "aggregation_function": "sum",
                    },
                ),
            ),
        ),
    ),
    failing=(
        Example(
            "fields of view out of cells, and nobody says of how many",
            edits=(
                DropCard("/links/0/coverage"),
                SetCard("/unit_sets/1/scale", "field"),
                SetCard("/readouts/1/output_scale", "field"),
            ),
            expect=(Expect("card:/links/0", 1),),
        ),
    ),
)
