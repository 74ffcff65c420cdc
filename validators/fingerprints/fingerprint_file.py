"""Write and read the file of a fingerprint.

It is a zip archive of one JSON header and NumPy arrays (``.npy``), as ``numpy.load`` reads it:
hashes do not compress, so a columnar format would save nothing, and arrays are read in any language
without a library for tables. No member is ever unpickled or written to disk.
"""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NoReturn

import numpy as np

from aivc.storage.atomic import write_bytes
from aivc.storage.errors import UnreadableInputError
from aivc.storage.guard import decoding
from aivc.storage.limits import MAX_ARRAY_BYTES, MAX_METADATA_BYTES, refuse_beyond
from aivc.validators.fingerprints.fingerprint import (
    FORMAT_VERSION,
    ROW_HASH,
    SKETCH,
    Fingerprint,
    HashSample,
    TableFingerprint,
)
from aivc.validators.fingerprints.sketch_order import N_BINS

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

FORMAT = "aivc-fingerprint"
SUFFIX = ".fingerprint"
HEADER = "fingerprint.json"

_ZIP = b"PK\x03\x04"
_LARGEST_HEADER = min(MAX_METADATA_BYTES, 16 << 20)
_MOST_TABLES = 1_000
_FREE_BYTES = 64 << 20
_MOST_RATIO = 50
"""Hashes do not compress and sketches by a half; what shrinks more is made up."""


def looks_like_fingerprint(path: Path) -> bool:
    """Tell whether a file is a zip archive whose first member is the header of a fingerprint."""
    try:
        with path.open("rb") as opened:
            start = opened.read(30 + len(HEADER))
    except OSError:
        return False
    return start.startswith(_ZIP) and start[30:] == HEADER.encode()


def write_fingerprint(fingerprint: Fingerprint, path: Path) -> int:
    """Write a fingerprint, atomically; the same fingerprint always gives the same bytes.

    Returns
    -------
    int
        Bytes written.
    """
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        _add(archive, HEADER, _header(fingerprint), zipfile.ZIP_STORED)
        for number, table in enumerate(fingerprint.tables):
            for name, array in _arrays(table).items():
                content = io.BytesIO()
                np.lib.format.write_array(content, np.ascontiguousarray(array), allow_pickle=False)
                packing = zipfile.ZIP_DEFLATED if array.dtype == np.uint8 else zipfile.ZIP_STORED
                _add(archive, f"{number}/{name}.npy", content.getvalue(), packing)
    content_bytes = buffer.getvalue()
    write_bytes(path, content_bytes)
    return len(content_bytes)


def _add(archive: zipfile.ZipFile, name: str, content: bytes, packing: int) -> None:
    # A fixed date: the file depends on the data alone.
    info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    info.compress_type = packing
    archive.writestr(info, content)


def _header(fingerprint: Fingerprint) -> bytes:
    header = {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "made_by": fingerprint.made_by,
        "content_digest": fingerprint.content_digest,
        "key_check": fingerprint.key_check,
        "row_hash": ROW_HASH,
        "sketch": SKETCH,
        "tables": [
            {
                "name": table.name,
                "matrix": table.matrix,
                "n_rows": table.n_rows,
                "content_scale": table.contents.scale,
                "n_content_rows": table.contents.n_rows,
                "support_scale": table.supports.scale,
                "n_support_rows": table.supports.n_rows,
                "sketch_scale": table.sketch_scale,
                "vocabulary": table.vocabulary,
            }
            for table in fingerprint.tables
        ],
    }
    return json.dumps(header, indent=1).encode()


def _arrays(table: TableFingerprint) -> dict[str, NDArray[Any]]:
    return {
        "contents": table.contents.values.astype("<u8", copy=False),
        "supports": table.supports.values.astype("<u8", copy=False),
        "feature_keys": table.feature_keys.astype("<u8", copy=False),
        "feature_levels": table.feature_levels,
        "sketches": table.sketches,
    }


def read_fingerprint(path: Path) -> Fingerprint:
    """Read a fingerprint; everything in it is checked before it is used.

    Raises
    ------
    UnreadableInputError
        It is no fingerprint, is damaged, or was made by a newer version.
    """
    try:
        with decoding(str(path)), zipfile.ZipFile(path) as archive:
            return _Reader(path, archive).fingerprint()
    except zipfile.BadZipFile as error:
        msg = f"{path} is no fingerprint, or is damaged: {error}"
        raise UnreadableInputError(msg) from error
    except RecursionError as error:
        msg = f"{path} is no fingerprint: its header is nested too deep"
        raise UnreadableInputError(msg) from error


