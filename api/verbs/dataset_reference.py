"""How a manifest names itself and the dataset that it divides."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from aivc.schema.generated.views import DatasetCard


def dataset_reference(
    source: str | Path, card: DatasetCard, observations_digest: str
) -> dict[str, Any]:
    """Return the ``split_of`` of a manifest, by the card or else by the name of the file."""
    reference: dict[str, Any] = {"dataset_id": card.id or f"aivc:datasets/{_slug(source)}"}
    if card.version:
        reference["version"] = card.version
    return {**reference, "observations_digest": observations_digest}


def manifest_name(source: str | Path, what: str) -> str:
    """Return the identifier of a manifest.

    Examples
    --------
    >>> manifest_name("data/Screen 1.h5ad", "by-donor.fold-1")
    'aivc:splits/screen-1-by-donor.fold-1'
    """
    return f"aivc:splits/{_slug(source)}-{what}"


def _slug(source: str | Path) -> str:
    name = Path(source).name.split(".", 1)[0].lower()
    return re.sub(r"[^a-z0-9]+", "-", name).strip("-") or "dataset"
