"""Genetic perturbations: the guides of each row, and what each guide is."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.adapters.exporting.arms import arms_of
from aivc.adapters.exporting.cellxgene.labels import RowLabels, nothing, of_column, of_entities
from aivc.adapters.exporting.cellxgene.standard import JOIN, NA, PERTURBABLE, STRATEGIES
from aivc.adapters.exporting.exporter import Lacking, Unheld
from aivc.adapters.keys.obs_columns import TableColumns
from aivc.schema.generated.views import GeneticPerturbation
from aivc.schema.vocabulary import VocabularyUnavailableError, genes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from aivc.adapters.exporting.source import ExportSource
    from aivc.schema.generated.views import GuideRNA
    from aivc.storage.model import Table

FORBIDDEN = re.compile(r"[\s/,\"']")
NO_PERTURBATION = "no perturbations"


@dataclass(frozen=True, slots=True)
class Guides:
    """The guides of a file.

    Attributes
    ----------
    ids, strategies
        For each row; None where no row has a guide: the columns must not be there then.
    described
        The entry of each guide in ``uns['genetic_perturbations']``.
    lacking, unheld
        What is missing, and what has no place.
    """

    ids: RowLabels | None = None
    strategies: RowLabels | None = None
    described: Mapping[str, Any] = field(default_factory=dict)
    lacking: tuple[Lacking, ...] = ()
    unheld: tuple[Unheld, ...] = ()


def guides_of_rows(source: ExportSource, table: Table, organism: str | None) -> Guides:
    """Find the guides of each row and describe them.

    They stand in the column that the card binds to the role ``guide``, else in ``guide_id`` or
    ``genetic_perturbation_id``; where there is none, a condition has those of its agent if this
    has exactly one.
    """
    card = source.card
    agents = [agent for agent in card.agents if isinstance(agent, GeneticPerturbation)]
    if not agents:
        return Guides()
    unheld = tuple(_unheld(agents))
    owners = {
        guide.guide_id: (agent, guide)
        for agent in agents
        if agent.strategy in STRATEGIES
        for guide in agent.guides
        if guide.guide_id is not None
    }
    found = _in_column(source, table)
    found = _of_conditions(source, table) if found is None else found
    if not owners or found is None or not found.counts():
        return Guides(lacking=_unknown_guides(agents, has_guides=bool(owners)), unheld=unheld)
    names = _allowed_names(owners)
    separator = card.binding.combination_separator if card.binding else None
    split = {label: _members(label, separator) for label in found.counts()}
    lacking = [*_of_guides(split, owners), *_of_organism(organism)]
    ids, strategies = {}, {}
    for label, members in split.items():
        known = [member for member in members if member in owners]
        ids[label] = JOIN.join(sorted({names[member] for member in known})) or NA
        told = {owners[member][0].strategy or "" for member in known}
        targeting = told - {"control"}
        if len(targeting) > 1:
            problem = f"one strategy for rows with the guides {label!r}, which have several"
            lacking.append(Lacking("/agents/*/strategy", problem))
        strategies[label] = next(iter(sorted(targeting or told)), NO_PERTURBATION)
    used = {member for members in split.values() for member in members if member in owners}
    described = {names[g]: _described(owners[g][1], organism) for g in sorted(used)}
    return Guides(
        _translated(found, ids, NA),
        _translated(found, strategies, NO_PERTURBATION),
        described,
        tuple(lacking),
        (*unheld, *_renamed(names)),
    )


def _in_column(source: ExportSource, table: Table) -> RowLabels | None:
    binding = source.card.binding
    bound = [key.columns for key in (binding.keys if binding else ()) if key.role == "guide"]
    columns = TableColumns(source.dataset, table)
    for names in (*bound, ("genetic_perturbation_id",), ("guide_id",)):
        if len(names) == 1:
            column = columns.read(names).get(names[0])
            if column is not None:
                return of_column(column)
    return None


def _of_conditions(source: ExportSource, table: Table) -> RowLabels | None:
    rows = source.rows_of("conditions", table)
    if rows is None:
        return None
    said: dict[str, str | None] = {}
    for arm in arms_of(source.card):
        genetic = [m.agent for m in arm.members if isinstance(m.agent, GeneticPerturbation)]
        guides = [[guide.guide_id for guide in agent.guides] for agent in genetic]
        is_plain = guides and all(len(of_agent) == 1 for of_agent in guides)
        said[arm.condition_id] = JOIN.join(str(g[0]) for g in guides) if is_plain else None
    found = of_entities(rows, said)
    return found if found.counts() else nothing(table.n_obs)


def _members(label: str, separator: str | None) -> tuple[str, ...]:
    parts = label.split(JOIN) if JOIN in label else label.split(separator) if separator else [label]
    return tuple(dict.fromkeys(part.strip() for part in parts if part.strip() not in ("", NA)))


def _translated(found: RowLabels, labels: Mapping[str, str], otherwise: str) -> RowLabels:
    new = [labels.get(label, otherwise) for label in found.labels]
    known = tuple(dict.fromkeys([*new, otherwise]))
    place = np.array([*(known.index(label) for label in new), known.index(otherwise)], np.int32)
    return RowLabels(place[found.codes], known)


def _allowed_names(guides: Iterable[str]) -> dict[str, str]:
    """Replace blanks, slashes, commas and quotes, which CELLxGENE takes in no identifier."""
    found: dict[str, str] = {}
    for guide in guides:
        plain = FORBIDDEN.sub("_", guide)
        made, number = plain, 2
        while made in found.values():
            made, number = f"{plain}_{number}", number + 1
        found[guide] = made
    return found


def _renamed(names: Mapping[str, str]) -> Iterator[Unheld]:
    for guide, name in names.items():
        if guide != name:
            yield Unheld("guides", f"the name {guide!r}", f"CELLxGENE takes it as {name!r} only")


def _described(guide: GuideRNA, organism: str | None) -> dict[str, Any]:
    said: dict[str, Any] = {
        "role": guide.guide_role,
        "protospacer_sequence": guide.protospacer_sequence,
        "protospacer_adjacent_motif": guide.protospacer_adjacent_motif,
    }
    if guide.guide_role == "targeting" and guide.guide_features:
        said["intended_features"] = {f: _symbol(f, organism) for f in guide.guide_features}
    return said


def _symbol(feature: str, organism: str | None) -> str:
    try:
        return (genes(organism).by_id(feature) if organism else None) or feature
    except VocabularyUnavailableError:
        return feature


def _of_guides(
    split: Mapping[str, tuple[str, ...]], owners: Mapping[str, tuple[GeneticPerturbation, GuideRNA]]
) -> Iterator[Lacking]:
    unknown = sorted({m for members in split.values() for m in members if m not in owners})
    if unknown:
        shown = ", ".join(unknown[:5]) + (" ..." if len(unknown) > 5 else "")
        told = f"the guides {shown} ({len(unknown):,} in all), which rows have and no agent lists"
        yield Lacking("/agents/*/guides", told)
    for name in sorted({m for members in split.values() for m in members if m in owners}):
        guide = owners[name][1]
        for slot, what in (
            ("guide_role", "the role"),
            ("protospacer_sequence", "the protospacer"),
            ("protospacer_adjacent_motif", "the protospacer adjacent motif"),
        ):
            if getattr(guide, slot) is None:
                yield Lacking(f"{guide.pointer}/{slot}", f"{what} of the guide {name}")


def _of_organism(organism: str | None) -> Iterator[Lacking]:
    if organism is not None and organism not in PERTURBABLE:
        told = f"{', '.join(sorted(PERTURBABLE))}: no other organism may have guides"
        yield Lacking("/organism_ontology_term_id", told)


def _unknown_guides(
    agents: Iterable[GeneticPerturbation], *, has_guides: bool
) -> tuple[Lacking, ...]:
    if not any(agent.strategy in STRATEGIES for agent in agents):
        return ()
    if not has_guides:
        return (Lacking("/agents/*/guides", "the guides of each genetic perturbation"),)
    told = "the guide of each row: the role `guide` bound to the column that says it"
    return (Lacking("/binding/keys", told),)


def _unheld(agents: Iterable[GeneticPerturbation]) -> Iterator[Unheld]:
    for agent in agents:
        if agent.strategy not in STRATEGIES:
            modality = (agent.genetic_modality or "perturbation").replace("_", " ")
            what = f"{agent.label or agent.agent_id}, {modality} without a CRISPR strategy"
            yield Unheld("agents", what, "CELLxGENE holds CRISPR screens and mutants only")
