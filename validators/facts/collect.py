"""Collect everything that rules look at, as deep as the level allows."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aivc.schema.errors import AivcError
from aivc.validators.facts.aligned_columns import ObsFrame
from aivc.validators.facts.card import CardLines, collect_card
from aivc.validators.facts.design import columns_wanted, design_with_keys
from aivc.validators.facts.file_facts import byte_size, digest_of
from aivc.validators.facts.frame_facts import plan_frame, read_frame
from aivc.validators.facts.measured.collect_measured import (
    collect_measured,
    needs_looking,
    plan_measured,
)
from aivc.validators.facts.measured.model import MeasuredFacts
from aivc.validators.facts.measured.row_groups import planned_groups
from aivc.validators.facts.model import Facts, FileFacts, MatrixHeader, TableFacts
from aivc.validators.facts.progress import PER_BYTE, Progress
from aivc.validators.facts.table_scan import plan_scan, scan_table
from aivc.validators.findings import Level

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from aivc.schema.generated.views import DatasetCard
    from aivc.storage import CardSource
    from aivc.storage.model import Dataset, Matrix, Table
    from aivc.validators.facts.measured.model import GroupFacts
    from aivc.validators.facts.measured.row_groups import PlannedGroups
    from aivc.validators.facts.model import FrameFacts

BLOCK_BYTES = 32 << 20


class Need(StrEnum):
    """Parts of the facts that cost time."""

    COLUMNS = "columns"
    """obs and var: from level obs."""

    DESIGN = "design"
    """Which rows are observations of what: from level obs; reads obs."""

    LINKS = "links"
    """Units of sets and the links between them: from level obs, where the card has unit sets."""

    MEASURED = "measured"
    """What operators name beside their matrices: from level obs, to the end at level full."""

    IMAGES = "images"
    """Headers of images at every level; places in them from level obs; pixels and transcripts at
    level full."""

    MATRICES = "matrices"
    """Every stored value: at level full; reads var."""

    DIGEST = "digest"
    """The digest of the bytes of the file: at level full."""


EVERYTHING = frozenset(Need)

_FROM_OBS = frozenset({Need.COLUMNS, Need.DESIGN})

_AT_OBS = _FROM_OBS | {Need.LINKS, Need.MEASURED, Need.IMAGES}


def collect(
    dataset: Dataset,
    card_inputs: Sequence[CardSource],
    *,
    level: Level = Level.FULL,
    profile: str = "release",
    needs: Collection[Need] = EVERYTHING,
    progress: Callable[[float, str], None] | None = None,
    max_bytes: int = BLOCK_BYTES,
) -> tuple[DatasetCard, Facts, CardLines]:
    """Measure a dataset.

    What cannot be read is left out and named in ``unreadable`` of its frame or table; it never
    stops the rest.

    Parameters
    ----------
    dataset
        The opened container.
    card_inputs
        Every card found, the preferred one first, as :func:`aivc.storage.find_card` gives them.
    level
        ``header`` reads headers and the card, ``obs`` also columns, ``full`` also every value.
    profile
        ``minimal``, ``release`` or ``benchmark``: which slots the card must fill in.
    needs
        What is collected, of what the level allows.
    progress
        Called with the share that is done, from 0 to 1, and what is being read.
    max_bytes
        Decoded size of a block of a matrix; memory grows with it.

    Returns
    -------
    card, facts, lines
        The card as far as it can be read, the facts, and the lines of the card.
    """
    allowed = _allowed(level, needs)
    card = collect_card(card_inputs, profile)
    told = Progress(progress)
    size = byte_size(dataset.path)
    if Need.DIGEST in allowed:
        told.plan(PER_BYTE * size)
    for table in dataset.tables:
        _plan(table, allowed, told)
    if card_inputs and {Need.MEASURED, Need.MATRICES} <= allowed:
        plan_measured(card.view, Path(card_inputs[0].path).parent, told)
    frames: list[ObsFrame] = []
    shared = _shared_obs(dataset, card.view, allowed, frames, told)
    tables = {
        table.name: _frames(table, card.view, allowed, frames, told) for table in dataset.tables
    }
    design = design_with_keys(card.view, frames) if Need.DESIGN in allowed else None
    roles = None if design is None else design[1]
    groups: dict[str, GroupFacts] = {}
    if Need.MATRICES in allowed:
        planned = {}
        if roles is not None and Need.MEASURED in allowed:
            planned = planned_groups(card.view, tables, roles)
        for table in dataset.tables:
            scanned = _scanned(table, tables[table.name], planned, told, max_bytes)
            tables[table.name], summed = scanned
            groups.update(summed)
    digest = digest_of(dataset.path, told) if Need.DIGEST in allowed else None
    scale = None
    if Need.LINKS in allowed and (card.view.unit_sets or card.view.links):
        from aivc.validators.facts.scale.collect_scale import collect_scale

        scale = collect_scale(
            card.view,
            dataset,
            Path(card_inputs[0].path).parent,
            roles=roles,
            tables=tables,
            has_matrices=Need.MATRICES in allowed,
        )
    measured = MeasuredFacts(groups=groups) if Need.MEASURED in allowed else None
    if measured is not None and needs_looking(card.view.operators):
        measured = collect_measured(
            card.view,
            dataset,
            Path(card_inputs[0].path).parent,
            tables=tables,
            groups=groups,
            roles=roles,
            reads_all=Need.MATRICES in allowed,
            progress=told,
        )
    imaging = None
    if Need.IMAGES in needs:
        from aivc.validators.facts.images.collect_imaging import collect_imaging

        imaging = collect_imaging(
            card.view,
            dataset,
            has_places=Need.IMAGES in allowed,
            has_values=Need.IMAGES in allowed and level is Level.FULL,
        )
    facts = Facts(
        file=FileFacts(
            path=dataset.path,
            kind=dataset.kind.value,
            encoding_version=dataset.encoding_version,
            byte_size=size,
            problems=(),
            elements=dataset.elements,
            digest=digest,
        ),
        card=card.facts,
        tables=tables,
        design=None if design is None else design[0],
        shared_obs=shared,
        scale=scale,
        measured=measured,
        imaging=imaging,
    )
    told.finish()
    # Reading finds problems that headers do not show.
    return card.view, replace(facts, file=_with_problems(facts.file, dataset)), card.lines


def _allowed(level: Level, needs: Collection[Need]) -> frozenset[Need]:
    if level is Level.HEADER:
        return frozenset()
    return frozenset(needs) & (_AT_OBS if level is Level.OBS else EVERYTHING)


def _with_problems(file: FileFacts, dataset: Dataset) -> FileFacts:
    return replace(file, problems=tuple(dataset.problems))


def _plan(table: Table, allowed: frozenset[Need], progress: Progress) -> None:
    if allowed & _FROM_OBS:
        plan_frame(table.obs, progress)
    if allowed & {Need.COLUMNS, Need.MATRICES}:
        plan_frame(table.var, progress)
    if Need.MATRICES in allowed:
        plan_scan(table, progress)


def _shared_obs(
    dataset: Dataset,
    card: DatasetCard,
    allowed: frozenset[Need],
    frames: list[ObsFrame],
    progress: Progress,
) -> FrameFacts | None:
    frame = dataset.shared_obs
    if frame is None or not allowed & _FROM_OBS:
        return None
    plan_frame(frame, progress)
    facts, kept = read_frame(frame, "obs", progress, keep=columns_wanted(card))
    frames.append(ObsFrame("", frame, kept))
    return facts


def _frames(
    table: Table,
    card: DatasetCard,
    allowed: frozenset[Need],
    frames: list[ObsFrame],
    progress: Progress,
) -> TableFacts:
    facts = _header(table)
    place = f"{table.name}/" if table.name else ""
    if allowed & _FROM_OBS:
        obs, kept = read_frame(table.obs, f"{place}obs", progress, keep=columns_wanted(card))
        frames.append(ObsFrame(table.name, table.obs, kept))
        facts = replace(facts, obs=obs)
    if allowed & {Need.COLUMNS, Need.MATRICES}:
        var, _ = read_frame(table.var, f"{place}var", progress, keeps_names=True)
        raw_var = None
        if table.raw_var is not None:
            raw_var, _ = read_frame(table.raw_var, f"{place}raw/var", progress, keeps_names=True)
        facts = replace(facts, var=var, raw_var=raw_var)
    return facts


def _scanned(
    table: Table,
    facts: TableFacts,
    planned: Mapping[str, PlannedGroups],
    progress: Progress,
    max_bytes: int,
) -> tuple[TableFacts, Mapping[str, GroupFacts]]:
    found = scan_table(table, facts.var, facts.raw_var, progress, max_bytes, planned)
    scanned = replace(
        facts, scans=found.scans, relations=found.relations, unreadable=found.unreadable
    )
    return scanned, found.groups


def _header(table: Table) -> TableFacts:
    return TableFacts(
        name=table.name,
        n_obs=table.n_obs,
        n_var=table.n_var,
        obs_columns=table.obs.columns,
        var_columns=table.var.columns,
        matrices=tuple(map(_matrix_header, (*table.matrices, *table.obsm))),
        uns_keys=tuple(table.uns_keys),
        attributes=table.attributes,
        uns=_uns(table),
    )


def _matrix_header(matrix: Matrix) -> MatrixHeader:
    return MatrixHeader(
        matrix.name, matrix.path, matrix.encoding, matrix.shape, matrix.dtype, matrix.n_stored
    )


def _uns(table: Table) -> dict[str, Any]:
    found = {}
    for key in table.uns_keys:
        try:
            found[key] = table.uns(key)
        except AivcError:
            # The container's own problems name entries that cannot be read.
            continue
    return found
