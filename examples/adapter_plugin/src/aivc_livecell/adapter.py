"""The reader of text exports of live-cell imagers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.adapters.contract.adapter import Adapter, Confidence, Detection, SourceReading
from aivc.adapters.contract.hints import Hints, Said
from aivc.adapters.peeking import first_lines
from aivc.storage.errors import UnreadableInputError

if TYPE_CHECKING:
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from aivc.adapters.contract.log import ConversionNotes
    from aivc.schema.generated.views import ConversionMapping

SIGNATURE = ("Date Time", "Elapsed")
BECAUSE = "the export of a live-cell imager is laid out so"


class LiveCellText(Adapter):
    """Reads one metric of one plate: rows of the dataset are a well at a time.

    Mapped: columns of the table to wells, ``Elapsed`` to the time in hours, the metric to the only
    feature. Lines before the table become entries of uns.
    """

    name = "livecell-text"
    title = "Text export of a live-cell imager (one metric, one plate)"

    def detect(self, source: Path) -> Detection | None:
        """Recognise the head of the table behind lines of ``Name: value``."""
        lines = first_lines(source, 40)
        if any(tuple(line.split("\t")[:2]) == SIGNATURE for line in lines):
            return Detection(Confidence.CERTAIN, "a table begins with Date Time and Elapsed")
        return None

    def read(self, source: Path, mapping: ConversionMapping, log: ConversionNotes) -> SourceReading:
        """Read an export.

        Raises
        ------
        UnreadableInputError
            It has no table, a row that is too short or long, or a cell that is no number.
        """
        import numpy as np

        from aivc.storage.made.columns import MadeLabels, MadeNumbers, MadeTexts
        from aivc.storage.made.dataset import MadeDataset, MadeTable
        from aivc.storage.made.frames import MadeFrame
        from aivc.storage.made.matrices import DenseRows

        about, wells, times, values = _parse(source)
        n_times, n_wells = values.shape
        obs = MadeFrame(
            [f"{well}_{row}" for row in range(n_times) for well in wells],
            [
                MadeLabels("well", np.tile(np.arange(n_wells), n_times), wells),
                MadeNumbers("Elapsed", np.repeat([elapsed for _, elapsed in times], n_wells)),
                MadeTexts("Date Time", [stamp for stamp, _ in times for _ in wells]),
            ],
        )
        metric = about.get("Metric", "metric")
        matrix = DenseRows("X", values.reshape(-1, 1))
        log.read_file(source)
        log.mapped("columns of the table", "wells", BECAUSE)
        log.mapped("column Elapsed", "time in hours", BECAUSE)
        log.mapped(f"metric {metric}", "the only feature", BECAUSE)
        roles = {"well": Said(("well",), BECAUSE), "time": Said(("Elapsed",), BECAUSE)}
        operators = {"X": Said("LiveImaging", BECAUSE)}
        return SourceReading(
            MadeDataset(source, [MadeTable(obs, MadeFrame([metric]), [matrix], uns=about)]),
            Hints(time_unit="h", roles=roles, operators=operators),
        )


def _parse(
    source: Path,
) -> tuple[dict[str, str], list[str], list[tuple[str, float]], NDArray[np.float64]]:
    """Return the lines before the table, its wells, its times, and values of time x well."""
    import numpy as np

    try:
        lines = source.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        msg = f"{source} cannot be read as text: {error}"
        raise UnreadableInputError(msg) from error
    cells = [line.split("\t") for line in lines]
    head = next((n for n, row in enumerate(cells) if tuple(row[:2]) == SIGNATURE), None)
    if head is None:
        msg = f"{source} has no line that begins with Date Time and Elapsed; export it as text"
        raise UnreadableInputError(msg)
    wells = cells[head][2:]
    rows = [row for row in cells[head + 1 :] if any(row)]
    for number, row in enumerate(rows, head + 2):
        if len(row) != len(wells) + 2:
            msg = f"{source}, line {number}, has {len(row)} cells; the head has {len(wells) + 2}"
            raise UnreadableInputError(msg)
    try:
        times = [(row[0], float(row[1])) for row in rows]
        values = np.array([[float(cell or "nan") for cell in row[2:]] for row in rows])
    except ValueError as error:
        msg = f"{source} has a cell in its table that is no number: {error}"
        raise UnreadableInputError(msg) from error
    about = dict(line.split(":", 1) for line in lines[:head] if ":" in line)
    about = {name.strip(): value.strip() for name, value in about.items()}
    return about, wells, times, values.reshape(len(rows), len(wells))
