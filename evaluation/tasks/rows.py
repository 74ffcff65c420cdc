"""The rows of a dataset as a task sees them: their part, what was done to them, and when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from aivc.evaluation.errors import TaskError
from aivc.splits.manifest.exclusions import fit_exclusions
from aivc.splits.manifest.resolve import assign_rows, told_tables
from aivc.storage.model import ContainerKind
from aivc.validators.split_facts.observe import NO_ROLES, observe
from aivc.validators.split_facts.observe_axes import label_axes
from aivc.validators.split_facts.observe_binding import find_bindings, names_wanted, table_wanted
from aivc.validators.split_facts.observe_card import CardTellings
from aivc.validators.split_facts.observe_identity import amounts_keys
from aivc.validators.split_facts.observe_tables import observed_columns

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from aivc.schema.generated.views import DatasetCard
    from aivc.splits.manifest.document import ManifestDocument
    from aivc.splits.manifest.integrity import IntegrityFacts
    from aivc.splits.observations import Observations, Partitioning
    from aivc.storage.model import Dataset


@dataclass(frozen=True, eq=False)
class Rows:
    """The rows that a manifest divides.

    Attributes
    ----------
    observations, partitioning, integrity
        As the split sees them.
    condition_ids
        Identifiers of the conditions of the card.
    conditions
        Position in ``condition_ids`` of each row, negative where it has none, shape (n_rows,).
    is_excluded
        Rows in no part that the manifest leaves out, shape (n_rows,).
    hours
        Hours from time zero to harvest of each row, controls included; NaN where not known.
    """

    observations: Observations
    partitioning: Partitioning
    integrity: IntegrityFacts
    condition_ids: tuple[str, ...]
    conditions: NDArray[np.int32]
    is_excluded: NDArray[np.bool_]
    hours: NDArray[np.float64]

    @property
    def n_rows(self) -> int:
        """Rows of the dataset."""
        return self.observations.n_rows

    def of_roles(self, *roles: str) -> NDArray[np.bool_]:
        """Return which rows are in a part of one of these roles, shape (n_rows,)."""
        parts = self.partitioning
        wanted = np.array([*(role in roles for role in parts.roles), False])
        found: NDArray[np.bool_] = wanted[parts.codes].copy()
        if len(parts.also):
            rows, codes = parts.also.T
            found[rows[wanted[codes]]] = True
        return found


def read_rows(
    dataset: Dataset,
    card: DatasetCard,
    document: ManifestDocument,
    guessed_roles: Mapping[str, tuple[str, ...]] | None = None,
) -> Rows:
    """Lay a manifest beside the rows that it divides.

    Raises
    ------
    TaskError
        The manifest cannot be read, or divides other data than these.
    UnreadableInputError
        The container has no obs.
    """
    manifest = document.view
    tables = told_tables(document)
    observations = observe(dataset, card, manifest, guessed_roles, tables)
    partitioning, integrity = assign_rows(document, observations)
    _refuse_unfit(document, partitioning, integrity)
    guessed = guessed_roles or NO_ROLES
    bound = table_wanted(manifest)
    columns = observed_columns(
        dataset,
        names_wanted(card, manifest, guessed),
        (bound,) if bound else (tables if dataset.kind is ContainerKind.SPATIALDATA else ()),
    )
    is_excluded = _excluded(document, observations, partitioning)
    nothing = np.full(observations.n_rows, -1, np.int32)
    hours = np.full(observations.n_rows, np.nan)
    if columns is None or columns.n_rows != observations.n_rows:
        return Rows(observations, partitioning, integrity, (), nothing, is_excluded, hours)
    bindings = find_bindings(card, manifest, guessed, columns)
    tellings = CardTellings(card, columns, bindings)
    owners = tellings.owners("condition")
    times = label_axes(columns, bindings, tellings).labelled.get("time")
    if times is not None:
        # Controls have no value on axes of interventions, but they too were harvested at a time.
        keys = amounts_keys("time", times, bindings)
        if keys.numbers is not None and keys.unit == "h":
            hours = np.append(keys.numbers, np.nan)[keys.codes]
    return Rows(
        observations,
        partitioning,
        integrity,
        () if owners is None else owners.ids,
        nothing if owners is None else owners.codes,
        is_excluded,
        hours,
    )


def _excluded(
    document: ManifestDocument, observations: Observations, partitioning: Partitioning
) -> NDArray[np.bool_]:
    """Return rows that exclusions mean; all in no part where one does not say which."""
    is_assigned = partitioning.codes >= 0
    fits, covered = fit_exclusions(document.view.exclusions, observations, is_assigned)
    is_untold = any(fit.matched is None for fit in fits)
    return ~is_assigned if is_untold else covered & ~is_assigned


def _refuse_unfit(
    document: ManifestDocument, partitioning: Partitioning, integrity: IntegrityFacts
) -> None:
    name = document.path.name
    if document.parse_problem:
        msg = f"{name} is no manifest: {document.parse_problem}"
        raise TaskError(msg)
    if integrity.table_problem:
        msg = f"the assignments of {name} cannot be used: {integrity.table_problem}"
        raise TaskError(msg)
    difference = integrity.observations_digest
    if difference is not None:
        msg = (
            f"{name} divides other observations than these: it was made for "
            f"{difference.declared}, and the file has {difference.actual}; use the file that it "
            "was made for, or make the split again with `aivc split make`"
        )
        raise TaskError(msg)
    if not (partitioning.codes >= 0).any():
        msg = (
            f"{name} gives no row of the dataset a part; run `aivc split audit` to see which keys "
            "do not fit"
        )
        raise TaskError(msg)
