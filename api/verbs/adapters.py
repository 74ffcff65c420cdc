"""The verb ``adapters``: list the formats that can be read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AdapterInfo:
    """A reader of a lab format: its name, and what it reads."""

    name: str
    title: str


def adapters() -> tuple[AdapterInfo, ...]:
    """Return every reader, those of other packages last.

    Raises
    ------
    UnknownAdapterError
        A reader of another package cannot be loaded.

    Examples
    --------
    >>> adapters()[0].name
    'anndata'
    """
    from aivc.adapters.registry import adapter_names, load_adapter

    loaded = (load_adapter(name) for name in adapter_names())
    return tuple(AdapterInfo(adapter.name, adapter.title) for adapter in loaded)
