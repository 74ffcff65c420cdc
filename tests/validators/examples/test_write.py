"""What is written is what anndata, mudata and our own storage read."""

from pathlib import Path

import numpy as np
import pytest
import yaml

from aivc.storage import find_card, open_dataset
from aivc.storage.model import ColumnKind, DenseBlock, MatrixEncoding, SparseBlock
from aivc.validators.examples.apply import apply_edits
from aivc.validators.examples.errors import ImpossibleEditError
from aivc.validators.examples.example import (
    AddFile,
    AddMatrix,
    CardText,
    DropColumn,
    Edit,
    EmbedCard,
    NoCard,
    SetCard,
    SetColumn,
    SetNames,
    SetUns,
    SetValues,
    TransformMatrix,
)
from aivc.validators.examples.specimen import SpecimenTable
from aivc.validators.examples.specimens import SPECIMENS, specimen_of
from aivc.validators.examples.write import write_specimen
from aivc.validators.facts.file_facts import digest_of
from aivc.validators.facts.progress import Progress


def written(folder: Path, *edits: Edit, specimen: str = "drug") -> Path:
    return write_specimen(apply_edits(specimen_of(specimen), edits), folder)


def assert_same_table(read: object, table: SpecimenTable) -> None:
    for frame, described in ((read.obs, table.obs), (read.var, table.var)):  # type: ignore[attr-defined]
        assert tuple(frame.index) == described.names
        assert list(frame.columns) == list(described.columns)
        for name, values in described.columns.items():
            assert frame[name].tolist() == list(values)
    matrices = {"X": read.X, **{f"layers/{k}": v for k, v in read.layers.items()}}  # type: ignore[attr-defined]
    assert set(matrices) == set(table.matrices)
    for name, matrix in matrices.items():
        dense = matrix.toarray() if hasattr(matrix, "toarray") else np.asarray(matrix)
        np.testing.assert_array_equal(dense, table.matrices[name].values)
        assert dense.dtype == np.float32
    assert dict(read.uns) == dict(table.uns)  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", ["drug", "guides", "bulk"])
def test_anndata_reads_back_every_value(name: str, tmp_path: Path) -> None:
    anndata = pytest.importorskip("anndata")
    read = anndata.read_h5ad(written(tmp_path, specimen=name))
    assert_same_table(read, specimen_of(name).tables[""])


def test_mudata_reads_back_every_value(tmp_path: Path) -> None:
    mudata = pytest.importorskip("mudata")
    with mudata.set_options(pull_on_update=False):
        read = mudata.read_h5mu(written(tmp_path, specimen="cite"))
    assert list(read.mod) == ["rna", "prot"]
    for name, table in specimen_of("cite").tables.items():
        assert_same_table(read.mod[name.removeprefix("mod/")], table)
    assert tuple(read.obs_names) == specimen_of("cite").tables["mod/rna"].obs.names
    assert read.obsm["rna"].all()


def test_mudata_joins_rows_that_only_one_modality_has(tmp_path: Path) -> None:
    mudata = pytest.importorskip("mudata")
    path = written(tmp_path, SetNames("obs", {0: "lost-1"}, table="mod/prot"), specimen="cite")
    with mudata.set_options(pull_on_update=False):
        read = mudata.read_h5mu(path)
    assert read.n_obs == 49
    assert read.obsm["rna"].sum() == read.obsm["prot"].sum() == 48


@pytest.mark.parametrize("name", SPECIMENS)
def test_our_own_storage_reads_it_without_a_problem(name: str, tmp_path: Path) -> None:
    specimen = specimen_of(name)
    path = write_specimen(specimen, tmp_path)
    with open_dataset(path) as dataset:
        assert dataset.kind == {"zarr": "spatialdata-zarr"}.get(specimen.kind, specimen.kind)
        assert dataset.problems == ()
        assert {table.name for table in dataset.tables} == set(specimen.tables)
        for table in dataset.tables:
            described = specimen.tables[table.name]
            assert [column.name for column in table.obs.columns] == list(described.obs.columns)
            for matrix in table.matrices:
                values = described.matrices[matrix.name].values
                (block,) = matrix.blocks()
                np.testing.assert_array_equal(_dense(block, values.shape), values)
        (card,) = find_card(path, dataset=dataset)
        read = yaml.safe_load(card.text)
        (part,) = read["distributions"]
        assert part["path"] == path.name
        digest = digest_of(path, Progress(None))
        assert digest is not None
        assert part["sha256"] == digest.partition(":")[2]
        part["sha256"] = specimen.unsealed_digest
        assert read == specimen.card
        assert "&id" not in card.text


def _dense(block: SparseBlock | DenseBlock, shape: tuple[int, int]) -> np.ndarray:
    if isinstance(block, DenseBlock):
        return np.asarray(block.data)
    dense = np.zeros(shape)
    rows = np.repeat(np.arange(shape[0]), np.diff(block.indptr))
    dense[rows, block.indices] = block.data
    return dense


