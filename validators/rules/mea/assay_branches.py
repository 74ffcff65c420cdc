"""Branches of EFO that cannot be the assay of an operator.

A term is refused only where it says something that the operator is not. Many good terms of EFO
stand outside of the branch in which one would look for them, so that being in no known branch says
nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

RNA, DNA, PROTEIN = "EFO:0001457", "EFO:0001456", "EFO:0001458"
SPATIAL = "EFO:0008994"


@dataclass(frozen=True, slots=True)
class Branch:
    """Roots of a branch, what it is in words, and roots that make an exception of a term."""

    words: str
    roots: tuple[str, ...]
    unless: tuple[str, ...] = ()


ARRAY = Branch("an array", ("EFO:0002696",))
SEQUENCER = Branch("sequencing", ("EFO:0003740",))
MASS_SPECTROMETRY = Branch("mass spectrometry", ("EFO:0002774", "EFO:0002766"))
SPATIAL_PROTEIN = Branch("spatial proteomics", ("EFO:0700000",))
MICROSCOPY = Branch("microscopy", ("EFO:0002909", "EFO:0005397"))
# smFISH with MERFISH and seqFISH, imaging based spatial transcriptomics, Xenium, CosMx.
DECODED_IMAGE = Branch(
    "imaging of transcripts", ("EFO:0009918", "EFO:0022955", "EFO:0022615", "EFO:0920059")
)
# Visium, bead arrays, Slide-seq, Slide-seqV2.
SPOTS = Branch("spots of an array", ("EFO:0010961", "EFO:0920001", "EFO:0009920", "EFO:0030062"))
SINGLE_CELLS = Branch("libraries of single cells", ("EFO:0010183", "EFO:0007832"), (SPATIAL,))
# Smart-seq is also used on many cells at once; these are not.
BARCODED_CELLS = Branch("barcoded single cells", ("EFO:0008995", "EFO:0007832", "EFO:0010550"))
RNA_ALONE = Branch("RNA", (RNA,), (DNA, PROTEIN))
TRANSCRIPTS_OF_CELLS = Branch("RNA", (RNA, "EFO:0030080"), (DNA,))
CHROMATIN_ALONE = Branch("DNA", (DNA,), (RNA,))

FOREIGN = {
    "SingleCellRNA": (
        ARRAY, MASS_SPECTROMETRY, SPATIAL_PROTEIN, MICROSCOPY, DECODED_IMAGE, SPOTS,
        CHROMATIN_ALONE,
    ),
    "SingleCellATAC": (
        ARRAY, MASS_SPECTROMETRY, MICROSCOPY, DECODED_IMAGE, SPOTS, TRANSCRIPTS_OF_CELLS,
    ),
    "SurfaceProtein": (ARRAY, SPATIAL_PROTEIN, DECODED_IMAGE, SPOTS),
    "SingleCellProteomics": (ARRAY, SEQUENCER, SINGLE_CELLS, RNA_ALONE, DECODED_IMAGE),
    "SpotSpatial": (ARRAY, MASS_SPECTROMETRY, DECODED_IMAGE, SINGLE_CELLS),
    "ImagingSpatial": (ARRAY, MASS_SPECTROMETRY, SEQUENCER, SINGLE_CELLS, SPOTS),
    "BulkExpression": (
        BARCODED_CELLS, MASS_SPECTROMETRY, SPATIAL_PROTEIN, MICROSCOPY, DECODED_IMAGE,
        CHROMATIN_ALONE,
    ),
    "BulkProteomics": (
        SEQUENCER, SINGLE_CELLS, RNA_ALONE, DECODED_IMAGE, MICROSCOPY, SPATIAL_PROTEIN,
    ),
    # EFO has its RNAi screen under microscopy.
    "PooledScreen": (
        ARRAY, MASS_SPECTROMETRY, DECODED_IMAGE, SPOTS, SPATIAL_PROTEIN, BARCODED_CELLS,
    ),
    "Morphology": (ARRAY, SEQUENCER, MASS_SPECTROMETRY, SINGLE_CELLS),
    "LiveImaging": (ARRAY, SEQUENCER, MASS_SPECTROMETRY, SINGLE_CELLS),
    "Viability": (ARRAY, SEQUENCER, SINGLE_CELLS),
    "ClinicalTable": (SEQUENCER, SINGLE_CELLS),
}  # fmt: skip


def foreign_branch(operator_type: str, curie: str) -> Branch | None:
    """Return a branch that holds a term and cannot be the assay of an operator."""
    from aivc.schema.vocabulary import is_descendant, lookup

    if not curie.startswith("EFO:") or lookup(curie) is None:
        return None  # Whether a term exists is a question of the VOC rules.

    def below(roots: tuple[str, ...]) -> bool:
        return any(is_descendant(curie, root, include_self=True) for root in roots)

    for branch in FOREIGN.get(operator_type, ()):
        if below(branch.roots) and not below(branch.unless):
            return branch
    return None
