"""What a benchmark of spatial histology is made of, for reports."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from aivc.evaluation.spatial_histology.defaults import Choice


@dataclass(frozen=True, slots=True)
class SectionSummary:
    """A section: its units, the image that shows them, and the series that it is of."""

    name: str
    n_units: int
    image: str
    n_shown: int
    n_whole: int
    """Units whose whole tile lies within the image."""
    series: str


@dataclass(frozen=True, slots=True)
class ImageSummary:
    """Images of one size, and the tiles that are cut from them."""

    paths: tuple[str, ...]
    shape: tuple[int, int]
    n_channels: int
    pixel_um: float | None
    tile: tuple[int, int]
    level: int
    level_scale: float


@dataclass(frozen=True, slots=True)
class OverlapSummary:
    """How tiles overlap, and what that does to a split that is dealt out at random.

    ``median_count`` is with how many others a tile overlaps that overlaps at all, in the median.
    ``random_share`` is the share of test tiles that share pixels with a tile of training where a
    fifth of the units is tested at random; ``random_largest`` the most that one shares.
    """

    n_tiles: int
    n_overlapping: int
    median_count: float
    largest_share: float
    random_share: float
    random_largest: float


@dataclass(frozen=True, slots=True)
class SplitSummary:
    """A split, what its audit says, and whether its parts share pixels.

    Attributes
    ----------
    name
        Of the files.
    manifest, audit
        Files.
    parts
        Name and units of each part.
    lines
        The split in words.
    verdict
        Verdict of the audit.
    findings
        Code and message of each error and warning.
    n_sharing
        Tested tiles that share a pixel with a tile of training.
    largest_share
        Share of a tile that the worst of them shares.
    """

    name: str
    manifest: str
    audit: str
    parts: tuple[tuple[str, int], ...]
    lines: tuple[str, ...]
    verdict: str
    findings: tuple[str, ...]
    n_sharing: int
    largest_share: float


@dataclass(frozen=True, slots=True)
class SectionMap:
    """The tiles of a section over its image, in widths of what is shown.

    Attributes
    ----------
    name, image
        The section and the image.
    ratio
        Height over width.
    tile
        Width and height of a tile.
    corners
        Left and top of tiles; of many units some are shown.
    parts
        For each split the number of the part of each of them, -1 for none.
    picture
        The image as JPEG in base 64; empty where there is none.
    """

    name: str
    image: str
    ratio: float
    tile: tuple[float, float]
    corners: tuple[tuple[float, float], ...]
    parts: tuple[tuple[int, ...], ...]
    picture: str


@dataclass(frozen=True, slots=True)
class HistologyBenchmark:
    """A benchmark that was made.

    Attributes
    ----------
    folder
        Where it is.
    data
        The dataset that it is of.
    table, because, scale, n_units
        The table whose rows are asked for, why it is this one, their scale and number.
    sections, images, overlap, splits
        What was found and made.
    sizes
        Name and choice of each length, with its reason.
    added
        What was added to the card, in words.
    card_findings, n_inherited
        Errors and warnings of the rules about what was added to the card, and the number of those
        about what it had.
    not_made
        What was not made, and why.
    to_mind
        What is not known, and what a user of the benchmark should mind, in sentences.
    files
        Name and content of each file.
    maps
        Pictures of the sections.
    part_names
        Names of the parts of each split, in the order in which the maps number them.
    """

    folder: Path
    data: str
    table: str
    because: str
    scale: str
    n_units: int
    sections: tuple[SectionSummary, ...]
    images: tuple[ImageSummary, ...]
    overlap: OverlapSummary
    splits: tuple[SplitSummary, ...]
    sizes: tuple[tuple[str, Choice], ...]
    added: tuple[str, ...]
    card_findings: tuple[str, ...]
    n_inherited: int
    not_made: tuple[str, ...]
    to_mind: tuple[str, ...]
    files: tuple[tuple[str, str], ...]
    maps: tuple[SectionMap, ...]
    part_names: tuple[tuple[str, ...], ...]

    def __str__(self) -> str:
        """Return the text that ``aivc benchmark spatial-histology`` prints."""
        from aivc.reports.spatial_histology.text import in_words

        return in_words(self)
