"""Text tables of numbers as datasets, however they are written."""

import csv
import gzip
import io
import tracemalloc

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aivc.adapters.contract.adapter import Confidence
from aivc.adapters.contract.suite import AdapterContract
from aivc.adapters.text_matrix.adapter import TextMatrix
from aivc.storage.errors import UnreadableInputError
from aivc.storage.model import MatrixEncoding
from tests.adapters.text_matrix.readings import (
    as_frame,
    labels,
    names,
    read,
    steps,
    table_of,
    values,
)

GENES = ["CD3D", "CD8A", "MS4A1", "HLA-A", "SEPT7"]
CELLS = ["AAACATACATTTCC-1", "AAACATACCAGAAA-1", "AAACATACCATGCA-1"]
COUNTS = np.array([[1, 0, 3, 0, 0], [0, 0, 12, 0, 5], [7, 0, 0, 1, 0]])


def frame(by_cell=True):
    made = pd.DataFrame(COUNTS, CELLS, GENES)
    return made if by_cell else made.T


class TestContract(AdapterContract):
    adapter = TextMatrix()

    def sources(self, folder):
        frame().to_csv(folder / "cells_by_genes.csv")
        frame(by_cell=False).to_csv(folder / "genes_by_cells.tsv.gz", sep="\t")
        (folder / "both").mkdir()
        frame(by_cell=False).to_csv(folder / "both" / "ctrl_counts.txt", sep="\t")
        other = frame(by_cell=False).rename(columns=lambda name: name.replace("-1", "-2"))
        other.to_csv(folder / "both" / "stim_counts.txt", sep="\t")
        meta = pd.DataFrame({"donor": ["d1", "d2"]}, ["ctrl", "stim"])
        meta.to_csv(folder / "both" / "metadata.csv")
        return [
            folder / "cells_by_genes.csv",
            folder / "genes_by_cells.tsv.gz",
            folder / "both",
        ]


def r_table(path, table, sep="\t", quote=True):
    """Write as write.table of R does: no cell above the names of rows."""
    mark = '"' if quote else ""
    lines = [sep.join(f"{mark}{name}{mark}" for name in table.columns)]
    for name, row in zip(table.index, table.to_numpy().tolist(), strict=True):
        lines.append(sep.join([f"{mark}{name}{mark}", *map(str, row)]))
    path.write_text("\n".join(lines) + "\n")
    return path


@pytest.mark.parametrize("by_cell", [True, False])
@pytest.mark.parametrize(
    ("style", "sep"),
    [("pandas", "\t"), ("pandas", ","), ("pandas", ";"), ("r", "\t"), ("r", ","), ("r", " ")],
)
def test_orientation_and_form(tmp_path, by_cell, sep, style):
    path = tmp_path / "counts.txt"
    if style == "pandas":
        frame(by_cell).to_csv(path, sep=sep)
    else:
        r_table(path, frame(by_cell), sep)
    assert TextMatrix().detect(path).confidence is Confidence.LIKELY
    pd.testing.assert_frame_equal(as_frame(read("text-matrix", path)[0]), frame().astype("f4"))


def test_ensembl_ids_tell_as_symbols_do(tmp_path):
    ids = ["ENSG00000167286.10", "ENSG00000153563", "ENSG00000156738"]
    made = pd.DataFrame(COUNTS[:, :3], ["a", "b", "c"], ids)
    made.T.to_csv(tmp_path / "a.csv")
    table = table_of(read("text-matrix", tmp_path / "a.csv")[0])
    assert names(table.obs) == ["a", "b", "c"]
    assert names(table.var) == ids


def test_what_cannot_be_told_is_refused(tmp_path):
    pd.DataFrame(COUNTS, list("abc"), list("vwxyz")).to_csv(tmp_path / "a.csv")
    with pytest.raises(UnreadableInputError, match="write cell or gene into the first cell"):
        read("text-matrix", tmp_path / "a.csv")


