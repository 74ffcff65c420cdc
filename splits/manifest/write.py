"""Write a manifest: the table of assignments first, then the header that names it."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.splits.errors import ManifestError
from aivc.splits.manifest.assignments import IN_TABLE, OBSERVATION, PARTITION
from aivc.splits.manifest.header_text import header_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from aivc.storage.records.texts import Texts

Cells = "Sequence[str | None] | tuple[NDArray[Any], Sequence[str]]"
"""A column: a text for each row, None where it is empty; or codes, -1 where empty, and labels."""

_FIRST = (OBSERVATION, IN_TABLE, "condition_id", "sample_id")
MEDIA_TYPE = "application/vnd.apache.parquet"


def write_manifest(
    header: Mapping[str, Any],
    columns: Mapping[str, Sequence[str | None] | tuple[NDArray[Any], Sequence[str]]],
    path: str | Path,
) -> Path:
    """Write a manifest as a YAML header and a Parquet table beside it.

    What is written depends on the content alone: not on the order of rows, columns or slots, nor on
    labels that no row has. Rows that are the same are written once. Both files are replaced whole,
    the header last; a table that was replaced without its header is told by its digest.

    Parameters
    ----------
    header
        The slots of ``SplitManifest``; ``assignments`` is filled in.
    columns
        The assignments: ``partition`` and at least one key. Each column is a sequence of texts with
        None where it is empty, or a pair of codes (-1 where empty) and labels.
    path
        File of the header. The table is written beside it, with the suffix ``.parquet``.

    Returns
    -------
    Path
        The header.

    Raises
    ------
    ManifestError
        The columns are no assignments.
    OSError
        The folder does not exist, or may not be written.

    Examples
    --------
    >>> columns = {"donor_id": ["D1", "D2"], "partition": ["train", "test"]}
    >>> write_manifest({"purpose": "benchmark"}, columns, "donors.split.yaml")  # doctest: +SKIP
    PosixPath('donors.split.yaml')
    """
    from aivc.storage.atomic import replacing, write_text

    path = Path(path)
    beside = path.with_suffix(".parquet")
    if beside == path:
        msg = f"{path} would be header and table at once; give the header a name in .yaml"
        raise ManifestError(msg)
    table = _table(columns)
    with replacing(beside) as temporary:
        _write_parquet(table, temporary)
        with temporary.open("rb") as written:
            sha256 = hashlib.file_digest(written, "sha256").hexdigest()
        named = {
            "path": beside.name,
            "sha256": sha256,
            "media_type": MEDIA_TYPE,
            "n_rows": table.num_rows,
        }
        text = header_text({**header, "assignments": named})
    write_text(path, text)
    return path


def _write_parquet(table: Any, path: Path) -> None:
    from pyarrow import parquet

    many = [
        name
        for name, column in zip(table.column_names, table.columns, strict=True)
        if 2 * len(column.chunk(0).dictionary) > table.num_rows
    ]
    repeating = [name for name in table.column_names if name not in many]
    for name in many:
        place = table.column_names.index(name)
        table = table.set_column(place, name, table.column(name).cast("string"))
    parquet.write_table(
        table, path, compression="zstd", use_dictionary=repeating, store_schema=False
    )


def _table(columns: Mapping[str, Any]) -> Any:
    import pyarrow as pa

    if PARTITION not in columns or len(columns) < len((PARTITION, OBSERVATION)):
        msg = "assignments need a column 'partition' and at least one key, such as 'observation_id'"
        raise ManifestError(msg)
    names = sorted(columns, key=_place)
    made = {name: _sorted_labels(_texts(name, columns[name])) for name in names}
    lengths = {name: texts.n_rows for name, texts in made.items()}
    if len(set(lengths.values())) > 1:
        msg = f"the columns of the assignments have different lengths: {lengths}"
        raise ManifestError(msg)
    if (made[PARTITION].codes < 0).any():
        msg = "a row of the assignments names no partition; leave out rows that are in none"
        raise ManifestError(msg)
    rows = _distinct_rows([texts.codes for texts in made.values()])
    return pa.table(
        {
            name: pa.chunked_array(
                [
                    pa.DictionaryArray.from_arrays(
                        pa.array(texts.codes[rows], mask=texts.codes[rows] < 0), texts.distinct
                    )
                ]
            )
            for name, texts in made.items()
        }
    )


def _place(name: str) -> tuple[int, str]:
    if name == PARTITION:
        return len(_FIRST) + 1, ""
    return (_FIRST.index(name), "") if name in _FIRST else (len(_FIRST), name)


def _texts(name: str, cells: Any) -> Texts:
    import pyarrow as pa

    from aivc.storage.records.texts import Texts, texts_of_arrow

    try:
        if not isinstance(cells, tuple) or len(cells) != 2 or not hasattr(cells[0], "dtype"):
            return texts_of_arrow(pa.chunked_array([pa.array(cells, pa.string())]))
        codes, labels = cells
        encoded = texts_of_arrow(pa.chunked_array([pa.array(list(labels), pa.string())]))
    except (pa.ArrowException, UnicodeError, TypeError) as error:
        msg = f"the column {name!r} of the assignments holds what is no text: {error}"
        raise ManifestError(msg) from error
    place = np.append(encoded.codes, np.int32(-1))
    return Texts(place[codes], encoded.distinct)


def _sorted_labels(texts: Texts) -> Texts:
    """Renumber codes so that the labels ascend, and drop those that no row has."""
    import pyarrow.compute as pc

    from aivc.storage.records.texts import Texts

    used = texts.used_only()
    order = pc.sort_indices(used.distinct)
    rank = np.empty(len(order) + 1, np.int32)
    rank[order.to_numpy()] = np.arange(len(order))
    rank[-1] = -1  # a code of -1 stays -1
    return Texts(rank[used.codes], used.distinct.take(order))


def _distinct_rows(codes: Sequence[NDArray[np.int32]]) -> NDArray[np.int64]:
    """Return the rows in order, each content once; an empty cell comes first."""
    order = np.lexsort(list(codes)[::-1])
    is_first = np.zeros(len(order), bool)
    is_first[:1] = True
    for column in codes:
        is_first[1:] |= column[order[1:]] != column[order[:-1]]
    rows: NDArray[np.int64] = order[is_first]
    return rows
