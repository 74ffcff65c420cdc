"""Readouts of plates, with what was in their wells."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from aivc.adapters.contract.adapter import Adapter, Confidence, Detection, SourceReading

if TYPE_CHECKING:
    from pathlib import Path

    from aivc.adapters.contract.log import ConversionNotes
    from aivc.schema.generated.views import ConversionMapping


class PlateScreen(Adapter):
    """Reads screens in plates: viability, luminescence, fluorescence, absorbance, cell counts.

    A screen is a table with one row for each well (or for each treatment of a sample), or a folder
    of readouts and plate maps. Readouts and maps may be tables with a column of wells, or plates
    drawn as grids, as the software of plate readers exports them: letters of rows at the left,
    numbers of columns above, and above each grid what it shows and, where there are several, a line
    such as ``Plate: P1``. A table ``Assay_Plate_Barcode, Plate_Map_Name`` says which plate was
    filled by which map. Tables of GR metrics (``cell_count``, ``cell_count__time0``,
    ``cell_count__ctrl``; Hafner et al. 2016, https://github.com/datarail/gr_metrics) are read too.

    Rows are wells; features are the readouts. A well of the map that was not read has no values.
    Mapped: the columns of plate and well, and whether the readouts are of viability, where their
    names say so. Every other column stays in obs.
    """

    name: ClassVar[str] = "plate-screen"
    title: ClassVar[str] = "Readouts of a screen in plates, with plate maps"

    def detect(self, source: Path) -> Detection | None:
        """Say whether a file holds readouts, or a folder readouts and maps."""
        from aivc.adapters.plates.sniffing import Sniffed, is_of_tables, sniff, sniff_folder

        measured = {Sniffed.READOUTS, Sniffed.SCREEN}
        if not source.is_dir():
            found = sniff(source)
            return Detection(found.confidence, found.because) if found.kind in measured else None
        kinds = sniff_folder(source)
        read = [name for name, found in kinds.items() if found.kind in measured]
        if not read or any(found.kind is Sniffed.PROFILES for found in kinds.values()):
            return None
        maps = [name for name, found in kinds.items() if found.kind is Sniffed.MAP]
        if not is_of_tables(source) or (len(read) == 1 and not maps):
            return None
        best = max(kinds[name].confidence for name in read)
        because = f"{_counted(len(read), 'file')} of readouts ({read[0]}: {kinds[read[0]].because})"
        because += f" and {_counted(len(maps), 'plate map')}" if maps else ""
        return Detection(min(best, Confidence.LIKELY), because)

    def read(self, source: Path, mapping: ConversionMapping, log: ConversionNotes) -> SourceReading:
        """Read a file or folder of readouts."""
        from aivc.adapters.plates.read_screen import read_screen

        del mapping
        return read_screen(source, log)


def _counted(number: int, what: str) -> str:
    return f"{number:,} {what}" if number == 1 else f"{number:,} {what}s"
