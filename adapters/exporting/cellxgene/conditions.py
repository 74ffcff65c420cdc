"""What was applied to the cells, as the terms of ``experimental_condition_ontology_term_id``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.adapters.exporting.arms import arms_of
from aivc.adapters.exporting.cellxgene.labels import of_entities
from aivc.adapters.exporting.cellxgene.standard import (
    CHEMICAL_ENTITY,
    DIET,
    GENERIC_CHEMICALS,
    JOIN,
    NA,
    TEMPERATURE,
)
from aivc.adapters.exporting.exporter import Lacking, Unheld
from aivc.schema.generated.views import Biologic, Chemical, Environmental, GeneticPerturbation
from aivc.schema.vocabulary import is_descendant, lookup

if TYPE_CHECKING:
    from aivc.adapters.exporting.arms import Arm, Member
    from aivc.adapters.exporting.cellxgene.labels import RowLabels
    from aivc.adapters.exporting.source import ExportSource
    from aivc.schema.generated.views import Agent
    from aivc.storage.model import Table

NAME = "experimental_condition_ontology_term_id"
ENVIRONMENT = {"diet": DIET, "temperature": TEMPERATURE}


def conditions_of_rows(
    source: ExportSource, table: Table
) -> tuple[RowLabels | None, tuple[Lacking, ...], tuple[Unheld, ...]]:
    """Return the terms of each row, ``na`` for controls and for rows without a condition.

    Returns
    -------
    RowLabels or None
        None where nothing that has a term was applied: the column must not be there then.
    tuple of Lacking
        Agents that could have a term and do not.
    tuple of Unheld
        Agents of kinds that have none.
    """
    rows = source.rows_of("conditions", table)
    if rows is None:
        return None, (), ()
    used = {rows.ids[code] for code, n in enumerate(rows.counts().tolist()) if n}
    arms = [arm for arm in arms_of(source.card) if arm.condition_id in used]
    treated = [arm for arm in arms if not arm.is_control]
    members = {m.agent_id: m for arm in treated for m in arm.members}
    lacking = tuple(x for m in members.values() if (x := _lacking(m)) is not None)
    unheld = tuple(u for m in members.values() if (u := _unheld(m)) is not None)
    terms = {arm.condition_id: _terms(arm) for arm in arms}
    found = of_entities(rows, terms)
    if set(found.counts()) <= {NA}:
        return None, lacking, unheld
    return found.set_where(found.codes < 0, NA), lacking, unheld


def term_of(agent: Agent | None) -> str | None:
    """Return the term of an agent; None where its kind has none, or nobody gave it."""
    if isinstance(agent, Chemical):
        return agent.chebi_id
    if isinstance(agent, Biologic):
        return agent.protein_id
    if isinstance(agent, Environmental):
        return ENVIRONMENT.get(agent.environmental_factor or "")
    return None


def _terms(arm: Arm) -> str:
    if arm.is_control:
        return NA
    found = {term for member in arm.members if (term := term_of(member.agent)) is not None}
    return JOIN.join(sorted(found)) or NA


def _lacking(member: Member) -> Lacking | None:
    agent = member.agent
    where = f"{agent.pointer}/chebi_id" if agent is not None else "/agents"
    if agent is None:
        return Lacking(where, f"the agent {member.agent_id!r}, which conditions name")
    if isinstance(agent, Chemical):
        if agent.chebi_id is None:
            return Lacking(
                where, f"the ChEBI term of {member.label}; chemicals are named by ChEBI only"
            )
        problem = _chemical_problem(agent.chebi_id)
        return Lacking(where, f"{agent.chebi_id} of {member.label} {problem}") if problem else None
    if isinstance(agent, Biologic) and agent.protein_id is None:
        return Lacking(f"{agent.pointer}/protein_id", f"the UniProt accession of {member.label}")
    return None


def _chemical_problem(term: str) -> str:
    found = lookup(term)
    if found is None:
        return "is not in ChEBI"
    if found.deprecated:
        return f"is deprecated; {found.replaced_by or 'another'} takes its place"
    if term in GENERIC_CHEMICALS:
        return "is too generic"
    return "" if is_descendant(term, CHEMICAL_ENTITY) else "is no chemical entity"


def _unheld(member: Member) -> Unheld | None:
    agent = member.agent
    if agent is None or isinstance(agent, Chemical | Biologic | GeneticPerturbation):
        return None
    if isinstance(agent, Environmental) and agent.environmental_factor in ENVIRONMENT:
        return None
    what = f"{member.label}, an agent of the kind {agent.agent_type}"
    return Unheld("conditions", what, "CELLxGENE has no term for it; its rows say `na`")
