"""Measure on which rows preprocessing was fitted."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import numpy as np

from aivc.validators.findings import Level
from aivc.validators.split_facts.fitting_evidence import evidence_in
from aivc.validators.split_facts.fitting_facts import FitEvidence, FittingFacts, IdentifiedSet
from aivc.validators.split_facts.table_rows import places_of_rows, taken

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from aivc.schema.generated.views import DatasetCard, ObservationSet
    from aivc.splits.observations import Observations, Partitioning
    from aivc.storage.model import Dataset


def measure_fitting(
    dataset: Dataset,
    card: DatasetCard,
    observations: Observations,
    partitioning: Partitioning,
    *,
    level: Level = Level.FULL,
) -> FittingFacts:
    """Measure which rows preprocessing learned from, where card or file allow to tell.

    What steps declare in words is read from the card by the rules themselves; here the sets that
    they name by digest are identified, and at level full the file is searched for statistics that
    fit only if rows of a test were in.

    Parameters
    ----------
    dataset
        The container.
    card
        Its card; empty where there is none.
    observations, partitioning
        Rows and the part of each.
    level
        ``full`` reads matrices, a block at a time.
    """
    identified = tuple(_identified(card, observations, partitioning))
    if level is not Level.FULL:
        return FittingFacts(identified)
    found: list[FitEvidence] = []
    for table in dataset.tables:
        places = places_of_rows(table, observations)
        if places is not None:
            codes = taken(partitioning.codes, places)
            found.extend(evidence_in(table, codes, partitioning))
    return FittingFacts(identified, tuple(found))


def _identified(
    card: DatasetCard, observations: Observations, partitioning: Partitioning
) -> Iterator[IdentifiedSet]:
    sets: list[ObservationSet] = [
        named
        for step in card.activities
        for named in step.fitted_on
        if named.observation_ids_sha256
    ]
    if not sets:
        return
    names = np.array(observations.names_of(range(observations.n_rows)), dtype=object)
    unions = _unions(partitioning)
    digests = {
        digest: union
        for union in reversed(unions)
        if (members := np.isin(partitioning.codes, union)).any()
        for digest in _digests(names[members])
    }
    everything = _digests(names)
    for named in sets:
        sha256 = named.observation_ids_sha256 or ""
        yield IdentifiedSet(named.pointer, digests.get(sha256, ()), sha256 in everything)


def _unions(partitioning: Partitioning) -> list[tuple[int, ...]]:
    """Return sets of parts that a step is likely to be fitted on, single parts first."""
    roles = partitioning.roles
    found: list[tuple[int, ...]] = [(k,) for k in range(len(roles))]
    for wanted in (
        {"training"},
        {"training", "validation"},
        {"training", "validation", "calibration"},
        {"test", "external_test"},
        {"training", "validation", "calibration", "test", "external_test"},
    ):
        union = tuple(k for k, role in enumerate(roles) if role in wanted)
        if union and union not in found:
            found.append(union)
    return found


def _digests(names: NDArray[np.object_]) -> tuple[str, str]:
    """Return the digest of sorted names, one a line, with and without an end of the last line."""
    text = "\n".join(sorted(names)).encode("utf-8", "surrogatepass")
    return hashlib.sha256(text).hexdigest(), hashlib.sha256(text + b"\n").hexdigest()
