"""Read GCTX, the HDF5 form of GCT."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from aivc.adapters.contract.adapter import Adapter, Confidence, Detection, SourceReading
from aivc.adapters.peeking import HDF5, first_bytes
from aivc.storage.errors import UnreadableInputError

if TYPE_CHECKING:
    from pathlib import Path

    from aivc.adapters.contract.log import ConversionNotes
    from aivc.schema.generated.views import ConversionMapping


class Gctx(Adapter):
    """GCTX 1.0.

    Format: https://clue.io/connectopedia/gctx_format; Enache et al., Bioinformatics 35:1427 (2019).
    The matrix is ``/0/DATA/0/matrix``, metadata are ``/0/META/ROW`` (features) and ``/0/META/COL``
    (profiles or signatures). The matrix is streamed. What it holds beyond that is as in
    :class:`~aivc.adapters.l1000.gct.Gct`: the same data give the same dataset in both formats.
    """

    name: ClassVar[str] = "gctx"
    title: ClassVar[str] = "GCTX (HDF5) of L1000 and other profiles"

    def detect(self, source: Path) -> Detection | None:
        """Look for the matrix of the format in an HDF5 file."""
        if first_bytes(source, len(HDF5)) != HDF5:
            return None
        from aivc.adapters.l1000.gctx_tree import MATRIX, opened

        try:
            with opened(source) as root:
                has_matrix = root.array(MATRIX) is not None
        except UnreadableInputError:
            return None
        said = f"HDF5 with /{MATRIX}, as in GCTX"
        return Detection(Confidence.CERTAIN, said) if has_matrix else None

    def read(self, source: Path, mapping: ConversionMapping, log: ConversionNotes) -> SourceReading:
        """Read a GCTX file; its numbers are read when they are asked for."""
        del mapping
        if first_bytes(source, 3) == b"#1.":
            msg = f"{source} is text in the format GCT in spite of its name; read it with gct"
            raise UnreadableInputError(msg)
        from aivc.adapters.l1000.gctx_values import read_gctx

        return read_gctx(source, log).reading(log)
