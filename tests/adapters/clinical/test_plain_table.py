"""Plain tables of patients with a time and an event."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from aivc.adapters.clinical.plain_table import ClinicalTableFile
from aivc.adapters.contract.adapter import Confidence
from aivc.adapters.contract.log import ConversionNotes
from aivc.adapters.contract.suite import AdapterContract
from aivc.schema.generated.views import ConversionMapping
from aivc.storage.errors import UnreadableInputError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from aivc.adapters.contract.adapter import SourceReading

COHORT = (
    "PATIENT_ID,OS_MONTHS,OS_STATUS,AGE,SEX,stage\n"
    "P1,12.5,1:DECEASED,61,F,II\nP2,40,0:LIVING,55,M,I\n"
)
TRIAL = "inst,time,status,age,sex,wt.loss\n3,306,1,74,1,NA\n3,455,0,68,1,15\n"


def read(path: Path) -> tuple[SourceReading, ConversionNotes]:
    """Read a table."""
    notes = ConversionNotes(path)
    return ClinicalTableFile().read(path, ConversionMapping(), notes), notes


class TestClinicalTableContract(AdapterContract):
    """The contract, on a cohort and a trial."""

    adapter = ClinicalTableFile()

    def sources(self, folder: Path) -> Sequence[Path]:
        """Write two tables."""
        (folder / "cohort.csv").write_text(COHORT)
        (folder / "trial.tsv").write_text(TRIAL.replace(",", "\t"))
        return [folder / "cohort.csv", folder / "trial.tsv"]


def test_covariates_are_x_and_everything_is_obs(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text(TRIAL)
    reading, notes = read(tmp_path / "t.csv")
    table = reading.dataset.tables[0]
    assert [name for block in table.var.index() for name in block] == ["age", "sex", "wt.loss"]
    matrix = table.matrix("X")
    assert matrix is not None
    found = np.concatenate([block.data for block in matrix.blocks()])
    np.testing.assert_array_equal(found, [[74, 1, np.nan], [68, 1, 15]])
    columns = [column.name for column in table.obs.columns]
    assert columns == ["inst", "time", "status", "age", "sex", "wt.loss"]
    assert reading.hints.operators["X"].value == "ClinicalTable"
    assert not reading.hints.roles
    inferred = [step.subject for step in notes.steps if step.action == "inferred"]
    assert inferred == ["time and status"]


def test_patients_are_named_by_their_identifier(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text(COHORT)
    table = read(tmp_path / "t.csv")[0].dataset.tables[0]
    assert [name for block in table.obs.index() for name in block] == ["P1", "P2"]
    assert table.obs.column("OS_STATUS").categories == ("0:LIVING", "1:DECEASED")


@pytest.mark.parametrize(
    "text",
    [
        "time,status,url,age\n1,200,/a,3\n2,404,/b,4\n",
        "time,status,host\n1,1,a\n2,0,b\n",
        "time,event,age\n2026-01-02,1,3\n2026-01-03,0,4\n",
        "age,sex,height\n1,2,3\n4,5,6\n",
    ],
)
def test_logs_and_calendars_are_no_patients(tmp_path: Path, text: str) -> None:
    (tmp_path / "t.csv").write_text(text)
    found = ClinicalTableFile().detect(tmp_path / "t.csv")
    assert found is None or found.confidence is Confidence.POSSIBLE


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInputError, match="folder"):
        read(tmp_path)


@pytest.mark.realdata
def test_lung(real_data: Path) -> None:
    path = real_data / "survival_lifelines" / "lung.csv"
    found = ClinicalTableFile().detect(path)
    assert found is not None
    assert found.confidence is Confidence.LIKELY
    table = read(path)[0].dataset.tables[0]
    assert (table.n_obs, table.n_var) == (228, 7)
    assert table.obs.numbers("status").sum() == 165
    assert table.obs.numbers("time").sum() == 69593
    assert np.isnan(table.obs.numbers("meal.cal")).sum() == 47
