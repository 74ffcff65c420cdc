"""Names of salts and solvates: ``Imatinib mesylate`` is ``Imatinib`` with a counter-ion."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from aivc.splits.identity.naming import Renaming, Step, doubt
from aivc.splits.identity.spelling import folded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from aivc.splits.identity.model import Doubt

COUNTER_IONS = (
    "hydrochloride", "hcl", "hydrobromide", "hbr", "hydroiodide", "chloride", "bromide", "iodide",
    "mesylate", "mesilate", "methanesulfonate", "methanesulphonate", "besylate", "besilate",
    "benzenesulfonate", "tosylate", "tosilate", "toluenesulfonate", "esylate", "esilate",
    "edisylate", "isethionate", "isetionate", "napsylate", "camsylate", "maleate", "fumarate",
    "tartrate", "bitartrate", "citrate", "malate", "oxalate", "lactate", "gluconate", "aspartate",
    "pamoate", "embonate", "xinafoate", "mandelate", "trifluoroacetate", "tfa", "formate",
    "nitrate", "sodium", "potassium", "lithium", "calcium", "magnesium", "zinc", "ammonium",
    "meglumine", "tromethamine", "trometamol", "lysine", "arginine", "choline", "olamine",
    "erbumine", "tartaric acid", "citric acid", "fumaric acid", "maleic acid",
    "hydrate", "solvate", "ethanolate", "methanolate", "anhydrous", "salt", "free base",
    "free acid", "base form",
)  # fmt: skip
"""Words at the end of a name that add a counter-ion or a solvent and leave the parent as it is."""

SALTS_OR_ESTERS = (
    "acetate", "phosphate", "sulfate", "sulphate", "succinate", "propionate", "benzoate",
    "salicylate", "stearate", "palmitate", "pivalate", "carbonate", "hippurate",
)  # fmt: skip
"""Words that may also make an ester: abiraterone acetate is another molecule than abiraterone."""

NOT_A_COMPOUND = frozenset(
    {"sodium", "potassium", "lithium", "calcium", "magnesium", "zinc", "ammonium", "iron", "copper"}
)
"""Bare names of what is left of an inorganic salt."""

MULTIPLE = r"(?:hemi|sesqui|mono|di|tri|tetra|bi|bis|\d\s?)?-?"
PREFIX = r"(?:[DLS]-\s?)?(?:[DL]?-?\(\s?[+-]\s?\)-?\s?)?"


def _at_end(words: Iterable[str]) -> re.Pattern[str]:
    alternatives = "|".join(sorted(map(re.escape, words), key=len, reverse=True))
    word = rf"{PREFIX}{MULTIPLE}(?:{alternatives})"
    return re.compile(rf"\s(?:\(\s?{word}\s?\)|{word})$", re.IGNORECASE)


SALT = _at_end(COUNTER_IONS)
SALT_OR_ESTER = _at_end((*COUNTER_IONS, *SALTS_OR_ESTERS))


def bare_name(name: str, words: re.Pattern[str] = SALT) -> str:
    """Return a name without the words for counter-ions and solvents at its end.

    Examples
    --------
    >>> bare_name("Imatinib mesylate"), bare_name("GSK-LSD1 2HCl"), bare_name("Sodium chloride")
    ('Imatinib', 'GSK-LSD1', 'Sodium chloride')
    """
    bare = name
    while (match := words.search(bare)) is not None:
        bare = bare[: match.start()].rstrip(" ,")
    return name if not bare or bare.casefold() in NOT_A_COMPOUND else bare


def rename_salts(names: tuple[str, ...], may_join: Callable[[str, str], bool]) -> Renaming:
    """Find salts whose bare name also occurs.

    A word that may make an ester, and two salts without their bare name, are doubts.

    Parameters
    ----------
    names
        Names of compounds.
    may_join
        Tells of two names whether nothing that is known otherwise, such as structures, forbids or
        has already decided to take them for one.
    """
    written = {folded(name): name for name in names}
    steps: dict[str, Step] = {}
    by_bare: defaultdict[str, list[str]] = defaultdict(list)
    for name in names:
        bare = bare_name(name, SALT_OR_ESTER)
        if bare != name:
            by_bare[folded(bare)].append(name)
    doubts: list[Doubt] = []
    for bare, salts in sorted(by_bare.items()):
        parent = written.get(bare)
        unclear = [parent] if parent else []
        for salt in salts:
            if parent and folded(bare_name(salt)) == bare and may_join(salt, parent):
                words = salt[len(parent) :].strip(" ()")
                steps[salt] = Step(parent, f"{words!r} names a counter-ion or solvent")
            else:
                unclear.append(salt)
        doubts += _doubts(unclear, has_parent=parent is not None, may_join=may_join)
    return Renaming(steps, tuple(doubts))


def _doubts(
    names: list[str], *, has_parent: bool, may_join: Callable[[str, str], bool]
) -> Iterable[Doubt]:
    open_names = [name for name in names if any(may_join(name, o) for o in names if o != name)]
    if len(open_names) > 1:
        detail = (
            "may be salts or esters of one compound"
            if has_parent
            else "are named as salts of one compound, which does not occur by itself"
        )
        yield doubt("ambiguous", open_names, f"{detail}; not merged without their structures")
