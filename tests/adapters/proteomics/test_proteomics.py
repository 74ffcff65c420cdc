"""Tables of search engines as datasets."""

import anndata as ad
import numpy as np
import pandas as pd
import pytest

from aivc.adapters.contract.adapter import Confidence
from aivc.adapters.contract.suite import AdapterContract
from aivc.adapters.proteomics.adapter import ProteomicsTable
from aivc.storage.errors import UnreadableInputError
from tests.adapters.text_matrix.readings import (
    as_frame,
    labels,
    names,
    read,
    steps,
    table_of,
    values,
)

READER = "proteomics-table"
ANNOTATION = pd.DataFrame(
    {
        "Raw.file": ["run1"] * 3 + ["run2"] * 3,
        "Channel": ["RI1", "RI2", "RI3"] * 2,
        "SampleType": ["Carrier", "Reference", "Macrophage", "Carrier", "Blank", "Monocyte"],
    }
)


def evidence(n_channels=3):
    rows = [
        ("AAK", "_AAK_", 2, "run1", "P1", 0.01, "s1", 10.0, [100, 0, 3.5]),
        ("AAK", "_AAK_", 2, "run1", "P1", 0.5, "s1", 11.0, [9, 9, 9]),
        ("AAK", "_AAK_", 2, "run2", "P1", 0.02, "s2", 12.0, [50, 1, 0]),
        ("CCR", "_C(ox)CR_", 3, "run2", "P2;P3", 0.02, "s2", 13.0, [7, 8, 9]),
    ]
    table = pd.DataFrame(
        [row[:8] for row in rows],
        columns=["Sequence", "Modified sequence", "Charge", "Raw file", "Proteins", "PEP",
                 "Experiment", "Retention time"],
    )  # fmt: skip
    for channel in range(n_channels):
        table[f"Reporter intensity corrected {channel + 1}"] = [row[8][channel] for row in rows]
        table[f"Reporter intensity {channel + 1}"] = 1
    table["Intensity"] = [1000, 2000, 0, 4000]
    return table


def protein_groups():
    return pd.DataFrame(
        {
            "Protein IDs": ["P1;P9", "CON__P2"],
            "Majority protein IDs": ["P1", "CON__P2"],
            "Gene names": ["ACTB", None],
            "Peptides": [5, 2],
            "Peptides a": [3, 0],
            "Peptides b": [2, 2],
            "Reporter intensity corrected 1": [6, 7],
            "Reporter intensity corrected 1 a": [1, 0],
            "Reporter intensity corrected 2 a": [2, 4.5],
            "Reporter intensity corrected 1 b": [0, 6],
            "Reporter intensity corrected 2 b": [5, 8],
            "Reporter intensity count 1 a": [3, 0],
            "Reporter intensity count 2 a": [3, 1],
            "Reporter intensity count 1 b": [0, 1],
            "Reporter intensity count 2 b": [2, 2],
            "LFQ intensity a": [10, 20],
            "LFQ intensity b": [0, 40],
            "Potential contaminant": [None, "+"],
        }
    )


def diann():
    rows = [
        (r"D:\x\cell1.raw", "cell1", "P1", "ACTB", "AAK2", "AAK", 10.0, 100.0, 0.001),
        (r"D:\x\cell1.raw", "cell1", "P1", "ACTB", "CCK2", "CCK", 20.0, 100.0, 0.002),
        (r"D:\x\cell2.raw", "cell2", "P1", "ACTB", "AAK2", "AAK", 11.0, 110.0, 0.001),
        (r"D:\x\cell2.raw", "cell2", "P2;P3", "TP53", "DDK3", "DDK", 30.0, 300.5, 0.003),
    ]
    return pd.DataFrame(
        rows,
        columns=["File.Name", "Run", "Protein.Group", "Genes", "Precursor.Id",
                 "Stripped.Sequence", "Precursor.Quantity", "PG.MaxLFQ", "Q.Value"],
    )  # fmt: skip


