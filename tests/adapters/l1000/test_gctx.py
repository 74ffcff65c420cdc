"""GCTX: the same data as in GCT, streamed."""

import h5py
import numpy as np
import pytest

from aivc.adapters.contract.suite import AdapterContract
from aivc.adapters.l1000.gctx import Gctx
from aivc.storage.errors import UnreadableInputError
from tests.adapters.l1000.helpers import write_gct, write_gctx
from tests.adapters.text_matrix.readings import (
    as_frame,
    labels,
    names,
    read,
    steps,
    table_of,
    values,
)

SAMPLES = ["S1:A01", "S1:A02", "S1:B01"]
FEATURES = ["200814_at", "222103_at"]
NUMBERS = np.array([[7.5, -666, 0.25], [1, 2.125, -666]])
OBS = {
    "pert_iname": np.array([b"DMSO", b"vorinostat", b"vorinostat"]),
    "pert_idose": np.array([b"-666", b"10 \xb5M", b"3 <b5>M"]),
    "pert_dose": np.array([-666.0, 10, 3]),
    "qc": np.array([1, 0, 1]),
}


class TestContract(AdapterContract):
    adapter = Gctx()

    def sources(self, folder):
        return [
            write_gctx(folder / "a.gctx", NUMBERS, SAMPLES, FEATURES, OBS),
            write_gctx(folder / "b.gctx", NUMBERS, SAMPLES, FEATURES, OBS, turned=True),
            write_gctx(folder / "c.gctx", NUMBERS, SAMPLES, FEATURES),
            write_gctx(
                folder / "d.h5",
                NUMBERS.astype("f4"),
                SAMPLES,
                FEATURES,
                chunks=(2, 1),
                compression="gzip",
            ),
        ]


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize("dtype", ["<f8", ">f4", "<i4"])
def test_rows_are_profiles_however_it_is_stored(tmp_path, turned, dtype):
    numbers = np.trunc(NUMBERS) if dtype == "<i4" else NUMBERS
    path = write_gctx(
        tmp_path / "a.gctx", numbers.astype(dtype), SAMPLES, FEATURES, OBS, turned=turned
    )
    reading, notes = read("gctx", path)
    with reading.dataset:
        frame = as_frame(reading)
    assert frame.index.tolist() == SAMPLES
    assert frame.columns.tolist() == FEATURES
    np.testing.assert_array_equal(frame, np.where(numbers == -666, np.nan, numbers).T)
    (step,) = [step for step in steps(notes, "converted") if step.subject.startswith("-666 in X")]
    assert step.n_rows == 2


def test_single_precision_stays(tmp_path):
    path = write_gctx(tmp_path / "a.gctx", NUMBERS.astype("f4"), SAMPLES, FEATURES)
    assert table_of(read("gctx", path)[0]).matrices[0].dtype == "float32"


def test_columns_keep_their_values(tmp_path):
    reading, notes = read("gctx", write_gctx(tmp_path / "a.gctx", NUMBERS, SAMPLES, FEATURES, OBS))
    obs = table_of(reading).obs
    assert labels(obs, "pert_idose") == [None, "10 \u00b5M", "3 \u00b5M"]
    np.testing.assert_array_equal(obs.numbers("pert_dose"), [np.nan, 10, 3])
    assert obs.numbers("qc").tolist() == [1, 0, 1]
    assert {step.subject for step in steps(notes, "converted")} >= {
        "/0/META/COL/pert_idose",
        "column pert_idose",
    }


def test_ids_alone_convert_and_say_what_lacks(tmp_path):
    reading, notes = read("gctx", write_gctx(tmp_path / "a.gctx", NUMBERS, SAMPLES, FEATURES))
    table = table_of(reading)
    assert names(table.obs) == SAMPLES
    assert not table.obs.columns
    assert any(step.subject == "metadata of samples" for step in steps(notes, "left_alone"))


def test_profiles_without_ids_are_numbered(tmp_path):
    reading, notes = read("gctx", write_gctx(tmp_path / "a.gctx", NUMBERS, None, FEATURES))
    assert names(table_of(reading).obs) == ["0", "1", "2"]
    assert steps(notes, "added")[0].n_rows == 3


def test_variable_text_and_odd_columns(tmp_path):
    path = write_gctx(tmp_path / "a.gctx", NUMBERS, SAMPLES, FEATURES)
    with h5py.File(path, "r+") as file:
        columns = file["0/META/COL"]
        columns.create_dataset("note", data=["a", "b", ""], dtype=h5py.string_dtype())
        columns["matrix"] = np.zeros((3, 2))
    reading, notes = read("gctx", path)
    assert labels(table_of(reading).obs, "note") == ["a", "b", None]
    assert any(step.subject.endswith("COL/matrix") for step in steps(notes, "left_alone"))


