"""Every promise of a reader, and the values of a small export."""

import numpy as np
from aivc_livecell.adapter import LiveCellText

from aivc.adapters.contract.log import ConversionNotes
from aivc.adapters.contract.suite import AdapterContract
from aivc.schema.generated.views import ConversionMapping

EXPORT = """\
Vessel Name: Plate 1
Metric: Phase Object Confluence (Percent)

Date Time\tElapsed\tA1\tA2\tB1
2026-01-05 10:00\t0\t12.5\t13\t11.25
2026-01-05 12:00\t2\t14\t\t12
"""


class TestLiveCellText(AdapterContract):
    adapter = LiveCellText()

    def sources(self, folder):
        (folder / "export.txt").write_text(EXPORT)
        return [folder / "export.txt"]


def test_values_and_names(tmp_path):
    (tmp_path / "export.txt").write_text(EXPORT)
    notes = ConversionNotes(tmp_path / "export.txt")
    reading = LiveCellText().read(tmp_path / "export.txt", ConversionMapping(), notes)
    (table,) = reading.dataset.tables
    (block,) = table.matrices[0].blocks()
    np.testing.assert_array_equal(block.data[:, 0], [12.5, 13, 11.25, 14, np.nan, 12])
    assert table.uns("Vessel Name") == "Plate 1"
    assert [n for part in table.obs.index() for n in part][:2] == ["A1_0", "A2_0"]
