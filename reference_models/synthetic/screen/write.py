"""Write the screen, its card, and what is true of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.reference_models.synthetic.screen.dataset import screen_dataset
from aivc.reference_models.synthetic.screen.draw import draw_screen
from aivc.reference_models.synthetic.screen.truth_file import render_truth
from aivc.storage.atomic import write_text
from aivc.validators.examples.write import write_specimen

if TYPE_CHECKING:
    from pathlib import Path


def write_screen(folder: Path, seed: int = 0) -> Path:
    """Write the screen into a folder that exists; return the file of counts.

    The folder gets ``screen.h5ad``, its card ``screen.aivc.yaml``, which names ``programmes.tsv``,
    and ``truth.json``. The same seed gives the same bytes.
    """
    screen = draw_screen(seed)
    write_text(folder / "truth.json", render_truth(screen, seed))
    return write_specimen(screen_dataset(screen), folder)
