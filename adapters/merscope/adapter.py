"""The reader of MERSCOPE cell tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from aivc.adapters.contract.adapter import Adapter, Confidence, Detection, SourceReading
from aivc.adapters.merscope.files import COUNTS, METADATA, regions_in
from aivc.adapters.peeking import first_lines

if TYPE_CHECKING:
    from pathlib import Path

    from aivc.adapters.contract.log import ConversionNotes
    from aivc.schema.generated.views import ConversionMapping


class Merscope(Adapter):
    """Reads the cell tables of Vizgen MERSCOPE, which are also those of the vpt tool.

    Definition: https://vizgen.github.io/vizgen-postprocessing/output_data_formats/index.html.

    ======================================= =======================================================
    ``cell_by_gene.csv``                    ``X``; the first column names cells. ``Blank-*`` are
                                            codes that stand for no gene and stay in the table.
    ``cell_metadata.csv``                   obs; ``center_x`` and ``center_y`` are also
                                            ``obsm["spatial"]``, in micrometres
    ``images/manifest.json``                ``uns["merscope"]``, size of a pixel
    ``micron_to_mosaic_pixel_transform``    ``uns["merscope"]``, size of a pixel
    transcripts, boundaries, images         stay where they are
    ======================================= =======================================================

    Several regions in one folder become one table.
    """

    name: ClassVar[str] = "merscope"
    title: ClassVar[str] = "Vizgen MERSCOPE cell tables"

    def detect(self, source: Path) -> Detection | None:
        """Look for a table of counts with one of metadata beside it."""
        if source.is_file() and not (COUNTS.search(source.name) or METADATA.search(source.name)):
            return None
        for region in regions_in(source):
            first = first_lines(region.counts, 1)
            if region.counts.suffix == ".parquet" or (first and "," in first[0]):
                if region.metadata is None:
                    because = f"{region.counts.name} is called like counts of MERSCOPE"
                    return Detection(Confidence.LIKELY, because)
                because = f"{region.counts.name} stands beside {region.metadata.name}"
                return Detection(Confidence.CERTAIN, because)
        return None

    def read(self, source: Path, mapping: ConversionMapping, log: ConversionNotes) -> SourceReading:
        """Read the regions of a folder."""
        from aivc.adapters.merscope.reading import read_regions

        del mapping
        return read_regions(source, log)
