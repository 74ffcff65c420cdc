"""What people try to convert that is no data: each is told in one sentence what to do."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import pickle
import tarfile
import zipfile
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aivc.adapters.refusals import known_refusal
from aivc.adapters.refusing.files import refused_file

if TYPE_CHECKING:
    from pathlib import Path


class Bomb:
    """An object whose pickle makes a file when it is opened."""

    def __init__(self, path: str) -> None:
        self._path = path

    def __reduce__(self) -> tuple[object, tuple[str, str]]:
        """Ask for the file to be opened."""
        return open, (self._path, "w")


def zipped(**entries: str) -> bytes:
    """Return a zip archive; ``__`` in a name stands for a slash."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, text in entries.items():
            archive.writestr(name.replace("__", "/"), text)
    return buffer.getvalue()


def tarred() -> bytes:
    """Return a packed tar archive."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as archive:
        entry = tarfile.TarInfo("matrix.mtx")
        entry.size = 3
        archive.addfile(entry, io.BytesIO(b"abc"))
    return buffer.getvalue()


def climbing() -> bytes:
    """Return a zip archive with a path that leads out of its folder."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("../evil.sh", "rm -rf /")
    return buffer.getvalue()


VERSION = "aivc_schema_version: 1.0.0\n"
FILES: dict[str, tuple[bytes, str]] = {
    "empty.csv": (b"", "is empty"),
    "blank.txt": (b"\n \n", "is empty"),
    "cut.csv.gz": (gzip.compress(b"a,b\n" * 9)[:14], "gzip is damaged"),
    "reads.fastq.gz": (gzip.compress(b"@r1\nACGTN\n+\nIIIII\n"), "FASTQ"),
    "reads.txt": (b"@r1\nACGTN\n+\nIIIII\n", "FASTQ"),
    "genome.fa": (b">chr1 test\nACGTACGT\nACGT\n", "FASTA"),
    "aligned.bam": (gzip.compress(b"BAM\x01" + bytes(20)), "aligned"),
    "aligned.sam": (b"@HD\tVN:1.6\n@SQ\tSN:chr1\tLN:9\n", "aligned"),
    "calls.vcf.gz": (gzip.compress(b"##fileformat=VCFv4.2\n#CHROM\tPOS\n"), "VCF"),
    "fragments.tsv.gz": (
        gzip.compress(
            b"# id=x\nchr1\t10\t20\tAAACGGTTAACC-1\t2\nchr1\t10\t30\tAAACGGTTAACC-1\t1\n"
        ),
        "fragments",
    ),
    "peaks.bed": (b"chr1\t100\t200\nchr2\t300\t400\n", "BED"),
    "genes.gtf": (b'chr1\tHAVANA\tgene\t1\t9\t.\t+\t.\tgene_id "G";\n', "GTF"),
    "sets.gmt": (b"A\thttp://x\tTP53\tMYC\nB\thttp://x\tTP53\tMYC\tEGFR\n", "GMT"),
    "page.csv": (b"<!DOCTYPE html>\n<html><body>Sign in</body></html>", "web page"),
    "big.h5ad": (b"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 9\n", "Git"),
    "annexed.csv": (b"../.git/annex/objects/xx/yy/SHA256E-s1--0/SHA256E-s1--0", "Git"),
    "model.xml": (b'<?xml version="1.0"?>\n<sbml level="2">\n</sbml>\n', "SBML"),
    "run.mzML": (b'<?xml version="1.0"?>\n<indexedmzML/>\n', "XML"),
    "paper.pdf": (b"%PDF-1.7\n", "PDF"),
    "blot.png": (b"\x89PNG\r\n\x1a\n\x00", "picture"),
    "photo.csv": (b"\xff\xd8\xff\xe0\x00\x10JFIF", "picture"),
    "stack.tif": (b"II*\x00\x08\x00\x00\x00", "microscope"),
    "plate.czi": (b"ZISRAWFILE\x00", "microscope"),
    "plate.nd2": (b"\xda\xce\xbe\x0a\x00", "microscope"),
    "scan.dcm": (bytes(128) + b"DICM", "microscope"),
    "plate.lif": (b"p\x00\x00\x00*", "microscope"),
    "old.xls": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Office"),
    "new.xlsx": (zipped(xl__workbook="<x/>"), "spreadsheet"),
    "report.docx": (zipped(word__document="<x/>"), "Office"),
    "seurat.rds": (gzip.compress(b"X\n\x00\x00\x00\x03\x00"), "object of R"),
    "seurat.RData": (bz2.compress(b"RDX3\nX\n"), "packed"),
    "sce.rda": (lzma.compress(b"RDX3\nX\n"), "packed"),
    "pbmc.h5Seurat": (b"\x89HDF\r\n\x1a\n", "Seurat"),
    "pbmc.loom": (b"\x89HDF\r\n\x1a\n", "loom"),
    "noise.h5ad": (bytes(range(200, 256)) * 9, "no HDF5"),
    "genes.txt": (b"TP53\nMYC\n", "without columns"),
    "prose.txt": (b"Cells were seeded, and grew.\nThey died.\n", "without columns"),
    "cut.csv": (b"gene,c1,c2\n", "no rows"),
    "matrix.mtx": (b"%%MatrixMarket matrix coordinate integer general\n1 1 1\n1 1 5\n", "names"),
    "split.pkl": (pickle.dumps({"train": []}), "pickle"),
    "disguised.csv": (pickle.dumps({"train": []}), "pickle"),
    "model.pt": (zipped(**{"m__data.pkl": "x"}), "weights"),
    "array.npy": (b"\x93NUMPY\x01\x00", "NumPy"),
    "arrays.npz": (zipped(**{"x.npy": "x"}), "NumPy"),
    "store.zarr.zip": (zipped(**{"s__zarr.json": "{}"}), "zarr"),
    "things.zip": (zipped(**{"a.txt": "x"}), "zip archive"),
    "evil.zip": (climbing(), "lead out"),
    "cut.zip": (zipped(**{"a.txt": "x"})[:20], "damaged zip"),
    "run.tar.gz": (tarred(), "tar archive"),
    "adsl.xpt": (b"HEADER RECORD*******LIBRARY HEADER RECORD", "SAS"),
    "events.fcs": (b"FCS3.1    58", "flow cytometer"),
    "code.py": (b"import os\n", "program"),
    "run.txt": (b"#!/bin/sh\necho a\n", "program"),
    "notes.ipynb": (b'{"cells": []}', "program"),
    "README.md": (b"# Data\n", "for reading"),
    "zarr.json": (b'{"zarr_format": 3}', "zarr store"),
    "plan.toml": (b'[datasets]\na = "/x"\n[training]\na = "train"\n', "cell-load"),
    "settings.toml": (b"[tool.ruff]\nline-length = 100\n", "settings"),
    "gears.json": (b'{"train": ["A+ctrl"], "test": ["B+ctrl"], "val": []}', "GEARS"),
    "croissant.json": (
        b'{"@context": {"cr": "http://mlcommons.org/croissant/"}, "@type": "sc:Dataset"}',
        "Croissant",
    ),
    "crate.json": (b'{"@context": "https://w3id.org/ro/crate/1.1/context"}', "RO-Crate"),
    "schema.json": (b'{"$defs": {}, "properties": {}, "type": "object"}', "JSON Schema"),
    "record.json": (
        b'{"study": {}, "experiment": {}, "perturbation": {}, "assay": {}}',
        "Perturbation Catalogue",
    ),
    "cells.geojson": (b'{"type": "FeatureCollection", "features": []}', "GeoJSON"),
    "notes.json": (b'{"title": "x"}', "JSON document"),
    "list.json": (b"[1, 2]", "list in JSON"),
    "cut.json": (b'{"a": [1, 2', "damaged JSON"),
    "deep.json": (b'{"a":' + b"[" * 100_000, "damaged JSON"),
    "x.aivc.yaml": ((VERSION + "operators: []\n").encode(), "card of a dataset"),
    "x.mapping.yaml": ((VERSION + "mapped_columns: []\n").encode(), "mapping file"),
    "x.split.yaml": ((VERSION + "manifest_id: m\n").encode(), "manifest of a split"),
    "x.conversion.yaml": (
        (VERSION + "adapter: sdrf\nadapter_reason: r\nsteps: []\n").encode(),
        "log of a conversion",
    ),
    "config.yaml": (b"a: 1\n", "YAML document"),
    "bad.yaml": (b"a: [\n", "YAML document"),
    "candidate_splits.csv": (
        b"sample,smiles,split_random,split_cold\na,C,train,test\nb,CC,test,excluded\n",
        "parts of a split",
    ),
    "summary.csv": (
        b"set,seed,assignment,records\nd,1,test,7\nd,1,train,9\n",
        "counts how many",
    ),
    "vcc.csv": (b"target_gene,n_cells,median_umi_per_cell\nSOX2,9,5.0\n", "Virtual Cell Challenge"),
    "de.csv": (b"gene,baseMean,log2FoldChange,pvalue,padj\nA,1,2,0.1,0.2\n", "differential"),
    "unicode.txt": ("Well\tViability\nA1\t1\n".encode("utf-16"), "UTF-16"),
    "mail.txt": (b"Hi Eva,\nplease see the file, attached.\nBest\nTom\n", "without columns"),
    "incucyte.txt": (b"Cell: A549\n\nElapsed\tA1\tA2\n0\t1\t2\n2\t1\t2\n", "table below"),
    "seurat_de.csv": (b'"","p_val","avg_log2FC","p_val_adj"\n"A",0.1,2,0.2\n', "differential"),
    "scanpy_de.csv": (
        b"names,scores,logfoldchanges,pvals,pvals_adj\nA,1,2,1,1\n",
        "differential",
    ),
}


