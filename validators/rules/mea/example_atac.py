"""Edits that make chromatin out of a specimen, for examples of rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import AddFile, SetCard, SetNames

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aivc.validators.examples.example import Edit

N_PEAKS = 40
CELLS = tuple(
    f"ACGTACGTACGT{'ACGT'[k // 16]}{'ACGT'[k // 4 % 4]}{'ACGT'[k % 4]}A-1" for k in range(48)
)
PACKED = "fragments.tsv.gz"


def peak(k: int, chromosome: str = "chr1") -> str:
    """Name the peak of column ``k``."""
    return f"{chromosome}:{1000 * k + 100}-{1000 * k + 600}"


def chromatin(chromosome: str = "chr1", **slots: object) -> tuple[Edit, ...]:
    """Declare the counts of ``drug`` as those of peaks, measured as ``slots`` say."""
    return (
        SetCard(
            "/operators/0",
            {
                "operator_id": "rna",
                "operator_type": "SingleCellATAC",
                "assay_ontology_term_id": "EFO:0030007",
                "scale": "cell",
                **slots,
            },
        ),
        SetCard(
            "/tables/0/feature_space",
            {"feature_type": "peak", "identifier_scheme": "genomic_interval"},
        ),
        SetNames("obs", dict(enumerate(CELLS))),
        SetNames("var", {k: peak(k, chromosome) for k in range(N_PEAKS)}),
    )


def fragment_lines(cells: Sequence[str] = CELLS, *, further: str = "") -> str:
    """Write three fragments of each cell, sorted, and further lines behind them."""
    rows = [
        f"chr1\t{1000 * (k % N_PEAKS) + 120 + k}\t{1000 * (k % N_PEAKS) + 300 + k}\t"
        f"{cells[k % len(cells)]}\t{1 + k % 4}\n"
        for k in range(3 * len(cells))
    ]
    ordered = sorted(rows, key=lambda row: int(row.split("\t")[1]))
    return "# id=made\n" + "".join(ordered) + further


def with_fragments(
    text: str, path: str = PACKED, *, is_indexed: bool = True, sha256: str | None = None
) -> tuple[Edit, ...]:
    """Declare and write a file of fragments; one that ends in ``.gz`` is packed in blocks."""
    named = {"path": path} if sha256 is None else {"path": path, "sha256": sha256}
    index = (AddFile(f"{path}.tbi", "made by tabix\n"),) if is_indexed else ()
    return (*chromatin(fragments_file=named), AddFile(path, text), *index)


def bed_lines(peaks: Sequence[int] = range(N_PEAKS)) -> str:
    """Write peaks as a BED file."""
    return "".join(f"chr1\t{1000 * k + 100}\t{1000 * k + 600}\n" for k in peaks)
