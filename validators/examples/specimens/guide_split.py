"""The specimen ``guides`` with one target held out: the specimen ``guide_split``.

Cells with guides against HSPA5 (k = 2 and 3 of each sample of 16 rows) are ``test``, all others
``train``, controls included. The unit of the split is the target, and it is claimed that test holds
unseen targets (``/claims/0``).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from aivc.validators.examples.specimen import SpecimenSplit
from aivc.validators.examples.specimens import guides
from aivc.validators.examples.specimens.manifests import manifest

if TYPE_CHECKING:
    from aivc.validators.examples.specimen import Specimen

HELD_OUT = (2, 3)


def specimen() -> Specimen:
    """Return the specimen."""
    whole = guides.specimen()
    header = manifest(
        whole,
        "target",
        claims=[{"claim_axis": "target", "novelty": "unseen", "partition": "test"}],
        shared_axes=[
            "cell_type", "cell_line", "tissue", "disease", "organism", "sample", "batch", "time",
            "platform", "dose", "replicate", "lane", "site",
        ],
        control_policy="train_only",
        roles={"train": "training", "test": "test"},
    )  # fmt: skip
    parts = tuple("test" if row % 16 in HELD_OUT else "train" for row in range(48))
    return replace(whole, split=SpecimenSplit(header, parts))