def pg_matrix():
    return pd.DataFrame(
        {
            "Protein.Group": ["P1", "P2;P3"],
            "Protein.Names": ["ACTB_HUMAN", "X"],
            "Genes": ["ACTB", "TP53"],
            "First.Protein.Description": ['Actin, 5" form', None],
            r"D:\x\cell1.raw": [100.0, None],
            r"D:\x\cell2.raw": [110.0, 300.5],
        }
    )


def write(table, path, sep="\t"):
    table.to_csv(path, sep=sep, index=False, quoting=3 if sep == "\t" else 0)
    return path


class TestContract(AdapterContract):
    adapter = ProteomicsTable()

    def sources(self, folder):
        for name in ("evidence", "report", "folder"):
            (folder / name).mkdir()
        diann().to_parquet(folder / "report" / "report.parquet")
        write(evidence(), folder / "folder" / "evidence.txt")
        ANNOTATION.to_csv(folder / "folder" / "annotation.csv", index=False)
        return [
            write(evidence(), folder / "evidence" / "evidence.txt"),
            write(protein_groups(), folder / "proteinGroups.txt"),
            write(pg_matrix(), folder / "report.pg_matrix.tsv"),
            folder / "report" / "report.parquet",
            folder / "folder",
        ]


def test_channels_of_evidence(tmp_path):
    reading, notes = read(READER, write(evidence(), tmp_path / "evidence.txt"))
    got = as_frame(reading)
    expected = pd.DataFrame(
        {"_AAK_2": [100, np.nan, 3.5, 50, 1, np.nan], "_C(ox)CR_3": [np.nan] * 3 + [7, 8, 9]},
        [f"run{run}_{channel}" for run in (1, 2) for channel in (1, 2, 3)],
    )
    pd.testing.assert_frame_equal(got, expected, check_dtype=False)
    table = table_of(reading)
    assert labels(table.obs, "Raw file") == ["run1"] * 3 + ["run2"] * 3
    assert labels(table.obs, "Experiment") == ["s1"] * 3 + ["s2"] * 3
    assert labels(table.obs, "channel") == ["1", "2", "3"] * 2
    assert labels(table.var, "Proteins") == ["P1", "P2;P3"]
    left = " ".join(step.subject for step in steps(notes, "left_alone"))
    assert "1 lines" in left
    assert "Retention time" in left
    assert "Reporter" not in left
    (raw,) = table.matrices[1:]
    assert raw.name == "layers/Reporter intensity"
    np.testing.assert_array_equal(values(raw), [[1, np.nan]] * 3 + [[1, 1]] * 3)
    (zeros,) = [step for step in steps(notes, "converted") if step.subject.startswith("0 in")]
    assert zeros.n_rows == 2


def test_evidence_without_channels(tmp_path):
    reading, _ = read(READER, write(evidence(0), tmp_path / "evidence.txt"))
    got = as_frame(reading)
    assert got.index.tolist() == ["run1", "run2"]
    np.testing.assert_array_equal(got, [[1000, np.nan], [np.nan, 4000]])


def test_protein_groups_by_channel(tmp_path):
    reading, notes = read(READER, write(protein_groups(), tmp_path / "proteinGroups.txt"))
    table = table_of(reading)
    assert names(table.obs) == ["a_1", "a_2", "b_1", "b_2"]
    assert names(table.var) == ["P1;P9", "CON__P2"]
    nan = np.nan
    np.testing.assert_array_equal(as_frame(reading), [[1, nan], [2, 4.5], [nan, 6], [5, 8]])
    counts = table.matrix("layers/Reporter intensity count")
    np.testing.assert_array_equal(values(counts), [[3, 0], [3, 1], [0, 1], [2, 2]])
    kept = {column.name for column in table.var.columns}
    assert {"Gene names", "Potential contaminant", "Peptides a", "LFQ intensity a"} <= kept
    assert "Reporter intensity corrected 1" in kept
    assert sum(step.n_rows or 0 for step in steps(notes, "converted")) == 2


