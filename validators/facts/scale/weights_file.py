"""The table of weights of a link: source, target and weight, beside the card."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from aivc.schema.errors import AivcError
from aivc.storage import open_observations
from aivc.storage.model import ColumnKind
from aivc.validators.facts.scale.keyed_rows import keyed_by_column
from aivc.validators.facts.scale.model import WeightsFileFacts
from aivc.validators.facts.scale.parquet_rows import ParquetRows
from aivc.validators.facts.scale.streamed_keys import StreamedKeys

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from aivc.schema.generated.views import DataFile
    from aivc.storage.model import Frame
    from aivc.validators.facts.scale.streamed_keys import AnyKeys

MAX_ROWS = 200_000_000
_CHUNK = 4 << 20
_PARQUET = b"PAR1"


@dataclass(frozen=True, slots=True)
class WeightTable:
    """Pairs with their weights; ``weights`` is None where the table has no such column."""

    sources: AnyKeys
    targets: AnyKeys
    weights: NDArray[np.float64] | None


def read_weights(
    named: DataFile, folder: Path, *, needs_weights: bool = False
) -> tuple[WeightsFileFacts, WeightTable | None]:
    """Read the weights of a link.

    Parameters
    ----------
    named
        The file, as the card names it.
    folder
        Folder of the card; the table lies in it or below, also after links are followed.
    needs_weights
        Whether a table of pairs without a weight is none.

    Returns
    -------
    facts, table
        The table is None where it could not be read; the facts say why.
    """
    facts = WeightsFileFacts(named.path or "", named.sha256, declared_rows=named.n_rows)
    try:
        path = _beside(facts.path, folder)
        facts = replace(facts, actual_sha256=_digest(path))
        with open_observations(path) as opened:
            frame = opened.tables[0].obs
            facts = replace(facts, actual_rows=frame.n_rows)
            return facts, _table(
                frame, path, ("source", "target", "weight")[: 3 if needs_weights else 2]
            )
    except (AivcError, OSError, ValueError) as error:
        return replace(facts, problem=_said(error, folder)), None


class _WeightsError(AivcError, ValueError):
    """A file is no table of weights."""


def _beside(path: str, folder: Path) -> Path:
    home = folder.resolve()
    target = (home / path).resolve()
    if not path or Path(path).is_absolute() or not target.is_relative_to(home):
        msg = "the path leads out of the folder of the card"
        raise _WeightsError(msg)
    if not target.is_file():
        msg = "there is no such file beside the card"
        raise _WeightsError(msg)
    return target


def _digest(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb", buffering=0) as opened:
        while chunk := opened.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def _table(frame: Frame, path: Path, needed: tuple[str, ...]) -> WeightTable:
    if frame.n_rows > MAX_ROWS:
        msg = f"it has {frame.n_rows:,} rows, more than the {MAX_ROWS:,} that are read"
        raise _WeightsError(msg)
    absent = [name for name in needed if not frame.has(name)]
    if absent:
        known = ", ".join(column.name for column in frame.columns) or "none"
        msg = f"it has no column {' and no column '.join(absent)}; its columns are {known}"
        raise _WeightsError(msg)
    weights = frame.numbers("weight").astype(np.float64) if frame.has("weight") else None
    return WeightTable(_keyed(frame, path, "source"), _keyed(frame, path, "target"), weights)


def _keyed(frame: Frame, path: Path, name: str) -> AnyKeys:
    """Key each row by a column, without making objects of texts where the table is Parquet."""
    kind = next(column.kind for column in frame.columns if column.name == name)
    with path.open("rb") as opened:
        is_parquet = opened.read(len(_PARQUET)) == _PARQUET
    # Other kinds of numbers have more than one text.
    if is_parquet and kind in {ColumnKind.STRING, ColumnKind.CATEGORICAL, ColumnKind.INTEGER}:
        return StreamedKeys(ParquetRows((path,), path.name), name)
    return keyed_by_column(frame.column(name))


def _said(error: Exception, folder: Path) -> str:
    """Say what went wrong without the place of the folder."""
    return str(error).replace(f"{folder.resolve()}/", "")
