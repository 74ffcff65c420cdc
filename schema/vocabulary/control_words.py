"""Words that files write in place of a control: ``ctrl``, ``DMSO``, ``non-targeting``, ``NT_12``.

A word says nothing about what the control controls for; these lists only help to notice that one
was used. Names that are also names of genes or of studied substances (AAVS1, ethanol) are left
out, because a label is judged without knowing the experiment.
"""

from __future__ import annotations

import re

WORDS = {
    "vehicle": (
        "vehicle", "veh", "vehicle only", "solvent", "dmso", "dmso vehicle", "vehicle dmso",
        "dimethyl sulfoxide", "dimethylsulfoxide", "pbs", "saline", "water", "h2o",
        "ctl vehicle", "dmso tf",
    ),
    "untreated": (
        "untreated", "unperturbed", "unstimulated", "unstim", "no treatment", "nontreated",
        "non treated", "not treated", "no drug", "no perturbation", "no stimulation", "none",
        "control", "controls", "ctrl", "ctl", "negative control", "neg control", "neg ctrl",
        "negctrl", "negcontrol", "negative ctrl", "negcon", "media only", "medium only",
        "ctl untrt",
    ),
    "non_targeting_guide": (
        "non targeting", "nontargeting", "non target", "ntc", "nt", "ntg", "scramble",
        "scrambled", "sgnt", "sgntc", "sgctrl", "sgcontrol", "shctrl", "shcontrol", "shscramble",
    ),
    "safe_targeting_guide": ("safe targeting", "safe target", "safe harbor", "safe harbour"),
    "no_guide": ("no guide", "no grna", "no sgrna"),
    "empty_vector": ("empty vector", "ctl vector"),
    "mock": ("mock", "sham", "mock treated", "mock infected", "mock transfected"),
    "isotype": ("isotype",),
    "wild_type": ("wt", "wild type", "wildtype"),
}  # fmt: skip
"""Spellings by the kind of control that they most probably mean, lower case, single blanks."""

KIND_OF = {word: kind for kind, words in WORDS.items() for word in words}
TAIL = re.compile(r" (controls?|ctrl|ctl|guides?|sgrnas?|grnas?|cells)$")
NUMBER_AT_END = re.compile(r"(?<=[a-z]) ?\d+$")
PERCENT = re.compile(r"\d+(\.\d+)? ?%( ?\(?[vw]/[vw]\)?)?")
BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
MEMBERS = re.compile(r"\+|\||;|&|,|__")
LONGEST_LABEL = 200


def control_kind_of(label: str) -> str | None:
    """Return the kind of control that a label names, or None where it names none.

    A combination is a control only if each of its members is.

    Examples
    --------
    >>> control_kind_of("vehicle (DMSO)"), control_kind_of("NT_12"), control_kind_of("ctrl+ctrl")
    ('vehicle', 'non_targeting_guide', 'untreated')
    >>> control_kind_of("KLF1+ctrl"), control_kind_of("panobinostat (DMSO)"), control_kind_of("NTS")
    (None, None, None)
    """
    if len(label) > LONGEST_LABEL:
        return None
    kinds = [_kind_of_member(member) for member in MEMBERS.split(label) if member.strip()]
    return kinds[0] if kinds and None not in kinds else None


def _kind_of_member(label: str) -> str | None:
    plain = PERCENT.sub(" ", BRACKETS.sub(" ", label.casefold()))
    plain = " ".join(re.split(r"[\s_./-]+", plain.strip())).strip()
    return _kind_of_phrase(plain) or _kind_of_list(plain)


def _kind_of_phrase(phrase: str) -> str | None:
    kind = KIND_OF.get(phrase) or KIND_OF.get(TAIL.sub("", phrase))
    if kind is not None:
        return kind
    unnumbered = NUMBER_AT_END.sub("", phrase)
    kind = KIND_OF.get(unnumbered) or KIND_OF.get(TAIL.sub("", unnumbered))
    # WT1 is a gene.
    return None if kind == "wild_type" else kind


def _kind_of_list(phrase: str) -> str | None:
    """Read names of guide pairs such as ``NegCtrl10_NegCtrl0``."""
    kinds = [KIND_OF.get(NUMBER_AT_END.sub("", word)) for word in phrase.split()]
    return kinds[0] if len(kinds) > 1 and None not in kinds else None
