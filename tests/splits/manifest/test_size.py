"""A million groups are a manifest like any other."""

import numpy as np
from seen_rows import HEADER

from aivc.splits.manifest.coarsest import assignment_columns
from aivc.splits.manifest.document import read_manifest
from aivc.splits.manifest.resolve import assign_rows
from aivc.splits.manifest.write import write_manifest
from aivc.splits.observations import AxisKeys, Observations

N = 1_000_000


def test_a_million_groups(tmp_path):
    labels = tuple(f"G{k}" for k in range(N))
    codes = np.arange(2 * N) % N
    rows = Observations(
        n_rows=2 * N,
        axes={"donor": AxisKeys("donor", codes, labels, ("donor_id",))},
        is_control=np.zeros(2 * N, bool),
        id_hashes=np.arange(2 * N, dtype=np.uint64),
        names_of=lambda places: tuple(map(str, places)),
        column={"donor_id": (codes, labels)}.get,
    )
    columns = {
        "donor_id": (np.arange(N), labels),
        "partition": (np.arange(N) % 3, ("train", "validation", "test")),
    }
    path = write_manifest(HEADER, columns, tmp_path / "s.split.yaml")
    found, facts = assign_rows(read_manifest(path), rows)
    assert facts.n_table_rows == N
    assert not facts.unknown_keys
    assert not facts.missing_rows
    assert (found.codes == codes % 3).all()
    assert list(assignment_columns(found, rows)) == ["donor_id", "partition"]
