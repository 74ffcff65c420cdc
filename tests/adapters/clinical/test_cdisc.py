"""Tables of trials as CDISC defines them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aivc.adapters.clinical.cdisc import Cdisc
from aivc.adapters.contract.adapter import Confidence
from aivc.adapters.contract.log import ConversionNotes
from aivc.adapters.contract.suite import AdapterContract
from aivc.schema.generated.views import ConversionMapping
from aivc.schema.structure import check_structure
from aivc.storage.errors import UnreadableInputError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from aivc.adapters.contract.adapter import SourceReading
    from aivc.storage.model import Table

ADSL = (
    '"STUDYID","USUBJID","SITEID","AGE","AGEU","HEIGHTBL","SEX","SEXN","TRT01P","TRT01A","TRTSDT",'
    '"TRTDURD","DTHADY","SAFFL","REGION1"\n'
    '"S","S-1","001",63,"YEARS",170.5,"F",2,"Placebo","Placebo",2014-01-02,182,NA,"Y","NA"\n'
    '"S","S-2","001",71,"YEARS",NA,"M",1,"Drug","Drug",2014-02-02,30,31,"Y","NA"\n'
    '"S","S-3","002",58,"YEARS",160,"F",2,"Screen Failure","Screen Failure",NA,NA,NA,NA,"EU"\n'
)
ADTTE = (
    '"STUDYID","USUBJID","PARAMCD","PARAM","AVAL","CNSR","EVNTDESC","TRT01A","AGE"\n'
    '"S","S-1","OS","Overall Survival",182,1,"Alive","Placebo",63\n'
    '"S","S-2","OS","Overall Survival",31,0,"Death","Drug",71\n'
    '"S","S-2","TTAE","Time to First Adverse Event",4,0,"Rash","Drug",71\n'
)
DM = (
    "STUDYID,DOMAIN,USUBJID,RFSTDTC,AGE,SEX,ARM,ACTARM\n"
    "S,DM,S-1,2014-01-02,63,F,Placebo,Placebo\nS,DM,S-2,2014-02-02,71,M,Drug,Drug\n"
)
EX = (
    "STUDYID,DOMAIN,USUBJID,EXSEQ,EXTRT,EXDOSE,EXDOSU,EXSTDTC\n"
    "S,EX,S-2,1,Drug,54,mg,2014-02-02\nS,EX,S-2,2,Drug,81,mg,2014-02-16\n"
)


def write(folder: Path, **tables: str) -> Path:
    """Write tables as CSV files."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in tables.items():
        (folder / f"{name}.csv").write_text(text)
    return folder


def read(source: Path) -> tuple[SourceReading, ConversionNotes]:
    """Read a table or a folder."""
    notes = ConversionNotes(source)
    return Cdisc().read(source, ConversionMapping(), notes), notes


def labels(table: Table, name: str) -> list[str | None]:
    """Return the labels of a column of obs, row by row."""
    column = table.obs.column(name)
    return [None if code < 0 else column.categories[code] for code in column.codes]


def names(frame: Any) -> list[str]:
    """Return the names of rows."""
    return [name for block in frame.index() for name in block]


class TestCdiscContract(AdapterContract):
    """The contract, on tables alone and together."""

    adapter = Cdisc()

    def sources(self, folder: Path) -> Sequence[Path]:
        """Write ADaM and SDTM folders, and single tables."""
        adam = write(folder / "adam", adsl=ADSL, adtte=ADTTE)
        sdtm = write(folder / "sdtm", dm=DM, ex=EX)
        alone = write(folder / "alone", adtte=ADTTE)
        return [adam, sdtm, adam / "adsl.csv", alone / "adtte.csv"]


def test_subjects_are_rows_and_measurements_are_x(tmp_path: Path) -> None:
    reading, notes = read(write(tmp_path / "t", adsl=ADSL))
    table = reading.dataset.tables[0]
    assert names(table.obs) == ["S-1", "S-2", "S-3"]
    assert names(table.var) == ["AGE", "HEIGHTBL"]
    matrix = table.matrix("X")
    assert matrix is not None
    found = np.concatenate([block.data for block in matrix.blocks()])
    np.testing.assert_array_equal(found, [[63, 170.5], [71, np.nan], [58, 160]])
    assert reading.hints.operators["X"].value == "ClinicalTable"
    left = {step.subject for step in notes.steps if step.action == "left_alone"}
    assert {"SEXN", "TRTDURD", "DTHADY"} <= left


