"""Matrix Market files: values in any order, orientation, kinds, and what is refused."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aivc.adapters.contract.adapter import Confidence
from aivc.adapters.tenx import pieces
from aivc.adapters.tenx.mtx_folder import TenxMtx
from aivc.adapters.tenx.mtx_values import MtxFile, MtxValues, header_of
from aivc.adapters.tenx.spool import Spools
from aivc.storage.errors import UnreadableInputError

if TYPE_CHECKING:
    from pathlib import Path

KALLISTO = ("cells_x_genes.mtx", "cells_x_genes.genes.txt", "cells_x_genes.barcodes.txt")
ALEVIN = ("quants_mat.mtx", "quants_mat_cols.txt", "quants_mat_rows.txt")


@settings(max_examples=40)
@given(
    shape=st.tuples(st.integers(1, 7), st.integers(1, 7)),
    seed=st.integers(0, 2**32 - 1),
    kind=st.sampled_from(["integer", "real", "pattern"]),
    is_shuffled=st.booleans(),
    by_row=st.booleans(),
    end=st.sampled_from(["\n", "\r\n", " \n"]),
    piece=st.integers(12, 64),
)
def test_values_survive(
    tmp_path_factory: pytest.TempPathFactory, tenx_plain: Any, **drawn: Any
) -> None:
    tenx, rng = tenx_plain, np.random.default_rng(drawn["seed"])
    counts = tenx.counts(*drawn["shape"], seed=drawn["seed"])
    if drawn["kind"] == "real":
        counts.values[:] = rng.integers(-3, 4, counts.values.shape)
    n_entries = np.count_nonzero(counts.values)
    folder = tenx.write_mtx(
        tmp_path_factory.mktemp("mtx"),
        counts,
        packed=bool(rng.integers(2)),
        kind=drawn["kind"],
        by_row=drawn["by_row"],
        end=drawn["end"],
        order=rng.permutation(n_entries) if drawn["is_shuffled"] else None,
    )
    path = next(folder.glob("matrix.mtx*"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pieces, "PIECE", drawn["piece"])
        values = MtxValues(MtxFile(path, header_of(path), drawn["by_row"]), Spools())
    expected = counts.values != 0 if drawn["kind"] == "pattern" else counts.values
    assert np.array_equal(tenx.in_any_order(values), expected.T)
    assert values.n_stored == n_entries
    assert values.dtype == "int32"


@pytest.mark.parametrize(
    ("texts", "dtype"),
    [
        (["1", "2.0"], "int32"),
        (["1", "0.5"], "float32"),
        (["1", "0.1"], "float64"),
        (["1", "3e9"], "float32"),
        (["1", "nan"], "float32"),
    ],
)
def test_real_values_take_the_smallest_type_that_holds_them(
    tmp_path: Path, texts: list[str], dtype: str
) -> None:
    path = tmp_path / "matrix.mtx"
    lines = [f"{row} 1 {text}\n" for row, text in enumerate(texts, start=1)]
    path.write_text("%%MatrixMarket matrix coordinate real general\n2 1 2\n" + "".join(lines))
    values = MtxValues(MtxFile(path, header_of(path), rows_are_cells=False), Spools())
    assert values.dtype == dtype
    (block,) = values.blocks()
    assert np.array_equal(block.data, np.array([float(t) for t in texts]), equal_nan=True)


def test_copies_beyond_the_limit_are_parsed_again(tmp_path: Path, tenx: Any) -> None:
    stored = [tenx.counts(n_cells=n, seed=n) for n in (3, 4, 5)]
    spools = Spools(most_bytes=1)
    matrices = []
    for number, counts in enumerate(stored):
        path = tenx.write_mtx(tmp_path / str(number), counts) / "matrix.mtx.gz"
        matrices.append(MtxValues(MtxFile(path, header_of(path), rows_are_cells=False), spools))
    first = matrices[0].blocks(16)
    begun = next(first)
    for matrix, counts in zip(matrices, stored, strict=True):
        assert np.array_equal(tenx.in_any_order(matrix), counts.values.T)
    rest = [begun, *first]
    assert rest[-1].stop == 3
    assert sum(int(block.data.sum()) for block in rest) == stored[0].values.sum()


@pytest.mark.parametrize(("names", "rows"), [(KALLISTO, True), (ALEVIN, True), (None, False)])
def test_names_tell_how_a_square_matrix_lies(
    tmp_path: Path, tenx: Any, names: tuple[str, str, str] | None, *, rows: bool
) -> None:
    counts = tenx.counts(5, 5)
    tenx.write_mtx(tmp_path, counts, names=names, by_row=rows, packed=False)
    if names is not None:
        (tmp_path / names[1]).write_text("".join(f"{name}\n" for name in counts.ids))
    read = tenx.read_mtx(tmp_path)
    assert np.array_equal(tenx.dense(read.table().matrices[0]), counts.values.T)
    assert tenx.names(read.table().var) == list(counts.ids)


def test_lengths_tell_how_a_matrix_lies(tmp_path: Path, tenx: Any) -> None:
    counts = tenx.counts(5, 4)
    names = ("counts.mtx", "genes.txt", "cells.txt")
    tenx.write_mtx(tmp_path, counts, names=names, by_row=True, packed=False)
    found = TenxMtx().detect(tmp_path)
    assert found is not None
    assert found.confidence is Confidence.LIKELY
    read = tenx.read_mtx(tmp_path)
    assert np.array_equal(tenx.dense(read.table().matrices[0]), counts.values.T)
    assert any(s.action == "inferred" and s.result == "cells" for s in read.log.steps)
    square = tenx.counts(5, 5)
    tenx.write_mtx(tmp_path, square, names=names, packed=False)
    with pytest.raises(UnreadableInputError, match="as many rows as columns"):
        tenx.read_mtx(tmp_path)


def test_lists_of_parse_biosciences_say_more_of_cells(tmp_path: Path, tenx: Any) -> None:
    counts = tenx.counts(4, 3)
    names = ("count_matrix.mtx", "all_genes.csv", "cell_metadata.csv")
    tenx.write_mtx(tmp_path, counts, names=names, by_row=True, packed=False)
    genes = "".join(f"{i},{s},hg38\n" for i, s in zip(counts.ids, counts.names, strict=True))
    (tmp_path / names[1]).write_text(f"gene_id,gene_name,genome\n{genes}")
    cells = "".join(f"{barcode},d{n}\n" for n, barcode in enumerate(counts.barcodes))
    (tmp_path / names[2]).write_text(f"bc_wells,sample\n{cells}")
    table = tenx.read_mtx(tmp_path).table()
    assert np.array_equal(tenx.dense(table.matrices[0]), counts.values.T)
    assert tenx.column(table.var, "genome") == ["hg38"] * 4
    assert tenx.column(table.obs, "sample") == ["d0", "d1", "d2"]


def test_symbols_of_kallisto_are_a_column(tmp_path: Path, tenx: Any) -> None:
    counts = tenx.counts(4, 3)
    tenx.write_mtx(tmp_path, counts, names=KALLISTO, by_row=True, packed=False)
    (tmp_path / KALLISTO[1]).write_text("\n".join(counts.ids))
    (tmp_path / "cells_x_genes.genes.names.txt").write_text("\n".join(counts.names))
    var = tenx.read_mtx(tmp_path).table().var
    assert tenx.column(var, "feature_name") == counts.names


def test_split_counts_are_layers(tmp_path: Path, tenx: Any) -> None:
    parts = {name: tenx.counts(seed=n) for n, name in enumerate(("spliced", "unspliced"))}
    for name, counts in parts.items():
        files = (f"{name}.mtx", "features.tsv", "barcodes.tsv")
        tenx.write_mtx(tmp_path / "Velocyto" / "raw", counts, names=files, packed=False)
    table = tenx.read_mtx(tmp_path).table()
    assert [matrix.name for matrix in table.matrices] == ["X", "layers/unspliced"]
    assert np.array_equal(tenx.dense(table.matrices[0]), parts["spliced"].values.T)
    assert np.array_equal(tenx.dense(table.matrices[1]), parts["unspliced"].values.T)


def test_peaks_are_accessible_chromatin(tmp_path: Path, tenx: Any) -> None:
    counts = tenx.counts(3, 4)
    tenx.write_mtx(tmp_path, counts, packed=False)
    (tmp_path / "features.tsv").unlink()
    (tmp_path / "peaks.bed").write_text("chr1\t5\t90\nchr1\t100\t300\nchrX\t7\t8\n")
    read = tenx.read_mtx(tmp_path)
    assert tenx.names(read.table().var) == ["chr1:5-90", "chr1:100-300", "chrX:7-8"]
    assert tenx.column(read.table().var, "start") == ["5", "100", "7"]
    assert read.hints.operators["X"].value == "SingleCellATAC"


def test_headings_of_lists_are_no_names(tmp_path: Path, tenx: Any) -> None:
    counts = tenx.counts(3, 4)
    tenx.write_mtx(tmp_path, counts, packed=False)
    genes = "gene_id\tgene_name\tbiotype\n" + "".join(
        f"{name}\t{symbol}\tcoding\n" for name, symbol in zip(counts.ids, counts.names, strict=True)
    )
    (tmp_path / "features.tsv").write_text(genes)
    (tmp_path / "barcodes.tsv").write_text('"x"\n' + "".join(f'"{b}"\n' for b in counts.barcodes))
    table = tenx.read_mtx(tmp_path).table()
    assert tenx.names(table.obs) == list(counts.barcodes)
    assert [column.name for column in table.var.columns] == ["gene_name", "biotype"]


def test_what_cell_ranger_says_in_a_comment_is_kept(tmp_path: Path, tenx: Any) -> None:
    said = 'metadata_json: {"format_version": 2, "software_version": "7.1.0"}'
    tenx.write_mtx(tmp_path, tenx.counts(), metadata=said)
    told = tenx.read_mtx(tmp_path).table().uns("tenx")
    assert told == {"format_version": 2, "software_version": "7.1.0"}


def test_latin_1_names_are_read_and_told(tmp_path: Path, tenx: Any) -> None:
    tenx.write_mtx(tmp_path, tenx.counts(2, 3), packed=False)
    (tmp_path / "features.tsv").write_bytes(b"g1\t\xb5-x\ng2\ty\n")
    read = tenx.read_mtx(tmp_path)
    assert tenx.column(read.table().var, "feature_name") == ["µ-x", "y"]
    assert any(step.result == "UTF-8" for step in read.log.steps)


HEAD = "%%MatrixMarket matrix coordinate integer general\n"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (HEAD + "6 5 2\n1 1 4\n7 1 2\n", "line 4, has an entry in row 7"),
        (HEAD + "6 5 2\n1 1 4\n\n1 0 2\n", "line 5, has an entry in column 0"),
        (HEAD + "6 5 2\n1 1 4\n2 1 x\n", "line 4: '2 1 x'"),
        (HEAD + "6 5 2\n1 1 4\n2 1\n", "line 4: '2 1'"),
        (HEAD + "6 5 2\n1 1 4\n2 1 1.5\n", "line 4: '2 1 1.5'"),
        (HEAD + "6 5 2\n1 1 4\n2 1 3000000000\n", "line 4"),
        (HEAD + "6 5 2\n1 1 4\n2 1 NA\n", "line 4: '2 1 NA'"),
        (HEAD + "6 5 3\n1 1 4\n2 1 3\n", "declares 3 entries but holds 2"),
        (HEAD + "6 5 1\n1 1 4\n2 1 3\n", "declares 1 entries but holds 2"),
        (HEAD + "6 -5 1\n1 1 4\n", "line 2: '6 -5 1'"),
        (HEAD + "6 5 31\n", "line 2, declares 31 entries in 6 x 5"),
        (HEAD + "7 5 1\n1 1 1\n", "declares 7 rows x 5 columns, but features.tsv lists 6"),
        (HEAD, "line 2: ''"),
        (",CELL1,CELL2\nG1,0,4\n", "begins with ',CELL1,CELL2'"),
        ("%%MatrixMarket matrix array real general\n6 5\n", "matrix array real"),
        ("%%MatrixMarket matrix coordinate complex general\n", "complex"),
        ("%%MatrixMarket matrix coordinate integer symmetric\n", "symmetric"),
        ("", "begins with ''"),
    ],
)
def test_damage_is_named_with_its_line(tmp_path: Path, tenx: Any, text: str, told: str) -> None:
    tenx.write_mtx(tmp_path, tenx.counts(), packed=False)
    (tmp_path / "matrix.mtx").write_text(text)
    with pytest.raises(UnreadableInputError) as refused:
        tenx.read_mtx(tmp_path)
    assert told in str(refused.value)


def test_an_entry_that_is_given_twice_is_refused(tmp_path: Path, tenx: Any) -> None:
    tenx.write_mtx(tmp_path, tenx.counts(), packed=False)
    (tmp_path / "matrix.mtx").write_text(HEAD + "6 5 3\n1 2 4\n1 2 4\n3 4 1\n")
    matrix = tenx.read_mtx(tmp_path).table().matrices[0]
    with pytest.raises(UnreadableInputError, match="two values"):
        list(matrix.blocks())


@pytest.mark.parametrize("listed", ["features", "barcodes"])
def test_a_missing_list_is_named(tmp_path: Path, tenx: Any, listed: str) -> None:
    tenx.write_mtx(tmp_path, tenx.counts())
    (tmp_path / f"{listed}.tsv.gz").unlink()
    with pytest.raises(UnreadableInputError, match=f"{listed}.tsv"):
        tenx.read_mtx(tmp_path)
    found = TenxMtx().detect(tmp_path)
    assert found is not None
    assert found.confidence is Confidence.LIKELY


def test_repeated_barcodes_are_refused(tmp_path: Path, tenx: Any) -> None:
    tenx.write_mtx(tmp_path, tenx.counts(), packed=False)
    (tmp_path / "barcodes.tsv").write_text("A-1\nB-1\nA-1\nB-1\nC-1\n")
    with pytest.raises(UnreadableInputError, match=r"2 occur more than once \(the first is A-1\)"):
        tenx.read_mtx(tmp_path)


@pytest.mark.parametrize(("start", "told"), [(0.5, "broken download"), (None, "packed with bzip2")])
def test_damaged_packing_is_told(tmp_path: Path, tenx: Any, start: float | None, told: str) -> None:
    tenx.write_mtx(tmp_path, tenx.counts(30, 40))
    path = tmp_path / "matrix.mtx.gz"
    content = path.read_bytes()
    path.write_bytes(b"BZh91AY" if start is None else content[: int(len(content) * start)])
    with pytest.raises(UnreadableInputError, match=told):
        tenx.read_mtx(tmp_path)


def test_names_of_files_may_hide_how_they_are_packed(tmp_path: Path, tenx: Any) -> None:
    counts = tenx.counts()
    tenx.write_mtx(tmp_path, counts)
    plain = gzip.decompress((tmp_path / "matrix.mtx.gz").read_bytes())
    (tmp_path / "matrix.mtx.gz").write_bytes(plain)
    (tmp_path / "barcodes.tsv.gz").rename(tmp_path / "barcodes.tsv")
    matrix = tenx.read_mtx(tmp_path).table().matrices[0]
    assert np.array_equal(tenx.dense(matrix), counts.values.T)
