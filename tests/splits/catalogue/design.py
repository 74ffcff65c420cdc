"""A simulated dataset with a split: what is written, not how."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

Value = str | int | float | bool | None
NOWHERE = None
"""The part of a row that is in no part."""


@dataclass(frozen=True)
class Design:
    """Rows with a value in each column of obs, and the part of each row.

    ``header`` is the manifest as plain data, without the table of assignments and the counts of
    parts, which are written with the files. ``level`` is how deep an audit must look for what the
    design is about.
    """

    name: str
    ids: tuple[str, ...]
    obs: Mapping[str, tuple[Value, ...]]
    parts: tuple[str | None, ...]
    header: Mapping[str, Any]
    coordinates: np.ndarray | None = None
    counts: np.ndarray | None = None
    genes: tuple[str, ...] = ()
    second: np.ndarray | None = None
    """Counts of a second modality, which makes the container a MuData of ``rna`` and ``prot``."""
    uns: Mapping[str, Any] = field(default_factory=dict)
    as_text: frozenset[str] = frozenset()
    """Columns that are stored as text, not as categoricals."""
    unused: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Categories that no row has."""
    keyed_by: tuple[str, ...] = ()
    """Columns that decide in the table of assignments; the names of rows where it is empty."""
    table_format: str = "parquet"
    also: tuple[tuple[str, str], ...] = ()
    """Further lines of the table of assignments: an id and a part."""
    misspelt: Mapping[str, str] = field(default_factory=dict)
    """Ids, or values of keys, that the table of assignments writes in another way."""
    lines: tuple[Mapping[str, str], ...] = ()
    """All lines of the table of assignments, where they are not those of ``parts``."""
    card: Mapping[str, Any] | None = None
    corpora: Mapping[str, Design] = field(default_factory=dict)
    """Other datasets by name, whose fingerprints the manifest names as corpora."""
    level: str = "obs"

    @property
    def n_rows(self) -> int:
        return len(self.ids)

    def rows_of(self, part: str) -> np.ndarray:
        """Return the positions of the rows of a part."""
        return np.array([k for k, name in enumerate(self.parts) if name == part], dtype=np.int64)

    def rows_where(self, column: str, value: Value) -> np.ndarray:
        """Return the positions of the rows with this value."""
        return np.array([k for k, v in enumerate(self.obs[column]) if v == value], dtype=np.int64)

    def values_of(self, part: str, column: str) -> list[Value]:
        """Return the sorted values that a column has in a part, missing ones left out."""
        column_values = self.obs[column]
        found = {column_values[row] for row in self.rows_of(part).tolist()}
        return sorted((v for v in found if v is not None), key=str)

    def role_of(self, part: str) -> str:
        return next(
            p["partition_role"] for p in self.header["partitions"] if p["partition_name"] == part
        )

    def with_values(self, column: str, changes: Mapping[int, Value]) -> Design:
        """Return the design with other values of a column in some rows."""
        values = list(self.obs[column])
        for row, value in changes.items():
            values[row] = value
        return replace(self, obs={**self.obs, column: tuple(values)})

    def with_column(self, column: str, values: tuple[Value, ...]) -> Design:
        return replace(self, obs={**self.obs, column: values})

    def with_parts(self, changes: Mapping[int, str | None]) -> Design:
        """Return the design with some rows in other parts."""
        parts = list(self.parts)
        for row, part in changes.items():
            parts[row] = part
        return replace(self, parts=tuple(parts))

    def with_header(self, **changes: Any) -> Design:
        return replace(self, header={**self.header, **changes})

    def same_as(self, other: Design) -> bool:
        """Tell whether both would be written alike."""
        return self._plain() == other._plain()

    def _plain(self) -> list[object]:
        fields = set(self.__dataclass_fields__) - {"corpora"}
        values = [getattr(self, name) for name in sorted(fields)]
        plain = [v.tobytes() if isinstance(v, np.ndarray) else v for v in values]
        return [*plain, {name: corpus._plain() for name, corpus in self.corpora.items()}]

    def permuted(self, order: np.ndarray) -> Design:
        """Return the same rows in another order."""
        take = order.tolist()

        def moved(values: tuple[Any, ...]) -> tuple[Any, ...]:
            return tuple(values[row] for row in take)

        def moved_rows(matrix: np.ndarray | None) -> np.ndarray | None:
            return None if matrix is None else matrix[order]

        return replace(
            self,
            ids=moved(self.ids),
            obs={name: moved(values) for name, values in self.obs.items()},
            parts=moved(self.parts),
            coordinates=moved_rows(self.coordinates),
            counts=moved_rows(self.counts),
            second=moved_rows(self.second),
        )

    def renamed(self, name_of: Callable[[str], str]) -> Design:
        """Return the design with other ids, in the data and in the assignments alike."""
        return replace(
            self,
            ids=tuple(name_of(i) for i in self.ids),
            also=tuple((name_of(i), part) for i, part in self.also),
            misspelt={name_of(i): text for i, text in self.misspelt.items()},
        )
