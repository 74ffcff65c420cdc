"""What is measured of the rows that preprocessing was fitted on."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class FitEvidenceKind(StrEnum):
    """What in a file shows which rows were looked at."""

    SCALED = "scaled"
    """A matrix whose columns were brought to mean 0."""

    COMPONENTS = "components"
    """Principal components, which are centred over the rows that they were fitted on."""

    GENE_MEANS = "gene_means"
    """Means of genes in var, written where variable genes were chosen or genes were scaled."""


class FittedOn(StrEnum):
    """Rows that a statistic of the file was computed on."""

    TEST_TOO = "test_too"
    """All rows, those of a test included."""

    VALIDATION_TOO = "validation_too"
    """Training and validation."""

    TRAINING = "training"
    """Training alone."""

    UNDECIDED = "undecided"
    """The numbers fit none of these, or several alike."""


@dataclass(frozen=True, slots=True)
class FitEvidence:
    """A statistic stored in the file, against the same over all rows and over training.

    Attributes
    ----------
    kind
        What it is.
    table, element
        Where it is: ``X``, ``layers/scaled``, ``obsm/X_pca``, ``var/means``.
    follows_from
        Matrix that the statistic was computed from; the element itself where it is one.
    fitted_on
        The rows that it fits.
    off_all, off_validation, off_training
        How far it lies from the statistic over all rows, over training and validation, and over
        training, in standard deviations of a column; lower quartile over columns. NaN where there
        are no such rows.
    n_columns
        Columns that were compared.
    """

    kind: FitEvidenceKind
    table: str
    element: str
    follows_from: str
    fitted_on: FittedOn
    off_all: float
    off_validation: float
    off_training: float
    n_columns: int


@dataclass(frozen=True, slots=True)
class IdentifiedSet:
    """Observations that the card names by a digest of their names.

    ``parts`` are the positions of the parts that they are exactly, ``()`` where they are not made
    of whole parts; ``is_everything`` says that they are all rows of the file.
    """

    pointer: str
    parts: tuple[int, ...] = ()
    is_everything: bool = False


@dataclass(frozen=True, slots=True)
class FittingFacts:
    """On what preprocessing was fitted, as far as it can be looked up.

    ``evidence`` is None where no matrix was read.
    """

    identified: tuple[IdentifiedSet, ...] = ()
    evidence: tuple[FitEvidence, ...] | None = None
