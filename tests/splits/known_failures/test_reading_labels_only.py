"""An audit of labels reads labels: no matrix, no data frame library, and two labs' worth of rows.

A peer reads the whole file to compare one column of obs. Others cannot be imported beside a recent
numpy or scikit-learn.
"""

import subprocess
import sys
from dataclasses import replace

import h5py
import numpy as np
import pytest
from catalogue.atlases import atlas
from catalogue.auditing import codes
from catalogue.drug_screens import donor_screen
from catalogue.writing import write

import aivc

HEAVY = {"pandas", "anndata", "scipy", "sklearn", "numba", "rdkit", "zarr", "mudata", "pydantic"}


def test_a_matrix_that_cannot_be_read_does_not_stop_an_audit_of_labels(tmp_path):
    design = donor_screen(0)
    written = write(replace(design, counts=np.ones((design.n_rows, 5), np.float32)), tmp_path)
    with h5py.File(written.data, "r+") as file:
        del file["X/data"]
        file["X"].attrs["shape"] = [design.n_rows, 1 << 40]

    report = aivc.split_audit(written.data, written.manifest, level="obs")

    assert codes(report) == []


@pytest.mark.parametrize("table_format", ["csv", "parquet"])
def test_an_audit_of_labels_loads_no_heavy_library(table_format, tmp_path):
    written = write(replace(atlas(0), table_format=table_format), tmp_path)
    script = (
        "import sys, aivc\n"
        f"aivc.split_audit({str(written.data)!r}, {str(written.manifest)!r}, level='obs')\n"
        "print(*sorted({name.split('.')[0] for name in sys.modules}))\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", script],
        check=True,
        capture_output=True,
        text=True,
        env={"PYTHONPATH": ":".join(path for path in sys.path if path)},
    )

    assert HEAVY & set(ran.stdout.split()) == set()
