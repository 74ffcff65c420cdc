"""Tables that LINCS ships beside a matrix: of signatures, instances, genes, compounds and cells."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aivc.adapters.text_matrix.side_table import (
    SideTable,
    best_fit,
    joined_columns,
    note_fit,
    open_side_table,
)
from aivc.adapters.text_rows.columns import column_of

if TYPE_CHECKING:
    from pathlib import Path

    from aivc.adapters.contract.log import ConversionNotes
    from aivc.adapters.text_matrix.side_table import Cells
    from aivc.storage.frames.sources import ColumnSource

TABLE = re.compile(
    r"(?P<of>sig|inst|gene|compound|pert|cell)_?info(_\w+)?\.(txt|tsv|csv)(\.gz)?$", re.IGNORECASE
)
"""``siginfo_beta.txt`` as CLUE calls it, ``GSE92742_Broad_LINCS_sig_info.txt.gz`` as GEO does."""

OBS_KEYS = ("sig_id", "inst_id", "distil_id", "profile_id", "sample_id", "cid", "id")
VAR_KEYS = ("rid", "pr_gene_id", "gene_id", "pr_id", "id")
ENTITY_KEYS = {
    "compound": ("pert_id", "cmap_name", "pert_iname"),
    "pert": ("pert_id", "pert_iname", "cmap_name"),
    "cell": ("cell_iname", "cell_id", "cell_mfc_name"),
}
"""Columns by which tables of compounds and of cells belong to those of the profiles."""


@dataclass
class Beside:
    """Columns of obs and var, and what the tables in the same folder add to them."""

    obs_names: list[str]
    var_names: list[str]
    obs: list[ColumnSource]
    var: list[ColumnSource]

    def join_all(self, matrix: Path, log: ConversionNotes) -> None:
        """Join the tables beside a matrix, where their ids fit.

        Raises
        ------
        UnreadableInputError
            One of them is damaged.
        """
        found = [(path, of) for path in sorted(matrix.parent.iterdir()) if (of := _kind(path))]
        # Those of rows come first, because others are joined by columns that they bring.
        for path, of in sorted(found, key=lambda pair: (pair[1] in ENTITY_KEYS, pair[0].name)):
            table = open_side_table(path, log)
            is_joined = self._by_entity(table, of, log) if of in ENTITY_KEYS else False
            if not is_joined and not self._by_row(table, log):
                said = "none of its ids stands in the matrix or in its metadata"
                log.left_alone(path.name, said)

    def _by_row(self, table: SideTable, log: ConversionNotes) -> bool:
        for axis, names, keys, columns in (
            ("obs", self.obs_names, OBS_KEYS, self.obs),
            ("var", self.var_names, VAR_KEYS, self.var),
        ):
            fit = best_fit(table, names, keys)
            if fit is not None and not fit.is_respelled:
                taken = {column.info.name for column in columns}
                columns.extend(joined_columns(table, fit, taken, _stem(table.path)))
                note_fit(log, table, fit, axis, len(names))
                return True
        return False

    def _by_entity(self, table: SideTable, of: str, log: ConversionNotes) -> bool:
        """Join a table with one or more rows for each compound or cell line."""
        columns = {column.info.name: column for column in self.obs}
        for key in ENTITY_KEYS[of]:
            if key not in table.names or key not in columns:
                continue
            own = _labels(columns[key])
            rows = _rows_of(table.cells(key))
            n_fitting = sum(label in rows for label in own)
            if not n_fitting:
                continue
            for name in table.names:
                if name != key:
                    self._add(name, _of_entities(table.cells(name), rows, own), _stem(table.path))
            said = f"its column {key!r} holds the {key} of {n_fitting:,} of {len(own):,} rows"
            if any(len(places) > 1 for places in rows.values()):
                said += "; where one stands in several rows, their values are joined by |"
            log.mapped(table.path.name, "columns of obs", said)
            return True
        return False

    def _add(self, name: str, cells: Cells, prefix: str) -> None:
        taken = {column.info.name for column in self.obs}
        name = name if name not in taken else f"{prefix}_{name}"
        if name not in taken:
            self.obs.append(column_of(name, cells))


def _kind(path: Path) -> str | None:
    with suppress(OSError):
        found = TABLE.search(path.name)
        if found and path.is_file():
            return found["of"].lower()
    return None


def _stem(path: Path) -> str:
    return path.name.split(".")[0]


def _labels(source: ColumnSource) -> Cells:
    column = source.read()
    labels: Cells = [*column.categories, None]
    return [labels[code] for code in column.codes.tolist()]


def _rows_of(cells: Cells) -> dict[str | None, list[int]]:
    rows: dict[str | None, list[int]] = {}
    for row, cell in enumerate(cells):
        if cell is not None:
            rows.setdefault(cell, []).append(row)
    return rows


def _of_entities(cells: Cells, rows: dict[str | None, list[int]], own: Cells) -> Cells:
    joined: dict[str | None, str | None] = {}
    for label, places in rows.items():
        values = list(dict.fromkeys(v for row in places if (v := cells[row]) is not None))
        joined[label] = "|".join(values) if values else None
    return [joined.get(label) for label in own]
