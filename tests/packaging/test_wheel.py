"""The wheel carries everything, and works in an environment and a folder of its own."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """Build the wheel from the checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-c", _BUILD, str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    (path,) = folder.glob("*.whl")
    return path


_BUILD = """
import sys
from setuptools import build_meta
build_meta.build_wheel(sys.argv[1], {"--build-option": []})
"""


def test_every_module_and_data_file_is_in_the_wheel(wheel):
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["setuptools"]
    kinds = (".py", ".yaml", ".json", ".jsonld", ".tsv", ".gz", ".html")
    expected = {
        f"{package.replace('.', '/')}/{path.relative_to(ROOT / folder).as_posix()}"
        for package, folder in settings["package-dir"].items()
        for path in (ROOT / folder).rglob("*")
        if path.name.endswith(kinds) and "__pycache__" not in path.parts
    }
    packed = set(zipfile.ZipFile(wheel).namelist())
    assert expected - packed == set()
    assert not {name for name in packed if name.startswith(("tests/", "tools/"))}


@pytest.mark.slow  # what is packed, and that the demo runs, is tested quickly above and in the API
def test_the_wheel_runs_the_demo_from_another_folder(wheel, tmp_path):
    environment = tmp_path / "environment"
    uv = [sys.executable, "-m", "uv"]
    python = environment / "bin" / "python"
    subprocess.run([*uv, "venv", "--quiet", environment], check=True)
    subprocess.run([*uv, "pip", "install", "--quiet", "--python", python, wheel], check=True)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    settings = {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "VIRTUAL_ENV")}
    done = subprocess.run(
        [environment / "bin" / "aivc", "demo", "demo"],
        cwd=elsewhere,
        env=settings,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "Verdict on the intact dataset: valid" in done.stdout
    assert (elsewhere / "demo" / "report.html").is_file()
