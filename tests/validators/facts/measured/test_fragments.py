"""Files of fragments, packed in every way, against the slow and obvious way."""

from __future__ import annotations

import gzip
import hashlib
import itertools
import statistics
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aivc.schema.generated.views import DataFile, SingleCellATAC
from aivc.validators.examples.bgzip import packed
from aivc.validators.facts.measured import fragment_lines
from aivc.validators.facts.measured.cells import Cells
from aivc.validators.facts.measured.fragments import fragments_facts
from tests.validators.facts.measured.frames import NamedRows

if TYPE_CHECKING:
    from pathlib import Path

    from aivc.validators.facts.measured.model import FragmentsFacts

CELLS = ("AAAC-1", "AAAG-1", "Zelle_ä")


def facts_of(
    folder: Path,
    content: bytes,
    *,
    name: str = "fragments.tsv.gz",
    cells: tuple[str, ...] | None = CELLS,
    reads_all: bool = True,
    path: str | None = None,
) -> FragmentsFacts:
    (folder / name).write_bytes(content)
    operator = SingleCellATAC(operator_id="atac", fragments_file=DataFile(path=path or name))
    known = None if cells is None else Cells.of(NamedRows(cells))
    facts = fragments_facts(operator, folder, known, reads_all=reads_all)
    assert facts is not None
    return facts


FRAGMENTS = st.lists(
    st.tuples(
        st.sampled_from(["chr1", "chr2", "chrX"]),
        st.integers(0, 500),
        st.integers(-3, 300),
        st.sampled_from([*CELLS, "TTTT-1"]),
        st.integers(0, 3),
    ),
    min_size=1,
    max_size=30,
)


def first_unsorted(rows: list[tuple[str, int, int, str, int]]) -> str:
    left: set[str] = set()
    for before, (chromosome, start, *_) in itertools.pairwise(rows):
        if chromosome != before[0]:
            left.add(before[0])
        if chromosome in left or (chromosome == before[0] and start < before[1]):
            return f"{chromosome}:{start}"
    return ""


@settings(deadline=None, max_examples=25)
@given(FRAGMENTS, st.sampled_from(["bgzip", "gzip", "members", "text"]), st.integers(60, 200))
def test_every_fragment_is_counted_in_blocks_of_any_size(
    tmp_path_factory: pytest.TempPathFactory,
    rows: list[tuple[str, int, int, str, int]],
    how: str,
    block: int,
) -> None:
    lines = [f"{c}\t{s}\t{s + n}\t{b}\t{k}\n" for c, s, n, b, k in rows]
    text = ("# id=made\n" + "".join(lines)).encode()
    content = {
        "bgzip": packed,
        "gzip": gzip.compress,
        "members": lambda raw: b"".join(
            gzip.compress(raw[k : k + 17]) for k in range(0, len(raw), 17)
        ),
        "text": bytes,
    }[how](text)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(fragment_lines, "BLOCK_BYTES", block)
        facts = facts_of(tmp_path_factory.mktemp("fragments"), content)
    scan = facts.scan
    assert scan is not None
    assert facts.file.problem == ""
    assert facts.file.actual_sha256 == hashlib.sha256(content).hexdigest()
    assert (facts.is_compressed, facts.is_blocked) == (how != "text", how == "bgzip")
    assert scan.n_fragments == len(rows)
    assert scan.n_malformed == 0
    forward = [n for _, _, n, _, _ in rows if n > 0]
    assert scan.n_backward == len(rows) - len(forward)
    assert scan.n_without_reads == sum(k < 1 for *_, k in rows)
    assert scan.chromosomes == {
        c: sum(row[0] == c for row in rows) for c in dict.fromkeys(row[0] for row in rows)
    }
    if forward:
        assert scan.median_length == statistics.median_low(forward)
    found = {row[3] for row in rows} & set(CELLS)
    assert (scan.n_cells, scan.n_cells_found) == (len(CELLS), len(found))
    assert scan.absent_cells == tuple(cell for cell in CELLS if cell not in found)
    assert scan.n_in_cells == sum(row[3] in found for row in rows)
    assert scan.unsorted_at == first_unsorted(rows)


