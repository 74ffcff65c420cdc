"""What is known about labels beside the labels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.schema.generated.views import Chemical, GeneticPerturbation
from aivc.splits.identity.context import IdentityContext
from aivc.splits.identity.spelling import is_missing
from aivc.validators.split_facts.observe_binding import STRUCTURE
from aivc.validators.split_facts.observe_guides import guide_targets
from aivc.validators.split_facts.observe_labelled import of_columns

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aivc.schema.generated.views import Agent, DatasetCard, SplitManifest
    from aivc.storage.model import Dataset
    from aivc.validators.facts.aligned_columns import AlignedColumns
    from aivc.validators.split_facts.observe_axes import AxisLabels
    from aivc.validators.split_facts.observe_binding import Bindings
    from aivc.validators.split_facts.observe_labelled import Labelled

KEY = "organism_ontology_term_id"


def identity_context(
    card: DatasetCard,
    manifest: SplitManifest | None,
    bindings: Bindings,
    named: AxisLabels,
    columns: AlignedColumns,
    dataset: Dataset,
) -> IdentityContext:
    """Gather what manifest, card and file say that helps to tell labels apart."""
    agents = named.labelled.get("agent")
    structures: Mapping[str, str] = {}
    bound = bindings.roles.get(STRUCTURE)
    if agents is not None and bound is not None:
        structures = _beside(agents, of_columns(bound, columns))
    scaffolds = named.labelled.get("scaffold")
    return IdentityContext(
        organism=_organism(card, named, dataset),
        separator=bindings.separator or "",
        control_labels=frozenset(manifest.control_labels if manifest is not None else ()),
        structures={**_structures_of(card), **structures},
        scaffolds=_beside(agents, scaffolds)
        if agents is not None and scaffolds is not None
        else {},
        guide_targets={guide: "+".join(each) for guide, each in guide_targets(card).items()},
        agent_kinds={
            name: _kind(agent)
            for agent in card.agents
            for name in (agent.agent_id, agent.label)
            if name
        },
    )


def _organism(card: DatasetCard, named: AxisLabels, dataset: Dataset) -> str:
    """Return the only organism that card, column or file names; empty where there are several."""
    told = {term for sample in card.samples for term in sample.organism_ontology_term_id}
    labelled = named.labelled.get("organism")
    if not told and labelled is not None:
        told = {label for label in labelled.labels if not is_missing(label)}
    if not told:
        told = {str(table.uns(KEY)) for table in dataset.tables if KEY in table.uns_keys}
    return next(iter(told)) if len(told) == 1 else ""


def _structures_of(card: DatasetCard) -> dict[str, str]:
    found: dict[str, str] = {}
    for agent in card.agents:
        written = (agent.smiles or agent.inchikey) if isinstance(agent, Chemical) else None
        for name in (agent.agent_id, agent.label):
            if written and name:
                found.setdefault(name, written)
    return found


def _kind(agent: Agent) -> str:
    if isinstance(agent, Chemical):
        return "chemical"
    return "genetic" if isinstance(agent, GeneticPerturbation) else "other"


def _beside(labelled: Labelled, other: Labelled) -> Mapping[str, str]:
    """Return for each label the one beside it in the other column; the first of several."""
    from aivc.storage.keys.joint_keys import joint_codes

    joint = joint_codes([labelled.codes, other.codes])
    found: dict[str, str] = {}
    for code, beside in joint.combinations.tolist():
        if code >= 0 and beside >= 0:
            found.setdefault(labelled.labels[code], other.labels[beside])
    return found
