"""The specimen ``drug`` laid out on slides and divided in space: the specimen ``spatial_split``.

obs has four more columns: ``slide`` (bound to the section, ``/binding/keys/0``), ``slide_number``
(bound to the position of the section, ``/binding/keys/1``) and the places ``x_um`` and ``y_um``.
Each donor has two slides, numbered 1 and 5, of eight cells in a row, 100 micrometres apart: rows
0-7 are on ``D1_1``, rows 8-15 on ``D1_5``, rows 16-23 on ``D2_1``, and so on; cell k of a slide is
at ``x_um`` 100 k.

Slide ``D1_5`` is divided: rows 8-10 are ``train``, rows 11 and 12 ``buffer``, rows 13-15 ``test``.
Slide ``D2_5`` (rows 24-31) is ``test`` as a whole; everything else is ``train``. The buffer is 250
micrometres, and the tiles around cells are 150 wide and high. It is claimed that the blocks of
``test`` are unseen (``/claims/0``).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from aivc.validators.examples.specimen import SpecimenSplit
from aivc.validators.examples.specimens import drug
from aivc.validators.examples.specimens.manifests import manifest

if TYPE_CHECKING:
    from aivc.validators.examples.specimen import Specimen

CELLS_OF_A_SLIDE = 8
STEP = 100.0
NUMBERS = (1, 5)


def specimen() -> Specimen:
    """Return the specimen."""
    whole = drug.specimen()
    table = whole.tables[""]
    n_rows = len(table.obs.names)
    slides = [divmod(row // CELLS_OF_A_SLIDE, len(NUMBERS)) for row in range(n_rows)]
    columns = {
        "slide": tuple(f"D{donor + 1}_{NUMBERS[slide]}" for donor, slide in slides),
        "slide_number": tuple(NUMBERS[slide] for _, slide in slides),
        "x_um": tuple(STEP * (row % CELLS_OF_A_SLIDE) for row in range(n_rows)),
        "y_um": (0.0,) * n_rows,
    }
    placed = replace(table, obs=replace(table.obs, columns={**table.obs.columns, **columns}))
    header = manifest(
        whole,
        "spatial_block",
        roles={"train": "training", "test": "test", "buffer": "buffer"},
        binding={
            "keys": [
                {"role": "section", "columns": ["slide"]},
                {"role": "section_position", "columns": ["slide_number"]},
            ]
        },
        claims=[{"claim_axis": "spatial_block", "novelty": "unseen", "partition": "test"}],
        shared_axes=[
            "section", "donor", "sample", "cell_type", "tissue", "disease", "organism",
            "condition", "agent", "combination", "dose", "time", "plate", "batch", "site",
            "platform",
        ],
        control_policy="split_with_group",
        coordinates=["x_um", "y_um"],
        coordinate_unit="um",
        buffer={"value": 250.0, "unit": "um"},
        tile_width=150.0,
        tile_height=150.0,
    )  # fmt: skip
    parts = [*("train",) * 11, *("buffer",) * 2, *("test",) * 3, *("train",) * 32]
    parts[24:32] = ["test"] * CELLS_OF_A_SLIDE
    return replace(whole, tables={"": placed}, split=SpecimenSplit(header, tuple(parts)))
