"""The order of scales, and which operator leads from one to another."""

from __future__ import annotations

SCALES = (
    "molecule",
    "subcellular",
    "cell",
    "niche",
    "spot",
    "field",
    "well",
    "plate",
    "section",
    "sample",
    "organ",
    "organism",
    "cohort",
)
"""The levels of ``ScaleLevel``, from the finest to the coarsest."""

PROJECT, LIFT, SAME_SCALE = "project", "lift", "same_scale"


def rank_of(scale: str | None) -> int | None:
    """Return the place of a scale in the order, 1 for the finest; None for an unknown one.

    Examples
    --------
    >>> rank_of("cell") < rank_of("sample")
    True
    """
    return SCALES.index(scale) + 1 if scale in SCALES else None


def operator_between(source: str, target: str) -> str | None:
    """Return the kind of operator that leads from one scale to another.

    Parameters
    ----------
    source, target
        Scales by name.

    Returns
    -------
    str or None
        ``project`` from fine to coarse, ``lift`` from coarse to fine, ``same_scale`` where both
        are equal; None where either is not a scale.

    Examples
    --------
    >>> operator_between("spot", "cell"), operator_between("cell", "sample")
    ('lift', 'project')
    """
    start, end = rank_of(source), rank_of(target)
    if start is None or end is None:
        return None
    if start == end:
        return SAME_SCALE
    return PROJECT if start < end else LIFT
