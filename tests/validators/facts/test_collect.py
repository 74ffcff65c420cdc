"""Collecting from a container: levels, what cannot be read, progress."""

from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import scipy.sparse as sp

from aivc.storage.card_source import CardOrigin, CardSource
from aivc.storage.errors import MissingElementError, UnreadableInputError
from aivc.validators.facts.collect import Need, collect
from aivc.validators.facts.file_facts import digest_of
from aivc.validators.facts.progress import Progress
from aivc.validators.findings import Level
from tests.validators.facts.made import N, counts, normalised
from tests.validators.facts.memory import MemoryDataset, MemoryFrame, MemoryMatrix, MemoryTable

GENES = pd.DataFrame(index=[f"g{k}" for k in range(400)])
CELLS = pd.DataFrame(
    {
        "condition_id": pd.Categorical(["a", "b"] * (N // 2)),
        "donor_id": pd.Categorical([f"D{k % 3}" for k in range(N)]),
    },
    index=[f"cell{k}" for k in range(N)],
)
UMAP = np.random.default_rng(0).random((N, 2))
CARD = "title: T\nconditions:\n- {condition_id: a}\n- {condition_id: b}\n"


def table(**options) -> MemoryTable:
    log = sp.csr_matrix(np.log1p(normalised(counts())).astype("f4"))
    matrices = options.pop("matrices", None) or (
        MemoryMatrix(log, "X", per_block=50),
        MemoryMatrix(sp.csc_matrix(counts().astype("f4")), "raw/X", per_block=50),
    )
    options.setdefault("raw_var", GENES)
    options.setdefault("obsm", (MemoryMatrix(UMAP, "obsm/X_umap", per_block=50),))
    return MemoryTable(CELLS, GENES, matrices, **options)


def collected(dataset: MemoryDataset, level: Level = Level.FULL, **options):
    source = CardSource(CardOrigin.SIDECAR, Path("m.aivc.yaml"), CARD)
    return collect(dataset, [source], level=level, profile="minimal", **options)


def test_a_full_collection():
    card, facts, lines = collected(MemoryDataset(table(uns={"note": "x"})))
    found = facts.table()
    assert card.conditions[1].condition_id == "b"
    assert lines.line_of("/conditions/1") == 4
    assert (found.n_obs, found.n_var) == (N, 400)
    assert [m.name for m in found.matrices] == ["X", "raw/X", "obsm/X_umap"]
    assert found.uns == {"note": "x"}
    assert found.obs.columns["donor_id"].count_of("D0") == N // 3
    assert found.var.names == tuple(GENES.index)
    assert (found.scans["X"].looks_like, found.scans["X"].log_base) == ("log_normalized", "e")
    assert found.scans["X"].recovered_scale == pytest.approx(1e4, rel=1e-4)
    assert found.scans["raw/X"].looks_like == "counts"
    assert found.scans["X"].n_sampled > 100
    (relation,) = found.relations
    assert (relation.source, relation.target, relation.relation) == ("raw/X", "X", "log_scaled")
    assert facts.design.by_condition["donor",].counts.sum() == N
    assert facts.resolve("raw/X")[1].name == "raw/X"


def test_rows_are_kept_for_matrices_and_not_for_coordinates():
    _, facts, _ = collected(MemoryDataset(table()))
    scans = facts.table().scans
    assert scans["raw/X"].row_sums.tolist() == counts().sum(axis=1).tolist()
    assert scans["raw/X"].row_hashes.shape == scans["raw/X"].row_stored.shape == (N,)
    assert scans["obsm/X_umap"].row_sums.shape == (0,)
    assert scans["obsm/X_umap"].column_sums.shape == (2,)


def test_names_of_rows_and_columns_that_are_odd():
    matrix = counts().astype("f8")
    matrix[7] = matrix[3]
    matrix[11] = 0
    matrix[5, 2] = np.nan
    matrix[:, 9] = 0
    only = (MemoryMatrix(sp.csr_matrix(matrix), "X", per_block=50),)
    _, facts, _ = collected(MemoryDataset(table(matrices=only)))
    scan = facts.table().scans["X"]
    assert (scan.nan.count, scan.nan.row_names) == (1, ("cell5",))
    assert scan.duplicated_rows.row_names == ("cell7",)
    assert scan.duplicate_groups == (("cell3", "cell7"),)
    assert scan.empty_rows.row_names == ("cell11",)
    assert "g9" in scan.empty_columns.row_names
    assert scan.empty_columns.count == int((np.nan_to_num(matrix) == 0).all(axis=0).sum())


def test_the_same_rows_of_two_matrices_have_one_hash():
    both = (
        MemoryMatrix(sp.csr_matrix(counts().astype("f4")), "X", per_block=50),
        MemoryMatrix(counts().astype("i8"), "layers/counts", per_block=50),
    )
    _, facts, _ = collected(MemoryDataset(table(matrices=both)))
    scans = facts.table().scans
    assert scans["X"].row_hashes.tolist() == scans["layers/counts"].row_hashes.tolist()
    assert facts.table().relations[0].relation == "equal"


def test_levels_read_no_more_than_they_may():
    def refuse(*args):
        msg = "read at a level that does not allow it"
        raise AssertionError(msg)

    at_header = table()
    at_header.obs.column = at_header.obs.index = at_header.obs.numbers = refuse
    at_header.var.index = refuse
    at_obs = table()
    for sealed in (at_header, at_obs):
        for matrix in (*sealed.matrices, *sealed.obsm):
            matrix.blocks = refuse
    _, header, _ = collected(MemoryDataset(at_header), Level.HEADER)
    found = header.table()
    assert (found.obs, found.var, header.design, header.file.digest) == (None, None, None, None)
    assert found.obs_columns[0].name == "condition_id"
    _, obs, _ = collected(MemoryDataset(at_obs), Level.OBS)
    found = obs.table()
    assert found.obs is not None
    assert obs.design is not None
    assert (dict(found.scans), found.relations) == ({}, ())


@pytest.mark.parametrize(
    ("needs", "has"),
    [
        ({Need.COLUMNS}, {"obs", "var"}),
        ({Need.DESIGN}, {"obs", "design"}),
        ({Need.MATRICES}, {"var", "scans"}),
        (set(), set()),
    ],
)
def test_only_what_is_needed_is_collected(needs, has):
    _, facts, _ = collected(MemoryDataset(table()), needs=needs)
    found = facts.table()
    there = {
        "obs": found.obs is not None,
        "var": found.var is not None,
        "design": facts.design is not None,
        "scans": bool(found.scans),
    }
    assert {name for name, is_there in there.items() if is_there} == has


def test_a_column_that_cannot_be_read_stops_nothing():
    _, facts, _ = collected(MemoryDataset(table(broken=("donor_id",))))
    obs = facts.table().obs
    assert set(obs.unreadable) == {"donor_id"}
    assert set(obs.columns) == {"condition_id"}
    assert "donor" not in facts.design.roles
    assert facts.design.assignments["condition"].n_unassigned == 0


def test_a_matrix_that_cannot_be_read_stops_nothing():
    matrices = (
        MemoryMatrix(counts().astype("f4"), "X", broken=True),
        MemoryMatrix(counts().astype("c8"), "layers/odd"),
        MemoryMatrix(counts().astype("f4"), "layers/good"),
    )
    _, facts, _ = collected(MemoryDataset(table(matrices=matrices)))
    found = facts.table()
    assert set(found.unreadable) == {"X", "layers/odd"}
    assert "damaged" in found.unreadable["X"]
    assert set(found.scans) == {"layers/good", "obsm/X_umap"}


def test_a_shape_that_cannot_be_true_is_refused():
    liar = MemoryMatrix(counts().astype("f4"), "X")
    liar.shape = (10**12, 400)
    liar.n_stored = 5
    _, facts, _ = collected(MemoryDataset(table(matrices=(liar,))))
    assert set(facts.table().unreadable) == {"X"}


def test_row_names_that_cannot_be_read():
    broken = table()

    def refuse():
        msg = "obs has no row names"
        raise UnreadableInputError(msg)

    broken.obs.index = refuse
    _, facts, _ = collected(MemoryDataset(broken))
    assert "obs has no row names" in facts.table().obs.unreadable.values()
    assert facts.table().scans["X"].looks_like == "log_normalized"
    assert facts.design.assignments["condition"].entities[0].example_rows[0] == "row 0"


def test_uns_entries_that_cannot_be_read_are_left_out():
    odd = table(uns={"good": 1, "bad": 2})
    read = odd.uns

    def sometimes(key):
        if key == "bad":
            msg = "bad"
            raise MissingElementError(msg)
        return read(key)

    odd.uns = sometimes
    _, facts, _ = collected(MemoryDataset(odd), Level.HEADER)
    assert (facts.table().uns, facts.table().uns_keys) == ({"good": 1}, ("good", "bad"))


def test_progress_rises_to_one():
    heard = []
    collected(MemoryDataset(table()), progress=lambda share, what: heard.append((share, what)))
    shares = [share for share, _ in heard]
    assert shares == sorted(shares)
    assert 0 < shares[0] < shares[-1] == 1.0
    assert {"obs/donor_id", "X", "raw/X"} <= {what for _, what in heard}


def test_tables_of_a_container_are_kept_apart():
    dataset = MemoryDataset(table(name="mod/rna"), table(name="mod/prot"))
    _, facts, _ = collected(dataset, Level.OBS)
    assert set(facts.tables) == {"mod/rna", "mod/prot"}
    assert facts.design.roles["donor"].table == "mod/rna"
    assert facts.resolve("mod/prot/X")[0].name == "mod/prot"


def test_the_obs_that_modalities_share():
    shared = MemoryFrame(CELLS.rename(columns={"donor_id": "batch_id"}))
    dataset = MemoryDataset(table(name="mod/rna"), table(name="mod/prot"), shared_obs=shared)
    _, facts, _ = collected(dataset, Level.OBS)
    assert set(facts.shared_obs.columns) == {"condition_id", "batch_id"}
    assert facts.design.roles["batch"].table == ""
    assert facts.design.roles["donor"].table == "mod/rna"
    assert facts.design.pairs["batch", "donor"].counts.sum() == N


def test_the_digest_of_a_file(tmp_path):
    path = tmp_path / "m.h5ad"
    path.write_bytes(b"x" * 1000)
    _, facts, _ = collected(MemoryDataset(table(), path=path))
    assert facts.file.byte_size == 1000
    assert facts.file.digest == f"sha256:{hashlib.sha256(b'x' * 1000).hexdigest()}"


def test_the_digest_of_a_store(tmp_path):
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "z").write_bytes(b"1")
    (tmp_path / "a.x").write_bytes(b"2")
    one, two = hashlib.sha256(b"1").hexdigest(), hashlib.sha256(b"2").hexdigest()
    expected = hashlib.sha256(f"{two}  a.x\n{one}  b/z\n".encode()).hexdigest()
    assert digest_of(tmp_path, Progress(None)) == f"sha256-tree:{expected}"
    assert digest_of(tmp_path / "absent", Progress(None)) is None


def test_two_collections_are_equal():
    first, second = (collected(MemoryDataset(table(obsm=())))[1] for _ in range(2))
    for name, scan in first.table().scans.items():
        other = second.table().scans[name]
        assert scan.row_hashes.tobytes() == other.row_hashes.tobytes()
        assert scan.column_sums.tobytes() == other.column_sums.tobytes()
        assert (scan.looks_like, scan.looks_like_share) == (
            other.looks_like,
            other.looks_like_share,
        )
