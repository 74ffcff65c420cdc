"""Copies across parts are counted for the right pair and named on both sides."""

from __future__ import annotations

import numpy as np
import pytest
import scipy.sparse as sp

from aivc.schema.generated.views import Corpus, DataFile, SplitManifest
from aivc.splits.observations import Partitioning
from aivc.validators.fingerprints.fingerprint_file import write_fingerprint
from aivc.validators.fingerprints.fingerprint_table import Kept
from aivc.validators.fingerprints.make_fingerprint import make_fingerprint
from aivc.validators.fingerprints.secret import Secret
from aivc.validators.split_facts.content import measure_content
from aivc.validators.split_facts.corpora import NamedCorpus, named_corpora
from aivc.validators.split_facts.model import Pair
from tests.validators.facts.memory import MemoryDataset
from tests.validators.fingerprints.cells import (
    dataset_of,
    drawn,
    log_normalised,
    stacked,
    table_of,
    thinned,
)

TRAIN, VALIDATION, TEST = 0, 1, 2
PAIRS = (Pair(VALIDATION, TRAIN), Pair(TEST, TRAIN), Pair(TEST, VALIDATION))
CELLS = drawn(300)


def parts(*sizes: int) -> Partitioning:
    codes = np.repeat(np.arange(len(sizes)), sizes).astype(np.int16)
    names = ("train", "validation", "test")
    return Partitioning(names, ("training", "validation", "test"), codes)


def measured(dataset, *sizes, table="", corpora=(), **more):
    return measure_content(dataset, table, parts(*sizes), PAIRS, corpora, **more)


def counts(matrix):
    return [(pair.exact.count, pair.rescaled.count, pair.near.count) for pair in matrix.pairs]


def test_each_kind_of_copy_is_counted_once_and_for_its_pair():
    validation = stacked(CELLS[180:250], log_normalised(CELLS[:3], 3))
    test = stacked(CELLS[250:], CELLS[10:12], thinned(CELLS[20:24], 0.8), CELLS[185])
    dataset = dataset_of(stacked(CELLS[:180], validation, test))
    (matrix,) = measured(dataset, 180, 73, 57).matrices
    assert counts(matrix) == [(0, 3, 0), (2, 0, 4), (1, 0, 0)]
    _, in_training, in_validation = matrix.pairs
    assert in_training.exact.examples == (("cell 303", "cell 10"), ("cell 304", "cell 11"))
    assert in_training.near.examples[0] == ("cell 305", "cell 20")
    assert in_validation.exact.examples == (("cell 309", "cell 185"),)
    assert in_training.n_rows == 57


def test_at_most_five_examples_are_kept():
    dataset = dataset_of(stacked(CELLS[:200], CELLS[200:210], CELLS[:40]))
    (matrix,) = measured(dataset, 200, 10, 40).matrices
    assert matrix.pairs[1].exact.count == 40
    assert len(matrix.pairs[1].exact.examples) == 5


def test_rows_in_no_part_are_not_compared():
    dataset = dataset_of(stacked(CELLS[:100], CELLS[100:200], CELLS[:50]))
    whole = parts(100, 100, 50)
    whole.codes[:50] = -1
    (matrix,) = measure_content(dataset, "", whole, PAIRS).matrices
    assert counts(matrix) == [(0, 0, 0)] * 3


def test_copies_within_a_part_are_no_leak():
    dataset = dataset_of(stacked(CELLS[:50], CELLS[:50], CELLS[100:200], CELLS[200:300]))
    (matrix,) = measured(dataset, 100, 100, 100).matrices
    assert counts(matrix) == [(0, 0, 0)] * 3


@pytest.mark.parametrize("layout", [sp.csc_matrix, lambda m: m.toarray()], ids=["csc", "dense"])
def test_the_layout_makes_no_difference(layout):
    content = stacked(CELLS[:180], CELLS[180:250], CELLS[250:], thinned(CELLS[:5], 0.7), CELLS[7])
    expected = measured(dataset_of(content), 180, 70, 56)
    assert measured(dataset_of(layout(content), per_block=211), 180, 70, 56) == expected
    assert counts(expected.matrices[0])[1] == (1, 0, 5)