@pytest.mark.parametrize("name", sorted(FILES))
def test_each_kind_is_told_with_what_to_do(tmp_path: Path, name: str) -> None:
    content, said = FILES[name]
    (tmp_path / name).write_bytes(content)
    sentence = known_refusal(tmp_path / name)
    assert sentence is not None
    what, _, instead = sentence.partition("; ")
    assert said in what
    assert instead.strip()
    assert "\n" not in sentence


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("cells.csv", b"cell,CD3,CD4\nc1,1,2\n"),
        ("doses.tsv", b"drug\tdose\nA\t1\n"),
        ("meta.csv", b"cell,split,drug\nc1,left,A\nc2,right,B\n"),
        ("genes.csv", b"gene,count\nA,1\n"),
        ("noise.bin", bytes(range(7, 200))),
        ("other.h5", b"\x89HDF\r\n\x1a\n" + bytes(40)),
    ],
)
def test_what_may_be_data_is_left_to_the_readers(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    assert known_refusal(tmp_path / name) is None


def test_nothing_is_run(tmp_path: Path) -> None:
    (tmp_path / "a.pkl").write_bytes(pickle.dumps(Bomb(str(tmp_path / "opened"))))
    assert known_refusal(tmp_path / "a.pkl")
    assert not (tmp_path / "opened").exists()


def test_a_missing_path_is_nobodys(tmp_path: Path) -> None:
    assert known_refusal(tmp_path / "missing") is None


def test_a_list_of_names_that_is_too_long_is_not_read(tmp_path: Path) -> None:
    content = bytearray(zipped(**{"a.txt": "x"}))
    place = content.rfind(b"PK\x05\x06")
    content[place + 12 : place + 16] = (1 << 30).to_bytes(4, "little")
    (tmp_path / "a.zip").write_bytes(bytes(content))
    found = refused_file(tmp_path / "a.zip")
    assert found is not None
    assert found.what == "is a zip archive"


@given(
    content=st.binary(max_size=300), name=st.sampled_from(["a.csv", "a.json", "a.yaml", "a.zip"])
)
def test_no_bytes_make_it_stumble(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, name: str
) -> None:
    path = tmp_path_factory.mktemp("bytes") / name
    path.write_bytes(content)
    sentence = known_refusal(path)
    assert sentence is None or "; " in sentence


def folder_of(folder: Path, files: dict[str, bytes]) -> Path:
    """Write files into a folder."""
    folder.mkdir()
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


FASTQ = b"@r1\nACGT\n+\nIIII\n"


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({}, "is an empty folder"),
        ({"a.fastq": FASTQ, "b.fastq": FASTQ}, "2 files"),
        ({"__tiledb_group.tdb": b"x", "ms/RNA/x": b"x"}, "TileDB"),
        ({"a.py": b"import os\n", "README.md": b"# x\n"}, "no data"),
        ({"a.png": b"\x89PNG\r\n\x1a\n"}, "picture"),
        ({"a.csv": b"x,y\n1,2\n", "b.png": b"\x89PNG\r\n\x1a\n"}, "no format"),
    ],
)
def test_folders_without_data_are_told(tmp_path: Path, files: dict[str, bytes], said: str) -> None:
    sentence = known_refusal(folder_of(tmp_path / "folder", files))
    assert sentence is not None
    assert said in sentence