@pytest.mark.parametrize(("corner", "shape"), [("cell", (3, 5)), ("gene", (5, 3))])
def test_the_first_cell_says_it(tmp_path, corner, shape):
    made = pd.DataFrame(COUNTS, list("abc"), list("vwxyz"))
    made.to_csv(tmp_path / "a.csv", index_label=corner)
    assert as_frame(read("text-matrix", tmp_path / "a.csv")[0]).shape == shape


def test_signs_that_contradict_are_refused(tmp_path):
    genes = pd.DataFrame(COUNTS, ["p1", "p2", "p3"], GENES)
    genes.to_csv(tmp_path / "b.csv", index_label="gene")
    with pytest.raises(UnreadableInputError, match="cannot be told"):
        read("text-matrix", tmp_path / "b.csv")


def test_metadata_tell_which_axis_is_which(tmp_path):
    pd.DataFrame(COUNTS, list("abc"), list("vwxyz")).to_csv(tmp_path / "counts.csv")
    (tmp_path / "metadata.csv").write_text("cell_id,dose\nc,3\na,1\nb,10 um\n")
    table = table_of(read("text-matrix", tmp_path)[0])
    assert names(table.obs) == ["a", "b", "c"]
    assert labels(table.obs, "dose") == ["1", "10 um", "3"]


@pytest.mark.parametrize("by_cell", [True, False])
def test_decimals_behind_a_comma(tmp_path, by_cell):
    path = tmp_path / "a.csv"
    (frame(by_cell) / 8).to_csv(path, sep=";", decimal=",")
    reading, notes = read("text-matrix", path)
    np.testing.assert_array_equal(as_frame(reading), COUNTS / 8)
    assert any("','" in step.because for step in steps(notes, "converted"))


def test_thousands(tmp_path):
    path = tmp_path / "a.tsv"
    path.write_text("gene\ts1\ts2\nCD3D\t1,234,567\t12\nCD8A\t5,000\t0\n")
    got = as_frame(read("text-matrix", path)[0])
    assert got.to_numpy().tolist() == [[1234567, 5000], [12, 0]]


def test_a_comma_that_may_be_either_is_refused(tmp_path):
    path = tmp_path / "a.tsv"
    path.write_text("gene\ts1\ts2\nCD3D\t1,234\t12\nCD8A\t5,678\t0\n")
    with pytest.raises(UnreadableInputError, match="decimals or thousands"):
        read("text-matrix", path)


