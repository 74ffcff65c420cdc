"""The verb ``benchmark_spatial_histology``: expression from histology, without shared pixels."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from aivc.reports.spatial_histology.summary import HistologyBenchmark
    from aivc.verbs.spatial_histology.card import InputCard

_OF_A_SPLIT = re.compile(
    r"(blocked|sections)(\.fold-\d+)?\.(split\.(yaml|parquet)|audit\.(html|json))"
)
"""Files of which an earlier benchmark in the folder may have had more."""


def benchmark_spatial_histology(  # noqa: PLR0913 - one keyword for each option of the command
    source: str | Path,
    output: str | Path,
    *,
    card: str | Path | None = None,
    table: str | None = None,
    images: Sequence[str] = (),
    tile: str | None = None,
    block: str | None = None,
    buffer: str | None = None,
    gene_sets: str | Path | None = None,
    cell_types: str | None = None,
    profile: str = "release",
    seed: int = 0,
    force: bool = False,
    progress: Callable[[float, str], None] | None = None,
) -> HistologyBenchmark:
    """Make a benchmark that asks for the expression of spots or cells from their stained image.

    A tile is laid around each unit. Units are divided by blocks in space, so far apart that no
    pixel is in two parts, and by donor, sample or section where there are several. What is written
    has passed the audit of ``aivc split audit``.

    Parameters
    ----------
    source
        A SpatialData store with an image, or an AnnData file with pictures in ``uns/spatial``.
    output
        Folder to write into; made if it is not there. All files appear in it, or none.
    card
        Card to use instead of the sidecar or the embedded one. Without any one is drafted.
    table
        Table whose rows are asked for, such as ``tables/spots``.
    images
        Paths of the images to cut; by default the one that shows most units of each section.
    tile, block, buffer
        Side of a tile, edge of a block, distance between parts: ``112 um``, ``224 px``, or a
        number in the unit of the coordinates. By default they follow from the data.
    gene_sets
        GMT file; adds the activity of its pathways to what is asked for.
    cell_types
        Column of obs; adds who is next to whom. ``cell_type`` where there is such a column.
    profile
        Decides how rules weigh.
    seed
        Source of chance.
    force
        Overwrite what is in the folder.
    progress
        Called with the share that is done, from 0 to 1, and what is being done.

    Returns
    -------
    HistologyBenchmark
        Prints as the text of ``aivc benchmark spatial-histology``.

    Raises
    ------
    UnreadableInputError
        The data or the card cannot be opened.
    BenchmarkError
        There is no image, no place or no table; a length cannot be meant; or the units can be
        divided neither by blocks nor by sections.
    LeakingSplitError
        A split does not pass its own audit; nothing is written.
    OutputExistsError, OutputError
        The folder holds something, or cannot be written.

    Examples
    --------
    >>> print(benchmark_spatial_histology("section.zarr", "benchmark"))  # doctest: +SKIP
    """
    from aivc.storage import open_dataset
    from aivc.storage.staging import staging
    from aivc.verbs.output_files import writing_to
    from aivc.verbs.spatial_histology.making import Asked, Making
    from aivc.verbs.spatial_histology.writing import Writing

    told = progress or _nobody
    asked = Asked.read(tile, block, buffer, gene_sets, cell_types)
    folder = Path(output)
    _refuse(folder, Path(source), force=force)
    told(0.0, "places")
    with open_dataset(source) as dataset:
        making = Making.of(source, dataset, card, profile, seed)
        _refuse_over_card(folder, making.card)
        found = making.survey(table, images)
        making.cell_types(found, asked)
        plan = making.plan(found, asked)
        told(0.2, "splits")
        divided = making.divide(found, plan, asked)
        with writing_to(folder):
            is_new = not folder.exists()
            folder.mkdir(exist_ok=True)
            try:
                with staging(folder) as stage:
                    told(0.5, "audits")
                    writing = Writing(making, found, plan, divided, asked)
                    made = writing.write(stage, folder)
            except BaseException:
                if is_new:
                    folder.rmdir()
                raise
            _drop_stale(folder, {name for name, _ in made.files})
    told(1.0, "audits")
    return made


def _drop_stale(folder: Path, written: set[str]) -> None:
    for path in sorted(folder.iterdir()):
        if _OF_A_SPLIT.fullmatch(path.name) and path.name not in written and path.is_file():
            path.unlink()


def _refuse(folder: Path, source: Path, *, force: bool) -> None:
    from aivc.storage.staging import is_left_behind
    from aivc.verbs.output_files import OutputExistsError

    if folder.exists() and not folder.is_dir():
        message = f"{folder} is a file; name a folder for the benchmark"
        raise OutputExistsError(message)
    if folder.resolve() == source.resolve() or folder.resolve().is_relative_to(source.resolve()):
        message = f"{folder} is in what is read from; name another folder"
        raise OutputExistsError(message)
    if folder.is_dir() and not force and any(not is_left_behind(one) for one in folder.iterdir()):
        message = f"{folder} is not empty; name another folder, or write into it with --force"
        raise OutputExistsError(message)


def _refuse_over_card(folder: Path, card: InputCard) -> None:
    """Refuse a folder in which the card of the data would give way to that of the benchmark."""
    from aivc.verbs.output_files import OutputExistsError
    from aivc.verbs.spatial_histology.card import CARD

    target = folder / CARD
    if any(one.path.exists() and _is_same(one.path, target) for one in card.sources):
        message = f"{target} is what is read from; name another folder"
        raise OutputExistsError(message)


def _is_same(path: Path, target: Path) -> bool:
    return target.exists() and path.samefile(target)


def _nobody(share: float, what: str) -> None:
    """Tell nobody."""
