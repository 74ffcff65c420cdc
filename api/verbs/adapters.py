"""The verb ``adapters``: list the formats that can be read, and those that can be written."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FormatInfo:
    """A format by name and for people."""

    name: str
    title: str


def adapters() -> tuple[FormatInfo, ...]:
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
    return tuple(FormatInfo(adapter.name, adapter.title) for adapter in loaded)


def exporters() -> tuple[FormatInfo, ...]:
    """Return every format that can be written.

    Examples
    --------
    >>> exporters()[0].name
    'cellxgene'
    """
    from aivc.adapters.exporting.registry import exporter_names, load_exporter

    loaded = (load_exporter(name) for name in exporter_names())
    return tuple(FormatInfo(exporter.name, exporter.title) for exporter in loaded)
