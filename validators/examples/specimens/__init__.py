"""The datasets that examples of rules start from, and splits of them.

No rule may fire on any of them as they are.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aivc.validators.examples.specimen import Specimen

DATASETS = ("drug", "guides", "cite", "bulk", "section")
"""Datasets alone."""

SPECIMENS = (
    *DATASETS,
    "donor_split",
    "guide_split",
    "compound_split",
    "spatial_split",
    "cite_split",
    "screen_split",
    "wide_split",
    "section_split",
)
"""Datasets, and those that a manifest divides."""


def specimen_of(name: str) -> Specimen:
    """Make the specimen of this name.

    Raises
    ------
    KeyError
        There is no such specimen.

    Examples
    --------
    >>> specimen_of("drug").file_name
    'drug.h5ad'
    """
    if name not in SPECIMENS:
        msg = f"There is no specimen {name!r}; there are {', '.join(SPECIMENS)}."
        raise KeyError(msg)
    made: Specimen = import_module(f"{__name__}.{name}").specimen()
    return made
