"""`import aivc` and `--help` load next to nothing."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

HEAVY = frozenset(
    {
        "anndata",
        "h5py",
        "hypothesis",
        "jinja2",
        "jsonschema_rs",
        "linkml",
        "linkml_runtime",
        "mudata",
        "numba",
        "numcodecs",
        "numpy",
        "pandas",
        "pandera",
        "pint",
        "pyarrow",
        "pydantic",
        "rdkit",
        "scipy",
        "spatialdata",
        "ucumvert",
        "yaml",
        "zarr",
    }
)
PRINT_MODULES = "import json, sys; print(json.dumps(list({m.split('.')[0] for m in sys.modules})))"


def loaded_by(code: str) -> set[str]:
    """Return the top-level modules that a fresh interpreter has loaded after some code."""
    command = [sys.executable, "-c", f"{code}\n{PRINT_MODULES}"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return set(json.loads(done.stdout.splitlines()[-1]))


def third_party(modules: set[str]) -> set[str]:
    """Leave out the standard library and what every interpreter of this environment loads."""
    plain = loaded_by("pass")
    return {
        m for m in modules - plain if m not in sys.stdlib_module_names and not m.startswith("_")
    }


def test_import_aivc_loads_only_itself():
    assert third_party(loaded_by("import aivc")) == {"aivc"}


@pytest.mark.parametrize(
    "module", ["aivc.storage", "aivc.schema", "aivc.validators", "aivc.reports"]
)
def test_rooms_are_cheap_to_import(module):
    assert third_party(loaded_by(f"import {module}")) == {"aivc"}


def test_help_loads_click_alone():
    code = "from aivc.cli import run\nassert run(['--help']) == 0"
    assert third_party(loaded_by(code)) == {"aivc", "click"}


@pytest.mark.parametrize("command", ["['rules']", "['rules', '--json']", "['explain', 'MAT001']"])
def test_looking_at_rules_loads_no_numbers(command):
    modules = loaded_by(f"from aivc.cli import run\nassert run({command}) == 0")
    assert modules & HEAVY <= {"yaml"}  # examples are shown as YAML


def test_validating_an_h5ad_does_not_load_anndata(tmp_path):
    code = (
        "from pathlib import Path\n"
        "from aivc.validators.examples.specimens.drug import specimen\n"
        "from aivc.validators.examples.write import write_specimen\n"
        f"path = write_specimen(specimen(), Path({str(tmp_path)!r}))\n"
        "from aivc.cli import run\n"
        "assert run(['validate', str(path), '--format', 'json']) == 0"
    )
    unwanted = {
        "anndata",
        "mudata",
        "zarr",
        "pandas",
        "pandera",
        "pint",
        "linkml",
        "pydantic",
        "numba",
    }
    assert not loaded_by(code) & unwanted
