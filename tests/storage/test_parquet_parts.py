"""Tables in several files: what names their rows, and files that declare what they do not hold."""

import pyarrow as pa
import pytest
from pyarrow import parquet

from aivc.storage.errors import MissingElementError, UnreadableInputError
from aivc.storage.records.parquet_parts import ParquetParts


def written(folder, *parts):
    files = []
    for number, index in enumerate(parts):
        table = pa.table({"i": index, "x": [float(k) for k in range(len(index))]})
        metadata = {"pandas": '{"index_columns": ["i"], "columns": []}'}
        files.append(folder / f"part.{number}.parquet")
        parquet.write_table(table.replace_schema_metadata(metadata), files[-1])
    return tuple(files)


def read(parts, *columns):
    return [
        (start, [array.to_pylist() for array in arrays])
        for start, arrays in parts.batches(columns, 2)
    ]


def test_rows_of_several_files_follow_one_another(tmp_path) -> None:
    parts = ParquetParts(written(tmp_path, [1, 2, 3], [7]), "points/some")
    assert (parts.n_rows, parts.columns, parts.row_ids) == (4, ("i", "x"), "i")
    assert read(parts, "x", "i") == [
        (0, [[0.0, 1.0], [1, 2]]),
        (2, [[2.0], [3]]),
        (3, [[0.0], [7]]),
    ]
    with pytest.raises(MissingElementError):
        read(parts, "nix")


def test_an_index_that_starts_again_names_nothing(tmp_path) -> None:
    assert ParquetParts(written(tmp_path, [0, 1], [0, 1]), "p").row_ids == range(4)
    assert ParquetParts(written(tmp_path, ["a", "b"], ["c"]), "p").row_ids == "i"
    assert ParquetParts(written(tmp_path, ["b", "a"]), "p").row_ids == "i"
    assert ParquetParts(written(tmp_path, ["b", "a"], [1, 2]), "p").row_ids == range(4)
    assert ParquetParts(written(tmp_path, [1, 2], []), "p").row_ids == range(2)


def test_a_file_with_other_rows_than_it_declares_is_refused(tmp_path) -> None:
    (file,) = written(tmp_path, [1, 2, 3])
    parts = ParquetParts((file,), "points/some")
    for other in ([1, 2], [1, 2, 3, 4]):
        written(tmp_path, other)
        with pytest.raises(UnreadableInputError, match="3"):
            read(parts, "x")


def test_a_part_without_the_column_is_refused(tmp_path) -> None:
    files = written(tmp_path, [1, 2], [3])
    parquet.write_table(pa.table({"i": [3]}), files[1])
    with pytest.raises(UnreadableInputError, match=r"part\.1"):
        read(ParquetParts(files, "points/some"), "x")
