"""The reader of output folders of Space Ranger."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from aivc.adapters.contract.adapter import Adapter, Confidence, Detection, SourceReading
from aivc.adapters.visium.files import POSITIONS, SCALES, lists_spots, section_of

if TYPE_CHECKING:
    from pathlib import Path

    from aivc.adapters.contract.log import ConversionNotes
    from aivc.schema.generated.views import ConversionMapping


class Visium(Adapter):
    """Reads the ``outs`` folder of Space Ranger: Visium, and bins of one size of Visium HD.

    Definition: https://www.10xgenomics.com/support/software/space-ranger/latest/analysis/outputs/output-overview.

    ===================================== =========================================================
    ``filtered_feature_bc_matrix``        ``X``, from HDF5 or the folder; ``raw_...`` where there
                                          is no other
    ``tissue_positions[_list]``           obs; columns and rows in the full-resolution image are
                                          ``obsm["spatial"]`` (x, y), in pixels
    ``scalefactors_json.json``            ``uns["spatial"]``, as scanpy lays it out
    ``tissue_hires_image.png``, lowres    ``uns["spatial"]``, beside the scale factors
    other images, analyses, web summary   stay where they are
    ===================================== =========================================================

    Each bin size of Visium HD is a dataset of its own: the same transcripts are counted in all.
    """

    name: ClassVar[str] = "visium"
    title: ClassVar[str] = "10x Visium and Visium HD output folder"

    def detect(self, source: Path) -> Detection | None:
        """Look for a list of spots and a matrix of counts."""
        if not source.exists():
            return None
        if source.is_file() and not (POSITIONS.search(source.name) or SCALES.search(source.name)):
            return None
        found = section_of(source)
        if found.bins and not found.positions:
            because = f"it has bins of Visium HD ({', '.join(path.name for path in found.bins)})"
            return Detection(Confidence.CERTAIN, because)
        if found.positions and found.matrices:
            because = f"{found.positions[0].name} places the spots of {found.matrices[0].name}"
            return Detection(Confidence.CERTAIN, because)
        if found.positions and lists_spots(found.positions[0]):
            return Detection(Confidence.LIKELY, f"{found.positions[0].name} lists spots of Visium")
        return None

    def read(self, source: Path, mapping: ConversionMapping, log: ConversionNotes) -> SourceReading:
        """Read the counts of spots or bins and where they lie."""
        from aivc.adapters.visium.reading import read_section

        del mapping
        return read_section(source, log)
