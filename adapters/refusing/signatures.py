"""Binary formats by their first bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.adapters.refusing.advice import COUNT, PICTURE, R_OBJECT, SPREADSHEET, STATISTICS, UNPACK
from aivc.adapters.refusing.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Sequence

_PDF = Refusal("is a PDF, a document for reading", "ask for the table behind it, or save it as CSV")
_PICTURE = Refusal("is a picture", PICTURE)
_SLIDE = Refusal("is an image of a microscope", PICTURE)
_OFFICE = Refusal("is a spreadsheet or document of an old Office version", SPREADSHEET)
_ALIGNED = Refusal("holds aligned sequencing reads", COUNT)
_PACKED = Refusal("is a packed archive", UNPACK)
_R = Refusal("is an object of R (RDS or RData)", R_OBJECT)
_CYTOMETRY = Refusal(
    "holds raw events of a flow cytometer (FCS)",
    "export compensated events with their channels as CSV and convert that",
)
_ARRAY = Refusal(
    "is a bare NumPy array, which does not say what its rows and columns are",
    "write it with its names as h5ad (anndata.AnnData(X, obs=..., var=...)) and convert that",
)
_VARIANTS = Refusal("holds variants (BCF)", "convert the table of samples that they are of")
_ILLUMINA = Refusal(
    "holds raw intensities of an array", "normalise them first, then convert the table of values"
)

_UTF_16 = Refusal(
    "is text in UTF-16, as Excel saves `Unicode Text`", "save it as `CSV UTF-8` and convert that"
)

SIGNATURES: Sequence[tuple[int, bytes, Refusal]] = (
    (0, b"%PDF", _PDF),
    (0, b"\x89PNG\r\n", _PICTURE),
    (0, b"\xff\xd8\xff", _PICTURE),
    (0, b"GIF8", _PICTURE),
    (0, b"II*\x00", _SLIDE),
    (0, b"MM\x00*", _SLIDE),
    (0, b"II+\x00", _SLIDE),
    (0, b"MM\x00+", _SLIDE),
    (0, b"ZISRAWFILE", _SLIDE),
    (0, b"\xda\xce\xbe\x0a", _SLIDE),
    (128, b"DICM", _SLIDE),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", _OFFICE),
    (0, b"BAM\x01", _ALIGNED),
    (0, b"CRAM", _ALIGNED),
    (0, b"BAI\x01", Refusal("is the index of a BAM file", COUNT)),
    (0, b"BCF\x02", _VARIANTS),
    (0, b"X\n\x00\x00\x00", _R),
    (0, b"RDX2\n", _R),
    (0, b"RDX3\n", _R),
    (0, b"FCS2.", _CYTOMETRY),
    (0, b"FCS3.", _CYTOMETRY),
    (0, b"\x93NUMPY", _ARRAY),
    (0, b"IDAT", _ILLUMINA),
    (0, b"7z\xbc\xaf\x27\x1c", _PACKED),
    (0, b"Rar!\x1a\x07", _PACKED),
    (257, b"ustar", Refusal("is a tar archive", UNPACK)),
    (0, b"\xff\xfe", _UTF_16),
    (0, b"\xfe\xff", _UTF_16),
    (0, b"BZh", _PACKED),
    (0, b"\xfd7zXZ\x00", _PACKED),
    (0, b"\x28\xb5\x2f\xfd", _PACKED),
    (0, b"SQLite format 3\x00", Refusal("is a database (SQLite)", STATISTICS)),
    (0, b"HEADER RECORD*******LIBRARY", Refusal("is a transport file of SAS (XPT)", STATISTICS)),
    (0, b"\x00" * 12 + b"\xc2\xea\x81\x60", Refusal("is a table of SAS", STATISTICS)),
    (0, b"$FL2", Refusal("is a table of SPSS", STATISTICS)),
    (0, b"<stata_dta>", Refusal("is a table of Stata", STATISTICS)),
    (0, b"FEA1", Refusal("is a Feather table", "write it as Parquet and convert that")),
    (0, b"ARROW1", Refusal("is an Arrow table", "write it as Parquet and convert that")),
    (0, b"\x7fELF", Refusal("is a program", "give the data that it made")),
    (0, b"MZ\x90\x00", Refusal("is a program", "give the data that it made")),
)  # fmt: skip
"""Where the bytes stand, what they are, and what the file is."""


def by_signature(start: bytes) -> Refusal | None:
    """Return what a file is, by its first bytes after gzip is undone."""
    for place, mark, refusal in SIGNATURES:
        if start[place : place + len(mark)] == mark:
            return refusal
    is_pickle = start[:1] == b"\x80" and start[1:2] in {b"\x02", b"\x03", b"\x04", b"\x05"}
    return PICKLE if is_pickle else None


PICKLE = Refusal(
    "is a pickle of Python, which can run anything and is never opened",
    "write what is in it as h5ad or CSV; if it is a split of GEARS, use `aivc split import`",
)
