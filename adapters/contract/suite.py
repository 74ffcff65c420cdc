r"""Tests that every reader has to pass, for the readers here and for those of other packages.

Subclass :class:`AdapterContract` in a test module; pytest finds its tests by inheritance.

Examples
--------
>>> class TestMyFormat(AdapterContract):  # doctest: +SKIP
...     adapter = MyFormat()
...
...     def sources(self, folder):
...         (folder / "run.myf").write_text("cell,CD3\nc1,4\n")
...         return [folder / "run.myf"]
"""

# ruff: noqa: S101 - assertions are what a test suite is made of

from __future__ import annotations

import hashlib
import shutil
from abc import abstractmethod
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np

from aivc.adapters.contract.adapter import Adapter, Confidence, Detection
from aivc.adapters.contract.log import ConversionNotes
from aivc.schema.errors import AivcError
from aivc.schema.generated.views import ConversionMapping
from aivc.schema.structure import check_structure
from aivc.storage.model import DenseBlock

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from aivc.storage.model import Dataset, Frame, Matrix, Table

DECOYS = {
    "empty.txt": b"",
    "page.html": b"<!DOCTYPE html><html><body>Please sign in</body></html>",
    "noise.bin": bytes(range(256)) * 16,
    "bank.csv": b"date,payee,amount\n2026-01-02,Grocer,-12.50\n2026-01-03,Salary,2000\n",
    "notes.json": b'{"title": "notes", "items": [1, 2, 3]}',
}
"""Files that no reader of lab data may be sure of."""


class AdapterContract:
    """What :class:`~aivc.adapters.contract.adapter.Adapter` promises, as tests.

    Attributes
    ----------
    adapter
        The reader.
    """

    adapter: ClassVar[Adapter]

    @abstractmethod
    def sources(self, folder: Path) -> Sequence[Path]:
        """Write small valid sources into an empty folder and return their paths.

        The more variants of the format, the more the tests say.
        """

    def test_name_and_title(self) -> None:
        """The name is made of lower-case words and hyphens, the title is one line."""
        name, title = self.adapter.name, self.adapter.title
        assert name == name.lower()
        assert name.replace("-", "").isalnum()
        assert title.strip() == title
        assert title
        assert "\n" not in title

    def test_detects_its_own_sources(self, tmp_path: Path) -> None:
        """Every source is detected, with a reason."""
        for source in self.sources(tmp_path):
            found = self.adapter.detect(source)
            assert isinstance(found, Detection), source.name
            assert found.because.strip()

    def test_is_not_sure_of_decoys(self, tmp_path: Path) -> None:
        """Files of other kinds, empty folders and missing paths are refused without an error."""
        (tmp_path / "nothing").mkdir()
        for name, content in DECOYS.items():
            (tmp_path / name).write_bytes(content)
        for name in (*DECOYS, "nothing", "missing"):
            found = self.adapter.detect(tmp_path / name)
            assert found is None or found.confidence is Confidence.POSSIBLE, name

    def test_frames_and_matrices_fit(self, tmp_path: Path) -> None:
        """Names, columns and blocks have the lengths that the shapes say."""
        for source in self.sources(tmp_path):
            with self._read(source)[0] as dataset:
                assert dataset.tables, source.name
                for table in dataset.tables:
                    _check_table(table)

    def test_reads_the_same_twice(self, tmp_path: Path) -> None:
        """Two readings of a source are equal, and so are their notes."""
        for source in self.sources(tmp_path):
            assert self._summary(source) == self._summary(source)

    def test_leaves_the_source_alone(self, tmp_path: Path) -> None:
        """Reading changes no file of the source and adds none."""
        sources = self.sources(tmp_path)
        before = _digests(tmp_path)
        for source in sources:
            self._summary(source)
        assert _digests(tmp_path) == before

    def test_notes_are_a_log_of_the_standard(self, tmp_path: Path) -> None:
        """The notes have the structure of a ``ConversionLog``."""
        for source in self.sources(tmp_path):
            dataset, notes = self._read(source)
            dataset.close()
            log = notes.as_log(self.adapter.name, "it was named")
            assert log["steps"], "a reader says at least what became of the rows"
            assert not list(check_structure(log, class_name="ConversionLog"))

    def test_damage_is_told_in_a_sentence(self, tmp_path: Path) -> None:
        """A source whose files are cut in half is read, or refused with an error of aivc."""
        original = tmp_path / "original"
        original.mkdir()
        for number, source in enumerate(self.sources(original)):
            files = [source] if source.is_file() else _files(source)
            for position, file in enumerate(files):
                copy = tmp_path / f"cut_{number}_{position}"
                shutil.copytree(original, copy)
                damaged = copy / file.relative_to(original)
                damaged.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
                self._read_or_refuse(copy / source.relative_to(original))
                shutil.rmtree(copy)

    def test_what_is_no_source_is_refused(self, tmp_path: Path) -> None:
        """A reader that is forced upon a file of another kind says so."""
        for name, content in DECOYS.items():
            (tmp_path / name).write_bytes(content)
            self._read_or_refuse(tmp_path / name)
        refused = False
        try:
            self._read(tmp_path / "missing")[0].close()
        except AivcError:
            refused = True
        assert refused

    def _read(self, source: Path) -> tuple[Dataset, ConversionNotes]:
        notes = ConversionNotes(source)
        return self.adapter.read(source, ConversionMapping(), notes).dataset, notes

    def _read_or_refuse(self, source: Path) -> None:
        try:
            self._summary(source)
        except AivcError as error:
            assert str(error).strip()

    def _summary(self, source: Path) -> list[Any]:
        dataset, notes = self._read(source)
        with dataset:
            tables = [_described(table) for table in dataset.tables]
        return [*tables, notes.as_log(self.adapter.name, "it was named")]


