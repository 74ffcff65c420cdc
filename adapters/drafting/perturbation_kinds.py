"""Which kind of agent a name stands for."""

from __future__ import annotations

import re
from dataclasses import dataclass

from aivc.adapters.drafting.names import joined

ENOUGH = 0.8
"""Share of names of agents that are genes, from which all are taken to be genetic."""


@dataclass(frozen=True, slots=True)
class AgentKind:
    """Class of an agent; for genes also what is done to them."""

    agent_type: str
    genetic_modality: str = ""
    strategy: str = ""


ACTIVATION = AgentKind("GeneticPerturbation", "activation", "CRISPR activation screen")
INTERFERENCE = AgentKind("GeneticPerturbation", "interference", "CRISPR interference screen")
KNOCKOUT = AgentKind("GeneticPerturbation", "knockout", "CRISPR knockout screen")
UNSAID = AgentKind("GeneticPerturbation", "knockout")
"""Genes were changed and nobody says how; as the standard wants a word, the commonest stands."""

KNOCKDOWN = AgentKind("GeneticPerturbation", "knockdown", "other")
OVEREXPRESSION = AgentKind("GeneticPerturbation", "overexpression", "other")
CHEMICAL = AgentKind("Chemical")
BIOLOGIC = AgentKind("Biologic")

WORDS: tuple[tuple[re.Pattern[str], AgentKind], ...] = tuple(
    (re.compile(pattern), kind)
    for pattern, kind in (
        (r"crispra|crispractivation.*|activation|sam|dcas9vpr", ACTIVATION),
        (r"crispri|crisprinterference.*|interference|dcas9krab|inhibition", INTERFERENCE),
        (r"crispr(ko|cas9|knockout.*)|ko|knockout|cas9|trtxpr", KNOCKOUT),
        (r"crispr|genetic(perturbation)?|geneticmodification|guide|sgrna|grna", UNSAID),
        (r"sh ?rna|si ?rna|rnai|knockdown|kd|trtsh.*", KNOCKDOWN),
        (r"orf|oe|overexpression|transgene|trtoe.*|cdna", OVEREXPRESSION),
        (r"drugs?|compound|chemical|smallmolecule|trtcp", CHEMICAL),
        (
            r"cytokines?|ligand|protein|biologic(al)?|antibody|growthfactor|trtlig|tcrstimulation",
            BIOLOGIC,
        ),
    )
)
"""Words of columns such as perturbation_type, joined, and the kind that they mean."""

LIGAND = re.compile(
    r"(h|m|rh|rm)?(ifn|interferon|tnf|tgf|egf|fgf|vegf|pdgf|hgf|igf|csf|gmcsf|lps|il\d+|ccl\d+|"
    r"cxcl\d+|bmp\d*|wnt\d\w?|noggin|stim(ulated|ulation)?)(alpha|beta|gamma|[abg]?\d*)",
)


def kind_of_word(word: str) -> AgentKind | None:
    """Return the kind of perturbation that a word of a file means.

    Examples
    --------
    >>> kind_of_word("CRISPRa").genetic_modality, kind_of_word("trt_cp").agent_type
    ('activation', 'Chemical')
    """
    key = joined(word)
    return next((kind for pattern, kind in WORDS if pattern.fullmatch(key)), None)


def is_ligand(name: str) -> bool:
    """Tell whether a name is that of a cytokine, a growth factor or a stimulus.

    Examples
    --------
    >>> is_ligand("IFN-beta"), is_ligand("panobinostat")
    (True, False)
    """
    return bool(LIGAND.fullmatch(joined(name)))
