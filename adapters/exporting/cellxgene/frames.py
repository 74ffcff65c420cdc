"""The obs and var of the file, with no name that CELLxGENE keeps for itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.adapters.exporting.cellxgene.features import OWN_INDEX
from aivc.adapters.exporting.cellxgene.standard import AUTHOR, OBS_TAKEN, VAR_TAKEN
from aivc.adapters.exporting.exporter import Unheld
from aivc.adapters.exporting.h5ad.columns import KeptColumn, PickedColumn
from aivc.storage.made.columns import MadeNumbers, MadeTexts
from aivc.storage.made.frames import MadeFrame
from aivc.storage.model import ColumnKind

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from aivc.adapters.exporting.cellxgene.features import Features
    from aivc.storage.frames.sources import ColumnSource
    from aivc.storage.model import ColumnInfo, Frame

FILTERED = "feature_is_filtered"
DEFINED = frozenset(
    {
        "cell_type_ontology_term_id",
        "experimental_condition_ontology_term_id",
        "genetic_perturbation_id",
        "genetic_perturbation_strategy",
    }
)
"""Columns that must not be there where they do not apply."""


def obs_frame(frame: Frame, made: Sequence[ColumnSource]) -> tuple[MadeFrame, tuple[Unheld, ...]]:
    """Put the columns that CELLxGENE defines behind the others, and leave out what they were."""
    asked = {column.info.name for column in made} | DEFINED
    kept, unheld = _kept(frame, OBS_TAKEN, asked, "obs")
    columns = [*kept, *made]
    whole = MadeFrame(frame.index, columns, n_rows=frame.n_rows, index_name=frame.index_name)
    return whole, unheld


def var_frame(
    frame: Frame, features: Features, is_filtered: NDArray[np.bool_] | None
) -> tuple[MadeFrame, tuple[Unheld, ...]]:
    """Name features by their ids; ``feature_is_filtered`` where it is given."""
    kept, unheld = _kept(frame, VAR_TAKEN, {FILTERED}, "var")
    columns: list[ColumnSource] = [PickedColumn(column, features.kept) for column in kept]
    if features.is_renamed:
        names = [name for block in frame.index() for name in block.tolist()]
        columns.append(MadeTexts(OWN_INDEX, [names[k] for k in features.kept.tolist()]))
    if is_filtered is not None:
        columns.append(MadeNumbers(FILTERED, is_filtered))
    return MadeFrame(features.ids, columns), unheld


def _kept(
    frame: Frame, taken: Collection[str], replaced: Collection[str], where: str
) -> tuple[list[ColumnSource], tuple[Unheld, ...]]:
    names = {info.name for info in frame.columns}
    kept: list[ColumnSource] = []
    unheld = []
    for info in frame.columns:
        if info.name in replaced:
            continue
        if info.kind is ColumnKind.OTHER:
            unheld.append(Unheld(f"{where}/{info.name}", "a column", "it holds no plain values"))
            continue
        name = _free_name(info, taken, names)
        if name != info.name:
            because = f"CELLxGENE keeps it for itself; the column is called {name}"
            unheld.append(Unheld(f"{where}/{info.name}", "its name", because))
        kept.append(_plain(frame, info, name))
    return kept, tuple(unheld)


def _free_name(info: ColumnInfo, taken: Collection[str], names: Collection[str]) -> str:
    name = info.name
    if name in taken or name.startswith("__"):
        name = AUTHOR + name.lstrip("_")
        while name in names:
            name = f"{name}_2"
    return name


def _plain(frame: Frame, info: ColumnInfo, name: str) -> ColumnSource:
    """Return a column; truth values with gaps or as categories become words, which it takes."""
    kept = KeptColumn(frame, info, name)
    if info.kind is ColumnKind.CATEGORICAL and info.dtype == "bool":
        column = frame.column(info.name)
        labels = [*column.categories, None]
        return MadeTexts(name, [labels[code] for code in column.codes.tolist()])
    return kept
