"""Read sample and data relationship files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.adapters.contract.adapter import Adapter, Confidence, Detection, SourceReading
from aivc.adapters.peeking import first_lines, names_in
from aivc.adapters.sdrf.headers import is_sdrf

if TYPE_CHECKING:
    from pathlib import Path

    from aivc.adapters.contract.log import ConversionNotes
    from aivc.schema.generated.views import ConversionMapping

SUFFIXES = (".sdrf.tsv", ".sdrf.txt", ".sdrf.tsv.gz")
_PAPERS = (".md", ".pdf", ".idf.txt", "license", "readme", "readme.txt")


class Sdrf(Adapter):
    """Sample and data relationship files: SDRF-Proteomics, and those of MAGE-TAB.

    Definitions: https://github.com/bigbio/proteomics-sample-metadata and MAGE-TAB 1.1 (Rayner et
    al. 2006, doi:10.1186/1471-2105-7-489).

    Each row (a run, or a channel of it) becomes an observation without a matrix. Columns keep their
    names; where one stands several times, the further ones are numbered (``.1``, ``.2``). Sources,
    individuals, cell lines, cell types, organisms, tissues, diseases, replicates, technologies, and
    the factors compound, dose and time take their roles. Terms stay as they are written
    (``NT=...;AC=...``); for a column with a role their names are added beside it.
    """

    name = "sdrf"
    title = "Sample and data relationship file (SDRF) of proteomics or MAGE-TAB"

    def detect(self, source: Path) -> Detection | None:
        """Look for sources and characteristics in the first line."""
        if source.is_dir():
            return _detect_folder(source)
        lines = first_lines(source, 1)
        if not lines or not is_sdrf(_cells(lines[0])):
            return None
        said = "its first line names sources and their characteristics, as SDRF does"
        return Detection(Confidence.CERTAIN, said)

    def read(self, source: Path, mapping: ConversionMapping, log: ConversionNotes) -> SourceReading:
        """Read the rows as observations.

        Raises
        ------
        UnreadableInputError
            It is no such file; a folder holds none, or several.
        """
        from aivc.adapters.sdrf.reading import read_dataset

        return read_dataset(source, log)


def _detect_folder(folder: Path) -> Detection | None:
    names = names_in(folder, 1)
    found = [name for name in names if name.lower().endswith(SUFFIXES)]
    others = [name for name in names if name not in found and not name.lower().endswith(_PAPERS)]
    if len(found) != 1 or others:
        return None
    lines = first_lines(folder / found[0], 1)
    if not lines or not is_sdrf(_cells(lines[0])):
        return None
    return Detection(Confidence.LIKELY, f"the only table in it is {found[0]}")


def _cells(line: str) -> list[str]:
    return [cell.strip().strip('"') for cell in line.split("\t")]
