"""Open what a person names, a dataset or lab data, and the files that lie beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aivc.adapters.contract.hints import Hints

if TYPE_CHECKING:
    from pathlib import Path

    from aivc.schema.generated.views import ConversionMapping
    from aivc.storage.model import Dataset

CARD_SUFFIX = ".aivc.yaml"
MAPPING_SUFFIX = ".mapping.yaml"


@dataclass(frozen=True, slots=True)
class OpenedForDraft:
    """A source of which a card is to be drafted.

    Attributes
    ----------
    dataset
        To be closed.
    hints
        What the format and a mapping say.
    adapter
        Name of the reader; empty for a container.
    told
        A sentence about how it was read; empty for a container.
    """

    dataset: Dataset
    hints: Hints
    adapter: str = ""
    told: str = ""

    @property
    def is_container(self) -> bool:
        """Whether it is a dataset as it is, and needs no conversion."""
        return not self.adapter


def opened_for_draft(
    source: Path, adapter: str | None, mapping: str | Path | None
) -> OpenedForDraft:
    """Open a dataset as it is, or lab data by its reader.

    Raises
    ------
    UnreadableInputError
        The source cannot be opened, or is of no format that aivc reads.
    MappingFileError
        The mapping cannot be used with the source.
    """
    from aivc.adapters.conversion.source import open_source
    from aivc.storage import open_dataset
    from aivc.storage.errors import UnreadableInputError

    said, _ = mapping_of(source, mapping)
    if adapter is None and said is None:
        try:
            return OpenedForDraft(open_dataset(source), Hints())
        except UnreadableInputError:
            pass
    opened = open_source(source, adapter, said)
    told = f"read as {opened.adapter}: {opened.because}"
    return OpenedForDraft(opened.mapped.dataset, opened.mapped.hints, opened.adapter, told)


def mapping_of(
    source: Path, given: str | Path | None
) -> tuple[ConversionMapping | None, Path | None]:
    """Read the mapping that is given, or lies beside a source; None where there is none."""
    from pathlib import Path

    from aivc.adapters.mapping.file import read_mapping

    place = mapping_beside(source)
    path = Path(given) if given is not None else place if place.is_file() else None
    return (None, None) if path is None else (read_mapping(path), path)


def mapping_beside(source: Path) -> Path:
    """Return where the mapping of a source is looked for.

    Examples
    --------
    >>> from pathlib import Path
    >>> mapping_beside(Path("run_7/plate.csv")).as_posix()
    'run_7/plate.mapping.yaml'
    """
    return beside(source, MAPPING_SUFFIX)


def card_beside(source: Path) -> Path:
    """Return where the card of lab data is drafted."""
    return beside(source, CARD_SUFFIX)


def beside(source: Path, suffix: str) -> Path:
    """Name a file beside a source, after the source."""
    from aivc.adapters.drafting.opening import dataset_name

    resolved = source if source.name not in {"", ".", ".."} else source.resolve()
    name = dataset_name(resolved.name)
    stem = name if resolved.is_dir() else name.removesuffix(".gz").rsplit(".", 1)[0] or name
    return resolved.with_name(stem + suffix)
