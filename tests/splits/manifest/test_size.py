"""A million groups are a manifest like any other."""

import numpy as np
import pytest
from seen_rows import HEADER

from aivc.splits.manifest.coarsest import assignment_columns
from aivc.splits.manifest.document import read_manifest
from aivc.splits.manifest.resolve import assign_rows
from aivc.splits.manifest.write import write_manifest
from aivc.splits.observations import AxisKeys, Observations


@pytest.mark.parametrize("n", [100_000, pytest.param(1_000_000, marks=pytest.mark.slow)])
def test_many_groups(n, tmp_path):
    labels = tuple(f"G{k}" for k in range(n))
    codes = np.arange(2 * n) % n
    rows = Observations(
        n_rows=2 * n,
        axes={"donor": AxisKeys("donor", codes, labels, ("donor_id",))},
        is_control=np.zeros(2 * n, bool),
        id_hashes=np.arange(2 * n, dtype=np.uint64),
        names_of=lambda places: tuple(map(str, places)),
        column={"donor_id": (codes, labels)}.get,
    )
    columns = {
        "donor_id": (np.arange(n), labels),
        "partition": (np.arange(n) % 3, ("train", "validation", "test")),
    }
    path = write_manifest(HEADER, columns, tmp_path / "s.split.yaml")
    found, facts = assign_rows(read_manifest(path), rows)
    assert facts.n_table_rows == n
    assert not facts.unknown_keys
    assert not facts.missing_rows
    assert (found.codes == codes % 3).all()
    assert list(assignment_columns(found, rows)) == ["donor_id", "partition"]
