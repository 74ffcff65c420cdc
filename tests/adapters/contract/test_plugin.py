"""A reader of another package, installed as one, is listed, chosen and used."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PLUGIN = Path(__file__).parents[3] / "examples" / "adapter_plugin"


@pytest.fixture(scope="module")
def installed(tmp_path_factory) -> Path:
    """Build the package and install it into a folder, as pip would."""
    work = tmp_path_factory.mktemp("plugin")
    shutil.copytree(PLUGIN, work / "package", ignore=shutil.ignore_patterns("build", "*.egg-info"))
    uv = Path(sys.executable).with_name("uv")
    installer = [str(uv), "pip"] if uv.exists() else [sys.executable, "-m", "pip"]
    subprocess.run(
        [*installer, "install", "--quiet", "--no-deps", "--no-build-isolation"]
        + (["--python", sys.executable] if uv.exists() else [])
        + ["--target", str(work / "site"), str(work / "package")],
        check=True,
    )
    return work / "site"


@pytest.fixture(scope="module")
def run(installed):
    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        before = os.environ.get("PYTHONPATH", "")
        paths = os.pathsep.join(filter(None, [str(installed), before]))
        return subprocess.run(
            [sys.executable, *arguments],
            check=False,
            capture_output=True,
            text=True,
            env={**os.environ, "PYTHONPATH": paths},
        )

    return run


def test_it_is_listed_and_chosen(run, tmp_path):
    export = "Metric: Confluence\n\nDate Time\tElapsed\tA1\tB1\n2026-01-05\t0\t1\t2\n"
    (tmp_path / "export.txt").write_text(export)
    script = (
        "from pathlib import Path; from aivc.adapters.registry import adapter_names\n"
        "from aivc.adapters.detection import choose_adapter\n"
        f"print(adapter_names()[-1], choose_adapter(Path({str(tmp_path / 'export.txt')!r}))"
        ".adapter.name)"
    )
    result = run("-c", script)
    assert result.stdout.split() == ["livecell-text", "livecell-text"], result.stderr


def test_it_keeps_every_promise(run):
    result = run("-m", "pytest", "-q", "-p", "no:cacheprovider", str(PLUGIN / "tests"))
    assert result.returncode == 0, result.stdout


def test_its_dataset_is_converted(run, tmp_path):
    export = "Metric: Confluence\n\nDate Time\tElapsed\tA1\tB1\n2026-01-05\t0\t1\t2\n"
    (tmp_path / "export.txt").write_text(export)
    code = "import sys; from aivc.cli import run; sys.exit(run(sys.argv[1:]))"
    out = tmp_path / "out.h5ad"
    result = run("-c", code, "convert", str(tmp_path / "export.txt"), "-o", str(out))
    assert result.returncode == 0, result.stderr
    import anndata

    data = anndata.read_h5ad(out)
    assert data.X.ravel().tolist() == [1.0, 2.0]
    assert data.obs["well_position"].tolist() == ["A01", "B01"]
