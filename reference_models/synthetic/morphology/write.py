"""Write the morphology, its card, and what is true of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.reference_models.synthetic.morphology.dataset import morphology_dataset
from aivc.reference_models.synthetic.morphology.draw import draw_morphology
from aivc.reference_models.synthetic.morphology.truth_file import render_truth
from aivc.storage.atomic import write_text
from aivc.validators.examples.write import write_specimen

if TYPE_CHECKING:
    from pathlib import Path


def write_morphology(folder: Path, seed: int = 0) -> Path:
    """Write the morphology into a folder that exists; return the file of profiles.

    The folder gets ``morphology.h5ad``, its card ``morphology.aivc.yaml`` and ``truth.json``. The
    same seed gives the same bytes.
    """
    write_text(folder / "truth.json", render_truth(seed))
    return write_specimen(morphology_dataset(draw_morphology(seed)), folder)
