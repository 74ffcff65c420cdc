"""Measure a split of a dataset: everything that rules of splits look at."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from aivc.splits.manifest.integrity import IntegrityFacts
from aivc.splits.manifest.resolve import assign_rows, header_integrity, told_tables
from aivc.storage.errors import UnreadableInputError
from aivc.validators.findings import Level
from aivc.validators.split_facts.compounds import measure_compounds
from aivc.validators.split_facts.content import measure_content
from aivc.validators.split_facts.control import measure_controls
from aivc.validators.split_facts.corpora import named_corpora
from aivc.validators.split_facts.count import count_axes
from aivc.validators.split_facts.fitting import measure_fitting
from aivc.validators.split_facts.kept_whole import is_kept_whole
from aivc.validators.split_facts.linked_across import with_linked
from aivc.validators.split_facts.linked_rows import linked_rows
from aivc.validators.split_facts.model import SplitFacts
from aivc.validators.split_facts.observe import observe
from aivc.validators.split_facts.overlap import MOST_EXAMPLES, overlaps
from aivc.validators.split_facts.pairing import measure_pairing
from aivc.validators.split_facts.side_channel import measure_side_channels
from aivc.validators.split_facts.space import measure_space
from aivc.validators.split_facts.stated_content import stated_content

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from aivc.schema.generated.views import DatasetCard
    from aivc.splits.manifest.document import ManifestDocument
    from aivc.splits.observations import Observations, Partitioning
    from aivc.storage.model import Dataset


def collect_split(
    dataset: Dataset,
    card: DatasetCard,
    document: ManifestDocument,
    *,
    level: Level = Level.OBS,
    guessed_roles: Mapping[str, tuple[str, ...]] | None = None,
    corpora: Sequence[Path] = (),
    folder: Path | None = None,
    progress: Callable[[float, str], None] | None = None,
) -> SplitFacts:
    """Measure how a manifest divides a dataset.

    Parameters
    ----------
    dataset
        The opened container.
    card
        Its card, as far as it can be read.
    document
        The manifest.
    level
        ``header`` reads nothing of the dataset, ``obs`` the columns that tell axes, and ``full``
        also every matrix, for duplicates and overlap with corpora.
    guessed_roles
        Columns by role, where neither card nor manifest says what a column is.
    corpora
        Fingerprints of further data that a predictor may have been trained on.
    folder
        Folder of the card, in which tables of weights lie; that of the dataset by default.
    progress
        Called with the share that is done, from 0 to 1, and what is being read.

    Returns
    -------
    SplitFacts
        Where the rows could not be given to parts, ``parts`` is empty and ``integrity`` says why.
    """
    told = progress or _nobody
    manifest = document.view
    facts = SplitFacts(manifest, document.raw, str(document.path), IntegrityFacts())
    if level is Level.HEADER:
        return replace(facts, integrity=header_integrity(document))
    told(0.0, "obs")
    try:
        observations = observe(dataset, card, manifest, guessed_roles, told_tables(document))
    except UnreadableInputError as error:
        absent = {"observation": str(error)}
        return replace(facts, integrity=header_integrity(document), absent=absent)
    told(0.2, "assignments")
    partitioning, integrity = assign_rows(document, observations)
    facts = replace(
        facts,
        integrity=integrity,
        absent=observations.absent,
        control_sources=observations.control_sources,
    )
    if level is Level.FULL:
        facts = replace(facts, content_digest=stated_content(dataset, manifest))
    if not (partitioning.codes >= 0).any():
        return facts
    told(0.3, "values of each part")
    facts = _counted(facts, card, observations, partitioning)
    told(0.5, "neighbours and pairs")
    facts = _measured(facts, dataset, card, document, observations, partitioning)
    told(0.55, "what several tables measure")
    linked = linked_rows(dataset, card, observations, folder or dataset.path.parent)
    facts = replace(facts, pairing=with_linked(facts, linked, observations, partitioning))
    told(0.6, "what was fitted on which rows")
    facts = replace(
        facts, fitting=measure_fitting(dataset, card, observations, partitioning, level=level)
    )
    if level is Level.FULL:
        told(0.7, "library sizes")
        facts = replace(
            facts,
            side_channels=measure_side_channels(
                dataset, card, observations, partitioning, facts.pairs()
            ),
        )
        told(0.8, "copies of rows")
        facts = replace(
            facts,
            content=measure_content(
                dataset,
                observations.table,
                partitioning,
                tuple(facts.pairs()),
                named_corpora(manifest, document.path.parent, corpora),
                segments=observations.segments,
            ),
        )
    told(1.0, "split")
    return facts


def _nobody(share: float, what: str) -> None:
    """Tell nobody."""


def _counted(
    facts: SplitFacts, card: DatasetCard, observations: Observations, partitioning: Partitioning
) -> SplitFacts:
    counted = count_axes(observations, partitioning, facts.manifest)
    facts = replace(
        facts,
        parts=counted.parts,
        axes=counted.axes,
        joints=counted.joints,
        associations=counted.associations,
    )
    facts = replace(facts, row_examples=_row_examples(facts, observations))
    return replace(facts, controls=measure_controls(facts, card, observations, partitioning))


def _row_examples(facts: SplitFacts, observations: Observations) -> dict[int, str]:
    """Read the names of rows that show what is shared: one on each side of a few values.

    They are shown only of axes that are kept whole; looking names up takes longer than counting.
    """
    wanted: set[int] = set()
    for overlap in overlaps(facts):
        counted = facts.joint(*overlap.axes)
        if counted is not None and is_kept_whole(facts, overlap.pair, overlap.axes[0]):
            sides = [overlap.pair.evaluated, overlap.pair.reference]
            rows = counted.first_rows[list(overlap.shared[:MOST_EXAMPLES])][:, sides]
            wanted.update(rows[rows >= 0].tolist())
    positions = sorted(wanted)
    return dict(zip(positions, observations.names_of(positions), strict=True))


def _measured(
    facts: SplitFacts,
    dataset: Dataset,
    card: DatasetCard,
    document: ManifestDocument,
    observations: Observations,
    partitioning: Partitioning,
) -> SplitFacts:
    pairs = tuple(facts.pairs())
    return replace(
        facts,
        compounds=measure_compounds(facts, observations, partitioning),
        space=measure_space(observations, partitioning, pairs, document.view, card),
        pairing=measure_pairing(dataset, observations, partitioning, pairs, document),
    )