@dataclass(frozen=True)
class _Reader:
    """The archive of a fingerprint that nobody vouches for."""

    path: Path
    archive: zipfile.ZipFile

    def fingerprint(self) -> Fingerprint:
        header = self._header()
        tables = self._of(header, "tables", list)
        if len(tables) > _MOST_TABLES:
            self._refuse(f"it lists {len(tables):,} tables")
        return Fingerprint(
            self._of(header, "content_digest", str),
            tuple(self._table(number, table) for number, table in enumerate(tables)),
            self._of(header, "key_check", str),
            self._of(header, "made_by", str),
        )

    def _header(self) -> dict[str, Any]:
        header = json.loads(self._member(HEADER, _LARGEST_HEADER))
        if not isinstance(header, dict) or header.get("format") != FORMAT:
            self._refuse(f"its header does not say {FORMAT}")
        version = self._of(header, "format_version", int)
        if version > FORMAT_VERSION:
            self._refuse(
                f"it has format {version}, this aivc reads up to {FORMAT_VERSION}; update aivc"
            )
        for slot, expected in (("row_hash", ROW_HASH), ("sketch", SKETCH)):
            if header.get(slot) != expected:
                self._refuse(f"its {slot} is {header.get(slot)!r}, not {expected!r}")
        return header

    def _table(self, number: int, table: Any) -> TableFingerprint:
        if not isinstance(table, dict):
            self._refuse(f"table {number} is no object")
        keys = self._array(number, "feature_keys", "<u8", 1)
        levels = self._array(number, "feature_levels", "|u1", 1)
        sketches = self._array(number, "sketches", "|u1", 2)
        if len(keys) != len(levels) or sketches.shape[1] != N_BINS:
            self._refuse(f"the arrays of table {number} do not fit together")
        if (keys[1:] < keys[:-1]).any():
            self._refuse(f"the features of table {number} are not in order")
        return TableFingerprint(
            name=self._of(table, "name", str),
            matrix=self._of(table, "matrix", str),
            n_rows=self._positive(table, "n_rows", least=0),
            contents=self._sample(number, table, "content"),
            supports=self._sample(number, table, "support"),
            feature_keys=keys,
            feature_levels=levels,
            sketches=sketches,
            sketch_scale=self._positive(table, "sketch_scale"),
            vocabulary=self._of(table, "vocabulary", str),
        )

    def _sample(self, number: int, table: dict[str, Any], kind: str) -> HashSample:
        values = self._array(number, f"{kind}s", "<u8", 1)
        n_rows = self._positive(table, f"n_{kind}_rows", least=0)
        if (values[1:] < values[:-1]).any() or len(values) > n_rows:
            self._refuse(f"the {kind} hashes of table {number} are not in order")
        return HashSample(values, self._positive(table, f"{kind}_scale"), n_rows)

    def _array(self, number: int, name: str, dtype: str, n_dimensions: int) -> NDArray[Any]:
        member = f"{number}/{name}.npy"
        content = io.BytesIO(self._member(member, MAX_ARRAY_BYTES))
        array = np.lib.format.read_array(content, allow_pickle=False)
        if array.dtype.str != dtype or array.ndim != n_dimensions:
            self._refuse(f"{member} holds {array.ndim}-dimensional {array.dtype.str}")
        return array

    def _member(self, name: str, limit: int) -> bytes:
        if name not in self.archive.namelist():
            self._refuse(f"it has no {name}")
        info = self.archive.getinfo(name)
        refuse_beyond(limit, info.file_size, str(self.path), name)
        if info.file_size > _FREE_BYTES + _MOST_RATIO * info.compress_size:
            self._refuse(f"{name} claims {info.file_size:,} bytes that are not stored")
        with self.archive.open(info) as opened:
            return opened.read(info.file_size)

    def _positive(self, header: dict[str, Any], slot: str, least: int = 1) -> int:
        number: int = self._of(header, slot, int)
        if not least <= number < 1 << 62:
            self._refuse(f"{slot} is {number}")
        return number

    def _of(self, header: dict[str, Any], slot: str, kind: type) -> Any:
        value = header.get(slot)
        if type(value) is not kind:
            self._refuse(f"{slot} in its header is no {kind.__name__}")
        return value

    def _refuse(self, what: str) -> NoReturn:
        msg = f"{self.path} is no fingerprint that can be used: {what}"
        raise UnreadableInputError(msg)
