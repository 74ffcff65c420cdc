"""Read what is a container of the standard already."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, ClassVar

from aivc.adapters.contract.adapter import Adapter, Confidence, Detection, SourceReading
from aivc.storage.errors import UnreadableInputError

if TYPE_CHECKING:
    from pathlib import Path

    from aivc.adapters.contract.log import ConversionNotes
    from aivc.schema.generated.views import ConversionMapping
    from aivc.storage.model import Dataset, Table

MOST_PROBLEMS = 50
"""Oddities of a file that are noted one by one."""

ROOTS = ("zarr.json", ".zmetadata", "zmetadata", ".zgroup", ".zattrs")
"""Documents at the root of a zarr store, one of which stands for its files in the log."""


class StoredContainer(Adapter):
    """A reader of one layout of containers, whether HDF5 or zarr."""

    kinds: ClassVar[frozenset[str]]
    """Values of :class:`~aivc.storage.model.ContainerKind` that it reads."""

    def detect(self, source: Path) -> Detection | None:
        """Look at the root of an HDF5 file, a zarr store, or a zip archive of one."""
        from aivc.storage.open import kind_of_container

        kind = kind_of_container(source)
        if kind is None or kind.value not in self.kinds:
            return None
        return Detection(Confidence.CERTAIN, f"its root has the layout of {self._layout()}")

    def read(self, source: Path, mapping: ConversionMapping, log: ConversionNotes) -> SourceReading:
        """Open a container. Nothing is decoded until it is asked for.

        Raises
        ------
        UnreadableInputError
            The source is no container of this layout, or is damaged.
        """
        from aivc.storage import open_dataset

        dataset = open_dataset(source)
        if dataset.kind.value not in self.kinds:
            dataset.close()
            msg = (
                f"{source} is {dataset.kind.value}, not {self._layout()}; let aivc choose a reader"
            )
            raise UnreadableInputError(msg)
        log.read_file(_document(source))
        self._note(dataset, log)
        return SourceReading(dataset)

    @abstractmethod
    def _layout(self) -> str:
        """Return what the layout is called."""

    def _note(self, dataset: Dataset, log: ConversionNotes) -> None:
        for table in dataset.tables:
            because = f"{self._layout()} is a container of the standard, so that it is copied whole"
            log.left_alone(_described(table), because, table.name or None)
        for element in dataset.elements:
            log.left_alone(element.path, f"the {element.kind} is copied with its files")
        problems = dataset.problems
        for problem in problems[:MOST_PROBLEMS]:
            log.left_alone(problem.location or "the root", problem.message)
        if len(problems) > MOST_PROBLEMS:
            because = "they are listed when the dataset is validated"
            log.left_alone(f"{len(problems) - MOST_PROBLEMS:,} further oddities", because)


def _document(source: Path) -> Path:
    if source.is_file():
        return source
    return next(source / name for name in ROOTS if (source / name).is_file())


def _described(table: Table) -> str:
    parts = [f"{len(table.obs.columns)} columns of obs", f"{len(table.var.columns)} of var"]
    parts += [matrix.name for matrix in (*table.matrices, *table.obsm)]
    parts += [f"obsm/{name}" for name in table.obsm_frames]
    parts += [f"uns/{key}" for key in table.uns_keys]
    return f"{table.n_obs:,} observations x {table.n_var:,} features: {', '.join(parts)}"
