"""Read tables of guides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.adapters.contract.adapter import Adapter, Confidence, Detection, SourceReading
from aivc.adapters.guide_table.columns import CRISPR, FEATURE_TYPE, find_columns, share_of_spacers
from aivc.adapters.peeking import first_lines
from aivc.adapters.text_rows.header import cells_of, cells_of_header, separator_of

if TYPE_CHECKING:
    from pathlib import Path

    from aivc.adapters.contract.log import ConversionNotes
    from aivc.schema.generated.views import ConversionMapping

LOOKED_AT = 100
ENOUGH_SPACERS = 0.9


class GuideTable(Adapter):
    """Tables of guide RNAs.

    Guide metadata of IGVF (https://github.com/pinellolab/CRISPR_Pipeline), feature references of
    Cell Ranger for CRISPR (https://www.10xgenomics.com/support/software/cell-ranger), libraries of
    the Broad Genetic Perturbation Platform and of MAGeCK, and tables with columns of such names.

    Each guide becomes an observation without a matrix, named by its identifier; all columns are
    kept. The identifier takes the role of the guide, the intended target that of the target.
    Targets whose guides are all said not to target, or to be positive controls, are controls.
    """

    name = "guide-table"
    title = "Table of guide RNAs with their sequences and targets"

    def detect(self, source: Path) -> Detection | None:
        """Look for identifiers, targets, and sequences that can be protospacers."""
        lines = first_lines(source, LOOKED_AT)
        if len(lines) < 2:
            return None
        header = cells_of_header(lines[0])
        found = find_columns(header)
        if found is None:
            return None
        separator = separator_of(lines[0])
        rows = [cells_of(line, separator) for line in lines[1:]]
        rows = [row for row in rows if len(row) == len(header)]
        place = header.index(found.spacer)
        if not rows or share_of_spacers([row[place] for row in rows]) < ENOUGH_SPACERS:
            return None
        if FEATURE_TYPE in header:
            kinds = {row[header.index(FEATURE_TYPE)] for row in rows}
            if kinds != {CRISPR}:
                return None
        said = f"it has the columns {found.guide}, {found.spacer} and {found.target}"
        sure = Confidence.CERTAIN if found.is_signature else Confidence.LIKELY
        return Detection(sure, said)

    def read(self, source: Path, mapping: ConversionMapping, log: ConversionNotes) -> SourceReading:
        """Read the guides as observations.

        Raises
        ------
        UnreadableInputError
            It is no such table.
        """
        from aivc.adapters.guide_table.reading import read_guides

        return read_guides(source, log)
