"""What reading a split in another format gives."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

Columns: TypeAlias = "Mapping[str, Sequence[str | None] | tuple[NDArray[Any], Sequence[str]]]"
"""Assignments, as :func:`aivc.splits.manifest.write.write_manifest` takes them."""


@dataclass(frozen=True)
class ImportedSplit:
    """A split, and what its source left open.

    Attributes
    ----------
    source_format
        Name of the format.
    parts
        The parts with the role of each, in order; None where the source does not tell the role.
    columns
        The assignments.
    unit
        Axis that the source keeps whole, as far as it shows.
    slots
        Further slots of ``SplitManifest`` that the source states.
    left_out
        Observations that the source names and puts into no part.
    unsaid
        What the source did not say and a person has to, each as ``slot: what is open``.
    remarks
        What was taken for what, and what is odd.
    """

    source_format: str
    parts: Mapping[str, str | None]
    columns: Columns
    unit: str
    slots: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    left_out: int = 0
    unsaid: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
