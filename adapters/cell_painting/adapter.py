"""Profiles of Cell Painting and of other microscopy in plates."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from aivc.adapters.contract.adapter import Adapter, Confidence, Detection, SourceReading

if TYPE_CHECKING:
    from pathlib import Path

    from aivc.adapters.contract.log import ConversionNotes
    from aivc.schema.generated.views import ConversionMapping


MOST_FILES = 200
"""Tables of a folder that are looked at before it is read."""


class CellPainting(Adapter):
    """Reads morphological profiles: wells, sites or cells by features of images.

    Profiles are tables as pycytominer writes them (https://github.com/cytomining/pycytominer): text
    or Parquet, ``Metadata_`` before the columns that are no features, features called as in
    CellProfiler (``Cells_AreaShape_Area``) or numbered outputs of a network
    (``efficientnet_0`` of DeepProfiler). LINCS
    (https://github.com/broadinstitute/lincs-cell-painting) and JUMP
    (https://github.com/jump-cellpainting/datasets) are such. A folder may hold the profiles of
    several plates, and beside them ``barcode_platemap.csv`` with ``platemap/*.txt``, counts of
    cells by plate and well, and tables of compounds or mechanisms; they are joined, and how many
    wells each of them knew is logged.

    Features become the matrix, everything else obs. Mapped: plate, well, batch, source and cell
    line as these formats call them, the agent, the dose where its dilution is known, the words for
    controls; which software made the features, and how far the profiles were processed, as the
    ending of the file's name says.
    """

    name: ClassVar[str] = "cell-painting"
    title: ClassVar[str] = "Morphological profiles (Cell Painting), with plate maps"

    def detect(self, source: Path) -> Detection | None:
        """Say whether a file holds profiles, or a folder does."""
        from aivc.adapters.cell_painting.profile_files import profile_names

        found = profile_names(source, MOST_FILES)
        if not found:
            return None
        if not source.is_dir():
            because = "its columns are Metadata_ and features of images"
            return Detection(Confidence.CERTAIN, because)
        because = f"{len(found)} files of profiles, such as {found[0]}"
        return Detection(Confidence.CERTAIN, because)

    def read(self, source: Path, mapping: ConversionMapping, log: ConversionNotes) -> SourceReading:
        """Read a file of profiles, or those of a folder with what lies beside them."""
        from aivc.adapters.cell_painting.read_profiles import read_profiles

        del mapping
        return read_profiles(source, log)