def test_the_order_of_rows_makes_no_difference():
    content = stacked(CELLS, CELLS[:4], thinned(CELLS[20:24], 0.8))
    order = np.random.default_rng(2).permutation(content.shape[0])
    partitioning = parts(250, 50, 8)
    rows = [f"cell {k}" for k in range(content.shape[0])]
    shuffled = dataset_of(content[order], rows=[rows[k] for k in order])
    moved = Partitioning(partitioning.names, partitioning.roles, partitioning.codes[order])
    (one,) = measure_content(dataset_of(content), "", partitioning, PAIRS).matrices
    (other,) = measure_content(shuffled, "", moved, PAIRS).matrices
    assert counts(one) == counts(other)
    assert set(one.pairs[1].exact.examples) == set(other.pairs[1].exact.examples)


def test_a_matrix_that_cannot_be_read_is_named():
    found = measured(dataset_of(CELLS, broken=True), 200, 50, 50)
    assert found.matrices == ()
    assert "chunk 3 is damaged" in found.unreadable["X"]


def test_a_table_of_other_rows_is_named():
    found = measured(dataset_of(CELLS[:10]), 200, 50, 50)
    assert found.matrices == ()
    assert len(found.unreadable) == 1


def test_every_modality_with_the_rows_that_were_divided_is_compared():
    rna, other = table_of(CELLS, table="mod/rna"), table_of(CELLS[:7], table="mod/other")
    found = measured(MemoryDataset(rna, other), 200, 50, 50)
    assert [matrix.table for matrix in found.matrices] == ["mod/rna"]


def test_progress_reaches_the_end():
    told = []
    measured(dataset_of(CELLS), 200, 50, 50, progress=lambda share, _: told.append(share))
    assert told == sorted(told)
    assert told[-1] == 1.0


@pytest.fixture
def corpus(tmp_path):
    """Write the fingerprint of cells and name it as a corpus."""

    def make(cells, *, secret=None, kept=None, **more):
        path = tmp_path / "atlas.fingerprint"
        made = make_fingerprint(dataset_of(cells), secret=secret, kept=kept or Kept())
        write_fingerprint(made, path)
        return NamedCorpus("atlas", path, **more)

    return make


def test_evaluated_rows_in_a_corpus_are_found(corpus):
    held = stacked(drawn(200, seed=9), CELLS[240:260], thinned(CELLS[260:265], 0.8))
    found = measured(dataset_of(CELLS), 200, 50, 50, corpora=[corpus(held)]).corpora
    assert [(one.part, one.n_found, one.n_near) for one in found] == [
        (VALIDATION, 10, 0),
        (TEST, 15, 5),
    ]
    assert found[0].examples == tuple(f"cell {k}" for k in range(240, 245))
    assert found[0].estimate == found[0].low == found[0].high == 10


def test_a_sampled_corpus_gives_bounds_around_the_truth(corpus):
    cells = drawn(1_200, n_genes=800, depth=300)
    sampled = corpus(cells[400:], kept=Kept(hashes=150, sketches=150))
    found = measured(dataset_of(cells), 400, 400, 400, corpora=[sampled]).corpora
    for one in found:
        assert one.n_found < 200
        assert one.low < 400 <= one.high
        assert one.estimate > one.n_found


def test_a_keyed_corpus_is_not_compared_and_said_to_be(corpus):
    keyed = corpus(CELLS, secret=Secret(b"k" * 32))
    (found,) = measured(dataset_of(CELLS), 200, 50, 50, corpora=[keyed]).corpora
    assert found.part == -1
    assert "key" in found.problem


def test_files_of_a_manifest_are_looked_for_beside_it(tmp_path):
    folder = tmp_path / "here"
    folder.mkdir()
    for place in (folder, tmp_path):
        (place / "a.fingerprint").write_text("x")

    def named(path, sha256=None):
        corpus = Corpus(corpus_id="a", fingerprint_file=DataFile(path=path, sha256=sha256))
        (found,) = named_corpora(SplitManifest(corpora=(corpus,)), folder)
        return found

    assert named("a.fingerprint").problem == ""
    for path in ("../a.fingerprint", "none.fingerprint", str(tmp_path / "a.fingerprint"), "a\0b"):
        assert named(path).problem, path
    assert named("a.fingerprint", "0" * 64).problem
    assert (
        named(
            "a.fingerprint", "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881"
        ).problem
        == ""
    )
