"""What changed between two manifests is told by slot and by row."""

import pytest
from seen_rows import HEADER, rows_of

from aivc.splits.difference import diff_manifests
from aivc.splits.errors import ManifestError
from aivc.splits.manifest.document import read_manifest
from aivc.splits.manifest.write import write_manifest

IDS = list("abcdef")
ROWS = rows_of(IDS, {"donor_id": ["D1", "D1", "D2", "D2", "D3", "D3"]})


@pytest.fixture
def written(tmp_path):
    def write(name, keys, parts, column="observation_id", **slots):
        columns = {column: list(keys), "partition": list(parts)}
        path = write_manifest({**HEADER, **slots}, columns, tmp_path / f"{name}.yaml")
        return read_manifest(path)

    return write


def test_the_same_manifest(written):
    one = written("one", IDS, ["train"] * 3 + ["test"] * 3)
    other = written("other", IDS[::-1], ["test"] * 3 + ["train"] * 3)
    assert diff_manifests(one, other).is_empty
    assert diff_manifests(one, other, ROWS).is_empty


@pytest.mark.parametrize("rows", [None, ROWS])
def test_rows_that_moved(written, rows):
    one = written("one", IDS[:5], ["train"] * 3 + ["test"] * 2)
    other = written("other", IDS[1:], ["train", "test", "test", "test", "train"])
    found = diff_manifests(one, other, rows)
    assert [(m.before, m.after, m.rows.examples) for m in found.moves] == [
        ("train", "test", ("c",))
    ]
    assert found.only_before.examples == ("a",)
    assert found.only_after.examples == ("f",)
    assert found.n_same == 3


def test_a_row_that_is_now_in_two_parts(written):
    one = written("one", IDS, ["train"] * 3 + ["test"] * 3)
    other = written("other", [*IDS, "a"], ["train"] * 3 + ["test"] * 4)
    for rows in (None, ROWS):
        (move,) = diff_manifests(one, other, rows).moves
        assert (move.before, move.after, move.rows.count) == ("train", "test + train", 1)


def test_other_keys_are_compared_by_rows(written):
    one = written("one", IDS, ["train"] * 4 + ["test"] * 2)
    other = written("other", ["D1", "D2", "D3"], ["train", "train", "test"], "donor_id")
    with pytest.raises(ManifestError):
        diff_manifests(one, other)
    assert not diff_manifests(one, other, ROWS).moves


def test_slots(written):
    one = written("one", IDS, ["train"] * 6, seed=1)
    claims = [{"claim_axis": "donor", "novelty": "unseen", "partition": "test"}]
    parts = [HEADER["partitions"][2], HEADER["partitions"][0]]
    other = written("other", IDS, ["train"] * 6, seed=2, claims=claims, partitions=parts)
    found = {s.pointer: (s.before, s.after) for s in diff_manifests(one, other).slots}
    assert found == {
        "/seed": (1, 2),
        "/claims": (None, claims),
        "/partitions/validation": (HEADER["partitions"][1], None),
    }


def test_a_manifest_that_cannot_be_read(written, tmp_path):
    one = written("one", IDS, ["train"] * 6)
    (tmp_path / "one.parquet").write_bytes(b"PAR1")
    with pytest.raises(ManifestError):
        diff_manifests(one, read_manifest(tmp_path / "one.yaml"))
