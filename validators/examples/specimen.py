"""A dataset small enough to be written in milliseconds: what rules are tried on.

A specimen is a description, not a file. :mod:`aivc.validators.examples.apply` edits it and
:mod:`aivc.validators.examples.write` puts it on disk.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    from numpy.typing import NDArray

    from aivc.validators.examples.example import Damage


@dataclass(frozen=True, slots=True)
class SpecimenFrame:
    """The obs or var of a specimen.

    Parameters
    ----------
    names
        Row names.
    columns
        Values of each column, one per row. Text columns are stored as categoricals, whole numbers
        as int64, other numbers as float64, truth values as booleans; None is a missing value.
    """

    names: tuple[str, ...]
    columns: Mapping[str, tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class SpecimenMatrix:
    """A matrix of a specimen.

    Parameters
    ----------
    values
        Shape (n_obs, n_var), float32, read-only.
    storage
        ``csr`` or ``dense``.
    is_reversed
        Whether the stored entries of each CSR row run from the last column to the first.
    """

    values: NDArray[np.float32]
    storage: str = "csr"
    is_reversed: bool = False


@dataclass(frozen=True, slots=True)
class SpecimenTable:
    """One observations x features table; matrices are named ``X``, ``raw/X`` or ``layers/NAME``.

    ``attributes`` of a table of a SpatialData store say which element its rows annotate.
    """

    obs: SpecimenFrame
    var: SpecimenFrame
    matrices: Mapping[str, SpecimenMatrix]
    uns: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    attributes: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True, eq=False)
class SpecimenElement:
    """An image, points or circles of a SpatialData store.

    Parameters
    ----------
    path
        Such as ``images/he``, ``points/transcripts`` or ``shapes/spots``.
    values
        Of an image ``pixels``, shape (channel, y, x), and the names of its ``channels``; of points
        their columns, ``x`` and ``y`` among them; of circles ``id``, ``x``, ``y`` and ``radius``.
    scale
        Factor from its own coordinates to those of ``global``.
    unit
        Unit of ``global``.
    """

    path: str
    values: Mapping[str, Any]
    scale: float = 1.0
    unit: str = "micrometer"


@dataclass(frozen=True, slots=True)
class SpecimenSplit:
    """A manifest and the part of each row.

    Parameters
    ----------
    manifest
        The header as plain data. ``assignments`` and the digest of the names of the rows are
        filled in when it is written, where it does not state them.
    parts
        For each row the name of its part, None where it is in none, several in a tuple.
    manifest_text, assignments_text
        Text that is written in place of the header and of the table, where it is not None.
    """

    manifest: Mapping[str, Any]
    parts: tuple[str | tuple[str, ...] | None, ...]
    manifest_text: str | None = None
    assignments_text: str | None = None


@dataclass(frozen=True, slots=True)
class Specimen:
    """A dataset: a card and the tables of one container.

    Parameters
    ----------
    name
        Stem of the file.
    kind
        ``h5ad``, ``h5mu``, or ``zarr`` for a SpatialData store.
    card
        The card as plain data; None where the dataset has none.
    tables
        Tables by name: ``""`` for AnnData, ``mod/rna`` in MuData, ``tables/cells`` in
        SpatialData.
    card_text
        Text that is written in place of the card, where it is not None.
    unsealed_digest
        Digest that the card states for the file as long as the file is not written. The card
        beside a written file states that of the file in its place; a card inside the file cannot.
    embedded_changes
        Where it is not None, the card is also embedded in the file, with these values changed.
    files
        Text of further files beside the card, by relative path.
    damages
        What is done to the file once it is written.
    split
        A manifest that divides the dataset, where there is one.
    elements
        Images, points and shapes of a SpatialData store.
    """

    name: str
    kind: str
    card: Mapping[str, Any] | None
    tables: Mapping[str, SpecimenTable]
    unsealed_digest: str = ""
    card_text: str | None = None
    embedded_changes: Mapping[str, Any] | None = None
    files: Mapping[str, str] = field(default_factory=dict)
    damages: tuple[Damage, ...] = ()
    split: SpecimenSplit | None = None
    elements: tuple[SpecimenElement, ...] = ()

    @property
    def file_name(self) -> str:
        """Name of the data file."""
        return f"{self.name}.{self.kind}"
