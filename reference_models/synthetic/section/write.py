"""Write the synthetic tissue: the store, its card, and what is true of it."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from aivc.reference_models.synthetic.section.card import section_card
from aivc.reference_models.synthetic.section.covering import covering
from aivc.reference_models.synthetic.section.files import (
    GENE_SETS,
    WEIGHTS,
    write_gene_sets,
    write_weights,
    written_store,
)
from aivc.reference_models.synthetic.section.readings import read_off
from aivc.reference_models.synthetic.section.sections import draw_tissue
from aivc.reference_models.synthetic.section.store import section_store
from aivc.reference_models.synthetic.section.truth_file import render_truth
from aivc.storage.atomic import write_text
from aivc.storage.writing.write import write_container
from aivc.validators.examples.apply import apply_edits
from aivc.validators.examples.card_yaml import as_yaml
from aivc.validators.examples.specimen import Specimen

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from aivc.reference_models.synthetic.faults import Fault
    from aivc.reference_models.synthetic.section.sections import Tissue

NAME = "section"
CARD = f"{NAME}.aivc.yaml"
FILES = (WEIGHTS, GENE_SETS)
"""What the card names beside the store."""


@dataclass(frozen=True, slots=True)
class WrittenSection:
    """Where the tissue was written, and its card as plain data."""

    store: Path
    card: Mapping[str, Any]

    def write_broken(self, fault: Fault, folder: Path) -> Path:
        """Write the card with a fault, and the files that it names, into an existing folder.

        Returns
        -------
        Path
            The card. It is about the store that it does not lie beside.
        """
        for name in FILES:
            shutil.copyfile(self.store.with_name(name), folder / name)
        intact = Specimen(NAME, "zarr", self.card, {})
        path = folder / CARD
        write_text(path, as_yaml(apply_edits(intact, fault.edits).card or {}))
        return path


def write_section(folder: Path, seed: int = 0, *, force: bool = False) -> WrittenSection:
    """Write the tissue into a folder that exists.

    Parameters
    ----------
    folder
        Where to. Gets ``section.zarr``, a SpatialData store; its card ``section.aivc.yaml``, which
        names ``cell_to_spot.parquet`` and ``programmes.gmt``; and ``truth.json``.
    seed
        Of the simulation. The same seed gives the same bytes.
    force
        Replace a store that is there.

    Returns
    -------
    WrittenSection

    Raises
    ------
    UnwritableError
        The store is there already.

    Examples
    --------
    >>> from pathlib import Path
    >>> write_section(Path("tissue")).store  # doctest: +SKIP
    PosixPath('tissue/section.zarr')
    """
    return write_tissue(draw_tissue(seed), folder, force=force)


def write_tissue(tissue: Tissue, folder: Path, *, force: bool = False) -> WrittenSection:
    """Write a tissue that was drawn; see :func:`write_section`."""
    sections = tissue.sections
    store = folder / f"{NAME}.zarr"
    write_container(section_store(folder, sections), store, force=force)
    covered = {data.section.name: covering(data.cells) for data in sections}
    files = {
        "weights": write_weights(folder, sections, covered),
        "gene_sets": write_gene_sets(folder),
    }
    card = section_card(written_store(store), read_off(sections, covered), files)
    write_text(folder / CARD, as_yaml(card))
    write_text(folder / "truth.json", render_truth(tissue))
    return WrittenSection(store, card)
