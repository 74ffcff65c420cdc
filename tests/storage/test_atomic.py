"""A file is either the old one or the whole new one."""

import os
import signal
import stat
import subprocess
import sys
import time

import pytest

from aivc.storage.atomic import replacing, write_bytes, write_text


def test_new_file(tmp_path) -> None:
    write_text(tmp_path / "x.yaml", "é\n")
    assert (tmp_path / "x.yaml").read_bytes() == "é\n".encode()
    write_bytes(tmp_path / "x.bin", b"\0\r\n")
    assert (tmp_path / "x.bin").read_bytes() == b"\0\r\n"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["x.bin", "x.yaml"]


def test_old_file_is_replaced(tmp_path) -> None:
    target = tmp_path / "x"
    target.write_text("old")
    target.chmod(0o640)
    write_text(target, "new")
    assert target.read_text() == "new"
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


def test_new_file_follows_the_umask(tmp_path) -> None:
    before = os.umask(0o027)
    try:
        write_text(tmp_path / "x", "new")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "x").stat().st_mode) == 0o640


def test_link_is_followed(tmp_path) -> None:
    (tmp_path / "real").write_text("old")
    (tmp_path / "link").symlink_to("real")
    write_text(tmp_path / "link", "new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_text() == "new"


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt])
def test_failure_leaves_the_old_file_alone(tmp_path, error) -> None:
    target = tmp_path / "x"
    target.write_text("old")
    with pytest.raises(error), replacing(target) as temporary:
        temporary.write_text("half")
        raise error
    assert target.read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["x"]


def test_missing_folder(tmp_path) -> None:
    with pytest.raises(FileNotFoundError):
        write_text(tmp_path / "none" / "x", "new")


WRITER = """
import sys
from aivc.storage.atomic import replacing
with replacing(sys.argv[1]) as temporary, temporary.open("wb") as opened:
    opened.write(b"new" * 1000)
    opened.flush()
    print("writing", flush=True)
    sys.stdin.read()
"""


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_killed_while_writing(tmp_path, how) -> None:
    target = tmp_path / "x"
    target.write_text("old")
    command = [sys.executable, "-c", WRITER, str(target)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen(command, **pipes) as process:
        assert process.stdout.readline() == b"writing\n"
        process.send_signal(how)
        process.wait(10)
    assert target.read_text() == "old"
    # What is left behind cannot be taken for a result.
    left = [path.name for path in tmp_path.iterdir() if path.name != "x"]
    assert all(name.startswith(".x.") and name.endswith(".tmp") for name in left)


REPLACER = """
import sys
from aivc.storage.atomic import write_bytes
for turn in range(10**9):
    write_bytes(sys.argv[1], bytes([turn % 256]) * 100_000)
    if turn == 0:
        print("first", flush=True)
"""


@pytest.mark.parametrize("delay", [0.01, 0.03, 0.07, 0.11])
def test_killed_at_any_moment(tmp_path, delay) -> None:
    """Whenever the writer dies, the file is one whole version."""
    target = tmp_path / "x"
    command = [sys.executable, "-c", REPLACER, str(target)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout.readline() == b"first\n"
        time.sleep(delay)
        process.kill()
        process.wait(10)
    content = target.read_bytes()
    assert len(content) == 100_000
    assert len(set(content)) == 1
