"""Read tables of quantities of proteins, peptides and precursors."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from aivc.adapters.contract.adapter import Adapter, Confidence, Detection, SourceReading
from aivc.storage.errors import UnreadableInputError

if TYPE_CHECKING:
    from pathlib import Path

    from aivc.adapters.contract.log import ConversionNotes
    from aivc.schema.generated.views import ConversionMapping


class ProteomicsTable(Adapter):
    """Tables of MaxQuant, DIA-NN, FragPipe and Spectronaut, with annotations of runs and channels.

    Definitions: http://www.coxdocs.org/doku.php?id=maxquant:table (``evidence.txt``,
    ``peptides.txt``, ``proteinGroups.txt``), https://github.com/vdemichev/DiaNN#output
    (``report.tsv``, ``report.parquet``, ``pg_matrix``, ``pr_matrix``),
    https://fragpipe.nesvilab.org/docs/tutorial_fragpipe_outputs.html (``combined_protein.tsv``,
    ``combined_peptide.tsv``); pivot reports of protein groups of Spectronaut.

    Observations are runs, or channels of runs where a table has reporter intensities or channels;
    features are proteins or peptides. The first of the quantities that a table has is ``X``, others
    of the same samples are layers. Where nothing was measured the value is missing (NaN); MaxQuant
    and FragPipe write 0 there. Columns that say the same of a protein or peptide everywhere go to
    var, those of runs to obs. A DIA-NN report gives two tables, ``mod/proteome`` and
    ``mod/precursor``. Tables beside it with runs or channels (``Raw file``, ``Set``, ``runCol``;
    ``Channel``, ``quantCols``, or a column for each channel as in SCoPE2) are joined.
    """

    name: ClassVar[str] = "proteomics-table"
    title: ClassVar[str] = "Proteins or peptides by run and channel, of MaxQuant, DIA-NN and others"

    def detect(self, source: Path) -> Detection | None:
        """Look for the columns of a search engine."""
        from aivc.adapters.proteomics.known_tables import signature

        try:
            found = signature(source)
        except (UnreadableInputError, OSError):
            return None
        return None if found is None else Detection(Confidence.CERTAIN, found)

    def read(self, source: Path, mapping: ConversionMapping, log: ConversionNotes) -> SourceReading:
        """Read a table, and the annotations of samples beside it."""
        del mapping
        from aivc.adapters.proteomics.reading import read_table

        return read_table(source, log)