def test_words_for_missing_values(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("cell,CD3D,CD8A\nc1,NA,1\nc2,,#N/A\nc3,1e-3,2E2\n")
    reading, notes = read("text-matrix", path)
    expected = [[np.nan, 1], [np.nan, np.nan], [0.001, 200]]
    np.testing.assert_array_equal(as_frame(reading), expected)
    assert [step.n_rows for step in steps(notes, "converted")] == [3]


def test_text_among_numbers_is_refused_with_its_place(tmp_path):
    path = tmp_path / "a.csv"
    lines = frame().to_csv().splitlines()
    lines[2] = lines[2].replace("12", "twelve")
    path.write_text("\n".join(lines))
    with pytest.raises(UnreadableInputError) as raised:
        read("text-matrix", path)
    assert "line 3, column 'MS4A1', holds 'twelve'" in str(raised.value)


def test_a_line_that_is_cut_off(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(frame().to_csv()[:-8])
    with pytest.raises(UnreadableInputError, match=r"line 4, has \d cells where 6"):
        read("text-matrix", path)


def test_mangled_genes_stay(tmp_path):
    genes = ["CD3D", "CD8A", "MS4A1", "1-Mar", "44256"]
    pd.DataFrame(COUNTS, CELLS, genes).to_csv(tmp_path / "a.csv")
    assert names(table_of(read("text-matrix", tmp_path / "a.csv")[0]).var) == genes


def test_repeated_features_stay_and_repeated_cells_are_refused(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("gene,c1,c2\nCD3D,1,2\nCD3D,3,4\nCD8A,5,6\n")
    table = table_of(read("text-matrix", path)[0])
    assert names(table.var) == ["CD3D", "CD3D", "CD8A"]
    path.write_text("gene,c1,c1\nCD3D,1,2\nCD8A,5,6\nMS4A1,1,1\n")
    with pytest.raises(UnreadableInputError, match="more than once"):
        read("text-matrix", path)


def test_columns_beside_the_numbers_are_kept(tmp_path):
    made = frame().assign(cell_type=["T", "B", "T"], donor=[1, 2, 1])
    made.to_csv(tmp_path / "a.csv")
    table = table_of(read("text-matrix", tmp_path / "a.csv")[0])
    assert names(table.var) == GENES
    assert labels(table.obs, "cell_type") == ["T", "B", "T"]
    assert table.obs.numbers("donor").tolist() == [1, 2, 1]


@pytest.mark.parametrize("order", ["first", "last", "between", "both"])
def test_columns_of_text_anywhere(tmp_path, order):
    made = frame()
    places = {"first": [0], "last": [5], "between": [2], "both": [0, 6]}[order]
    for number, place in enumerate(places):
        made.insert(place, f"note_{number}", ["x", "y", "z"])
    made.to_csv(tmp_path / "a.csv")
    table = table_of(read("text-matrix", tmp_path / "a.csv")[0])
    assert names(table.var) == GENES
    np.testing.assert_array_equal(values(table.matrices[0]), COUNTS)
    for number in range(len(places)):
        assert labels(table.obs, f"note_{number}") == ["x", "y", "z"]


def test_empty_lines_of_spreadsheets_are_left_out(tmp_path):
    (tmp_path / "a.csv").write_text(frame().to_csv() + ",,,,,\n,,,,,\n\n")
    assert as_frame(read("text-matrix", tmp_path / "a.csv")[0]).index.tolist() == CELLS


def test_a_table_of_text_is_no_matrix(tmp_path):
    (tmp_path / "a.csv").write_text("cell,drug\nc1,DMSO\nc2,x\n")
    with pytest.raises(UnreadableInputError, match="no column of numbers"):
        read("text-matrix", tmp_path / "a.csv")


def test_tables_of_counting_programs(tmp_path):
    path = tmp_path / "featurecounts.txt"
    path.write_text(
        "# Program:featureCounts v2.0\n"
        "Geneid\tChr\tStart\tEnd\tStrand\tLength\tx/s1.bam\tx/s2.bam\n"
        "ENSG00000167286\tchr11\t1;5\t2;9\t+\t900\t5\t0\n"
        "ENSG00000153563\tchr2\t10\t20\t-\t11\t0\t2\n"
        "ENSG00000156738\tchr11\t10\t20\t-\t11\t0\t2\n"
    )
    table = table_of(read("text-matrix", path)[0])
    assert names(table.obs) == ["x/s1.bam", "x/s2.bam"]
    assert labels(table.var, "Start") == ["1;5", "10", "10"]
    assert table.var.numbers("Length").tolist() == [900, 11, 11]
    assert table.uns("source_comments") == {path.name: ["# Program:featureCounts v2.0"]}


def test_latin_1_and_utf_16(tmp_path):
    made = frame().assign(note=["10 \u00b5M", "K\u00f6ln", "-"])
    for encoding in ("latin-1", "utf-16", "utf-8-sig"):
        made.to_csv(tmp_path / "a.csv", encoding=encoding)
        table = table_of(read("text-matrix", tmp_path / "a.csv")[0])
        assert labels(table.obs, "note") == ["10 \u00b5M", "K\u00f6ln", "-"]


def test_packed_and_cut_off(tmp_path):
    path = tmp_path / "a.csv.gz"
    path.write_bytes(gzip.compress(frame().to_csv().encode())[:-9])
    with pytest.raises(UnreadableInputError, match="damaged gzip"):
        read("text-matrix", path)


def test_sparse_where_most_is_zero(tmp_path):
    frame().to_csv(tmp_path / "a.csv")
    (frame() + 0.1).to_csv(tmp_path / "b.csv")
    sparse = table_of(read("text-matrix", tmp_path / "a.csv")[0]).matrices[0]
    dense = table_of(read("text-matrix", tmp_path / "b.csv")[0]).matrices[0]
    assert (sparse.encoding, sparse.dtype) == (MatrixEncoding.CSR, "float32")
    assert (dense.encoding, dense.dtype) == (MatrixEncoding.DENSE, "float64")


class TestFolders:
    def test_samples_are_joined_by_feature(self, tmp_path):
        frame(by_cell=False).to_csv(tmp_path / "x_ctrl_counts.tsv", sep="\t")
        other = frame(by_cell=False).iloc[::-1].rename(columns=lambda c: c.replace("-1", "-2"))
        other.to_csv(tmp_path / "x_stim_counts.tsv", sep="\t")
        reading, notes = read("text-matrix", tmp_path)
        table = table_of(reading)
        assert names(table.obs)[:3] == [f"ctrl_{cell}" for cell in CELLS]
        assert labels(table.obs, "sample_id") == ["ctrl"] * 3 + ["stim"] * 3
        assert set(labels(table.obs, "source_file")) == {
            "x_ctrl_counts.tsv",
            "x_stim_counts.tsv",
        }
        assert names(table.var) == GENES
        np.testing.assert_array_equal(values(table.matrices[0]), np.vstack([COUNTS, COUNTS]))
        assert table.matrices[0].encoding is MatrixEncoding.CSR
        assert {"sample ctrl", "sample stim"} <= {s.result for s in steps(notes, "inferred")}

    def test_a_feature_that_a_file_lacks_is_missing_there(self, tmp_path):
        frame(by_cell=False).to_csv(tmp_path / "a_counts.csv")
        other = frame(by_cell=False).drop("CD8A").rename(columns=lambda c: c.replace("-1", "-2"))
        other.to_csv(tmp_path / "b_counts.csv")
        reading, notes = read("text-matrix", tmp_path)
        got = as_frame(reading)
        assert np.isnan(got["CD8A"]).tolist() == [False] * 3 + [True] * 3
        assert not np.isnan(got.drop(columns="CD8A").to_numpy()).any()
        assert any("b_counts.csv lacks" in step.subject for step in steps(notes, "left_alone"))

    def test_matrices_of_the_same_cells_are_layers(self, tmp_path):
        frame().to_csv(tmp_path / "x_counts.csv")
        (frame() / 4).to_csv(tmp_path / "x_lognorm.csv")
        table = table_of(read("text-matrix", tmp_path)[0])
        assert [matrix.name for matrix in table.matrices] == ["X", "layers/lognorm"]
        np.testing.assert_array_equal(values(table.matrices[1]), COUNTS / 4)

    def test_wells_of_two_plates_are_not_the_same(self, tmp_path):
        made = pd.DataFrame(COUNTS.T, GENES, ["A01", "A02", "B01"])
        for plate in ("plate1", "plate2"):
            made.to_csv(tmp_path / f"{plate}.csv", index_label="gene")
        got = names(table_of(read("text-matrix", tmp_path)[0]).obs)
        assert got == [f"{p}_{w}" for p in ("plate1", "plate2") for w in ("A01", "A02", "B01")]

    def test_matrices_of_other_things_are_refused(self, tmp_path):
        frame().to_csv(tmp_path / "a.csv")
        pd.DataFrame(COUNTS, list("abc"), ["EGFR", "MYC", "TP53", "KRAS", "JUN"]).to_csv(
            tmp_path / "b.csv"
        )
        with pytest.raises(UnreadableInputError, match="0 features in common"):
            read("text-matrix", tmp_path)

    def test_metadata_of_cells_and_genes(self, tmp_path):
        frame(by_cell=False).to_csv(tmp_path / "counts.csv")
        (tmp_path / "cells_meta.csv").write_text(
            f"barcode,drug,dose\n{CELLS[2]},DMSO,0\n{CELLS[0]},x,001\nAAAAAAAAAAAAAA-1,y,1\n"
        )
        (tmp_path / "genes.tsv").write_text("symbol\tchrom\n" + "\n".join(f"{g}\t1" for g in GENES))
        reading, notes = read("text-matrix", tmp_path)
        table = table_of(reading)
        assert labels(table.obs, "drug") == ["x", None, "DMSO"]
        assert labels(table.obs, "dose") == ["001", None, "0"]
        assert labels(table.obs, "barcode") == [CELLS[0], None, CELLS[2]]
        assert labels(table.var, "chrom") == ["1"] * 5
        left = {step.subject: step.because for step in steps(notes, "left_alone")}
        assert "1 have no row" in left["obs rows without metadata"]
        assert "AAAAAAAAAAAAAA-1" in left["rows of cells_meta.csv"]

    def test_names_as_r_writes_them(self, tmp_path):
        frame(by_cell=False).rename(columns=lambda c: c.replace("-", ".")).to_csv(
            tmp_path / "counts.csv"
        )
        meta = pd.DataFrame({"donor": ["d1", "d2", "d3"], "age": [50, 60, 70]}, CELLS)
        r_table(tmp_path / "metadata.csv", meta, ",")
        reading, notes = read("text-matrix", tmp_path)
        assert labels(table_of(reading).obs, "donor") == ["d1", "d2", "d3"]
        assert any("punctuation" in step.because for step in steps(notes, "mapped"))

    def test_metadata_of_files(self, tmp_path):
        for number, name in enumerate(("ctrl", "stim")):
            made = frame(by_cell=False).rename(columns=lambda c, n=number: c.replace("-1", f"-{n}"))
            made.to_csv(tmp_path / f"{name}_counts.csv")
        (tmp_path / "samples.csv").write_text("sample,stimulus\nstim,IFNB1\nctrl,none\n")
        table = table_of(read("text-matrix", tmp_path)[0])
        assert labels(table.obs, "stimulus") == ["none"] * 3 + ["IFNB1"] * 3

    def test_metadata_that_fit_nothing_are_refused(self, tmp_path):
        frame().to_csv(tmp_path / "counts.csv")
        (tmp_path / "metadata.csv").write_text("cell,drug\nx,DMSO\ny,DMSO\n")
        with pytest.raises(UnreadableInputError, match=r"metadata\.csv"):
            read("text-matrix", tmp_path)
        reading, notes = read("text-matrix", tmp_path / "counts.csv")
        assert not table_of(reading).obs.columns
        assert any(step.subject == "metadata.csv" for step in steps(notes, "left_alone"))

    def test_other_files_are_named(self, tmp_path):
        frame().to_csv(tmp_path / "counts.csv")
        (tmp_path / "figure.pdf").write_bytes(b"%PDF")
        (tmp_path / "raw").mkdir()
        _, notes = read("text-matrix", tmp_path)
        assert {"figure.pdf", "raw"} <= {step.subject for step in steps(notes, "left_alone")}


def test_a_gct_is_none(tmp_path):
    (tmp_path / "a.txt").write_text("#1.2\n1\t1\nName\tDescription\ts\nCD3D\tx\t1\n")
    assert TextMatrix().detect(tmp_path / "a.txt") is None
    with pytest.raises(UnreadableInputError, match="GCT"):
        read("text-matrix", tmp_path / "a.txt")


@pytest.mark.parametrize(
    "text",
    [
        "patient,age,sex,response\np1,60,F,CR\np2,55,M,PR\n",
        "well,dose,viability\nA01,1,90\nA02,10,50\n",
        "x,y\n1,2\n3,4\n",
        "",
        "only one line",
    ],
)
def test_tables_of_other_kinds_are_not_taken(tmp_path, text):
    (tmp_path / "a.csv").write_text(text)
    found = TextMatrix().detect(tmp_path / "a.csv")
    assert found is None or found.confidence is Confidence.POSSIBLE


@pytest.mark.slow
def test_memory_does_not_grow_with_the_file(tmp_path):
    rng = np.random.default_rng(0)
    peaks = []
    for n_genes in (1600, 6400):
        path = tmp_path / f"{n_genes}.tsv"
        with path.open("w") as file:
            file.write("gene\t" + "\t".join(f"c{k}" for k in range(3000)) + "\n")
            row = "\t".join(map(str, rng.poisson(0.1, 3000)))
            for gene in range(n_genes):
                file.write(f"ENSG{gene:011d}\t{row}\n")
        tracemalloc.start()
        reading, _ = read("text-matrix", path)
        for _ in table_of(reading).matrices[0].blocks():
            pass
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
        reading.dataset.close()
    assert peaks[1] < 1.3 * peaks[0]


name = st.text("abcXYZ019_ ,;\"'\u00b5.-", min_size=1, max_size=6).map(str.strip).filter(bool)
cell = st.one_of(st.just(0.0), st.integers(0, 2000).map(float), st.floats(-1e6, 1e6))


@settings(max_examples=30)
@given(st.data())
def test_everything_survives(tmp_path_factory, data):
    n_obs, n_var = data.draw(st.integers(1, 4)), data.draw(st.integers(1, 4))
    row = st.lists(cell, min_size=n_var, max_size=n_var)
    numbers = data.draw(st.lists(row, min_size=n_obs, max_size=n_obs))
    safe = name.filter(lambda text: not text.startswith("#"))
    cells = data.draw(st.lists(safe, min_size=n_obs, max_size=n_obs, unique=True))
    genes = data.draw(st.lists(safe, min_size=n_var, max_size=n_var, unique=True))
    sep = data.draw(st.sampled_from(",;\t"))
    written = io.StringIO()
    writer = csv.writer(written, delimiter=sep, lineterminator="\n")
    writer.writerow(["cell", *(f"g{gene}" for gene in genes)])
    writer.writerows([[c, *map(repr, own)] for c, own in zip(cells, numbers, strict=True)])
    path = tmp_path_factory.mktemp("t") / "a.csv"
    path.write_text(written.getvalue(), encoding="utf-8", newline="")
    got = as_frame(read("text-matrix", path)[0])
    assert got.index.tolist() == cells
    assert got.columns.tolist() == [f"g{gene}" for gene in genes]
    np.testing.assert_array_equal(got.to_numpy(), np.array(numbers))


@pytest.mark.realdata
def test_two_arms_of_interferon(real_data):
    folder = real_data / "cytokine_kang_ifnb_tiny"
    reading, notes = read("text-matrix", folder)
    parts = {
        arm: pd.read_csv(folder / f"immune_{arm}_expression_matrix.txt", sep="\t")
        for arm in ("control", "stimulated")
    }
    table = table_of(reading)
    got = as_frame(reading)
    for arm, part in parts.items():
        # The line of names has no cell above the genes, and the file was cut behind column 100:
        # the last barcode has no values.
        barcodes, genes = part.columns, part.iloc[:, 0]
        own = got.loc[[f"{arm}_{barcode}" for barcode in barcodes[:-1]], genes]
        np.testing.assert_array_equal(own.to_numpy().T, part.iloc[:, 1:].to_numpy())
        left = f"name {barcodes[-1]} in immune_{arm}_expression_matrix.txt"
        assert left in {step.subject for step in steps(notes, "left_alone")}
    assert table.n_obs == sum(part.shape[1] - 1 for part in parts.values())
    assert set(labels(table.obs, "sample_id")) == {"control", "stimulated"}
    assert {"sample control", "sample stimulated"} <= {s.result for s in steps(notes, "inferred")}
