"""Controls that do not lie as the manifest says."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from catalogue.crispr_screens import CONTROL, guide_screen
from catalogue.drug_screens import VEHICLE, donor_screen
from catalogue.leak import Leak, some_rows

if TYPE_CHECKING:
    import numpy as np
    from catalogue.design import Design

donors = partial(donor_screen, by_id=True)


def control_in_test(design: Design, rng: np.random.Generator) -> Design:
    """Put some controls into test, against the word of the manifest."""
    rows = some_rows(design, "train", rng, 5, target_gene=CONTROL).tolist()
    return design.with_parts(dict.fromkeys(rows, "test"))


def control_of_held_out_donor(design: Design, rng: np.random.Generator) -> Design:
    """Put whole vehicle wells of a held out patient into training."""
    rows = design.rows_where("compound", VEHICLE)
    held = set(design.rows_of("test").tolist()) & set(rows.tolist())
    plates = sorted({(design.obs["plate"][r], design.obs["well"][r]) for r in held}, key=str)
    plate, well = plates[int(rng.integers(len(plates)))]
    moved = [r for r in held if design.obs["plate"][r] == plate and design.obs["well"][r] == well]
    return design.with_parts(dict.fromkeys(moved, "train"))


CONTROL_LEAKS = (
    Leak("control in test", "LEK021", guide_screen, control_in_test),
    Leak("control of a held out donor in training", "LEK021", donors, control_of_held_out_donor),
)
