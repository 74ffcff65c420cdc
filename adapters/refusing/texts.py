"""Formats of text that are no table of measurements."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from aivc.adapters.refusing.advice import COUNT
from aivc.adapters.refusing.kinds import PROGRAM
from aivc.adapters.refusing.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

LFS = b"version https://git-lfs.github.com/spec/"
ANNEX = re.compile(rb"(\.\./)*\.git/annex/objects/|/annex/objects/")

_POINTER = Refusal(
    "is a note of Git in the place of the file itself",
    "fetch the file (git lfs pull, or git annex get) and convert it",
)
_PAGE = Refusal(
    "is a web page, saved in the place of the data (often one that asks to sign in)",
    "open the address in a browser, sign in, and download the file again",
)
_READS = Refusal("holds sequencing reads (FASTQ)", COUNT)
_ALIGNED = Refusal("holds aligned sequencing reads (SAM)", COUNT)
_SEQUENCES = Refusal(
    "holds sequences (FASTA)",
    "give the table of measurements, since sequences alone are no observations",
)
_VARIANTS = Refusal("holds variants (VCF)", "convert the table of samples that they are of")
_GENES = Refusal(
    "is an annotation of a genome (GTF or GFF)",
    "convert the matrix that was counted with it, and name its version in the card",
)
_SETS = Refusal(
    "is a list of gene sets (GMT)",
    "convert the data, and name the gene sets in a readout of the card",
)
_FRAGMENTS = Refusal(
    "holds fragments of ATAC sequencing",
    "convert the matrix of peaks counted from it, and name it as fragments_file in the card",
)
_INTERVALS = Refusal(
    "is a list of places in a genome (BED)", "convert the matrix that was counted over them"
)
_SBML = Refusal("is a model (SBML)", "give the YAML file of the PEtab problem that it belongs to")
_MARKUP = Refusal("is an XML document", "give the table or matrix that it describes")
_MATRIX = Refusal(
    "is a matrix without the names of its rows and columns (Matrix Market)",
    "put barcodes.tsv and features.tsv (or genes.tsv) beside it and give the folder",
)

_PLACE = r"(chr)?([0-9]{1,2}|X|Y|M|MT|[A-Z]{1,3}[0-9]+\.[0-9]+)\t\d+\t\d+"
_FRAGMENT = re.compile(_PLACE + r"\t[^\t]*[ACGT]{8}[^\t]*\t\d+(\t.*)?")
_INTERVAL = re.compile(_PLACE + r"(\t.*)?")
_GENE_MODEL = re.compile(r"[^\t]+\t[^\t]+\t[^\t]+\t\d+\t\d+\t[^\t]+\t[-+.]\t[.012]\t.*")
_READ = re.compile(r"[ACGTUNacgtun.]+")
_GENE_SET = re.compile(r"[^\t]+\t[^\t]*\t[^\t]+\t[^\t]+")


def by_text(start: bytes, lines: Sequence[str]) -> Refusal | None:
    """Return what a text is.

    Parameters
    ----------
    start
        Its first bytes.
    lines
        Its first lines; none where it is no text.
    """
    if start.startswith(LFS) or (len(start) < 1024 and ANNEX.match(start)):
        return _POINTER
    kept = [line for line in lines if line.strip()]
    if not kept:
        return None
    return next((refusal for fits, refusal in TESTS if fits(kept)), None)


def _is_page(lines: Sequence[str]) -> bool:
    first = lines[0].lstrip().lower()
    return first.startswith(("<!doctype html", "<html", "<head", "<body"))


def _is_model(lines: Sequence[str]) -> bool:
    return lines[0].lstrip().startswith("<") and any("<sbml" in line for line in lines[:5])


def _is_markup(lines: Sequence[str]) -> bool:
    return lines[0].lstrip().startswith("<?xml")


def _is_reads(lines: Sequence[str]) -> bool:
    return (
        len(lines) >= 3
        and lines[0].startswith("@")
        and lines[2].startswith("+")
        and _READ.fullmatch(lines[1]) is not None
    )


def _is_sequences(lines: Sequence[str]) -> bool:
    return len(lines) > 1 and lines[0].startswith(">") and lines[1].replace("*", "").isalpha()


def _is_variants(lines: Sequence[str]) -> bool:
    return lines[0].startswith("##fileformat=VCF")


def _is_aligned(lines: Sequence[str]) -> bool:
    return re.match(r"@(HD|SQ|RG|PG)\t", lines[0]) is not None


def _is_genes(lines: Sequence[str]) -> bool:
    return lines[0].startswith("##gff") or _all_fit(lines, _GENE_MODEL)


def _is_fragments(lines: Sequence[str]) -> bool:
    return _all_fit(lines, _FRAGMENT)


def _is_intervals(lines: Sequence[str]) -> bool:
    return _all_fit(lines, _INTERVAL)


def _is_sets(lines: Sequence[str]) -> bool:
    """Tell lists of genes, each after a name and an address, that differ in length."""
    if len(lines) < 2 or not all(_GENE_SET.match(line) for line in lines):
        return False
    described = [line.split("\t", 2)[1] for line in lines]
    has_address = all(text.startswith("http") or text in {"", "NA", "na"} for text in described)
    return has_address and len({line.count("\t") for line in lines}) > 1


def _is_matrix(lines: Sequence[str]) -> bool:
    return lines[0].lower().startswith("%%matrixmarket")


def _is_script(lines: Sequence[str]) -> bool:
    return lines[0].startswith("#!")


def _all_fit(lines: Sequence[str], pattern: re.Pattern[str]) -> bool:
    """Tell whether all lines but comments and settings of genome browsers are of one form."""
    body = [line for line in lines if not line.startswith(("#", "track", "browser"))]
    return bool(body) and all(pattern.fullmatch(line) for line in body)


TESTS: Sequence[tuple[Callable[[Sequence[str]], bool], Refusal]] = (
    (_is_page, _PAGE),
    (_is_model, _SBML),
    (_is_markup, _MARKUP),
    (_is_script, PROGRAM),
    (_is_matrix, _MATRIX),
    (_is_variants, _VARIANTS),
    (_is_aligned, _ALIGNED),
    (_is_reads, _READS),
    (_is_sequences, _SEQUENCES),
    (_is_genes, _GENES),
    (_is_fragments, _FRAGMENTS),
    (_is_intervals, _INTERVALS),
    (_is_sets, _SETS),
)
"""The first that fits decides."""
