"""Any table of records."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pytest
from pyarrow import parquet

from aivc.adapters.contract.adapter import Confidence
from aivc.adapters.contract.log import ConversionNotes
from aivc.adapters.contract.suite import AdapterContract
from aivc.adapters.observation_table.adapter import ObservationTable
from aivc.schema.generated.views import ConversionMapping
from aivc.storage.errors import UnreadableInputError
from aivc.storage.model import ContainerKind

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from aivc.adapters.contract.adapter import SourceReading

RECORDS = "sample_id,drug,dose,code\ns1,DMSO,0,001\ns2,imatinib,10,002\n"


def read(path: Path) -> tuple[SourceReading, ConversionNotes]:
    """Read a table."""
    notes = ConversionNotes(path)
    return ObservationTable().read(path, ConversionMapping(), notes), notes


class TestObservationTableContract(AdapterContract):
    """The contract, on text and Parquet."""

    adapter = ObservationTable()

    def sources(self, folder: Path) -> Sequence[Path]:
        """Write one table of each."""
        (folder / "records.csv").write_text(RECORDS)
        (folder / "latin.csv").write_bytes("id;unit\n1;\u00b5M\n".encode("latin-1"))
        parquet.write_table(pa.table({"drug": ["a", "b"], "dose": [1.5, 2]}), folder / "r.parquet")
        return [folder / name for name in ("records.csv", "latin.csv", "r.parquet")]


def test_it_is_never_sure(tmp_path: Path) -> None:
    for source in TestObservationTableContract().sources(tmp_path):
        found = ObservationTable().detect(source)
        assert found is not None
        assert found.confidence is Confidence.POSSIBLE


def test_rows_are_observations_without_a_matrix(tmp_path: Path) -> None:
    (tmp_path / "r.csv").write_text(RECORDS)
    reading, _ = read(tmp_path / "r.csv")
    dataset = reading.dataset
    assert dataset.kind is ContainerKind.H5AD
    (table,) = dataset.tables
    assert [name for block in table.obs.index() for name in block] == ["s1", "s2"]
    assert table.obs.column("code").categories == ("001", "002")
    np.testing.assert_array_equal(table.obs.numbers("dose"), [0, 10])
    assert table.matrices == ()


def test_other_encodings_and_repeated_columns_are_read(tmp_path: Path) -> None:
    (tmp_path / "r.csv").write_bytes("drug,dose,dose\na,1 \u00b5M,2\n".encode("latin-1"))
    reading, notes = read(tmp_path / "r.csv")
    obs = reading.dataset.tables[0].obs
    assert [column.name for column in obs.columns] == ["drug", "dose", "dose.1"]
    assert obs.column("dose").categories == ("1 \u00b5M",)
    assert [step.action for step in notes.steps] == ["converted", "mapped", "mapped"]


def test_a_row_that_is_too_short_is_told_by_its_line(tmp_path: Path) -> None:
    (tmp_path / "r.csv").write_text("a,b,c\n1,2,3\n4,5\n")
    with pytest.raises(UnreadableInputError, match="line 3"):
        read(tmp_path / "r.csv")


def test_a_damaged_parquet_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "r.parquet").write_bytes(b"PAR1" + b"\x00" * 64)
    with pytest.raises(UnreadableInputError):
        read(tmp_path / "r.parquet")


@pytest.mark.realdata
def test_published_records(real_data: Path) -> None:
    path = real_data / "splits_sciplex3_scaffold" / "sciplex3_candidate_records.csv"
    obs = read(path)[0].dataset.tables[0].obs
    assert obs.n_rows == 2444
    lines = path.read_text().splitlines()[1:]
    assert obs.numbers("n_cells").sum() == sum(int(line.split(",")[-3]) for line in lines)