def test_columns_keep_their_kind_and_what_is_missing(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        SetColumn("obs", "text", {0: "a", 1: "b"}),
        SetColumn("obs", "whole", 3),
        SetColumn("obs", "part", {0: 1, 2: 2.5}),
        SetColumn("obs", "flag", {0: True}),
        SetColumn("obs", "mixed", {0: "10 uM", 1: 10}),
        SetColumn("obs", "never", None),
    )
    with open_dataset(path) as dataset:
        obs = dataset.tables[0].obs
        read = {
            name: obs.column(name) for name in ("text", "whole", "part", "flag", "mixed", "never")
        }
    kinds = {name: column.info.kind for name, column in read.items()}
    assert kinds == {
        "text": ColumnKind.CATEGORICAL,
        "whole": ColumnKind.INTEGER,
        "part": ColumnKind.FLOAT,
        "flag": ColumnKind.BOOLEAN,
        "mixed": ColumnKind.CATEGORICAL,
        "never": ColumnKind.FLOAT,
    }
    missing = {name: int((column.codes < 0).sum()) for name, column in read.items()}
    assert missing == {"text": 46, "whole": 0, "part": 46, "flag": 47, "mixed": 46, "never": 48}
    assert read["mixed"].categories == ("10", "10 uM")


def test_matrices_keep_their_storage_and_the_order_of_their_entries(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        TransformMatrix("X", "shuffle_indices"),
        AddMatrix("layers/dense", "X", "dense"),
        AddMatrix("raw/X", "X", "log1p"),
        SetValues("X", {(1, 0): float("nan")}),
    )
    with open_dataset(path) as dataset:
        table = dataset.tables[0]
        encodings = {matrix.name: matrix.encoding for matrix in table.matrices}
        (block,) = table.matrices[0].blocks()
    assert encodings == {
        "X": MatrixEncoding.CSR,
        "raw/X": MatrixEncoding.CSR,
        "layers/dense": MatrixEncoding.DENSE,
    }
    assert isinstance(block, SparseBlock)
    first = block.indices[: block.indptr[1]]
    assert (np.diff(first.astype(int)) < 0).all()
    assert np.isnan(block.data[block.indptr[2] - 1])


def test_the_embedded_card_is_the_card_beside_it_unless_changed(tmp_path: Path) -> None:
    for specimen in ("drug", "cite"):
        path = written(tmp_path, EmbedCard({}), specimen=specimen)
        with open_dataset(path) as dataset:
            beside, inside = find_card(path, dataset=dataset)
        assert beside.text == inside.text
        path = written(tmp_path, EmbedCard({"/title": "An earlier title"}), specimen=specimen)
        with open_dataset(path) as dataset:
            beside, inside = find_card(path, dataset=dataset)
        assert yaml.safe_load(inside.text)["title"] == "An earlier title"
        assert yaml.safe_load(beside.text) == specimen_of(specimen).card


def test_a_digest_that_an_edit_states_is_left_alone(tmp_path: Path) -> None:
    path = written(tmp_path, SetCard("/distributions/0/sha256", "0" * 64))
    (card,) = find_card(path)
    assert yaml.safe_load(card.text)["distributions"][0]["sha256"] == "0" * 64
    path = written(tmp_path, SetCard("/distributions", 7))
    (card,) = find_card(path)
    assert yaml.safe_load(card.text)["distributions"] == 7


def test_a_card_can_be_absent_or_any_text(tmp_path: Path) -> None:
    assert find_card(written(tmp_path, NoCard())) == ()
    (card,) = find_card(written(tmp_path, CardText("title: [GBM\n")))
    assert card.text == "title: [GBM\n"


def test_files_are_put_beside_the_card_and_nowhere_else(tmp_path: Path) -> None:
    written(tmp_path, AddFile("tables/samples.tsv", "sample_id\ns1\n"))
    assert (tmp_path / "tables" / "samples.tsv").read_text() == "sample_id\ns1\n"
    for path in ("/samples.tsv", "../samples.tsv", ""):
        with pytest.raises(ImpossibleEditError):
            written(tmp_path, AddFile(path, ""))


def test_uns_holds_text_numbers_lists_and_mappings(tmp_path: Path) -> None:
    value = {"a": "text", "b": 1, "c": [1.5, 2.5], "d": ["x", "y"], "e": {"f": True}}
    with open_dataset(written(tmp_path, SetUns("made", value))) as dataset:
        assert dataset.tables[0].uns("made") == value
    with pytest.raises(ImpossibleEditError, match="uns"):
        written(tmp_path, SetUns("made", object()))


def test_a_frame_may_have_no_columns(tmp_path: Path) -> None:
    drops = [DropColumn("var", name) for name in ("feature_name", "feature_is_filtered")]
    with open_dataset(written(tmp_path, *drops)) as dataset:
        assert dataset.tables[0].var.columns == ()
        assert dataset.problems == ()


def test_two_writings_are_equal_byte_for_byte(tmp_path: Path) -> None:
    folders = [tmp_path / "a", tmp_path / "b"]
    for folder in folders:
        folder.mkdir()
    first, second = (written(folder, specimen="cite") for folder in folders)
    assert first.read_bytes() == second.read_bytes()
