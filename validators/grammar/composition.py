"""What each operator takes and gives at every scale: the table that chains are checked against.

Everything that is legal is written here once, and nothing else decides: the checker in
:mod:`aivc.validators.grammar.composing`, the rules, ``aivc describe`` and the tests read it.
"""

from __future__ import annotations

from dataclasses import dataclass

from aivc.validators.grammar.scales import SCALES

_FROM_SUBCELLULAR = SCALES[1:]
_FROM_CELL = SCALES[2:]
_FROM_NICHE = SCALES[3:]
_FROM_WELL = SCALES[6:]
_ORGANISMS = ("organism", "cohort")

MEASURES: dict[str, tuple[str, ...]] = {
    "SingleCellRNA": ("cell",),
    "SingleCellATAC": ("cell",),
    "SurfaceProtein": ("cell",),
    "SingleCellProteomics": ("cell",),
    "SpotSpatial": ("spot",),
    "ImagingSpatial": ("molecule", "subcellular", "cell", "field"),
    "Histology": ("subcellular", "cell", "niche", "spot", "field", "section", "sample"),
    "Morphology": ("subcellular", "cell", "field", "well", "sample"),
    # It follows molecules as well as embryos.
    "LiveImaging": SCALES,
    "BulkExpression": _FROM_NICHE,
    "BulkProteomics": _FROM_NICHE,
    "PooledScreen": ("well", "sample", "organism"),
    "Viability": ("field", "well", "section", "sample", "organ", "organism"),
    "ClinicalTable": ("sample", "organ", "organism", "cohort"),
}
"""Scales of the state that each measurement takes; the observation is at the same scale."""

READS: dict[str, tuple[str, ...]] = {
    "expression": SCALES,
    "differential_expression": _FROM_CELL,
    "pathway_activity": _FROM_CELL,
    "tf_activity": _FROM_CELL,
    "gene_set_score": _FROM_CELL,
    # Shares need several cells.
    "cell_state_composition": _FROM_NICHE,
    "perturbation_signature": _FROM_CELL,
    "ligand_receptor": _FROM_CELL,
    # A cell with its neighbours is a niche.
    "spatial_neighbourhood": _FROM_NICHE,
    "morphology_profile": _FROM_SUBCELLULAR,
    # A curve joins units that got different doses or were taken at different times.
    "dose_response": _FROM_WELL,
    "time_course": SCALES,
    "latent_distance": _FROM_SUBCELLULAR,
    "protein_abundance": SCALES,
    "clinical_endpoint": _ORGANISMS,
}
"""Scales that each kind of readout can live at."""

TAKES_CELLS = frozenset({"cell_state_composition"})
"""Readouts that are made of cells, whatever scale they live at."""


@dataclass(frozen=True, slots=True)
class AnchorType:
    """A kind of link, as ``LinkType`` names it, and the scales that it links.

    Attributes
    ----------
    name
        Value of ``LinkType``.
    finer, coarser
        Scales; equal where it links units of one scale. The link serves a project from the finer
        to the coarser.
    can_lift
        Whether it also serves a lift back.
    """

    name: str
    finer: str
    coarser: str
    can_lift: bool = True


_PAIRS: dict[str, tuple[tuple[str, str], ...]] = {
    "transcript_to_cell": (("molecule", "cell"),),
    "cell_to_image_object": (("subcellular", "cell"), ("cell", "cell")),
    "cell_to_spot": (("cell", "spot"),),
    "bin_to_cell": (("cell", "spot"),),
    "spot_to_image_region": (("spot", "spot"), ("spot", "field")),
    "cell_to_image_region": (("cell", "cell"), ("cell", "field")),
    "image_to_image": (("field", "field"), ("field", "section"), ("section", "section")),
    "serial_section": (("cell", "cell"), ("spot", "spot"), ("section", "section")),
    "cell_to_well": (("cell", "well"),),
    "cell_to_niche": (("cell", "niche"),),
    "cell_to_sample": (("cell", "sample"),),
    "well_to_plate": (("well", "plate"),),
    "sample_to_donor": (("sample", "organism"),),
    "sample_to_outcome": (("sample", "organism"),),
    "guide_to_cell": (("molecule", "cell"),),
    "hashtag_to_sample": (("cell", "sample"),),
    "same_cell_multiome": (("cell", "cell"),),
    "clone_to_cell": (("cell", "cell"), ("cell", "sample")),
    "matched_bulk": (("cell", "well"), ("cell", "sample"), ("spot", "sample")),
    "pseudobulk": tuple(
        (finer, coarser)
        for finer in ("cell", "spot")
        for coarser in ("well", "plate", "section", "sample", "organ", "organism")
    ),
}

_ONLY_PROJECTS = frozenset({"hashtag_to_sample", "pseudobulk"})
"""Neither a sum nor a tag tells what a part of it is like."""

ANCHOR_TYPES = tuple(
    AnchorType(name, *pair, can_lift=name not in _ONLY_PROJECTS)
    for name, pairs in _PAIRS.items()
    for pair in pairs
)
"""Every kind of link with every pair of scales that it is made for."""

KEYS: dict[str, str] = {
    "well": "well_position",
    "plate": "plate_id",
    "section": "section_id",
    "sample": "sample_id",
    "organism": "donor_id",
}
"""Columns by which rows name the coarser unit that they belong to; each is a project to it."""


def link_types() -> tuple[str, ...]:
    """Name every kind of link of the table."""
    return tuple(_PAIRS)


def contains(coarse: str, fine: str) -> bool:
    """Tell whether what is done at one scale reaches the units of another.

    A unit of a coarser scale is made of units of the finer ones: a drug in a well reaches the
    cells in it. What is done to a cell reaches its well only by a project.

    Examples
    --------
    >>> contains("well", "cell"), contains("cell", "cell"), contains("cell", "well")
    (True, True, False)
    """
    return coarse in SCALES and fine in SCALES and SCALES.index(coarse) >= SCALES.index(fine)
