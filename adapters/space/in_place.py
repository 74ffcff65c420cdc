"""What holds for every assay that leaves the tissue as it is."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from aivc.adapters.contract.hints import Said

if TYPE_CHECKING:
    from collections.abc import Mapping

IN_PLACE: Mapping[str, Said] = MappingProxyType(
    {"/samples/*/suspension_type": Said("na", "the tissue is not taken apart for it")}
)
"""Values of the card by JSON pointer."""
