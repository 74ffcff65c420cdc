"""The writers of other formats by name, loaded when they are needed."""

from __future__ import annotations

from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING

from aivc.adapters.errors import UnknownAdapterError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aivc.adapters.exporting.exporter import Exporter

_HERE = "aivc.adapters.exporting"

EXPORTERS: Mapping[str, str] = MappingProxyType(
    {
        "cellxgene": f"{_HERE}.cellxgene.exporter:Cellxgene",
        "cellxgene-pre-analysis": f"{_HERE}.cellxgene.exporter:CellxgenePreAnalysis",
        "scperturb": f"{_HERE}.scperturb.exporter:ScPerturb",
        "croissant": f"{_HERE}.croissant.exporter:Croissant",
        "ro-crate": f"{_HERE}.ro_crate.exporter:RoCrate",
        "petab": f"{_HERE}.petab:PetabExperiments",
        "sdrf": f"{_HERE}.sdrf:SdrfTable",
        "nonmem": f"{_HERE}.nonmem:NonmemEvents",
        "huggingface": f"{_HERE}.hugging_face:HuggingFaceCard",
    }
)
"""Module and class of each, in the order in which they are listed."""


def exporter_names() -> tuple[str, ...]:
    """Return the names of the formats that can be written."""
    return tuple(EXPORTERS)


def load_exporter(name: str) -> Exporter:
    """Load the writer of a format.

    Raises
    ------
    UnknownAdapterError
        There is no writer of this name.

    Examples
    --------
    >>> load_exporter("sdrf").title
    'SDRF sample table'
    """
    place = EXPORTERS.get(name)
    if place is None:
        msg = f"nothing is exported to {name!r}; the targets are {', '.join(EXPORTERS)}"
        raise UnknownAdapterError(msg)
    module, _, class_name = place.partition(":")
    made: Exporter = getattr(import_module(module), class_name)()
    return made