def test_label_free_protein_groups(tmp_path):
    groups = protein_groups()
    groups = groups[[name for name in groups if not name.startswith("Reporter")]]
    reading, _ = read(READER, write(groups, tmp_path / "proteinGroups.txt"))
    assert as_frame(reading).index.tolist() == ["a", "b"]
    np.testing.assert_array_equal(as_frame(reading), [[10, 20], [np.nan, 40]])
    types = {place: s.value for place, s in reading.hints.card.items() if "value_type" in place}
    assert types == {"/tables/0/value_type": "intensity"}
    peptides = table_of(reading).matrix("layers/Peptides")
    np.testing.assert_array_equal(values(peptides), [[3, 0], [2, 2]])


@pytest.mark.parametrize("name", ["report.tsv", "report.parquet"])
def test_report_of_diann(tmp_path, name):
    path = tmp_path / name
    diann().to_parquet(path) if name.endswith("parquet") else write(diann(), path)
    assert ProteomicsTable().detect(path).confidence is Confidence.CERTAIN
    reading, _ = read(READER, path)
    proteins, precursors = table_of(reading, "mod/proteome"), table_of(reading, "mod/precursor")
    assert names(proteins.obs) == names(precursors.obs) == ["cell1", "cell2"]
    assert names(proteins.var) == ["P1", "P2;P3"]
    nan = np.nan
    np.testing.assert_array_equal(values(proteins.matrices[0]), [[100, nan], [110, 300.5]])
    assert names(precursors.var) == ["AAK2", "CCK2", "DDK3"]
    np.testing.assert_array_equal(values(precursors.matrices[0]), [[10, 20, nan], [11, nan, 30]])
    card = {place: said.value for place, said in read(READER, path)[0].hints.card.items()}
    assert card["/tables/0/feature_space/feature_type"] == "protein"
    assert card["/tables/1/feature_space/identifier_scheme"] == "peptide_sequence"
    assert labels(precursors.var, "Stripped.Sequence") == ["AAK", "CCK", "DDK"]
    assert labels(proteins.var, "Genes") == ["ACTB", "TP53"]
    assert labels(proteins.obs, "File.Name") == [r"D:\x\cell1.raw", r"D:\x\cell2.raw"]


def test_channels_of_diann(tmp_path):
    table = diann().assign(Channel=["0", "0", "4", "4"], Run="run")
    reading, _ = read(READER, write(table, tmp_path / "report.tsv"))
    assert names(table_of(reading, "mod/proteome").obs) == ["run_0", "run_4"]


def test_quantities_of_a_protein_that_differ_are_said(tmp_path):
    table = diann()
    table.loc[1, "PG.MaxLFQ"] = 99
    reading, notes = read(READER, write(table, tmp_path / "report.tsv"))
    assert values(table_of(reading, "mod/proteome").matrices[0])[0, 0] == 100
    assert any("PG.MaxLFQ" in step.subject for step in steps(notes, "left_alone"))


def test_matrix_of_diann(tmp_path):
    reading, _ = read(READER, write(pg_matrix(), tmp_path / "report.pg_matrix.tsv"))
    table = table_of(reading)
    assert names(table.obs) == ["cell1", "cell2"]
    assert labels(table.obs, "run") == [r"D:\x\cell1.raw", r"D:\x\cell2.raw"]
    np.testing.assert_array_equal(as_frame(reading), [[100, np.nan], [110, 300.5]])
    assert labels(table.var, "First.Protein.Description") == ['Actin, 5" form', None]


def test_fragpipe(tmp_path):
    table = pd.DataFrame(
        {
            "Protein": ["sp|P1|A", "sp|P2|B"],
            "Protein ID": ["P1", "P2"],
            "Entry Name": ["A_HUMAN", "B_HUMAN"],
            "Gene": ["A", "B"],
            "Protein Length": [100, 200],
            "Combined Total Spectral Count": [4, 5],
            "c_1 Spectral Count": [1, 2],
            "c_2 Spectral Count": [3, 3],
            "c_1 Intensity": [10, 0],
            "c_2 Intensity": [30, 40],
            "c_1 MaxLFQ Intensity": [11, 0],
            "c_2 MaxLFQ Intensity": [31, 41],
        }
    )
    reading, _ = read(READER, write(table, tmp_path / "combined_protein.tsv"))
    np.testing.assert_array_equal(as_frame(reading), [[11, np.nan], [31, 41]])
    got = table_of(reading)
    assert names(got.obs) == ["c_1", "c_2"]
    assert [m.name for m in got.matrices] == ["X", "layers/Intensity", "layers/Spectral Count"]
    np.testing.assert_array_equal(values(got.matrices[2]), [[1, 2], [3, 3]])
    assert got.var.has("Combined Total Spectral Count")


