"""Names of guides, from which the genes that they hit can be read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aivc.adapters.drafting.label_words import LabelWords

BETWEEN_GUIDES = re.compile(r"__|[|;,&]|(?<!_)\+(?!_)")
FORMS = (
    re.compile(r"(?P<gene>.+?)_[+-]_\d+(\.\d+)?-P\w+"),
    re.compile(r"(?P<gene>.+?)[-_. ]?(sg|gRNA|guide|g)[-_ ]?(RNA)?[-_ ]?\d+([-_.]\d+)?"),
    re.compile(r"sg[-_ ]?(?P<gene>.+?)([-_.#]\d+)?"),
    re.compile(r"(?P<gene>.+?)[-_.#](\d+|[A-Ea-e]|[ACGT]{14,22})"),
)
"""Form of names with one gene in them: Weissman libraries, GENEg1, sgGENE-1, GENE_1.

A number behind the gene counts its guides. Weissman libraries write strand, position and promoter.
"""

ENOUGH = 0.8


def genes_of_guide(label: str, words: LabelWords) -> tuple[str, ...] | None:
    """Return the names of the genes that a guide or a set of guides is called after.

    Returns
    -------
    tuple of str or None
        Each gene once, in order; () for guides that are controls, None where a part names neither.

    Examples
    --------
    >>> from aivc.adapters.drafting.gene_names import GeneNames
    >>> from aivc.adapters.drafting.label_words import LabelWords
    >>> words = LabelWords(GeneNames("NCBITaxon:9606"))
    >>> genes_of_guide("KRAS_+_25403738.23-P1P2|KRAS_-_25403785.23-P1P2", words)
    ('KRAS',)
    >>> genes_of_guide("KLF1_NegCtrl0__KLF1_NegCtrl0", words), genes_of_guide("sgHLA-A-2", words)
    (('KLF1',), ('HLA-A',))
    >>> genes_of_guide("NTC_1", words), genes_of_guide("chr5:1-20", words)
    ((), None)
    """
    if words.control_kind(label) is not None:
        return ()
    genes: dict[str, None] = {}
    for part in BETWEEN_GUIDES.split(label):
        found = _genes_of_one(part.strip(), words)
        if found is None:
            return None
        genes.update(dict.fromkeys(found))
    return tuple(genes)


def _genes_of_one(text: str, words: LabelWords) -> tuple[str, ...] | None:
    if not text:
        return None
    if words.control_kind(text) is not None:
        return ()
    if words.is_gene(text):
        return (text,)
    for form in FORMS:
        match = form.fullmatch(text)
        if match is not None and words.is_gene(match["gene"]):
            return (match["gene"],)
    return _joined_by_underscore(text, words)


def _joined_by_underscore(text: str, words: LabelWords) -> tuple[str, ...] | None:
    """Read a pair such as ``KLF1_NegCtrl0``, both of whose parts are known."""
    parts = text.split("_")
    if len(parts) < 2 or not all(parts):
        return None
    genes = []
    for part in parts:
        if words.is_gene(part):
            genes.append(part)
        elif words.control_kind(part) is None and not (genes and part.isdecimal()):
            return None
    return tuple(genes)


def are_guides(labels: tuple[str, ...], words: LabelWords, most: int = 300) -> bool:
    """Tell whether labels are names of guides, from which genes can be read."""
    asked = [label for label in labels[:most] if words.control_kind(label) is None]
    read = [genes_of_guide(label, words) for label in asked]
    return bool(asked) and sum(bool(genes) for genes in read) >= ENOUGH * len(asked)
