"""GCT: what is in the text is in the dataset."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aivc.adapters.contract.adapter import Confidence
from aivc.adapters.contract.suite import AdapterContract
from aivc.adapters.l1000.gct import Gct
from aivc.adapters.l1000.gctx import Gctx
from aivc.storage.errors import UnreadableInputError
from aivc.storage.model import MatrixEncoding
from tests.adapters.l1000.helpers import write_gct, write_gct2
from tests.adapters.text_matrix.readings import (
    as_frame,
    labels,
    names,
    read,
    steps,
    table_of,
    values,
)

SAMPLES = ["P1:A01", "P1:A02", "P1:B01"]
FEATURES = ["200814_at", "222103_at"]
NUMBERS = [[7.5, -666, 0.25], [1, 2.125, -666.0]]
LINCS = {
    "pert_iname": ["DMSO", "vorinostat", "vorinostat"],
    "pert_type": ["ctl_vehicle", "trt_cp", "trt_cp"],
    "pert_dose": ["-666", "10", "0.37"],
    "pert_dose_unit": ["-666", "um", "um"],
    "pert_idose": ["-666", "10 um", "10.0nM"],
    "pert_time": ["24", "24", "24"],
    "pert_time_unit": ["h", "h", "h"],
    "cell_id": ["A375", "A375", "A375"],
    "det_plate": ["P1", "P1", "P1"],
    "det_well": ["A01", "A02", "B01"],
}
GENES = {"pr_gene_symbol": ["PSME1", "ATF1"], "pr_is_lm": ["1", "1"]}


class TestContract(AdapterContract):
    adapter = Gct()

    def sources(self, folder):
        return [
            write_gct(folder / "a.gct", NUMBERS, SAMPLES, FEATURES, LINCS, GENES),
            write_gct(folder / "b.gct.gz", NUMBERS, SAMPLES, FEATURES, LINCS, GENES),
            write_gct(folder / "c.gctx", NUMBERS, SAMPLES, FEATURES),
            write_gct2(folder / "d.txt", NUMBERS, SAMPLES, FEATURES),
        ]


def test_text_called_gctx_is_a_gct(tmp_path):
    path = write_gct(tmp_path / "level5.gctx", NUMBERS, SAMPLES, FEATURES)
    assert Gct().detect(path).confidence is Confidence.CERTAIN
    assert Gctx().detect(path) is None
    with pytest.raises(UnreadableInputError, match="gct"):
        read("gctx", path)
    assert as_frame(read("gct", path)[0]).shape == (3, 2)


def test_samples_become_rows_and_sentinels_missing(tmp_path):
    path = write_gct(tmp_path / "a.gct", NUMBERS, SAMPLES, FEATURES, LINCS, GENES)
    reading, notes = read("gct", path)
    expected = [[7.5, 1.0], [np.nan, 2.125], [0.25, np.nan]]
    np.testing.assert_array_equal(as_frame(reading).to_numpy(), expected)
    (step,) = [step for step in steps(notes, "converted") if step.subject == "-666 in X"]
    assert step.n_rows == 2


def test_cells_without_a_number_are_counted_apart(tmp_path):
    path = write_gct(tmp_path / "a.gct", [["NA", -666, ""]], SAMPLES, ["g"])
    reading, notes = read("gct", path)
    assert np.isnan(as_frame(reading)["g"]).all()
    counts = {step.subject: step.n_rows for step in steps(notes, "converted")}
    assert counts == {"-666 in X": 1, "cells without a number": 2}


def test_near_misses_of_the_sentinel_stay(tmp_path):
    path = write_gct(tmp_path / "a.gct", [[-666.5, 666, -665]], SAMPLES, ["g"])
    reading, notes = read("gct", path)
    assert as_frame(reading)["g"].tolist() == [-666.5, 666, -665]
    assert not [step for step in steps(notes, "converted") if "-666" in step.subject]


def test_metadata_keep_what_they_say_but_for_sentinels(tmp_path):
    path = write_gct(tmp_path / "a.gct", NUMBERS, SAMPLES, FEATURES, LINCS, GENES)
    reading, notes = read("gct", path)
    table = table_of(reading)
    assert {c.name for c in table.obs.columns} == set(LINCS)
    assert {c.name for c in table.var.columns} == set(GENES)
    for name, cells in LINCS.items():
        assert labels(table.obs, name) == [None if c == "-666" else c for c in cells], name
    assert labels(table.var, "pr_gene_symbol") == ["PSME1", "ATF1"]
    noted = {step.subject: step.n_rows for step in steps(notes, "converted")}
    assert noted["-666 in obs column pert_dose"] == 1


def test_version_2_has_descriptions(tmp_path):
    table = table_of(read("gct", write_gct2(tmp_path / "a.gct", NUMBERS, SAMPLES, FEATURES))[0])
    assert names(table.obs) == SAMPLES
    assert labels(table.var, "Description") == ["about 200814_at", "about 222103_at"]


def test_latin_1_keeps_its_micro_sign(tmp_path):
    obs = {"pert_idose": ["10 \u00b5M", "3 \u00b5M", "1 \u00b5M"]}
    path = write_gct(tmp_path / "a.gct", NUMBERS, SAMPLES, FEATURES, obs, encoding="latin-1")
    reading, notes = read("gct", path)
    assert labels(table_of(reading).obs, "pert_idose") == obs["pert_idose"]
    assert any("Latin-1" in (step.result or "") for step in steps(notes, "converted"))


def test_bytes_that_r_wrote_out_are_letters_again(tmp_path):
    obs = {"pert_idose": ["10 <b5>M", "10 <b5>M", "<b>3</b>"]}
    reading, notes = read("gct", write_gct(tmp_path / "a.gct", NUMBERS, SAMPLES, FEATURES, obs))
    assert labels(table_of(reading).obs, "pert_idose") == ["10 \u00b5M", "10 \u00b5M", "<b>3</b>"]
    (step,) = [step for step in steps(notes, "converted") if "pert_idose" in step.subject]
    assert [(c.source_label, c.read_as, c.n_rows) for c in step.changes] == [
        ("10 <b5>M", "10 \u00b5M", 2)
    ]


def test_hints_of_lincs(tmp_path):
    path = write_gct(tmp_path / "a.gct", NUMBERS, SAMPLES, FEATURES, LINCS, GENES)
    hints = read("gct", path)[0].hints
    assert hints.unit_dialect == "lincs"
    assert {role: said.value for role, said in hints.roles.items()} == {
        "agent": ("pert_iname",),
        "cell_line": ("cell_id",),
        "plate": ("det_plate",),
        "well": ("det_well",),
        "dose": ("pert_dose",),
        "time": ("pert_time",),
    }
    assert {label: said.value for label, said in hints.controls.items()} == {
        "ctl_vehicle": "vehicle"
    }
    assert hints.operators["X"].value == "BulkExpression"
    assert hints.card["/operators/*/expression_platform"].value == "l1000"


def test_beads_tell_the_platform_without_treatments(tmp_path):
    obs = {"brew_prefix": ["a", "b", "c"]}
    hints = read("gct", write_gct(tmp_path / "a.gct", NUMBERS, SAMPLES, FEATURES, obs))[0].hints
    assert hints.operators["X"].value == "BulkExpression"
    assert not hints.roles


def test_no_hints_without_columns_of_lincs(tmp_path):
    obs = {"tissue": ["liver", "lung", "skin"]}
    hints = read("gct", write_gct(tmp_path / "a.gct", NUMBERS, SAMPLES, FEATURES, obs))[0].hints
    assert not hints.roles
    assert not hints.operators
    assert hints.unit_dialect is None


def test_missing_metadata_of_samples_is_said(tmp_path):
    _, notes = read("gct", write_gct(tmp_path / "a.gct", NUMBERS, SAMPLES, FEATURES))
    assert any(step.subject == "metadata of samples" for step in steps(notes, "left_alone"))


def test_fields_that_are_declared_and_not_there(tmp_path):
    path = write_gct(tmp_path / "a.gct", NUMBERS, SAMPLES, FEATURES, {"cell_id": ["A"] * 3}, GENES)
    path.write_text(path.read_text().replace("2\t3\t2\t1", "2\t3\t2\t9"))
    reading, notes = read("gct", path)
    assert as_frame(reading).shape == (3, 2)
    assert labels(table_of(reading).obs, "cell_id") == ["A"] * 3
    assert any("fields of metadata" in step.subject for step in steps(notes, "inferred"))


def test_tables_beside_are_joined(tmp_path):
    obs = {"pert_id": ["BRD-1", "BRD-2", "BRD-9"]}
    path = write_gct(tmp_path / "a.gct", NUMBERS, SAMPLES, FEATURES, obs)
    (tmp_path / "siginfo_beta.txt").write_text(
        "sig_id\tpert_dose\tpert_dose_unit\nP1:B01\t3.3\tum\nP1:A01\t-666\t-666\nelsewhere\t1\tum\n"
    )
    (tmp_path / "geneinfo.txt").write_text("rid\tsymbol\n222103_at\tATF1\n200814_at\tPSME1\n")
    (tmp_path / "compoundinfo.txt").write_text(
        "pert_id\ttarget\nBRD-1\tHDAC1\nBRD-1\tHDAC2\nBRD-2\tEGFR\n"
    )
    (tmp_path / "instinfo.txt").write_text("inst_id\tx\nnowhere\t1\n")
    reading, notes = read("gct", path)
    table = table_of(reading)
    assert labels(table.obs, "pert_dose") == [None, None, "3.3"]
    assert labels(table.var, "symbol") == ["PSME1", "ATF1"]
    assert labels(table.obs, "target") == ["HDAC1|HDAC2", "EGFR", None]
    left = {step.subject for step in steps(notes, "left_alone")}
    assert {"instinfo.txt", "rows of siginfo_beta.txt", "obs rows without metadata"} <= left
    assert reading.hints.unit_dialect == "lincs"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("#1.3", "#1.9", "first line"),
        ("2\t3\t0\t0", "2\t3", "line 2"),
        ("2\t3\t0\t0", "7\t3\t0\t0", "declares 7"),
        ("2\t3\t0\t0", "2\t9\t0\t0", "line 3"),
        ("2\t3\t0\t0", "2\t3\t0\t99999999", "line 2"),
        ("7.5", "seven", "line 4, column 'P1:A01', holds 'seven'"),
        ("P1:A02", "P1:A01", "more than once"),
        ("\t0.25", "", "line 4"),
    ],
)
def test_what_is_refused(tmp_path, old, new, said):
    path = write_gct(tmp_path / "a.gct", NUMBERS, SAMPLES, FEATURES)
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))
    with pytest.raises(UnreadableInputError) as raised:
        read("gct", path)
    assert said in str(raised.value)
    assert "\n" not in str(raised.value)


def test_a_packed_file_that_was_cut_is_refused(tmp_path):
    path = write_gct(tmp_path / "a.gct.gz", NUMBERS, SAMPLES, FEATURES)
    path.write_bytes(path.read_bytes()[:-10])
    with pytest.raises(UnreadableInputError, match="damaged gzip"):
        read("gct", path)


def test_counts_are_sparse_and_single(tmp_path):
    counts = np.zeros((20, 5), dtype=int)
    counts[3, 1], counts[19, 4] = 7, 16_777_216
    samples, features = [f"s{k}" for k in range(5)], [f"g{k}" for k in range(20)]
    matrix = table_of(
        read("gct", write_gct(tmp_path / "a.gct", counts, samples, features))[0]
    ).matrices[0]
    assert (matrix.encoding, matrix.dtype, matrix.n_stored) == (MatrixEncoding.CSR, "float32", 2)
    np.testing.assert_array_equal(values(matrix), counts.T)


text = st.text("abcXYZ019_ ,;\"'\u00b5.", min_size=1, max_size=6).map(str.strip).filter(bool)
number = st.floats(allow_nan=False, allow_infinity=False, width=64).filter(lambda x: x != -666)


@settings(max_examples=30)
@given(st.data())
def test_everything_survives(tmp_path_factory, data):
    n_obs, n_var = data.draw(st.integers(1, 4)), data.draw(st.integers(1, 4))
    numbers = data.draw(st.lists(st.lists(number, min_size=n_obs, max_size=n_obs),
                                 min_size=n_var, max_size=n_var))  # fmt: skip
    samples = data.draw(st.lists(text, min_size=n_obs, max_size=n_obs, unique=True))
    features = data.draw(st.lists(text, min_size=n_var, max_size=n_var))
    notes = data.draw(st.lists(text.filter(lambda t: t != "na"), min_size=n_obs, max_size=n_obs))
    path = write_gct(
        tmp_path_factory.mktemp("gct") / "a.gct", numbers, samples, features, {"note": notes}
    )
    table = table_of(read("gct", path)[0])
    assert names(table.obs) == samples
    assert names(table.var) == features
    np.testing.assert_array_equal(values(table.matrices[0]), np.array(numbers).T)
    column = table.obs.column("note")
    if column.numbers is None:
        assert labels(table.obs, "note") == notes
    else:
        got = [column.numbers[code] for code in column.codes]
        assert got == [float(note) for note in notes]


@pytest.mark.realdata
def test_a_plate_of_l1000(real_data):
    path = real_data / "l1000_ljp_a375" / "test_l1000.gct"
    reading, notes = read("gct", path)
    raw = pd.read_csv(path, sep="\t", skiprows=2, index_col=0, dtype=str, keep_default_na=False)
    wanted = raw.iloc[35:, 11:].astype(float).T
    got = as_frame(reading)
    assert got.index.tolist() == wanted.index.tolist()
    assert got.columns.tolist() == wanted.columns.tolist()
    np.testing.assert_array_equal(got, wanted.where(wanted != -666))
    table = table_of(reading)
    for name in raw.index[:35]:
        stored, meant = labels(table.obs, name), raw.loc[name].iloc[11:].tolist()
        meant = [None if label in {"-666", "-666.0"} else label for label in meant]
        pairs = zip(stored, meant, strict=True)
        same = [a == b or (None not in (a, b) and float(a) == float(b)) for a, b in pairs]
        assert all(same), name
    assert len(table.var.columns) == 11
    assert reading.hints.unit_dialect == "lincs"
    assert set(reading.hints.controls) == {"ctl_vehicle", "trt_poscon"}
    assert not steps(notes, "left_alone")
