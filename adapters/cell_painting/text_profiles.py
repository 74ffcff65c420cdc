"""Profiles in text tables, of any length."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from aivc.adapters.cell_painting.features import is_feature
from aivc.adapters.cell_painting.label_columns import of_texts
from aivc.adapters.cell_painting.profile_tables import (
    ProfileTable,
    as_array,
    refuse_without_features,
)
from aivc.adapters.text_bytes.encoding import LATIN_1, UTF_8
from aivc.adapters.text_rows.header import separator_of
from aivc.storage.errors import UnreadableInputError
from aivc.storage.records.decoding import decoding_table
from aivc.storage.records.files import text_opener
from aivc.storage.records.missing_words import MISSING_CELLS
from aivc.storage.records.texts import texts_of_arrow

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from aivc.adapters.cell_painting.label_columns import LabelColumn

BLOCK_BYTES = 1 << 20
"""Text that is parsed at a time, or eight times the first line; no row is longer.

The parser holds some thirty blocks and what they became: with blocks of 8 MiB half a gigabyte.
"""

MOST_HEADER = 16 << 20

NUMBER = re.compile(r"\s*[+-]?(?:\d+\.?\d*|\.\d+|inf|nan)(?:e[+-]?\d+)?\s*", re.IGNORECASE)


class TextProfiles(ProfileTable):
    """Profiles as comma- or tab-separated text, packed by gzip or not.

    The file is read through once, which shows that all features are numbers.

    Attributes
    ----------
    encoding
        In which the metadata was read.
    n_missing
        Cells of features without a value.

    Raises
    ------
    UnreadableInputError
        It is damaged, rows have different numbers of cells, a feature is no number (the message
        says which row and column), or there are no features.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.dtype = "float64"
        self.encoding = UTF_8
        with decoding_table(str(path)):
            self._separator, self._names = self._header()
        repeated = sorted({name for name in self._names if self._names.count(name) > 1})
        if repeated:
            named = ", ".join(map(repr, repeated[:5]))
            msg = f"{path} has more than one column {named}; rename them"
            raise UnreadableInputError(msg)
        self.features = tuple(filter(is_feature, self._names))
        refuse_without_features(path, self.features)
        self._metadata = self._read_metadata()
        self.n_missing = self._check_features()

    def metadata(self) -> dict[str, LabelColumn]:
        """Return every column that is no feature."""
        return self._metadata

    def rows(self, start: int, stop: int, max_bytes: int) -> Iterator[NDArray[Any]]:
        """Yield the features of some rows in pieces."""
        size = max(1, max_bytes // max(1, len(self.features) * 8))
        at = 0
        for batch in self._numbers():
            begin, end = max(start - at, 0), min(stop - at, batch.num_rows)
            for first in range(begin, end, size):
                yield as_array(batch.slice(first, min(size, end - first)), self.dtype)
            at += batch.num_rows
            if at >= stop:
                return

    def close(self) -> None:
        """Do nothing: the file is open only while it is read."""

    def _header(self) -> tuple[str, list[str]]:
        import csv
        import io

        with self._opened() as opened:
            start = opened.read(MOST_HEADER)
        text = start.decode("utf-8-sig", errors="replace").lstrip("\r\n")
        line = text.partition("\n")[0].rstrip("\r")
        if not line or "\0" in line:
            msg = f"{self.path} is empty or no text; its first line must name the columns"
            raise UnreadableInputError(msg)
        self._block = max(BLOCK_BYTES, 8 * len(line))
        separator = separator_of(line)
        try:
            names = next(csv.reader(io.StringIO(line, newline=""), delimiter=separator), [])
        except csv.Error as error:
            msg = f"{self.path}, line 1, cannot be read: {error}; look for a stray quotation mark"
            raise UnreadableInputError(msg) from error
        return separator, names

    def _read_metadata(self) -> dict[str, LabelColumn]:
        import pyarrow as pa

        wanted = [name for name in self._names if name not in set(self.features)]
        kept = wanted or [self._names[0]]
        types = {name: pa.dictionary(pa.int32(), pa.string()) for name in kept}
        try:
            table = self._table(kept, types)
        except UnreadableInputError as error:
            if "utf8" not in str(error).lower().replace("-", ""):
                raise
            self.encoding = LATIN_1
            table = self._table(kept, types)
        self.n_rows = table.num_rows
        columns = {}
        for name in wanted:
            with decoding_table(f"{self.path}, column {name!r},"):
                columns[name] = of_texts(texts_of_arrow(table.column(name)))
        return columns

    def _table(self, names: Sequence[str], types: dict[str, Any]) -> Any:
        import pyarrow as pa

        with decoding_table(str(self.path)):
            batches = list(self._batches(names, types, [""]))
            if not batches:
                return pa.table({name: pa.array([], pa.string()) for name in names})
            return pa.Table.from_batches(batches)

    def _check_features(self) -> int:
        n_missing = 0
        for batch in self._numbers():
            n_missing += sum(column.null_count for column in batch.columns)
        return n_missing

    def _numbers(self) -> Iterator[Any]:
        import pyarrow as pa

        types = dict.fromkeys(self.features, pa.float64())
        try:
            yield from self._batches(self.features, types, list(MISSING_CELLS))
        except pa.ArrowInvalid as error:
            if "conversion error" in str(error):
                self._refuse_text()
            msg = f"{self.path} cannot be read: {error}"
            raise UnreadableInputError(msg) from error
        except OSError as error:
            msg = f"{self.path} is damaged: {error}; copy or download it again"
            raise UnreadableInputError(msg) from error

    def _batches(
        self, names: Sequence[str], types: dict[str, Any], missing: list[str]
    ) -> Iterator[Any]:
        from pyarrow import csv

        with self._opened() as opened:
            reader = csv.open_csv(
                opened,
                read_options=csv.ReadOptions(block_size=self._block, use_threads=False),
                parse_options=csv.ParseOptions(delimiter=self._separator, newlines_in_values=False),
                convert_options=csv.ConvertOptions(
                    column_types=types,
                    include_columns=list(names),
                    null_values=missing,
                    strings_can_be_null=True,
                ),
            )
            yield from reader

    def _opened(self) -> Any:
        import pyarrow as pa

        stream = text_opener(self.path)()
        if self.encoding == LATIN_1:
            return pa.transcoding_input_stream(stream, "latin-1", "utf-8")
        return stream

    def _refuse_text(self) -> None:
        """Name the first cell of a feature that is no number."""
        import pyarrow as pa

        types = dict.fromkeys(self.features, pa.binary())
        row = 0
        for batch in self._batches(self.features, types, list(MISSING_CELLS)):
            for name, column in zip(self.features, batch.columns, strict=True):
                for place, content in enumerate(column.to_pylist()):
                    text = "" if content is None else content.decode(errors="replace")
                    if text and not NUMBER.fullmatch(text):
                        msg = (
                            f"{self.path}, row {row + place + 1} below the header: the feature "
                            f"{name} is {text!r}, which is no number; mend the cell, or leave it "
                            "empty"
                        )
                        raise UnreadableInputError(msg)
            row += batch.num_rows
