"""The synthetic datasets are valid, small, and the same wherever they are made."""

import hashlib
import json
import os
import subprocess
import sys

import pytest

import aivc
from aivc.reference_models.synthetic.cohort.write import write_cohort
from aivc.reference_models.synthetic.knockdowns.write import write_knockdowns
from aivc.reference_models.synthetic.morphology.write import write_morphology
from aivc.reference_models.synthetic.screen.write import write_screen

WRITERS = {
    "screen": write_screen,
    "knockdowns": write_knockdowns,
    "cohort": write_cohort,
    "morphology": write_morphology,
}
FILES = [f"{name}/{name}.h5ad" for name in WRITERS]
LARGEST = 5_000_000

WRITE_AGAIN = """
import sys
from pathlib import Path
from aivc.reference_models.synthetic.cohort.write import write_cohort
from aivc.reference_models.synthetic.knockdowns.write import write_knockdowns
from aivc.reference_models.synthetic.screen.write import write_screen
writers = {"screen": write_screen, "knockdowns": write_knockdowns, "cohort": write_cohort}
for name, write in writers.items():
    folder = Path(sys.argv[1], name)
    folder.mkdir()
    write(folder, 0)
"""


def digests(folder) -> dict[str, str]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in files
    }


@pytest.mark.parametrize("file", FILES)
def test_it_is_valid_without_a_warning(synthetic_folder, file) -> None:
    report = aivc.validate(synthetic_folder / file, fail_on="warning")
    assert report.outcome.verdict.value == "valid"
    assert [f.code for f in report.findings if f.severity.value in {"error", "warning"}] == []


@pytest.mark.parametrize("file", FILES)
def test_it_is_small(synthetic_folder, file) -> None:
    assert (synthetic_folder / file).stat().st_size < LARGEST


@pytest.mark.parametrize("name", WRITERS)
def test_another_seed_is_another_dataset_of_the_same_design(
    synthetic_folder, tmp_path, name
) -> None:
    WRITERS[name](tmp_path, 1)
    first, second = digests(synthetic_folder / name), digests(tmp_path)
    assert first.keys() == second.keys()
    assert first[f"{name}.h5ad"] != second[f"{name}.h5ad"]
    assert json.loads((tmp_path / "truth.json").read_text())["seed"] == 1


def test_the_bytes_are_the_same_in_another_process_with_another_hash_seed(
    synthetic_folder, tmp_path
) -> None:
    environment = {**os.environ, "PYTHONHASHSEED": "7", "OMP_NUM_THREADS": "1"}
    subprocess.run([sys.executable, "-c", WRITE_AGAIN, str(tmp_path)], check=True, env=environment)
    again = digests(tmp_path)
    written = digests(synthetic_folder)
    assert again == {name: written[name] for name in again}
    assert len(again) == 10
