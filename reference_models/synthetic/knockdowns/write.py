"""Write the knockdowns, their card, and what is true of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.reference_models.synthetic.knockdowns.dataset import knockdowns_dataset
from aivc.reference_models.synthetic.knockdowns.draw import draw_knockdowns
from aivc.reference_models.synthetic.knockdowns.truth_file import render_truth
from aivc.storage.atomic import write_text
from aivc.validators.examples.write import write_specimen

if TYPE_CHECKING:
    from pathlib import Path


def write_knockdowns(folder: Path, seed: int = 0) -> Path:
    """Write the knockdowns into a folder that exists; return the file of counts.

    The folder gets ``knockdowns.h5ad``, its card ``knockdowns.aivc.yaml`` and ``truth.json``. The
    same seed gives the same bytes.
    """
    knockdowns = draw_knockdowns(seed)
    write_text(folder / "truth.json", render_truth(knockdowns, seed))
    return write_specimen(knockdowns_dataset(knockdowns), folder)
