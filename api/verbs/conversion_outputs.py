"""Where a conversion writes, and what must not be there."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from aivc.verbs.output_files import OutputError, OutputExistsError
from aivc.verbs.source_files import CARD_SUFFIX, beside

if TYPE_CHECKING:
    from aivc.storage.model import Dataset

LOG_SUFFIX = ".conversion.yaml"
CONTAINERS = (".h5ad", ".h5mu", ".zarr")


@dataclass(frozen=True, slots=True)
class Outputs:
    """Where the parts of a converted dataset go."""

    data: Path

    @property
    def stem(self) -> str:
        """Name of the dataset."""
        from aivc.adapters.drafting.opening import dataset_name

        return dataset_name(self.data.name)

    @property
    def card(self) -> Path:
        """The card."""
        return self.data.with_name(self.stem + CARD_SUFFIX)

    @property
    def log(self) -> Path:
        """The conversion log."""
        return self.data.with_name(self.stem + LOG_SUFFIX)


def outputs_of(source: Path, dataset: Dataset, output: str | Path | None) -> Outputs:
    """Return where a conversion goes.

    Without an output it is named after the source, in the working folder; an output that is a
    folder is one to write into.
    """
    from aivc.storage.writing.suffixes import default_suffix

    named = beside(source, default_suffix(dataset)).name
    if output is None:
        return Outputs(Path(named))
    return Outputs(Path(output) / named if _is_folder(output) else Path(output))


def refuse_unusable(output: str | Path | None) -> None:
    """Refuse a place that no conversion can be written to, before anything is read.

    Raises
    ------
    OutputError
        The folder is not there, or the name has no suffix of a container.
    """
    if output is None:
        return
    path = Path(output)
    if _is_folder(output):
        _refuse_missing(path, "the dataset")
        return
    if path.suffix not in CONTAINERS:
        what = f"{path.suffix} stands for" if path.suffix else "a name without a suffix stands for"
        message = (
            f"cannot write {path.name}: {what} no container; end its name in "
            f"{', '.join(CONTAINERS[:-1])} or {CONTAINERS[-1]}, or name a folder that is there"
        )
        raise OutputError(message)
    _refuse_missing(path.parent, path.name)


def refuse_existing(outputs: Outputs, source: Path, card: Path | None, *, force: bool) -> None:
    """Refuse to overwrite what is there; the card that is read stays as it is.

    Raises
    ------
    OutputExistsError
        A file is there and ``force`` is not given, or the output is the source.
    """
    if outputs.data.exists() and outputs.data.resolve() == source.resolve():
        message = f"{source} would be overwritten by its own conversion; name another --output"
        raise OutputExistsError(message)
    if force:
        return
    is_used = card is not None and outputs.card.resolve() == card.resolve()
    for path in (outputs.data, outputs.log, *(() if is_used else (outputs.card,))):
        if path.exists():
            message = f"{path} is there already; name another --output, or overwrite with --force"
            raise OutputExistsError(message)


def _is_folder(output: str | Path) -> bool:
    """Tell a folder to write into from a store to overwrite."""
    path = Path(output)
    is_meant = isinstance(output, str) and output.endswith(("/", "\\"))
    return path.suffix not in CONTAINERS and (is_meant or path.is_dir())


def _refuse_missing(folder: Path, what: str) -> None:
    if not folder.is_dir():
        message = f"there is no folder {folder} to write {what} into; make it first"
        raise OutputError(message)
