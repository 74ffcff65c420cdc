"""Measure the sets of units and the links of a card."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from aivc.schema.errors import AivcError
from aivc.validators.facts.scale.conserve import conservation
from aivc.validators.facts.scale.group_coverage import group_coverage
from aivc.validators.facts.scale.linked_units import is_weighted, pairs_of
from aivc.validators.facts.scale.model import LinkFacts, ScaleFacts, UnitSetFacts
from aivc.validators.facts.scale.read_sets import ReadSet, read_set
from aivc.validators.facts.scale.recount import Recount, recount
from aivc.validators.facts.scale.recount_streams import recount_by_rows
from aivc.validators.facts.scale.recount_table import recount_table
from aivc.validators.facts.scale.weights_file import read_weights

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from aivc.schema.generated.views import DatasetCard, ScaleLink
    from aivc.storage.model import Dataset
    from aivc.validators.facts.design import RoleKeys
    from aivc.validators.facts.model import TableFacts
    from aivc.validators.facts.scale.weights_file import WeightTable

NOT_CONSERVED = frozenset({None, "none"})
"""Values of ``conserved_quantity`` that promise nothing."""


def collect_scale(
    card: DatasetCard,
    dataset: Dataset,
    folder: Path,
    *,
    roles: RoleKeys | None,
    tables: Mapping[str, TableFacts],
    has_matrices: bool,
) -> ScaleFacts:
    """Count units, and recount links.

    What cannot be read is named in ``problem`` of its set or link; it never stops the rest.

    Parameters
    ----------
    card
        The card.
    dataset
        The opened container.
    folder
        Folder of the card, in which tables of weights lie.
    roles
        The key of each row in every role, for coverage by group.
    tables
        Facts of tables, with sums of rows where matrices were read.
    has_matrices
        Whether they were; a conserved quantity is summed only then.
    """
    sets: list[UnitSetFacts] = []
    read: dict[str, ReadSet] = {}
    for unit_set in card.unit_sets:
        facts, found = read_set(unit_set, card, dataset, roles)
        sets.append(facts)
        if found is not None and unit_set.unit_set_id:
            read.setdefault(unit_set.unit_set_id, found)
    links = []
    for link in card.links:
        facts_of_link, counted = _link(link, read, dataset, folder, roles)
        if counted is not None and has_matrices and link.conserved_quantity not in NOT_CONSERVED:
            facts_of_link = _conserved(facts_of_link, counted, link, read, card, tables)
        links.append(facts_of_link)
    return ScaleFacts(tuple(sets), tuple(links))


def _link(
    link: ScaleLink,
    read: Mapping[str, ReadSet],
    dataset: Dataset,
    folder: Path,
    roles: RoleKeys | None,
) -> tuple[LinkFacts, Recount | None]:
    facts = LinkFacts(link.link_id or "", link.pointer)
    table: WeightTable | None = None
    if link.weights is not None:
        file, table = read_weights(link.weights, folder, needs_weights=is_weighted(link))
        facts = replace(facts, file=file)
        if table is None:
            return replace(facts, problem=f"{file.path} cannot be read: {file.problem}"), None
    unread = [name for name in (link.source_set, link.target_set) if (name or "") not in read]
    if unread:
        return replace(
            facts, problem=f"units of {' and '.join(map(str, unread))} cannot be read"
        ), None
    source, target = read[link.source_set or ""], read[link.target_set or ""]
    try:
        pairs = pairs_of(link, table, source, target, dataset)
        counted = recount_by_rows(link, pairs, source, target)
        if counted is None:
            counted = recount_table(pairs, source.units, target.units)
        if counted is None:
            counted = recount(pairs, source.units, target.units)
        return _measured(facts, pairs.how, counted, source, target, roles), counted
    except AivcError as error:
        return replace(facts, problem=str(error)), None


def _measured(
    facts: LinkFacts,
    how: str,
    counted: Recount,
    source: ReadSet,
    target: ReadSet,
    roles: RoleKeys | None,
) -> LinkFacts:
    return replace(
        facts,
        how=how,
        n_pairs=counted.n_pairs,
        n_source=source.units.n_units,
        n_source_linked=counted.of_source.n_linked,
        n_target=target.units.n_units,
        n_target_linked=counted.of_target.n_linked,
        unknown_sources=counted.unknown_sources,
        unknown_targets=counted.unknown_targets,
        n_pairs_unknown_source=counted.n_pairs_unknown_source,
        n_pairs_unknown_target=counted.n_pairs_unknown_target,
        repeated_pairs=counted.repeated,
        several_targets=counted.of_source.several,
        several_sources=counted.of_target.several,
        weights=counted.of_weights,
        groups=(
            *group_coverage("source", source, counted.of_source.is_linked, roles),
            *group_coverage("target", target, counted.of_target.is_linked, roles),
        ),
    )


def _conserved(
    facts: LinkFacts,
    counted: Recount,
    link: ScaleLink,
    read: Mapping[str, ReadSet],
    card: DatasetCard,
    tables: Mapping[str, TableFacts],
) -> LinkFacts:
    source, target = read[link.source_set or ""], read[link.target_set or ""]
    try:
        return replace(
            facts, conservation=conservation(link, counted, source, target, card, tables)
        )
    except AivcError as error:
        return replace(facts, conservation_problem=str(error))
