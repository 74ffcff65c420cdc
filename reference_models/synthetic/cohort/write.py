"""Write the cohort, its card, and what is true of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.reference_models.synthetic.cohort.dataset import cohort_dataset
from aivc.reference_models.synthetic.cohort.draw import draw_cohort
from aivc.reference_models.synthetic.cohort.truth_file import render_truth
from aivc.storage.atomic import write_text
from aivc.validators.examples.write import write_specimen

if TYPE_CHECKING:
    from pathlib import Path


def write_cohort(folder: Path, seed: int = 0) -> Path:
    """Write the cohort into a folder that exists; return the file of counts.

    The folder gets ``cohort.h5ad``, its card ``cohort.aivc.yaml`` and ``truth.json``. The same seed
    gives the same bytes.
    """
    cohort = draw_cohort(seed)
    write_text(folder / "truth.json", render_truth(cohort, seed))
    return write_specimen(cohort_dataset(cohort), folder)
