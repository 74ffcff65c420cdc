"""The specimen ``cite`` with one donor held out: the specimen ``cite_split``.

Rows 0-15 (donor D1) are ``train``, rows 16-31 (D2) ``validation``, rows 32-47 (D3) ``test``, in
both modalities. The unit of the split is the donor, and it is claimed that test and validation hold
unseen donors. Controls go with their donor.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from aivc.validators.examples.specimen import SpecimenSplit
from aivc.validators.examples.specimens import cite
from aivc.validators.examples.specimens.manifests import manifest

if TYPE_CHECKING:
    from aivc.validators.examples.specimen import Specimen


def specimen() -> Specimen:
    """Return the specimen."""
    whole = cite.specimen()
    header = manifest(
        whole,
        "donor",
        claims=[
            {"claim_axis": "donor", "novelty": "unseen", "partition": "test"},
            {"claim_axis": "donor", "novelty": "unseen", "partition": "validation"},
        ],
        shared_axes=[
            "cell_type", "tissue", "disease", "organism", "condition", "agent", "dose", "time",
            "batch", "site", "platform",
        ],
        control_policy="split_with_group",
    )  # fmt: skip
    parts = (*("train",) * 16, *("validation",) * 16, *("test",) * 16)
    return replace(whole, split=SpecimenSplit(header, parts))
