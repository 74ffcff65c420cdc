"""Features that agents are meant to hit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.schema.generated.views import GeneticPerturbation

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from aivc.evaluation.tasks.matrices import Source
    from aivc.evaluation.tasks.rows import Rows
    from aivc.evaluation.units import Unit
    from aivc.schema.generated.views import DatasetCard

NAMING = ("gene_symbols", "gene_symbol", "gene_name", "gene_names", "symbol", "gene_id", "gene_ids",
          "feature_name", "ensembl_id")  # fmt: skip
"""Columns of var that name genes, as files of the field call them."""


def targeted_features(
    rows: Rows,
    card: DatasetCard,
    source: Source,
    features: Sequence[str],
    units: Iterable[Unit],
) -> tuple[str, ...]:
    """Return the features that an agent of any unit targets, sorted.

    Targets are the genes that the card says an agent is meant to hit, and the values of the axis
    of targets; features are recognised by their names, or by a column of var that names genes.
    """
    given = {agent for unit in units for agent in unit.intervention.agents}
    targets = given | _of_card(card, given)
    axis = rows.observations.axes.get("target")
    if axis is not None:
        members = {member for each in axis.members for member in each}
        targets |= members
        if axis.resolution is not None:
            merged = (m for m in axis.resolution.merges if m.canonical in members)
            targets |= {label for merge in merged for label in merge.labels}
    if not targets:
        return ()
    wanted = set(features)
    found = wanted & targets
    for place, names in _further_names(source):
        found |= {source.features[k] for k in place if names[k] in targets} & wanted
    return tuple(sorted(found))


def _of_card(card: DatasetCard, given: set[str]) -> set[str]:
    found: set[str] = set()
    for agent in card.agents:
        if given & {agent.agent_id, agent.label}:
            if isinstance(agent, GeneticPerturbation):
                found.update(agent.intended_features)
            elif agent.agent_targets:
                found.update(t.target_feature for t in agent.agent_targets if t.target_feature)
    return found


def _further_names(source: Source) -> list[tuple[range, list[str]]]:
    if source.matrix.name.startswith("obsm/") or source.matrix in source.table.obsm:
        return []
    var = source.table.raw_var if source.matrix.name == "raw/X" else source.table.var
    if var is None or var.n_rows != len(source.features):
        return []
    found = []
    for name in NAMING:
        if var.has(name):
            column = var.column(name)
            names = [column.categories[c] if c >= 0 else "" for c in column.codes.tolist()]
            found.append((range(var.n_rows), names))
    return found