def test_spectronaut(tmp_path):
    table = pd.DataFrame(
        {
            "PG.ProteinGroups": ["P1", "P2"],
            "PG.Genes": ["A", "B"],
            "[1] c1.raw.PG.Quantity": ["10,5", "Filtered"],
            "[2] c2.raw.PG.Quantity": ["30,25", "41"],
            "[1] c1.raw.PG.IsSingleHit": ["False", "True"],
        }
    )
    reading, _ = read(READER, write(table, tmp_path / "pivot.tsv"))
    np.testing.assert_array_equal(as_frame(reading), [[10.5, np.nan], [30.25, 41]])
    assert names(table_of(reading).obs) == ["c1", "c2"]


class TestAnnotation:
    def test_runs_and_channels(self, tmp_path):
        write(evidence(), tmp_path / "evidence.txt")
        ANNOTATION.iloc[:5].to_csv(tmp_path / "annotation.csv", index=False)
        reading, notes = read(READER, tmp_path)
        obs = table_of(reading).obs
        assert labels(obs, "SampleType") == [
            "Carrier",
            "Reference",
            "Macrophage",
            "Carrier",
            "Blank",
            None,
        ]
        assert any("1 samples" in step.subject for step in steps(notes, "left_alone"))
        hints = reading.hints
        assert hints.operators["X"].value == "SingleCellProteomics"
        assert hints.card["/operators/*/search_software"].value == {"name": "MaxQuant"}
        assert {label: said.value for label, said in hints.controls.items()} == {
            "Carrier": "carrier",
            "Reference": "reference_channel",
            "Blank": "empty",
        }

    def test_one_row_for_each_run(self, tmp_path):
        write(evidence(), tmp_path / "evidence.txt")
        pd.DataFrame({"Set": ["run2.raw", "run1.raw"], "lcbatch": ["B", "A"]}).to_csv(
            tmp_path / "batch.csv", index=False
        )
        reading, _ = read(READER, tmp_path)
        assert labels(table_of(reading).obs, "lcbatch") == ["A"] * 3 + ["B"] * 3
        assert not reading.hints.operators

    def test_one_column_for_each_channel(self, tmp_path):
        write(evidence(), tmp_path / "evidence.txt")
        pd.DataFrame(
            {"Set": ["run1", "run2"], "RI1": ["carrier", "carrier"], "RI2": ["norm", "sc_0"],
             "RI3": ["sc_m0", "sc_u"]}
        ).to_csv(tmp_path / "annotation.csv", index=False)  # fmt: skip
        reading, _ = read(READER, tmp_path)
        obs = table_of(reading).obs
        assert labels(obs, "channel_content") == [
            "carrier",
            "norm",
            "sc_m0",
            "carrier",
            "sc_0",
            "sc_u",
        ]
        assert "carrier" in reading.hints.controls

    def test_what_fits_nothing_is_refused(self, tmp_path):
        path = write(evidence(), tmp_path / "evidence.txt")
        ANNOTATION.assign(**{"Raw.file": "other"}).to_csv(tmp_path / "annotation.csv", index=False)
        with pytest.raises(UnreadableInputError, match=r"annotation\.csv"):
            read(READER, tmp_path)
        _, notes = read(READER, path)
        assert any(step.subject == "annotation.csv" for step in steps(notes, "left_alone"))