def test_what_stands_beside_the_matrix_is_named(tmp_path):
    path = write_gctx(tmp_path / "a.gctx", NUMBERS, SAMPLES, FEATURES)
    with h5py.File(path, "r+") as file:
        file["0/DATA/1/matrix"] = NUMBERS
        file["0/DATA/0/weights"] = NUMBERS
    _, notes = read("gctx", path)
    left = {step.subject for step in steps(notes, "left_alone")}
    assert {"/0/DATA/1", "/0/DATA/0/weights"} <= left


def test_other_numbers_of_names_are_refused(tmp_path):
    path = write_gctx(tmp_path / "a.gctx", NUMBERS, SAMPLES[:2], ["g"])
    with pytest.raises(UnreadableInputError, match="names of 2 profiles and 1 features"):
        read("gctx", path)


def test_other_hdf5_is_none(tmp_path):
    with h5py.File(tmp_path / "a.gctx", "w") as file:
        file["matrix"] = np.zeros(3)
    assert Gctx().detect(tmp_path / "a.gctx") is None
    with pytest.raises(UnreadableInputError, match="no GCTX"):
        read("gctx", tmp_path / "a.gctx")


def test_a_link_out_of_the_file_is_not_followed(tmp_path):
    write_gctx(tmp_path / "b.gctx", NUMBERS, SAMPLES, FEATURES)
    with h5py.File(tmp_path / "a.gctx", "w") as file:
        file["0/DATA/0/matrix"] = h5py.ExternalLink("b.gctx", "/0/DATA/0/matrix")
    assert Gctx().detect(tmp_path / "a.gctx") is None


def test_blocks_of_a_part(tmp_path):
    numbers = np.arange(60.0).reshape(6, 10)
    samples, features = [f"s{k}" for k in range(10)], [f"g{k}" for k in range(6)]
    for turned in (False, True):
        path = write_gctx(tmp_path / "a.gctx", numbers, samples, features, turned=turned)
        reading, _ = read("gctx", path)
        matrix = table_of(reading).matrices[0]
        blocks = list(matrix.blocks(100, start=3, stop=8))
        assert blocks[0].start == 3
        assert blocks[-1].stop == 8
        np.testing.assert_array_equal(np.vstack([b.data for b in blocks]), numbers.T[3:8])
        reading.dataset.close()


def test_both_formats_give_the_same(tmp_path):
    (tmp_path / "x").mkdir()
    texts = {"pert_iname": ["a", "b", "c"], "pert_time": ["24", "6", "24"]}
    stored = {name: np.array([t.encode() for t in column]) for name, column in texts.items()}
    as_text, _ = read("gct", write_gct(tmp_path / "a.gct", NUMBERS, SAMPLES, FEATURES, texts))
    as_hdf5, _ = read("gctx", write_gctx(tmp_path / "a.gctx", NUMBERS, SAMPLES, FEATURES, stored))
    np.testing.assert_array_equal(as_frame(as_text), as_frame(as_hdf5))
    for name in texts:
        one, other = (table_of(r).obs.column(name) for r in (as_text, as_hdf5))
        assert (one.categories, one.info.kind) == (other.categories, other.info.kind)
    assert as_text.hints.roles == as_hdf5.hints.roles


@pytest.mark.realdata
def test_signatures_in_both_formats(real_data):
    folder = real_data / "l1000_modzs_n25x50"
    as_hdf5, notes = read("gctx", folder / "modzs_n25x50.gctx")
    as_text, text_notes = read("gct", folder / "modzs_n25x50.gct")
    with h5py.File(folder / "modzs_n25x50.gctx") as file:
        np.testing.assert_array_equal(
            values(table_of(as_hdf5).matrices[0]), file["0/DATA/0/matrix"][:]
        )
        doses = [dose.decode() for dose in file["0/META/COL/pert_idose"][:]]
    one, other = as_frame(as_hdf5), as_frame(as_text)
    assert one.index.tolist() == other.index.tolist()
    assert one.columns.tolist() == other.columns.tolist()
    # The text has two decimals.
    assert np.abs(one.to_numpy() - other.to_numpy()).max() <= 0.0050001
    obs = table_of(as_hdf5).obs
    assert labels(obs, "pert_idose") == [dose.replace("<b5>", "\u00b5") for dose in doses]
    assert labels(obs, "brew_prefix") == labels(table_of(as_text).obs, "brew_prefix")
    for name in ("is_bing", "is_lm", "pr_gene_id", "pr_gene_symbol", "pr_gene_title"):
        assert labels(table_of(as_hdf5).var, name) == labels(table_of(as_text).var, name)
    assert any(step.result == "level 5" for step in steps(notes, "inferred"))
    # Its second line declares 15 fields of metadata of samples, and there is one.
    assert any("fields of metadata" in step.subject for step in steps(text_notes, "inferred"))
