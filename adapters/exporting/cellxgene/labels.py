"""Labels of rows as codes, and how those of two sources are put together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from aivc.storage.made.columns import MadeLabels

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from aivc.adapters.exporting.rows import EntityRows
    from aivc.storage.model import Column


@dataclass(frozen=True, slots=True, eq=False)
class RowLabels:
    """A label for each row.

    Attributes
    ----------
    codes
        Position in ``labels``, -1 where there is none, shape (n_obs,).
    labels
        The labels, each once.
    """

    codes: NDArray[np.int32]
    labels: tuple[str, ...]

    @property
    def n_missing(self) -> int:
        """Count the rows without a label."""
        return int(np.count_nonzero(self.codes < 0))

    def counts(self) -> dict[str, int]:
        """Count the rows of each label that some row has."""
        counted = np.bincount(self.codes[self.codes >= 0], minlength=len(self.labels)).tolist()
        return {label: n for label, n in zip(self.labels, counted, strict=True) if n}

    def where(self, label: str) -> NDArray[np.bool_]:
        """Tell which rows have a label."""
        if label not in self.labels:
            return np.zeros(len(self.codes), np.bool_)
        found: NDArray[np.bool_] = self.codes == self.labels.index(label)
        return found

    def set_where(self, is_meant: NDArray[np.bool_], label: str) -> RowLabels:
        """Give some rows a label."""
        if not is_meant.any():
            return self
        labels = self.labels if label in self.labels else (*self.labels, label)
        codes = np.where(is_meant, np.int32(labels.index(label)), self.codes)
        return RowLabels(codes, labels)

    def filled_from(self, other: RowLabels) -> RowLabels:
        """Give rows without a label that of another source."""
        if not self.n_missing or not other.labels:
            return self
        labels = tuple(dict.fromkeys((*self.labels, *other.labels)))
        place = np.array([*(labels.index(label) for label in other.labels), -1], np.int32)
        return RowLabels(np.where(self.codes < 0, place[other.codes], self.codes), labels)

    def column(self, name: str) -> MadeLabels:
        """Return a categorical column of the labels that are used, sorted."""
        used = sorted(self.counts())
        place = np.full(len(self.labels) + 1, -1, np.int32)
        for code, label in enumerate(used):
            place[self.labels.index(label)] = code
        return MadeLabels(name, place[self.codes], used)


def nothing(n_rows: int) -> RowLabels:
    """Return rows without labels."""
    return RowLabels(np.full(n_rows, -1, np.int32), ())


def everywhere(n_rows: int, label: str | None) -> RowLabels:
    """Give all rows one label, or none."""
    if label is None:
        return nothing(n_rows)
    return RowLabels(np.zeros(n_rows, np.int32), (label,))


def of_column(column: Column) -> RowLabels:
    """Take the labels of a column; empty ones are missing, and those that are alike are one."""
    stripped = [label.strip() for label in column.categories]
    labels = tuple(dict.fromkeys(label for label in stripped if label))
    place = np.array([*(labels.index(s) if s else -1 for s in stripped), -1], np.int32)
    return RowLabels(place[column.codes], labels)


def of_entities(rows: EntityRows, said: Mapping[str, str | None]) -> RowLabels:
    """Lay out what is said of each entity along the rows."""
    values = [said.get(name) for name in rows.ids]
    labels = tuple(dict.fromkeys(value for value in values if value is not None))
    place = np.array([*(labels.index(v) if v is not None else -1 for v in values), -1], np.int32)
    return RowLabels(place[rows.codes], labels)
