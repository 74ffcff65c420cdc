"""A benchmark of spatial histology in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.reports.wrapping import wrapped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from aivc.reports.spatial_histology.summary import (
        HistologyBenchmark,
        ImageSummary,
        OverlapSummary,
        SectionSummary,
        SplitSummary,
    )

_MOST_SECTIONS = 20
_MOST_FINDINGS = 10
_MOST_NAMED = 6


def in_words(made: HistologyBenchmark) -> str:
    """Return the text that the command prints and that is kept beside the benchmark."""
    return "\n".join(_printable(line).rstrip() for line in _lines(made)) + "\n"


def _lines(made: HistologyBenchmark) -> Iterator[str]:
    yield f"Benchmark of spatial histology: {made.n_units:,} {made.scale}s, expression from images"
    yield f"of  {made.data}, {made.table} ({made.because})"
    yield f"in  {made.folder}"
    chapters = (
        ("Splits", _splits(made)),
        ("Sizes", _sizes(made)),
        ("Tiles", _tiles(made)),
        ("Sections", _sections(made)),
        ("Card", _card(made)),
        ("To mind", _sentences(made.to_mind)),
        ("Files", _files(made)),
    )
    for title, chapter in chapters:
        lines = list(chapter)
        yield from ("", title, *lines) if lines else ()


def _splits(made: HistologyBenchmark) -> Iterator[str]:
    for split in made.splits:
        yield from _split(split)
    for why in made.not_made:
        yield from wrapped(f"not made: {why}", "  ")


def _sizes(made: HistologyBenchmark) -> Iterator[str]:
    width = max(len(str(choice.length)) for _, choice in made.sizes)
    for name, choice in made.sizes:
        yield from _hung(f"  {name:<7} {choice.length!s:<{width}}  ", choice.why)


def _tiles(made: HistologyBenchmark) -> Iterator[str]:
    yield from _sentences(image_in_words(image) for image in made.images)
    yield from _sentences(overlap_in_words(made.overlap))


def _sections(made: HistologyBenchmark) -> Iterator[str]:
    shown = made.sections[:_MOST_SECTIONS]
    yield from _sentences(section_in_words(section, made.scale) for section in shown)
    if len(made.sections) > _MOST_SECTIONS:
        yield f"  and {len(made.sections) - _MOST_SECTIONS:,} more, in tiles.parquet"


def _card(made: HistologyBenchmark) -> Iterator[str]:
    yield from _listed("added", made.added or ("nothing; it has images, links and readouts",))
    yield from _listed("the rules say", made.card_findings[:_MOST_FINDINGS])
    more = len(made.card_findings) - _MOST_FINDINGS
    if more > 0:
        yield f"  and {more:,} more; see `aivc validate`"
    yield from _sentences(card_in_words(made))


def card_in_words(made: HistologyBenchmark) -> Iterator[str]:
    """Say how the card of the benchmark stands."""
    if not made.card_findings:
        yield "the rules about labels and links find nothing wrong with what the benchmark adds"
    if made.n_inherited:
        yield (
            f"{made.n_inherited:,} errors and warnings about the card of the data stay; see "
            f"`aivc validate {made.data}`"
        )


def _files(made: HistologyBenchmark) -> Iterator[str]:
    width = max(len(name) for name, _ in made.files)
    for name, what in made.files:
        yield f"  {name:<{width}}  {what}"


def _sentences(sentences: Iterable[str]) -> Iterator[str]:
    for sentence in sentences:
        yield from wrapped(sentence, "  ")


def image_in_words(image: ImageSummary) -> str:
    """Say how large images are, and what a tile of them is."""
    rows, columns = image.shape
    pixel = "" if image.pixel_um is None else f" of {image.pixel_um:.4g} um"
    height, width = image.tile
    level = (
        "read it at the finest resolution"
        if image.level == 0
        else f"resolution {image.level}, {image.level_scale:.3g} times coarser, is fine enough"
    )
    each = "each " if len(image.paths) > 1 else ""
    return (
        f"{few(image.paths)}: {each}{rows:,} x {columns:,} pixels{pixel}, {image.n_channels} "
        f"channels; a tile is {height:,} x {width:,} pixels, {level}"
    )


def few(names: Sequence[str]) -> str:
    """Name the first of many."""
    more = f" and {len(names) - _MOST_NAMED:,} more" if len(names) > _MOST_NAMED else ""
    return ", ".join(names[:_MOST_NAMED]) + more


def overlap_in_words(overlap: OverlapSummary) -> Iterator[str]:
    """Say how many tiles share pixels, and what that would do to a random split."""
    if not overlap.n_overlapping:
        yield f"none of the {overlap.n_tiles:,} tiles shares a pixel with another one"
        return
    yield (
        f"{overlap.n_overlapping:,} of {overlap.n_tiles:,} tiles share pixels with others, each "
        f"with {overlap.median_count:g} (median); one covers up to {overlap.largest_share:.0%} "
        "of another"
    )
    yield (
        f"if units were split at random, {overlap.random_share:.0%} of tested tiles would share "
        f"pixels with training, up to {overlap.random_largest:.0%} of a tile"
    )


def section_in_words(section: SectionSummary, scale: str) -> str:
    """Say what is of a section, and what shows it."""
    series = f"; cut in one series with {section.series}" if section.series else ""
    if section.series == section.name:
        series = "; first of a series of sections"
    if not section.image:
        return f"{section.name}: {section.n_units:,} {scale}s, shown by no image{series}"
    if section.n_whole == section.n_units:
        shown = "all with a whole tile"
    else:
        shown = f"{section.n_whole:,} with a whole tile, {section.n_shown:,} with any part of one"
    return f"{section.name}: {section.n_units:,} {scale}s in {section.image}, {shown}{series}"


def sharing_in_words(split: SplitSummary) -> str:
    """Say whether parts of a split share pixels."""
    if not split.n_sharing:
        return "no tested tile shares a pixel with one of training"
    return (
        f"{split.n_sharing:,} tested tiles share pixels with training, up to "
        f"{split.largest_share:.0%} of a tile"
    )


def _split(split: SplitSummary) -> Iterator[str]:
    yield f"  {split.name}: audit says {split.verdict}; {sharing_in_words(split)}"
    for line in split.lines:
        yield from wrapped(line, "    ")
    for finding in split.findings:
        yield from wrapped(finding, "    ")


def _listed(head: str, entries: Sequence[str]) -> Iterator[str]:
    for number, entry in enumerate(entries):
        yield from _hung(f"  {head if number == 0 else '':<{len(head)}}  ", entry)


def _hung(head: str, text: str) -> Iterator[str]:
    first, *others = wrapped(text, " " * len(head)) or [head]
    yield head + first.removeprefix(" " * len(head))
    yield from others


def _printable(line: str) -> str:
    """Leave out what a label may hold to steer a terminal."""
    return "".join(c if c.isprintable() else " " for c in line)