def test_several_tables_of_one_search(tmp_path):
    write(evidence(), tmp_path / "evidence.txt")
    write(protein_groups(), tmp_path / "proteinGroups.txt")
    assert ProteomicsTable().detect(tmp_path) is not None
    with pytest.raises(UnreadableInputError, match=r"evidence\.txt, proteinGroups\.txt"):
        read(READER, tmp_path)


def test_text_among_quantities(tmp_path):
    table = protein_groups().astype({"LFQ intensity a": object})
    groups = table[[name for name in table if not name.startswith("Reporter")]].copy()
    groups.loc[1, "LFQ intensity a"] = "much"
    path = write(groups, tmp_path / "proteinGroups.txt")
    with pytest.raises(UnreadableInputError, match="line 3, column 'LFQ intensity a', holds"):
        read(READER, path)


def test_other_tables_are_none(tmp_path):
    (tmp_path / "a.csv").write_text("Sequence,Charge\nAAK,2\n")
    assert ProteomicsTable().detect(tmp_path / "a.csv") is None
    with pytest.raises(UnreadableInputError, match="has not the columns"):
        read(READER, tmp_path / "a.csv")


@pytest.mark.realdata
def test_scope2_through_evidence(real_data, tmp_path):
    """Write published quantities as MaxQuant does, and read them back."""
    folder = real_data / "scproteomics_scope2_scp1" / "derived"
    published = ad.read_h5ad(folder / "scp1_peptides.h5ad")
    wanted = published.to_df()
    rows = []
    channels = sorted(published.obs["Channel"].unique(), key=lambda name: int(name[2:]))
    for run, own in published.obs.groupby("Set", observed=True):
        part = wanted.loc[own.index].set_axis(own["Channel"].astype(str))
        for peptide in part.columns[part.notna().any()]:
            sequence, charge = peptide.rsplit("_", 1)
            cells = [part.at[c, peptide] if c in part.index else np.nan for c in channels]
            quantities = ["0" if np.isnan(cell) else repr(float(cell)) for cell in cells]
            rows.append([sequence.strip("_"), f"{sequence}_", charge, run, "0.01", *quantities])
    header = ["Sequence", "Modified sequence", "Charge", "Raw file", "PEP"]
    header += [f"Reporter intensity {name[2:]}" for name in channels]
    write(pd.DataFrame(rows, columns=header), tmp_path / "evidence.txt")
    published.obs.rename(columns={"Set": "runCol"}).to_csv(
        tmp_path / "sampleAnnotation.csv", index=False
    )
    reading, notes = read(READER, tmp_path)
    got = as_frame(reading)
    for cell, own in published.obs.iterrows():
        row = got.loc[f"{own['Set']}_{own['Channel'][2:]}"]
        expected = wanted.loc[cell].reindex(row.index)
        np.testing.assert_array_equal(row, expected.where(expected != 0), err_msg=cell)
    kinds = labels(table_of(reading).obs, "SampleType")
    assert kinds.count("Carrier") == (published.obs["SampleType"] == "Carrier").sum()
    assert reading.hints.operators["X"].value == "SingleCellProteomics"
    assert not [step for step in steps(notes, "left_alone") if "sampleAnnotation" in step.subject]


def test_label_free_runs_are_samples_that_an_sdrf_describes(tmp_path):
    groups = protein_groups()
    groups = groups[[name for name in groups if not name.startswith("Reporter")]]
    write(groups, tmp_path / "proteinGroups.txt")
    sheet = pd.DataFrame(
        {
            "source name": ["s1", "s2"],
            "comment[data file]": ["b.raw", "a.raw"],
            "characteristics[compound]": ["MG132", "DMSO"],
        }
    )
    write(sheet, tmp_path / "PXD1.sdrf.tsv")
    reading, _ = read(READER, tmp_path)
    obs = reading.dataset.tables[0].obs
    assert labels(obs, "characteristics[compound]") == ["DMSO", "MG132"]
    assert "sample" not in reading.hints.roles  # the sheet names samples
    (tmp_path / "PXD1.sdrf.tsv").unlink()
    reading, _ = read(READER, tmp_path)
    assert reading.hints.roles["sample"].value == ("run",)
