"""Rule INT011: the genes that were perturbed are among the genes that were measured."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetCard
from aivc.validators.findings import MAX_EXAMPLES, Evidence, Level, Location, Severity
from aivc.validators.grammar.applied import applications_of
from aivc.validators.rule import Rule
from aivc.validators.rules.int.gene_tables import gene_tables, is_known
from aivc.validators.rules.int.guides import genetic_agents
from aivc.validators.rules.int.measured_genes import measured_ids

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Report targets that no table of genes holds; silent where a table was chosen or unread."""
    targets = _targets(card)
    measured = measured_ids(card, facts) if targets else None
    if measured is None:
        return
    absent = [gene for gene in targets if gene not in measured.ids]
    tables = gene_tables(card) if absent else ()
    # What is no gene at all is INT012's.
    absent = [gene for gene in absent if not tables or is_known(gene, tables)]
    if absent:
        yield Evidence(
            Location("var", table=measured.table),
            count=len(absent),
            total=len(targets),
            examples=tuple(f"{gene} ({targets[gene]})" for gene in absent[:MAX_EXAMPLES]),
        )


def _targets(card: DatasetCard) -> dict[str, str]:
    """Return the intended genes of every agent that is applied, with the agent."""
    applications = applications_of(card)
    applied = {a for i in card.interventions for a in applications.perturbing(i)}
    targets: dict[str, str] = {}
    for agent in genetic_agents(card):
        if agent.agent_id in applied:
            for gene in agent.intended_features:
                targets.setdefault(gene, agent.label or agent.agent_id or "")
    return targets


RULE = Rule(
    code="INT011",
    name="target-not-measured",
    severity=Severity.WARNING,
    level=Level.OBS,
    title="The genes that were perturbed are among the genes that were measured.",
    message="{count} of {total} targets are in no table of genes ({examples}).",
    fix="Look for them under another id or an old symbol; keep the targets when genes are selected; or, if the genes were chosen before measuring, write `feature_space.is_targeted: true`.",
    why="Whether a knockdown worked cannot be checked, and a model that is scored on the targets is scored on nothing.",
    check=check,
    needs_card=True,
    slots=("GeneticPerturbation.intended_features", "FeatureSpace.is_targeted"),
    passing=(
        Example("all targets are measured", specimen="guides"),
        Example(
            "a panel of chosen genes",
            specimen="guides",
            edits=(
                SetCard("/agents/0/intended_features", ["ENSG00000141510"]),
                SetCard("/tables/0/feature_space/is_targeted", value=True),
                SetCard("/tables/1/feature_space/is_targeted", value=True),
            ),
        ),
    ),
    failing=(
        Example(
            "TP53 is targeted and not in var",
            specimen="guides",
            edits=(SetCard("/agents/0/intended_features", ["ENSG00000141510"]),),
            expect=(Expect("var"),),
        ),
    ),
)
