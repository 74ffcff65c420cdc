"""Pictures of the section that Space Ranger keeps beside the list of spots."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from aivc.adapters.space.png import PictureError, read_png
from aivc.adapters.visium.files import PICTURE

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from aivc.adapters.contract.log import ConversionNotes


@dataclass(frozen=True, slots=True)
class Pictures:
    """The pictures of a section.

    Attributes
    ----------
    by_size
        Pixels by ``hires`` and ``lowres``, as scanpy calls them, shape (height, width, n_channels).
    read
        The files that they come from.
    left
        Patterns of the files that could not be read, and why.
    """

    by_size: dict[str, NDArray[np.uint8]] = field(default_factory=dict)
    read: list[Path] = field(default_factory=list)
    left: list[tuple[str, str]] = field(default_factory=list)


def read_pictures(paths: Sequence[Path], log: ConversionNotes) -> Pictures:
    """Read the pictures of a section; one that cannot be read stays where it is."""
    found = Pictures()
    for path in paths:
        size = PICTURE.search(path.name)
        if size is None or size["size"].lower() in found.by_size:
            continue
        try:
            pixels = read_png(path)
        except PictureError as error:
            found.left.append((f"{re.escape(path.name)}$", f"it is a picture, and {error}"))
            continue
        name = size["size"].lower()
        found.by_size[name] = pixels
        found.read.append(path)
        log.read_file(path)
        log.mapped(path.name, f"uns/spatial/.../images/{name}", "it is a picture of the section")
    return found
