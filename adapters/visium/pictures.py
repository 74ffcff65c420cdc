"""Pictures of the section that Space Ranger keeps beside the list of spots."""

from __future__ import annotations

import re
import struct
import warnings
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from aivc.adapters.visium.files import PICTURE
from aivc.schema.errors import AivcError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from aivc.adapters.contract.log import ConversionNotes

FORMATS = ("PNG", "JPEG", "TIFF")
MOST_PIXELS = 1 << 26
"""Of one picture; the larger one of Space Ranger has 2,000 or 6,000 along its longer side."""

PLAIN = frozenset({"L", "LA", "RGB", "RGBA", "I;16"})
"""Modes of Pillow whose values are those of channels; others are made colours."""


class PictureError(AivcError, ValueError):
    """A picture is damaged, too large, or of a kind that is not read."""


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

    by_size: dict[str, NDArray[Any]] = field(default_factory=dict)
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
            pixels = read_picture(path)
        except PictureError as error:
            found.left.append((f"{re.escape(path.name)}$", f"it is a picture, and {error}"))
            continue
        name = size["size"].lower()
        found.by_size[name] = pixels
        found.read.append(path)
        log.read_file(path)
        log.mapped(path.name, f"uns/spatial/.../images/{name}", "it is a picture of the section")
    return found


def read_picture(path: Path) -> NDArray[Any]:
    """Read a picture in PNG, JPEG or TIFF.

    Returns
    -------
    ndarray
        Shape (height, width, n_channels).

    Raises
    ------
    PictureError
        It is none of these, damaged, or too large.
    """
    import numpy as np
    from PIL import Image

    broken = (
        OSError, ValueError, SyntaxError, EOFError, IndexError, KeyError, TypeError,
        OverflowError, struct.error, Image.DecompressionBombError, Warning,
    )  # fmt: skip
    try:
        with warnings.catch_warnings(), Image.open(path, formats=FORMATS) as opened:
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            width, height = opened.size
            _refuse_large(width, height)
            made = opened if opened.mode in PLAIN else opened.convert("RGB")
            pixels = np.asarray(made)
    except PictureError:
        raise
    except broken as error:
        msg = f"it cannot be read: {str(error).splitlines()[0] if str(error) else 'it is damaged'}"
        raise PictureError(msg) from error
    return pixels if pixels.ndim == 3 else pixels[:, :, np.newaxis]


def _refuse_large(width: int, height: int) -> None:
    if width * height > MOST_PIXELS:
        msg = f"it has {width:,} by {height:,} pixels, more than the {MOST_PIXELS:,} that are read"
        raise PictureError(msg)