def test_a_region_called_na_is_no_missing_value(tmp_path: Path) -> None:
    table = read(write(tmp_path / "t", adsl=ADSL))[0].dataset.tables[0]
    assert labels(table, "REGION1") == ["NA", "NA", "EU"]
    assert labels(table, "TRTSDT") == ["2014-01-02", "2014-02-02", None]


def test_sites_keep_their_zeros(tmp_path: Path) -> None:
    table = read(write(tmp_path / "t", adsl=ADSL))[0].dataset.tables[0]
    assert labels(table, "SITEID") == ["001", "001", "002"]


def test_times_to_events_join_their_subjects(tmp_path: Path) -> None:
    reading, notes = read(write(tmp_path / "t", adsl=ADSL, adtte=ADTTE))
    table = reading.dataset.tables[0]
    np.testing.assert_array_equal(table.obs.numbers("OS.AVAL"), [182, 31, np.nan])
    np.testing.assert_array_equal(table.obs.numbers("OS.CNSR"), [1, 0, np.nan])
    assert labels(table, "OS.EVNTDESC") == ["Alive", "Death", None]
    np.testing.assert_array_equal(table.obs.numbers("TTAE.AVAL"), [np.nan, 4, np.nan])
    assert not table.obs.has("OS.AGE")
    fixed = table.uns("cdisc_parameters")
    assert fixed["OS"]["PARAM"] == "Overall Survival"
    assert fixed["TTAE"]["EVNTDESC"] == "Rash"
    assert any("2 of 3 subjects" in step.because for step in notes.steps)


def test_endpoints_of_known_kind_are_readouts(tmp_path: Path) -> None:
    hints = read(write(tmp_path / "t", adsl=ADSL, adtte=ADTTE))[0].hints
    (readout,) = hints.card["/readouts"].value
    assert readout["endpoint"] == {
        "endpoint_kind": "overall_survival",
        "event_column": "OS.CNSR",
        "time_column": "OS.AVAL",
        "subject_column": "USUBJID",
    }
    assert not check_structure(readout, class_name="Readout", profile="minimal")


def test_roles_are_those_of_the_standard(tmp_path: Path) -> None:
    hints = read(write(tmp_path / "t", adsl=ADSL))[0].hints
    assert {role: said.value for role, said in hints.roles.items()} == {
        "donor": ("USUBJID",),
        "study": ("STUDYID",),
        "site": ("SITEID",),
        "agent": ("TRT01A",),
    }
    assert hints.card["/organism_ontology_term_id"].value == ["NCBITaxon:9606"]


def test_arms_without_the_agent_are_controls(tmp_path: Path) -> None:
    hints = read(write(tmp_path / "t", adsl=ADSL))[0].hints
    kinds = {label: said.value for label, said in hints.controls.items()}
    assert kinds == {"Placebo": "mock", "Screen Failure": "untreated"}


def test_subjects_of_several_periods_have_no_single_treatment(tmp_path: Path) -> None:
    crossed = ADSL.replace('"REGION1"', '"TRT02A"')
    hints = read(write(tmp_path / "t", adsl=crossed))[0].hints
    assert "agent" not in hints.roles


def test_doses_are_kept_whole(tmp_path: Path) -> None:
    reading, _ = read(write(tmp_path / "t", dm=DM, ex=EX))
    table = reading.dataset.tables[0]
    kept = table.uns("cdisc")["EX"]
    assert kept["EXDOSE"] == ["54", "81"]
    assert kept["EXSTDTC"] == ["2014-02-02", "2014-02-16"]
    assert reading.hints.card["/operators/*/clinical_standard"].value == "CDISC SDTM"


def test_a_table_of_one_row_each_joins(tmp_path: Path) -> None:
    vital = "STUDYID,USUBJID,WEIGHT\nS,S-2,80\n"
    table = read(write(tmp_path / "t", adsl=ADSL, advs=vital))[0].dataset.tables[0]
    np.testing.assert_array_equal(table.obs.numbers("ADVS.WEIGHT"), [np.nan, 80, np.nan])


