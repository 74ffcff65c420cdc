"""Tell which columns of a table of cells are places, shapes, descriptions and intensities."""

from __future__ import annotations

import re
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

PAIRS: Mapping[tuple[str, str], str] = MappingProxyType(
    {
        ("xcentroid", "ycentroid"): "",
        ("centroidx", "centroidy"): "",
        ("centroidxum", "centroidyum"): "um",
        ("centroidxpx", "centroidypx"): "",
        ("cellxposition", "cellyposition"): "",
        ("xposition", "yposition"): "",
        ("positionx", "positiony"): "",
        ("posx", "posy"): "",
        ("locationcenterx", "locationcentery"): "",
        ("centerx", "centery"): "",
        ("xcent", "ycent"): "",
        ("centroid1", "centroid0"): "",
        ("xx", "yy"): "",
        ("x", "y"): "",
    }
)
"""Columns of x and y, without case and signs, and their unit where the name has it.

Of MCMICRO, QuPath, inForm, CellProfiler, regionprops of scikit-image (which counts rows first) and
the CODEX processor."""

UNCLEAR = frozenset({("x", "y"), ("posx", "posy"), ("xposition", "yposition")})
"""Pairs that tables of other things have as well."""

IDENTIFIERS = frozenset(
    {"cellid", "cellidcellid", "objectid", "cell", "cellindex", "cellnumber", "id", "label",
     "objectnumber", "instanceid"}
)  # fmt: skip
SAMPLES = ("imageid", "image", "imagename", "imagenumber", "samplename", "sample", "slide",
           "slideid", "roi", "fov", "tile", "core")  # fmt: skip
"""Columns that tell images apart, so that identifiers of cells may repeat."""

SHAPES = frozenset(
    {"area", "perimeter", "eccentricity", "solidity", "extent", "orientation", "axislength",
     "majoraxislength", "minoraxislength", "axis", "circularity", "diameter", "caliper",
     "roundness", "compactness", "convex", "feret", "size", "volume", "length", "width",
     "height", "ratio", "euler", "bbox", "boundingbox", "formfactor", "aspectratio",
     "elongation"}
)  # fmt: skip
_DESCRIPTIONS = frozenset(
    {"image", "imageid", "imagename", "imagenumber", "sample", "samplename", "sampleid", "slide",
     "slideid", "roi", "fov", "tile", "tilenum", "tilenumber", "region", "reg", "core", "tma",
     "patient", "patientid", "donor", "subject", "group", "batch", "plate", "well", "site",
     "field", "frame", "time", "t", "z", "zcentroid", "centroidz", "row", "column",
     "rowcentroid", "columncentroid", "xtile", "ytile", "cluster", "clusterid", "clusters",
     "phenograph", "leiden", "louvain", "phenotype", "celltype", "class", "classification",
     "neighborhood", "neighbourhood", "parent", "index", "cellindex", "objecttype", "kmeans",
     "xmin", "xmax", "ymin", "ymax", "mask", "istumor", "tissue"}
)  # fmt: skip
_NO_SIGN = re.compile(r"[^a-z0-9]+")
_MOST_LEVELS, _ENOUGH_ROWS = 20, 200


@dataclass(frozen=True, slots=True)
class ColumnLook:
    """What the first rows of a column hold.

    Attributes
    ----------
    is_number
        Whether all its values are numbers, and there is one.
    is_whole
        Whether all are whole numbers.
    n_distinct, n_rows
        Different values, and rows that were looked at.
    """

    is_number: bool
    is_whole: bool
    n_distinct: int
    n_rows: int


@dataclass(frozen=True, slots=True)
class ColumnKinds:
    """Places of columns by what they are.

    Attributes
    ----------
    x, y
        The coordinates.
    unit
        Their unit, empty where the name says none.
    markers
        The intensities.
    others
        All other columns, coordinates included.
    because
        What tells intensities from other numbers.
    """

    x: int
    y: int
    unit: str
    markers: tuple[int, ...]
    others: tuple[int, ...]
    because: str


def plain(name: str) -> str:
    """Return a name without case and signs; a micro sign is a u.

    Examples
    --------
    >>> plain("Centroid X µm"), plain("X_centroid")
    ('centroidxum', 'xcentroid')
    """
    return _NO_SIGN.sub("", name.lower().replace("\u00b5", "u").replace("\u03bc", "u"))


def coordinate_pair(names: Sequence[str]) -> tuple[str, str] | None:
    """Return the first known pair of coordinates that is among some names, in its plain form."""
    there = {plain(name) for name in names}
    return next((pair for pair in PAIRS if there.issuperset(pair)), None)


def column_kinds(names: Sequence[str], looks: Sequence[ColumnLook]) -> ColumnKinds | None:
    """Sort columns by what they are; None where there are no coordinates or no intensities."""
    pair = coordinate_pair(names)
    if pair is None:
        return None
    plain_names = [plain(name) for name in names]
    x, y = (plain_names.index(part) for part in pair)
    if plain_names[0] == "cellid" and pair == ("xcentroid", "ycentroid") and x > 1:
        candidates = [place for place in range(1, x) if place != y]
        because = "MCMICRO writes them between the identifier and the place of each cell"
    else:
        candidates = [
            place
            for place, look in enumerate(looks)
            if place not in (x, y) and not _describes(names[place], look)
        ]
        because = "they are numbers and named like no place, shape, identifier or group"
    markers = tuple(place for place in candidates if looks[place].is_number)
    if not markers:
        return None
    others = tuple(place for place in range(len(names)) if place not in set(markers))
    return ColumnKinds(x, y, PAIRS[pair], markers, others, because)


def _describes(name: str, look: ColumnLook) -> bool:
    whole = plain(name)
    words = {plain(word) for word in re.split(r"[^A-Za-z0-9]+|(?<=[a-z])(?=[A-Z])", name)}
    if not whole or whole in IDENTIFIERS or whole in _DESCRIPTIONS or whole in SHAPES:
        return True
    if words & SHAPES or any(whole in pair for pair in PAIRS):
        return True
    return look.is_whole and look.n_distinct <= _MOST_LEVELS and look.n_rows >= _ENOUGH_ROWS
