"""Lists of peaks in every spelling."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

import pytest

from aivc.schema.generated.views import DataFile, SingleCellATAC
from aivc.validators.facts.measured import named_file, peak_sets
from aivc.validators.facts.measured.peak_sets import peak_set_facts

if TYPE_CHECKING:
    from pathlib import Path

    from aivc.validators.facts.measured.model import PeakSetFacts

BED = b"chr1\t100\t600\nchr2\t0\t90\tname\t3\n"
PEAKS = frozenset({("chr1", 100, 600), ("chr2", 0, 90)})


def facts_of(folder: Path, content: bytes) -> PeakSetFacts:
    (folder / "peaks.bed").write_bytes(content)
    operator = SingleCellATAC(operator_id="atac", peak_set=DataFile(path="peaks.bed"))
    facts = peak_set_facts(operator, folder)
    assert facts is not None
    return facts


@pytest.mark.parametrize(
    "content",
    [
        BED,
        gzip.compress(BED, mtime=0),
        BED.replace(b"\n", b"\r\n"),
        b"chrom\tstart\tend\n" + BED,
        b"# made\ntrack name=peaks\n" + BED + b"\n\n",
    ],
)
def test_intervals_are_read(tmp_path: Path, content: bytes) -> None:
    facts = facts_of(tmp_path, content)
    assert (facts.intervals, facts.file.problem) == (PEAKS, "")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"# nothing\n",
        BED + b"chr1\n",
        BED + b"chr1\ta\tb\n",
        gzip.compress(BED, mtime=0)[:-9],
        b"\xff\x00",
    ],
)
def test_what_is_no_list_of_peaks_is_said(tmp_path: Path, content: bytes) -> None:
    facts = facts_of(tmp_path, content)
    assert facts.file.problem
    assert facts.intervals == frozenset()


def test_lists_without_end_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(peak_sets, "MAX_INTERVALS", 1)
    assert "more than 1 " in facts_of(tmp_path, BED).file.problem
    monkeypatch.setattr(named_file, "MAX_TEXT", 20)
    assert "unpacks to more" in facts_of(tmp_path, gzip.compress(BED)).file.problem


def test_an_operator_without_peaks_has_none(tmp_path: Path) -> None:
    assert peak_set_facts(SingleCellATAC(operator_id="atac"), tmp_path) is None
