"""The specimen ``section`` with one donor held out: the specimen ``section_split``.

Cells and spots of D1 (rows 1-16 of either table) are ``train``, those of D2 (17-32)
``validation``, those of D3 (33-48) ``test``. The unit of the split is the donor, and it is claimed
that test and validation hold unseen donors. Controls go with their donor.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from aivc.validators.examples.specimen import SpecimenSplit
from aivc.validators.examples.specimens import section
from aivc.validators.examples.specimens.manifests import manifest

if TYPE_CHECKING:
    from aivc.validators.examples.specimen import Specimen


def specimen() -> Specimen:
    """Return the specimen."""
    whole = section.specimen()
    header = manifest(
        whole,
        "donor",
        claims=[
            {"claim_axis": "donor", "novelty": "unseen", "partition": "test"},
            {"claim_axis": "donor", "novelty": "unseen", "partition": "validation"},
        ],
        shared_axes=[
            "cell_type", "tissue", "disease", "organism", "condition", "agent", "target", "dose",
            "time", "batch", "platform",
        ],
        control_policy="split_with_group",
    )  # fmt: skip
    parts = (*("train",) * 16, *("validation",) * 16, *("test",) * 16)
    return replace(whole, split=SpecimenSplit(header, (*parts, *parts)))