def test_the_beginning_tells_what_it_is_without_the_rest(tmp_path: Path) -> None:
    content = packed(b"chr1\t1\t9\tAAAC-1\t1\nno fragment\n")
    (tmp_path / "fragments.tsv.gz.csi").write_bytes(b"")
    facts = facts_of(tmp_path, content, reads_all=False)
    assert (facts.scan, facts.file.problem, facts.file.actual_sha256) == (None, "", None)
    assert facts.index == "fragments.tsv.gz.csi"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "no fragment"),
        (b"# only a comment\n", "no fragment"),
        (b"chr1\t10\tAAAC-1\n", "first line"),
        (gzip.compress(b"barcode\tn\n", mtime=0), "first line"),
        (gzip.compress(b"chr1\t1\t9\tAAAC-1\t1\n" * 9000, mtime=0)[:-40], "not complete"),
        (b"\x1f\x8b\x08\x00nothing of the kind", ""),
        (b"chr1\t1\t9\tAAAC-1\t1\nchr1\tx\t9\tAAAC-1\t1\n", "'x'"),
    ],
)
def test_what_is_no_file_of_fragments_is_said(tmp_path: Path, content: bytes, said: str) -> None:
    facts = facts_of(tmp_path, content)
    assert facts.file.problem
    assert said in facts.file.problem


@pytest.mark.parametrize("path", ["../fragments.tsv.gz", "/etc/hostname", "other.tsv.gz", "a\0b"])
def test_a_file_elsewhere_is_not_opened(tmp_path: Path, path: str) -> None:
    home = tmp_path / "home"
    home.mkdir()
    (tmp_path / "fragments.tsv.gz").write_bytes(packed(b"chr1\t1\t9\tAAAC-1\t1\n"))
    facts = facts_of(home, b"", path=path)
    assert facts.scan is None
    assert facts.file.problem


def test_lines_of_another_length_are_counted_apart(tmp_path: Path) -> None:
    text = b"chr1\t1\t9\tAAAC-1\t1\nchr1\t2\t9\tAAAC-1\nchr1\t3\t9\tAAAG-1\t2\n"
    scan = facts_of(tmp_path, packed(text)).scan
    assert scan is not None
    assert (scan.n_fragments, scan.n_malformed) == (2, 1)
    assert scan.malformed_examples == ("chr1\t2\t9\tAAAC-1",)


@pytest.mark.parametrize("line", ["chr1\t1\t9\tAAAC-1\n", "chr1\t1\t9\tAAAC-1\t2\t+\n"])
def test_fragments_without_reads_or_with_a_strand(tmp_path: Path, line: str) -> None:
    facts = facts_of(tmp_path, packed(line.encode() * 4))
    assert facts.scan is not None
    assert (facts.scan.n_fragments, facts.scan.n_malformed, facts.file.problem) == (4, 0, "")


def test_without_cells_nothing_is_said_of_them(tmp_path: Path) -> None:
    scan = facts_of(tmp_path, packed(b"chr1\t1\t9\tAAAC-1\t1\n"), cells=None).scan
    assert scan is not None
    assert (scan.n_cells, scan.absent_cells, scan.barcodes) == (0, (), ("AAAC-1",))


def test_a_file_that_names_no_chromosomes_is_not_read_to_its_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fragment_lines, "MAX_CHROMOSOMES", 3)
    monkeypatch.setattr(fragment_lines, "BLOCK_BYTES", 100)
    text = "".join(f"name_{k}\t1\t9\tAAAC-1\t1\n" for k in range(500))
    facts = facts_of(tmp_path, packed(text.encode()))
    assert "chromosomes" in facts.file.problem
    assert facts.scan is not None
    assert facts.scan.n_fragments < 100
