"""The reader of CosMx flat files."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from aivc.adapters.contract.adapter import Adapter, Confidence, Detection, SourceReading
from aivc.adapters.cosmx.files import COUNTS, METADATA, slides_in
from aivc.adapters.peeking import first_lines

if TYPE_CHECKING:
    from pathlib import Path

    from aivc.adapters.contract.log import ConversionNotes
    from aivc.schema.generated.views import ConversionMapping


class CosMx(Adapter):
    """Reads flat files of the NanoString (Bruker) CosMx Spatial Molecular Imager.

    Definition: the "flat files" export, https://nanostring.com/products/cosmx-spatial-molecular-imager/ffpe-dataset/,
    as in He et al. 2022, https://doi.org/10.1038/s41587-022-01483-z.

    ============================= =================================================================
    ``*_exprMat_file.csv[.gz]``   ``X``; rows are told by ``fov`` and ``cell_ID``. Rows of cell 0
                                  are transcripts outside cells: they are no observation.
    ``*_metadata_file.csv[.gz]``  obs; ``CenterX_global_px`` and ``CenterY_global_px`` are also
                                  ``obsm["spatial"]``, in pixels
    ``*_fov_positions_file.csv``  ``uns["fov_positions"]``
    ``*_tx_file``, polygons       stay where they are
    ============================= =================================================================

    Several slides in one folder become one table. The size of a pixel is not in the files.
    """

    name: ClassVar[str] = "cosmx"
    title: ClassVar[str] = "NanoString CosMx flat files"

    def detect(self, source: Path) -> Detection | None:
        """Look for a file of counts, and for the columns that identify cells in it."""
        if source.is_file() and not (COUNTS.search(source.name) or METADATA.search(source.name)):
            return None
        slides = slides_in(source)
        for slide in slides:
            first = first_lines(slide.counts, 1)
            cells = [cell.strip(' "').lower() for cell in first[0].split(",")[:4]] if first else []
            if "fov" in cells and "cell_id" in cells:
                because = f"{slide.counts.name} counts genes by fov and cell_ID"
                return Detection(Confidence.CERTAIN, because)
        return None

    def read(self, source: Path, mapping: ConversionMapping, log: ConversionNotes) -> SourceReading:
        """Read the slides of a folder."""
        from aivc.adapters.cosmx.reading import read_slides

        del mapping
        return read_slides(source, log)
