"""A damaged file is damaged where the example says, and nowhere else."""

from pathlib import Path

import h5py
import numpy as np
import pytest

from aivc.storage import open_dataset
from aivc.validators.examples.apply import apply_edits
from aivc.validators.examples.damage import DAMAGES, STORE_DAMAGES
from aivc.validators.examples.errors import ImpossibleEditError
from aivc.validators.examples.example import Damage
from aivc.validators.examples.in_words import DAMAGED
from aivc.validators.examples.specimens import specimen_of
from aivc.validators.examples.write import write_specimen

ELEMENTS = {
    "unused_category": "obs/donor_id",
    "unreadable_column": "obs/donor_id",
    "unlisted_column": "obs/forgotten",
    "missing_column": "obs/donor_id",
}
PROBLEMS = {
    "ragged_matrix": "ragged-matrix",
    "shape_mismatch": "shape-mismatch",
    "unreadable_column": "unreadable-column",
    "unlisted_column": "unlisted-column",
    "missing_column": "missing-column",
}


def damaged(kind: str, folder: Path, element: str = "") -> Path:
    edit = Damage(kind, element or ELEMENTS.get(kind, "X"))
    return write_specimen(apply_edits(specimen_of("drug"), [edit]), folder)


def test_every_damage_is_told_in_words() -> None:
    assert set(DAMAGED) == {*DAMAGES, *STORE_DAMAGES}


@pytest.mark.parametrize("kind", sorted(DAMAGES))
def test_a_damaged_file_still_opens_and_shows_no_other_problem(kind: str, tmp_path: Path) -> None:
    with open_dataset(damaged(kind, tmp_path)) as dataset:
        found = {problem.kind for problem in dataset.problems}
    assert found == ({PROBLEMS[kind]} if kind in PROBLEMS else set())


def test_stored_zeros_replace_every_other_value(tmp_path: Path) -> None:
    with h5py.File(damaged("stored_zeros", tmp_path)) as file:
        values = file["X/data"][:]
    assert np.count_nonzero(values[::2]) == 0
    assert np.count_nonzero(values[1::2]) == len(values[1::2])


def test_an_element_that_is_not_there_cannot_be_damaged(tmp_path: Path) -> None:
    with pytest.raises(ImpossibleEditError, match="no 'layers/spliced'"):
        damaged("ragged_matrix", tmp_path, "layers/spliced")
    with pytest.raises(ImpossibleEditError, match="No damage is called 'burnt'"):
        damaged("burnt", tmp_path)
