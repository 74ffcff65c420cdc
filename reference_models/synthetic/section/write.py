"""Write the synthetic tissue: the store, its card, and what is true of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.reference_models.synthetic.section.card import section_card
from aivc.reference_models.synthetic.section.covering import covering
from aivc.reference_models.synthetic.section.files import (
    write_gene_sets,
    write_weights,
    written_store,
)
from aivc.reference_models.synthetic.section.readings import read_off
from aivc.reference_models.synthetic.section.sections import all_sections
from aivc.reference_models.synthetic.section.store import section_store
from aivc.reference_models.synthetic.section.truth_file import render_truth
from aivc.storage.atomic import write_text
from aivc.storage.writing.write import write_container
from aivc.validators.examples.card_yaml import as_yaml

if TYPE_CHECKING:
    from pathlib import Path

NAME = "section"


def write_section(folder: Path, seed: int = 0, *, force: bool = False) -> Path:
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
    Path
        The store.

    Raises
    ------
    UnwritableError
        The store is there already.

    Examples
    --------
    >>> from pathlib import Path
    >>> write_section(Path("tissue"))  # doctest: +SKIP
    PosixPath('tissue/section.zarr')
    """
    store = folder / f"{NAME}.zarr"
    sections = all_sections(seed)
    write_container(section_store(folder, sections), store, force=force)
    covered = {data.section.name: covering(data.cells) for data in sections}
    files = {
        "weights": write_weights(folder, sections, covered),
        "gene_sets": write_gene_sets(folder),
    }
    card = section_card(written_store(store), read_off(sections, covered), files)
    write_text(folder / f"{NAME}.aivc.yaml", as_yaml(card))
    write_text(folder / "truth.json", render_truth(sections, seed))
    return store