def _check_table(table: Table) -> None:
    assert table.obs.n_rows == table.n_obs
    assert table.var.n_rows == table.n_var
    for frame in (table.obs, table.var):
        assert sum(len(block) for block in frame.index()) == frame.n_rows
        names = [column.name for column in frame.columns]
        assert len(set(names)) == len(names), "column names are distinct"
        for name in names:
            codes = frame.column(name).codes
            assert codes.shape == (frame.n_rows,)
    for matrix in table.matrices:
        assert matrix.shape == (table.n_obs, table.n_var), matrix.name
        _check_blocks(matrix)
    for matrix in table.obsm:
        assert matrix.shape[0] == table.n_obs
        _check_blocks(matrix)


def _check_blocks(matrix: Matrix) -> None:
    row = 0
    for block in matrix.blocks(1 << 12):
        assert block.start == row
        row = block.stop
        if isinstance(block, DenseBlock):
            assert block.data.shape == (block.stop - block.start, matrix.shape[1])
        else:
            assert len(block.indptr) == block.stop - block.start + 1
            assert block.indptr[0] == 0
            assert block.indptr[-1] == len(block.data) == len(block.indices)
            if len(block.indices):
                assert 0 <= int(block.indices.min()) <= int(block.indices.max()) < matrix.shape[1]
    assert row == matrix.shape[0]


def _described(table: Table) -> list[Any]:
    frames = [_frame(table.obs), _frame(table.var)]
    matrices = [_matrix(matrix) for matrix in (*table.matrices, *table.obsm)]
    return [table.name, frames, matrices, {key: repr(table.uns(key)) for key in table.uns_keys}]


def _frame(frame: Frame) -> list[Any]:
    names = [name for block in frame.index() for name in block.tolist()]
    columns = [frame.column(info.name) for info in frame.columns]
    return [names, [(c.info, c.codes.tolist(), c.categories) for c in columns]]


def _matrix(matrix: Matrix) -> list[Any]:
    digest = hashlib.sha256()
    for block in matrix.blocks():
        if not isinstance(block, DenseBlock):
            digest.update(np.ascontiguousarray(block.indptr).tobytes())
            digest.update(np.ascontiguousarray(block.indices).tobytes())
        digest.update(np.ascontiguousarray(block.data).tobytes())
    return [matrix.name, matrix.shape, matrix.dtype, matrix.encoding, digest.hexdigest()]


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _digests(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in _files(folder)
    }
