"""Folders as laboratories and archives give them."""

import gzip

import numpy as np
import pandas as pd
import pytest

from aivc.adapters.contract.adapter import Confidence
from aivc.adapters.refusals import known_refusal
from aivc.adapters.text_matrix.adapter import TextMatrix
from aivc.storage.errors import UnreadableInputError
from tests.adapters.text_matrix.readings import labels, names, read, steps, table_of, values

CLONES = [f"clone{i}" for i in range(8)]
RUNS = ["a_1", "a_2", "b_1", "b_2"]
CELLS = [f"{'ACGT'[i]}AACCTACATTTCC-1" for i in range(4)]
SHEET = """!Series_title\t"t"
!Sample_title\t"a_1"\t"a_2"\t"b_1"\t"b_2"
!Sample_geo_accession\t"GSM1"\t"GSM2"\t"GSM3"\t"GSM4"
!Sample_characteristics_ch1\t"cell line: K562"\t"cell line: K562"\t"age: 40"\t"age: 41"
!Sample_characteristics_ch1\t"agent: DMSO"\t"agent: dex"\t"agent: DMSO"\t"agent: dex: 2"
!series_matrix_table_begin
"ID_REF"\t"GSM1"\t"GSM2"\t"GSM3"\t"GSM4"
!series_matrix_table_end
"""


def counts(columns):
    values = np.arange(len(CLONES) * len(columns)).reshape(len(CLONES), -1)
    return pd.DataFrame(values, CLONES, columns)


def test_counts_of_cells_beside_metadata_are_a_source_whatever_genes_are_called(tmp_path):
    counts(CELLS).to_csv(tmp_path / "counts.csv")
    pd.DataFrame({"donor": list("xyxy")}, CELLS).to_csv(tmp_path / "metadata.csv")
    for source in (tmp_path, tmp_path / "counts.csv"):
        found = TextMatrix().detect(source)
        assert found is not None
        assert found.confidence is Confidence.LIKELY


def test_a_table_that_names_the_columns_makes_a_matrix_sure(tmp_path):
    counts(RUNS).rename_axis("gene").to_csv(tmp_path / "tpm.csv")
    alone = TextMatrix().detect(tmp_path)
    pd.DataFrame({"dose": [0, 1, 2, 3]}, RUNS).to_csv(tmp_path / "samples.csv")
    described = TextMatrix().detect(tmp_path)
    assert (alone.confidence, described.confidence) == (Confidence.POSSIBLE, Confidence.LIKELY)


@pytest.mark.parametrize("opened", [open, gzip.open])
def test_a_series_matrix_of_geo_describes_samples(tmp_path, opened):
    counts(RUNS).rename_axis("gene").to_csv(tmp_path / "GSE1_counts.csv")
    name = f"GSE1_series_matrix.txt{'' if opened is open else '.gz'}"
    with opened(tmp_path / name, "wt") as file:
        file.write(SHEET)
    reading, _ = read("text-matrix", tmp_path)
    obs = table_of(reading).obs
    assert labels(obs, "geo_accession") == ["GSM1", "GSM2", "GSM3", "GSM4"]
    assert labels(obs, "agent") == ["DMSO", "dex", "DMSO", "dex: 2"]
    assert labels(obs, "cell line") == ["K562", "K562", None, None]
    assert labels(obs, "age") == [None, None, "40", "41"]
    assert reading.hints.roles["sample"].value == ("geo_accession",)


def test_a_series_matrix_that_was_cut_is_refused(tmp_path):
    counts(RUNS).rename_axis("gene").to_csv(tmp_path / "GSE1_counts.csv")
    (tmp_path / "GSE1_series_matrix.txt").write_text(SHEET.replace('\t"agent: dex: 2"', ""))
    with pytest.raises(UnreadableInputError, match=r"\[3, 4\] samples"):
        read("text-matrix", tmp_path)


def test_a_copy_of_a_matrix_is_left_alone(tmp_path):
    for name in ("counts.csv", "counts (1).csv"):
        counts(CELLS).to_csv(tmp_path / name)
    reading, log = read("text-matrix", tmp_path)
    assert [matrix.name for matrix in table_of(reading).matrices] == ["X"]
    assert names(table_of(reading).obs) == CELLS
    (step,) = [s for s in steps(log, "left_alone") if s.subject == "counts (1).csv"]
    assert "counts.csv" in step.because


def test_counts_of_guides_as_mageck_writes_them_are_one_matrix(tmp_path):
    table = counts(RUNS)
    table.insert(0, "Gene", "TP53")
    table.rename_axis("sgRNA").to_csv(tmp_path / "screen.txt", sep="\t")
    found = TextMatrix().detect(tmp_path / "screen.txt")
    assert found is not None
    assert found.confidence is Confidence.LIKELY
    reading, _ = read("text-matrix", tmp_path / "screen.txt")
    table = table_of(reading)
    assert (names(table.obs), names(table.var)) == (RUNS, CLONES)
    assert set(labels(table.var, "Gene")) == {"TP53"}


@pytest.mark.parametrize("first", ["N_unmapped\t10\t20\t30\n", ""])
def test_counts_without_a_line_of_names_are_refused(tmp_path, first):
    lines = [f"ENSG{i:011d}\t{i}\t{i}\t0\n" for i in range(8)]
    path = tmp_path / "a_ReadsPerGene.out.tab"
    path.write_text(first + "".join(lines))
    assert TextMatrix().detect(path) is None
    assert TextMatrix().detect(tmp_path) is None
    assert "STAR" in known_refusal(path)
    with pytest.raises(UnreadableInputError, match="line 1, names no columns"):
        read("text-matrix", path)


def test_counts_of_feature_counts_are_told_from_places_of_genes(tmp_path):
    head = "Geneid\tChr\tStart\tEnd\tStrand\tLength\t/bam/a.bam\t/bam/b.bam\n"
    rows = [f"g{i}\t1;1\t1;5\t2;9\t+;+\t{100 + i}\t{i}\t{2 * i}\n" for i in range(8)]
    path = tmp_path / "counts.txt"
    path.write_text("# Program:featureCounts v2.0.1\n" + head + "".join(rows))
    assert TextMatrix().detect(path).confidence is Confidence.CERTAIN
    reading, _ = read("text-matrix", path)
    table = table_of(reading)
    assert names(table.obs) == ["/bam/a.bam", "/bam/b.bam"]
    assert values(table.matrices[0])[1].tolist() == [2 * i for i in range(8)]
    assert [column.name for column in table.var.columns] == head.split("\t")[1:6]