def test_times_to_events_alone_list_their_subjects(tmp_path: Path) -> None:
    reading, notes = read(write(tmp_path / "t", adtte=ADTTE) / "adtte.csv")
    table = reading.dataset.tables[0]
    assert names(table.obs) == ["S-1", "S-2"]
    np.testing.assert_array_equal(table.obs.numbers("OS.AVAL"), [182, 31])
    assert labels(table, "AGE") == ["63", "71"]
    assert any(step.action == "inferred" for step in notes.steps)


@pytest.mark.parametrize(
    ("tables", "said"),
    [
        ({"adsl": ADSL + ADSL.splitlines()[1] + "\n"}, r"'S-1' stands in line 2 and in line 5"),
        ({"adsl": ADSL, "adtte": ADTTE.replace('"S-2"', '"S-9"')}, r"1 subjects .*\(S-9\)"),
        ({"adsl": ADSL, "adtte": ADTTE.replace(",31,", ',"soon",')}, r"line 3: AVAL is 'soon'"),
        ({"adsl": ADSL.replace('"S-2"', "")}, r"line 3: the column 'USUBJID' is empty"),
        ({"ex": EX}, "ADSL or DM"),
        ({"notes": "a,b\n1,2\n"}, "no table of a trial"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(
    tmp_path: Path, tables: dict[str, str], said: str
) -> None:
    with pytest.raises(UnreadableInputError, match=said):
        read(write(tmp_path / "t", **tables))


def test_transport_files_are_not_read(tmp_path: Path) -> None:
    path = tmp_path / "adsl.xpt"
    path.write_bytes(b"HEADER RECORD*******LIBRARY HEADER RECORD!!!!!!!" + b"0" * 32)
    assert Cdisc().detect(path) is None
    with pytest.raises(UnreadableInputError, match="save its table as CSV"):
        read(path)


def test_a_table_without_rows_of_its_own_is_not_sure(tmp_path: Path) -> None:
    found = Cdisc().detect(write(tmp_path / "t", ex=EX) / "ex.csv")
    assert found is not None
    assert found.confidence is Confidence.POSSIBLE
    assert Cdisc().detect(tmp_path / "t") is None


CELLS = st.one_of(
    st.none(),
    st.integers(-(10**6), 10**6).map(str),
    st.floats(allow_nan=False, allow_infinity=False, width=32).map(lambda x: f"{x:.6g}"),
    st.sampled_from(["NA", "Y", "N", "1.10", "001", "a,b", 'say "x"', "\u00b5"]),
)


@given(rows=st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=8))
def test_every_cell_survives(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str | None, ...]]
) -> None:
    def cell(value: str | None) -> str:
        return "NA" if value is None else '"' + value.replace('"', '""') + '"'

    lines = ["STUDYID,USUBJID,SAFFL,A,B"]
    lines += [f'"S","S-{k}","Y",{",".join(map(cell, row))}' for k, row in enumerate(rows)]
    folder = write(tmp_path_factory.mktemp("cdisc") / "t", adsl="\n".join(lines) + "\n")
    table = read(folder)[0].dataset.tables[0]
    for place, name in enumerate("AB"):
        for found, row in zip(labels(table, name), rows, strict=True):
            written = row[place]
            assert (found is None) == (written is None)
            assert found == written or float(found or "") == float(written or "")


@pytest.mark.realdata
def test_pharmaverse(real_data: Path) -> None:
    source = real_data / "clinical_pharmaverse_adam"
    found = Cdisc().detect(source)
    assert found is not None
    assert found.confidence is Confidence.CERTAIN
    reading, notes = read(source)
    table = reading.dataset.tables[0]
    assert (table.n_obs, table.n_var) == (306, 1)
    assert labels(table, "REGION1") == ["NA"] * 306
    times = table.obs.numbers("OS.AVAL")
    censored = table.obs.numbers("OS.CNSR")
    assert np.isfinite(times).sum() == np.isfinite(censored).sum() == 254
    assert (censored == 0).sum() == labels(table, "OS.EVNTDESC").count("Death") == 3
    assert np.isfinite(table.obs.numbers("PFS.AVAL")).sum() == 254
    assert np.isfinite(table.obs.numbers("RSD.AVAL")).sum() == 4
    kinds = [r["endpoint"]["endpoint_kind"] for r in reading.hints.card["/readouts"].value]
    assert kinds == ["overall_survival", "progression_free_survival"]
    assert any(step.subject.startswith("52 subjects") for step in notes.steps)
