"""Writing that fails or is killed leaves what was there as it was."""

from __future__ import annotations

import signal
import subprocess
import sys
import time

import pytest

from aivc.storage.atomic import replacing_folder

SLOW = """
import sys, time
from pathlib import Path
import numpy as np
from aivc.storage.made.dataset import MadeDataset, MadeTable
from aivc.storage.made.frames import MadeFrame
from aivc.storage.made.matrices import StreamedRows
from aivc.storage.model import SparseBlock
from aivc.storage.writing.write import write_container

def blocks(start, stop, most):
    for row in range(1000):
        print("writing", flush=True)
        time.sleep(0.02)
        yield SparseBlock(row, row + 1, np.array([0, 1]), np.array([0]), np.ones(1))

x = StreamedRows("X", (1000, 1), "float64", 1000, blocks)
table = MadeTable(MadeFrame([str(i) for i in range(1000)]), MadeFrame(["g"]), [x])
write_container(MadeDataset(Path("s"), [table]), Path(sys.argv[1]), force=True)
"""


@pytest.mark.parametrize("name", ["x.h5ad", "x.zarr"])
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_a_run_that_is_ended(tmp_path, name, how) -> None:
    target = tmp_path / name
    if name.endswith("zarr"):
        target.mkdir()
    old = target / "old" if target.is_dir() else target
    old.write_text("old")
    with subprocess.Popen(
        [sys.executable, "-c", SLOW, str(target)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as running:
        assert running.stdout is not None
        assert running.stdout.readline() == b"writing\n"
        time.sleep(0.05)
        running.send_signal(how)
    assert running.returncode != 0
    assert old.read_text() == "old"
    left = {entry.name for entry in tmp_path.iterdir()} - {name}
    # Nothing can be cleared away after SIGKILL; what is left is hidden and not taken for data.
    assert all(entry.startswith(".x.") and entry.endswith(".tmp") for entry in left)
    assert not left or how is signal.SIGKILL


def test_a_folder_takes_the_place_of_another(tmp_path) -> None:
    target = tmp_path / "store"
    target.mkdir()
    (target / "old").write_text("old")
    with replacing_folder(target) as folder:
        (folder / "new").write_text("new")
        assert (target / "old").read_text() == "old"
    assert [entry.name for entry in target.iterdir()] == ["new"]
    assert list(tmp_path.iterdir()) == [target]


def test_a_folder_that_cannot_be_filled(tmp_path) -> None:
    target = tmp_path / "store"
    target.mkdir()
    (target / "old").write_text("old")

    def fail() -> None:
        with replacing_folder(target) as folder:
            (folder / "new").write_text("new")
            raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        fail()
    assert [entry.name for entry in target.iterdir()] == ["old"]
    assert list(tmp_path.iterdir()) == [target]


def test_a_folder_that_cannot_be_moved_stays(tmp_path, monkeypatch) -> None:
    target = tmp_path / "store"
    target.mkdir()
    (target / "old").write_text("old")
    rename = type(target).rename

    def refusing(path, other):
        if path.name.endswith(".tmp") and path.name.startswith(".store"):
            raise OSError(13, "Permission denied")
        return rename(path, other)

    monkeypatch.setattr(type(target), "rename", refusing)

    def write() -> None:
        with replacing_folder(target) as folder:
            (folder / "new").write_text("new")

    with pytest.raises(OSError, match="Permission"):
        write()
    assert [entry.name for entry in target.iterdir()] == ["old"]
    assert list(tmp_path.iterdir()) == [target]