def test_a_store_is_left_to_its_reader(tmp_path: Path) -> None:
    store = folder_of(tmp_path / "x.zarr", {"zarr.json": b"{}"})
    assert known_refusal(store) is None


def test_a_folder_around_sources_names_them(tmp_path: Path) -> None:
    sdrf = b"source name\tcharacteristics[x]\tassay name\ns\ta\tr\n"
    folder = folder_of(tmp_path / "data", {"a.sdrf.tsv": sdrf, "notes.csv": b"a,b\n1,2\n"})
    sentence = known_refusal(folder)
    assert sentence is not None
    assert "a.sdrf.tsv (sdrf); give it" in sentence


@pytest.mark.realdata
@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("splits_arc_cellload/example.toml", "cell-load"),
        ("splits_sciplex3_scaffold/candidate_splits.csv", "split_random"),
        ("splits_sciplex3_scaffold/split_manifest_sciplex3_summary.csv", "counts how many"),
        ("splits_vcc2025_counts/pert_counts_Validation.csv", "Virtual Cell Challenge"),
        ("standards_ebi_perturbation/unified_metadata_schema.json", "JSON Schema"),
        ("standards_ebi_perturbation/adamson_2016_pilot_curated.json", "Perturbation Catalogue"),
        ("petab_bachmann_dose_time/Bachmann_MSB2011/model_Bachmann_MSB2011.xml", "SBML"),
        ("mudata_archive/mdata_axis0.zarr.zip", "zarr store packed"),
        ("README.md", "for reading"),
    ],
)
def test_real_files_that_are_no_data(real_data: Path, path: str, said: str) -> None:
    sentence = known_refusal(real_data / path)
    assert sentence is not None
    assert said in sentence


def test_keys_of_json_may_be_anything(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps({"@context": [1, {"x": None}], "properties": 3}))
    assert known_refusal(tmp_path / "a.json") is not None
