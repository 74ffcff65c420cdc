"""A dataset with images and labels that are copied when it is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.adapters.ome_zarr.elements import write_elements
from aivc.storage.made.dataset import MadeDataset

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from aivc.adapters.ome_zarr.elements import PixelElement
    from aivc.storage.model import Table


class PixelDataset(MadeDataset):
    """Tables, and images and labels whose pixels lie in other stores.

    Parameters
    ----------
    path
        The source.
    tables
        Tables called ``tables/NAME``.
    pixels
        The images and labels.
    close
        Releases the stores.
    """

    def __init__(
        self,
        path: Path,
        tables: Sequence[Table],
        pixels: Sequence[PixelElement],
        close: Callable[[], None],
    ) -> None:
        elements = [pixel.described() for pixel in pixels]
        super().__init__(path, tables, elements=elements, close=close)
        self._pixels = tuple(pixels)

    def write_elements(self, store: Path) -> None:
        """Copy images and labels below the folder of a SpatialData store.

        Raises
        ------
        UnreadableInputError
            A chunk of the source is damaged.
        """
        write_elements(self._pixels, store)
