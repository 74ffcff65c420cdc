"""Open datasets lazily: stream columns and matrix blocks, never load the whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from aivc.storage.card_source import CardOrigin, CardSource, find_card
    from aivc.storage.open import open_dataset
    from aivc.storage.records.open import open_observations

_HOMES = {
    "CardOrigin": "card_source",
    "CardSource": "card_source",
    "find_card": "card_source",
    "open_dataset": "open",
    "open_observations": "records.open",
}

__all__ = ["CardOrigin", "CardSource", "find_card", "open_dataset", "open_observations"]


def __getattr__(name: str) -> Any:
    """Load a public name when it is first asked for: importing this package must stay cheap."""
    from importlib import import_module

    if name not in _HOMES:
        msg = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(msg)
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
