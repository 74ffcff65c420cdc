"""The reader of output folders of Xenium."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from aivc.adapters.contract.adapter import Adapter, Confidence, Detection, SourceReading
from aivc.adapters.peeking import first_bytes
from aivc.adapters.xenium.files import CELLS, EXPERIMENT, region_of

if TYPE_CHECKING:
    from pathlib import Path

    from aivc.adapters.contract.log import ConversionNotes
    from aivc.schema.generated.views import ConversionMapping


class Xenium(Adapter):
    """Reads the output folder of Xenium Onboard Analysis or Xenium Ranger.

    Definition: https://www.10xgenomics.com/support/software/xenium-onboard-analysis/latest/analysis/xoa-output-understanding-outputs.

    ============================== ================================================================
    ``cell_feature_matrix``        ``X``, from HDF5 or the folder. Negative control probes and
                                   codewords stay beside the genes; the var column
                                   ``feature_type`` tells them.
    ``cells.parquet``, ``.csv.gz`` obs; ``x_centroid`` and ``y_centroid`` are also
                                   ``obsm["spatial"]``, in micrometres
    ``experiment.xenium``          ``uns["xenium"]``, panel, size of a pixel, step in z, organism
    ``metrics_summary.csv``        share of negative control probes
    transcripts, outlines, images  stay where they are
    ============================== ================================================================
    """

    name: ClassVar[str] = "xenium"
    title: ClassVar[str] = "10x Xenium output folder"

    def detect(self, source: Path) -> Detection | None:
        """Look for the experiment file, or for cells beside a matrix of counts."""
        if not source.exists():
            return None
        if source.is_file() and source.name not in (EXPERIMENT, *CELLS):
            return None
        found = region_of(source)
        is_run = found.experiment is not None and first_bytes(found.experiment).lstrip()[:1] == b"{"
        if is_run and (found.cells or found.counts):
            return Detection(Confidence.CERTAIN, f"it has {EXPERIMENT}")
        if found.cells is not None and found.counts is not None:
            because = f"{found.cells.name} stands beside {found.counts.name}"
            return Detection(Confidence.CERTAIN, because)
        return None

    def read(self, source: Path, mapping: ConversionMapping, log: ConversionNotes) -> SourceReading:
        """Read the counts of cells and where they lie."""
        from aivc.adapters.xenium.reading import read_region

        del mapping
        return read_region(source, log)
