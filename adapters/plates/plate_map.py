"""Plate maps: what is in each well of a plate."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from aivc.adapters.contract.adapter import Adapter, Confidence, Detection, SourceReading

if TYPE_CHECKING:
    from pathlib import Path

    from aivc.adapters.contract.log import ConversionNotes
    from aivc.schema.generated.views import ConversionMapping


class PlateMapFile(Adapter):
    """Reads plate maps without readouts: a row for each well, and no matrix.

    A map is a table with one row for each well, or a plate drawn as a grid: letters of rows at the
    left, numbers of columns above, one grid for each thing that is told of the wells, with a line
    above it that says which. A folder may hold several maps, and tables of compounds beside them.
    JUMP calls these ``NAME_platemap.tsv`` and ``NAME_metadata.tsv``
    (https://github.com/jump-cellpainting/JUMP-Target); LINCS has maps of the columns
    ``plate_map_name, well_position, broad_sample, mg_per_ml, mmoles_per_liter, solvent``
    (https://github.com/broadinstitute/lincs-cell-painting).

    Mapped: the columns of well and plate; for maps of the Broad Institute and of JUMP also agent,
    dose where its dilution is known, and the words for controls. Every column stays.
    """

    name: ClassVar[str] = "plate-map"
    title: ClassVar[str] = "Plate map, as a table or drawn as a grid"

    def detect(self, source: Path) -> Detection | None:
        """Say whether a file is a map, or a folder holds maps and no readouts."""
        from aivc.adapters.plates.sniffing import Sniffed, is_of_tables, sniff, sniff_folder

        if not source.is_dir():
            found = sniff(source)
            if found.kind is not Sniffed.MAP:
                return None
            return Detection(found.confidence, found.because)
        kinds = sniff_folder(source)
        maps = [name for name, found in kinds.items() if found.kind is Sniffed.MAP]
        has_others = any(found.kind in Sniffed.measured() for found in kinds.values())
        if not maps or has_others or not is_of_tables(source):
            return None
        best = max((kinds[name] for name in maps), key=lambda found: found.confidence)
        return Detection(min(best.confidence, Confidence.LIKELY), f"{maps[0]}: {best.because}")

    def read(self, source: Path, mapping: ConversionMapping, log: ConversionNotes) -> SourceReading:
        """Read a map, or all maps of a folder."""
        from aivc.adapters.plates.read_maps import read_maps

        del mapping
        return read_maps(source, log)
