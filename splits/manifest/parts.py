"""The parts of a manifest: those that the header declares, then those that only the table names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from aivc.splits.errors import ManifestError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from aivc.splits.manifest.document import ManifestDocument

UNDECLARED = ""
"""Role of a part that the header does not declare."""

MAX_PARTS = np.iinfo(np.int16).max


@dataclass(frozen=True, eq=False)
class Parts:
    """Names and roles, and the part that each row of the assignments names, -1 for none."""

    names: tuple[str, ...]
    roles: tuple[str, ...]
    n_declared: int
    of_rows: NDArray[np.int64]

    def table_rows(self) -> NDArray[np.int64]:
        """Count the rows of the assignments that name each part."""
        return np.bincount(self.of_rows + 1, minlength=len(self.names) + 1)[1:]


def parts_of(document: ManifestDocument) -> Parts:
    """Return the parts of a manifest.

    Raises
    ------
    ManifestError
        The assignments name so many parts that they cannot be parts.
    """
    roles: dict[str, str] = {}
    for part in document.view.partitions:
        if part.partition_name is not None:
            roles.setdefault(part.partition_name, part.partition_role or UNDECLARED)
    n_declared = len(roles)
    if document.table is None:
        return Parts(tuple(roles), tuple(roles.values()), n_declared, np.empty(0, np.int64))
    texts = document.table.parts
    if len(texts.distinct) + n_declared > MAX_PARTS:
        msg = f"its column 'partition' has {len(texts.distinct):,} different values"
        raise ManifestError(msg)
    labels = texts.labels()
    for label in sorted(labels):
        roles.setdefault(label, UNDECLARED)
    place = {name: k for k, name in enumerate(roles)}
    of_label = np.array([*(place[label] for label in labels), -1], np.int64)
    return Parts(tuple(roles), tuple(roles.values()), n_declared, of_label[texts.codes])
