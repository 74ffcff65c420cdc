"""Labels that mark controls: words of the field, and those that a person said."""

from __future__ import annotations

import re
from functools import lru_cache

from aivc.schema.vocabulary.control_words import control_kind_of

MORE_WORDS = {
    "positive": (
        "positive control", "positive ctrl", "pos control", "pos ctrl", "posctrl", "poscontrol",
        "trt poscon",
    ),
    "empty": ("empty", "empty well", "blank", "blank well", "no cells", "no cell", "media blank"),
    "baseline": (
        "baseline", "pre treatment", "pretreatment", "pre selection", "preselection",
    ),
    "vehicle": ("placebo", "vehicle control arm", "excipient"),
    "reference_transduction": ("reference transduction",),
    "safe_targeting_guide": (
        "safe", "safe guide", "safe cutting", "one intergenic site", "one non gene site",
        "intergenic control", "intergenic site",
    ),
    "non_targeting_guide": ("no site", "no target", "non genic", "negative guide"),
    "no_guide": ("no guides", "guideless"),
    "untreated": ("ctl untreated", "vehicle free", "no compound", "uninduced"),
}  # fmt: skip
"""Spellings beyond those of the vocabulary: words that mark a control only where controls are told.

Some are names of other things elsewhere, so that they are read in columns of treatments alone.
"""

CODES = {
    "jcp2022_033924": "vehicle",
    "jcp2022_999999": "untreated",
    "jcp2022_800001": "no_guide",
    "jcp2022_800002": "non_targeting_guide",
}
"""Identifiers of JUMP Cell Painting that stand for DMSO, no treatment, no guide, no target."""

KIND_OF = {word: kind for kind, words in MORE_WORDS.items() for word in words}
POSITIVE_WORDS = frozenset({*MORE_WORDS["positive"], "poscon", "trt_poscon", "positive"})
"""Words that say positive control and not which agent it is."""

REPORTERS = frozenset({"lacz", "luciferase", "bfp", "hcred", "egfp", "gfp", "rfp", "mcherry"})
"""Reporters that stand in for an open reading frame."""

NOT_COMPARED = frozenset({"positive", "empty", "carrier", "reference_channel"})
"""Kinds that no treatment is compared with."""

CONTROL_CONSTRUCTS = frozenset({"non_targeting_guide", "safe_targeting_guide", "no_guide"})
"""Kinds whose cells carry constructs that a file may name."""

WITHOUT_CELLS = frozenset({"empty", "carrier", "reference_channel"})
CONSENSUS = re.compile(r"[.](cns|cgs|css)$")
POSITIVE = re.compile(r"(trt[ _])?poscon([ _]\w+)?")
AT_ZERO = re.compile(
    r"(time ?0|t0|0 ?(h|hr|hrs|hours?|min|d|days?)|day ?0|d0)"
    r"( (ctrl|control|baseline|untreated|unstimulated))?"
)
"""Time zero, where it stands in place of a treatment."""

BLANKS = re.compile(r"[\s_./-]+")
NUMBER_AT_END = re.compile(r"(?<=[a-z]) ?\d+$")


@lru_cache(maxsize=100_000)
def control_kind(label: str) -> str | None:
    """Return the kind of control that a label of a treatment means; None where it means none.

    Examples
    --------
    >>> control_kind("poscon_orf"), control_kind("ctl_vehicle.cns"), control_kind("empty")
    ('positive', 'vehicle', 'empty')
    >>> control_kind("SAFE1"), control_kind("TP53")
    ('safe_targeting_guide', None)
    """
    plain = CONSENSUS.sub("", label.strip())
    known = control_kind_of(plain)
    if known is not None:
        return known
    phrase = " ".join(BLANKS.split(plain.casefold())).strip()
    if POSITIVE.fullmatch(phrase):
        return "positive"
    if AT_ZERO.fullmatch(phrase):
        return "baseline"
    known = CODES.get(plain.casefold()) or KIND_OF.get(phrase)
    return known or KIND_OF.get(NUMBER_AT_END.sub("", phrase))
