"""Profiles with their metadata as a dataset, whichever format they come from."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aivc.adapters.contract.adapter import SourceReading
from aivc.adapters.l1000.escaped_bytes import restored
from aivc.adapters.l1000.lincs_columns import lincs_hints, note_level
from aivc.adapters.l1000.sentinel import without_sentinels
from aivc.adapters.l1000.tables_beside import Beside
from aivc.adapters.text_rows.columns import column_of
from aivc.storage.errors import UnreadableInputError
from aivc.storage.made.dataset import MadeDataset, MadeTable
from aivc.storage.made.frames import MadeFrame
from aivc.storage.records.missing_words import MISSING_CELLS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from aivc.adapters.contract.log import ConversionNotes
    from aivc.storage.frames.sources import ColumnSource
    from aivc.storage.model import Matrix


@dataclass
class Profiles:
    """A matrix of profiles x features with names and columns of both."""

    path: Path
    obs_names: list[str]
    var_names: list[str]
    obs: list[ColumnSource]
    var: list[ColumnSource]
    matrix: Matrix
    close: Callable[[], None]

    def reading(self, log: ConversionNotes) -> SourceReading:
        """Join the tables in the same folder and return the whole, with what LINCS says of it."""
        try:
            return self._reading(log)
        except BaseException:
            self.close()
            raise

    def _reading(self, log: ConversionNotes) -> SourceReading:
        log.mapped("samples", "obs", "each column of the matrix is a profile or a signature")
        log.mapped("features", "var", "each line of the matrix is a feature")
        beside = Beside(self.obs_names, self.var_names, self.obs, self.var)
        beside.join_all(self.path, log)
        columns = [without_sentinels(column, "obs", log) for column in beside.obs]
        obs = MadeFrame(self.obs_names, columns, index_name="id")
        columns = [without_sentinels(column, "var", log) for column in beside.var]
        var = MadeFrame(self.var_names, columns, index_name="id")
        if not beside.obs:
            said = (
                "there is neither metadata of samples in the file nor a table of signatures or "
                "instances beside it, so that agents, doses and times are not known"
            )
            log.left_alone("metadata of samples", said)
        hints = lincs_hints(obs, var)
        note_level(log, self.path.name, obs, is_l1000=bool(hints.operators))
        table = MadeTable(obs, var, [self.matrix])
        return SourceReading(MadeDataset(self.path, [table], close=self.close), hints)


def column_of_texts(name: str, cells: Sequence[str], log: ConversionNotes) -> ColumnSource:
    """Make a column of cells, with no value where one says so."""
    letters = restored(name, cells, log)
    return column_of(name, [None if cell in MISSING_CELLS else cell for cell in letters])


def refuse_repeated(path: Path, names: Sequence[str]) -> None:
    """Raise UnreadableInputError where two samples have one name."""
    repeated = [name for name, count in Counter(names).items() if count > 1]
    if repeated:
        msg = (
            f"{path} has {len(repeated):,} names of samples more than once, such as "
            f"{repeated[0]!r}; rename them, so that metadata finds each"
        )
        raise UnreadableInputError(msg)
