"""The synthetic datasets, written once."""

from pathlib import Path

import pytest

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


@pytest.fixture(scope="session")
def synthetic_folder(tmp_path_factory) -> Path:
    """Hold all datasets that are made quickly, each in a folder of its name."""
    folder = tmp_path_factory.mktemp("synthetic")
    for name, write in WRITERS.items():
        (folder / name).mkdir()
        write(folder / name, 0)
    return folder
