"""Write several tables as MuData lays them out.

The global obs names every observation once; ``obsmap`` gives, for each modality, the row of an
observation in it, counted from 1, and 0 where the modality lacks it. ``var`` lists the features of
all modalities one after the other. Layout: https://mudata.readthedocs.io/en/latest/io/spec.html.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

from aivc.schema.version import VERSION
from aivc.storage.errors import UnwritableError
from aivc.storage.made.frames import MadeFrame
from aivc.storage.writing.frames import write_frame
from aivc.storage.writing.sink import DICT
from aivc.storage.writing.tables import write_table
from aivc.storage.writing.uns import write_values

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from aivc.storage.model import Dataset, Frame, Table
    from aivc.storage.writing.added import AddedColumn
    from aivc.storage.writing.sink import Sink

MUDATA = {"encoding-type": "MuData", "encoding-version": "0.1.0"}
ENCODER = {"encoder": "aivc", "encoder-version": VERSION}
MODALITY = "mod/"


def write_modalities(
    sink: Sink,
    dataset: Dataset,
    *,
    added: Mapping[str, Sequence[AddedColumn]],
    embedded: Mapping[str, str],
) -> None:
    """Write a dataset of several tables that share observations.

    Raises
    ------
    UnwritableError
        The tables share features instead, or something cannot be stored.
    """
    if any(table.attributes.get("axis", 0) != 0 for table in dataset.tables):
        msg = (
            "only modalities that share observations can be written, not those that share features"
        )
        raise UnwritableError(msg)
    sink.describe({**MUDATA, **ENCODER, "axis": 0})
    modalities = {table.name.removeprefix(MODALITY): table for table in dataset.tables}
    mod = sink.group("mod", {"mod-order": list(modalities)})
    for name, table in modalities.items():
        group = mod.group(name, {})
        columns = added.get(table.name, ())
        write_table(group, table, added=columns, attributes=ENCODER)
    shared = dataset.shared_obs or _union([table.obs for table in dataset.tables])
    write_frame(sink, "obs", shared)
    _write_rows_of(sink, shared, modalities)
    write_frame(sink, "var", _features(dataset.tables))
    _write_features_of(sink, modalities)
    for empty in ("obsp", "varp"):
        sink.group(empty, DICT)
    write_values(sink, "uns", embedded.items())


def _union(frames: Sequence[Frame]) -> Frame:
    """Return a frame of all row names, in the order in which they are first met."""
    first = frames[0]
    if all(_have_same_names(first, frame) for frame in frames[1:]):
        return MadeFrame(first.index, n_rows=first.n_rows)
    places: dict[tuple[str, int], None] = {}
    for frame in frames:
        places.update(dict.fromkeys(_told_apart(frame)))
    return MadeFrame([name for name, _ in places])


def _have_same_names(one: Frame, other: Frame) -> bool:
    if one.n_rows != other.n_rows:
        return False
    pairs = zip(chain.from_iterable(one.index()), chain.from_iterable(other.index()), strict=False)
    return all(mine == theirs for mine, theirs in pairs)


def _told_apart(frame: Frame) -> Iterator[tuple[str, int]]:
    """Yield each row name with the number of times that it was met before."""
    met: dict[str, int] = {}
    for name in chain.from_iterable(frame.index()):
        count = met.get(name, 0)
        met[name] = count + 1
        yield name, count


def _write_rows_of(sink: Sink, shared: Frame, modalities: Mapping[str, Table]) -> None:
    obsmap, obsm = sink.group("obsmap", DICT), sink.group("obsm", DICT)
    for name, table in modalities.items():
        places = _places(shared, table, name)
        obsmap.array(name, places)
        obsm.array(name, (places > 0)[:, np.newaxis])


def _places(shared: Frame, table: Table, name: str) -> NDArray[np.uint32]:
    if _have_same_names(shared, table.obs):
        return np.arange(1, shared.n_rows + 1, dtype=np.uint32)
    rows = {row: place for place, row in enumerate(_told_apart(shared))}
    places = np.zeros(shared.n_rows, dtype=np.uint32)
    for number, row in enumerate(_told_apart(table.obs), start=1):
        place = rows.get(row)
        if place is None:
            msg = (
                f"the observation {row[0]!r} of {name} is not in the obs that all modalities share"
            )
            raise UnwritableError(msg)
        places[place] = number
    return places


def _features(tables: Sequence[Table]) -> Frame:
    def names() -> Iterator[NDArray[np.object_]]:
        return chain.from_iterable(table.var.index() for table in tables)

    return MadeFrame(names, n_rows=sum(table.n_var for table in tables))


def _write_features_of(sink: Sink, modalities: Mapping[str, Table]) -> None:
    varmap, varm = sink.group("varmap", DICT), sink.group("varm", DICT)
    total, before = sum(table.n_var for table in modalities.values()), 0
    for name, table in modalities.items():
        places = np.zeros(total, dtype=np.uint32)
        places[before : before + table.n_var] = np.arange(1, table.n_var + 1)
        before += table.n_var
        varmap.array(name, places)
        varm.array(name, (places > 0)[:, np.newaxis])
