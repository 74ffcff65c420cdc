"""A split that leaks fails a pipeline; a peer says so in a table and exits with 0."""

import subprocess
import sys

import pytest
from catalogue.drug_screens import donor_screen
from catalogue.leak import shared_value
from catalogue.shuffling import generator
from catalogue.writing import write


@pytest.mark.parametrize(("is_leaking", "code"), [(False, 0), (True, 1)])
def test_the_exit_code_tells_a_leak(is_leaking, code, tmp_path):
    design = donor_screen(1, by_id=True)
    if is_leaking:
        design = shared_value("patient")(design, generator("leak", 0))
    written = write(design, tmp_path)
    command = ["split", "audit", str(written.data), str(written.manifest), "--level", "obs"]

    ended = subprocess.run(
        [sys.executable, "-c", "from aivc.cli import main; main()", *command],
        check=False,
        capture_output=True,
        env={"PYTHONPATH": ":".join(path for path in sys.path if path)},
    )

    assert ended.returncode == code, ended.stderr
