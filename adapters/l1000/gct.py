"""Read GCT, the text format of the Broad Institute for matrices with metadata."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from aivc.adapters.contract.adapter import Adapter, Confidence, Detection, SourceReading
from aivc.adapters.l1000.gct_header import SIGNATURE
from aivc.adapters.peeking import first_bytes

if TYPE_CHECKING:
    from pathlib import Path

    from aivc.adapters.contract.log import ConversionNotes
    from aivc.schema.generated.views import ConversionMapping


class Gct(Adapter):
    """GCT 1.2 and 1.3, packed by gzip or not, whatever the file is called.

    Format: https://clue.io/connectopedia/gct_format. Features are lines and samples columns; the
    matrix is turned. Metadata of samples become columns of obs, those of features (in version 1.2
    the description) columns of var, as they are written. ``-666`` is what LINCS writes for no
    value, in the matrix and in metadata. Tables of signatures, instances, genes, compounds and
    cells in the same folder (``siginfo``, ``instinfo``, ``geneinfo``, ``compoundinfo``,
    ``cellinfo``) are joined where their ids fit. Where columns are called as in LINCS, agent, dose,
    time, cell line,
    plate, well and kinds of control are known.
    """

    name: ClassVar[str] = "gct"
    title: ClassVar[str] = "GCT text of L1000 and other profiles"

    def detect(self, source: Path) -> Detection | None:
        """Look for the first line of the format."""
        found = SIGNATURE.match(first_bytes(source, 64))
        if found is None:
            return None
        said = f"the first line is #1.{found['minor'].decode()}, as in GCT"
        return Detection(Confidence.CERTAIN, said)

    def read(self, source: Path, mapping: ConversionMapping, log: ConversionNotes) -> SourceReading:
        """Read a GCT file."""
        del mapping
        from aivc.adapters.l1000.gct_values import read_gct

        return read_gct(source, log).reading(log)
