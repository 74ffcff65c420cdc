"""Agents under several names: drugs, genes, guides, and combinations of them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aivc.schema.vocabulary.compounds import inchikey_ok
from aivc.splits.identity.combinations import find_reader, loose_parts
from aivc.splits.identity.compound_names import (
    Compounds,
    compounds_of,
    rename_by_salt,
    rename_samples,
)
from aivc.splits.identity.context import IdentityContext
from aivc.splits.identity.gene_names import MOST_OF, GeneNames, gene_names
from aivc.splits.identity.guide_names import (
    GuideNames,
    controls_with_guides,
    folded_told,
    stem_of,
)
from aivc.splits.identity.joined import resolve_members
from aivc.splits.identity.labels import fold, present
from aivc.splits.identity.naming import Naming, Renaming, doubt
from aivc.splits.identity.spelling import folded, is_like_smiles

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from aivc.splits.identity.model import Resolution

GENETIC, CHEMICAL = "genetic", "chemical"
NO_CONTEXT = IdentityContext()


@dataclass(frozen=True)
class AgentNames:
    """Names members of agents, each by what it is.

    Attributes
    ----------
    genes, guides
        Names of genes, and of guides against them.
    kinds
        Kind of agents by folded label, as told.
    usual
        Kind of the agents of which nothing is told; empty where the labels do not show it.
    structures
        SMILES or InChIKey by label.
    is_chemistry_wanted
        Whether structures are compared.
    """

    genes: GeneNames
    guides: GuideNames
    kinds: Mapping[str, str]
    usual: str
    structures: Mapping[str, str]
    is_chemistry_wanted: bool

    def name(self, members: tuple[str, ...]) -> Naming:
        """Name distinct members."""
        naming = Naming.of(members)
        naming = naming.then(self._of_kind(GENETIC, self.guides.rename))
        naming = naming.then(self._of_kind(GENETIC, self.genes.rename))
        naming = naming.then(_fold_but_smiles)
        compounds = compounds_of(
            (name for name in naming.names.values() if self._kind(name) != GENETIC),
            self.structures,
            is_wanted=self.is_chemistry_wanted,
        )
        naming = naming.then(compounds.rename).then(compounds.rename_stereo)
        naming = naming.then(
            self._of_kind(CHEMICAL, lambda names: rename_by_salt(compounds, names))
        )
        naming = naming.then(rename_samples)
        naming = naming.then(
            self._of_kind(CHEMICAL, lambda names: _doubt_spellings(names, compounds))
        )
        doubts = (*naming.doubts, *compounds.doubts, *self.genes.doubts)
        return Naming(naming.names, naming.reasons, doubts, naming.settled)

    def _kind(self, name: str) -> str:
        return self.kinds.get(folded(name), self.usual)

    def _of_kind(
        self, kind: str, find: Callable[[tuple[str, ...]], Renaming]
    ) -> Callable[[tuple[str, ...]], Renaming]:
        """Let a pass see only the names of a kind; an unknown kind may be any."""
        return lambda names: find(tuple(n for n in names if self._kind(n) in {kind, ""}))


def resolve_agents(
    labels: Sequence[str], context: IdentityContext = NO_CONTEXT, *, kind: str = ""
) -> Resolution:
    """Resolve labels of agents.

    Genes are one under all their names, and with guides against them. Compounds are one where
    their parents (largest organic fragment, neutral) have the same InChIKey, or the same
    connectivity while one of the two does not state its stereo; two stated stereoisomers are a
    doubt. Without structures, a name that ends in the word of a counter-ion is one with its bare
    name where that also occurs.

    Parameters
    ----------
    labels
        Distinct labels, in any order.
    context
        Organism, separator, controls, structures, targets of guides, and kinds of single labels.
    kind
        ``chemical``, ``genetic`` or ``other``; empty where the labels are to show it.

    Examples
    --------
    >>> resolve_agents(["Imatinib", "imatinib mesylate", "DMSO"]).names
    ('Imatinib',)
    """
    is_control = controls_with_guides(context.control_labels, context.guide_targets)
    values = present(labels)
    parts = {part for part in loose_parts(values, context.separator) if not is_control(part)}
    kinds = {folded(label): k for label, k in sorted(context.agent_kinds.items()) if k}
    genes = gene_names(context.organism, {stem_of(part) for part in parts})
    usual = kind or _usual_kind(parts, genes, context.structures)
    is_genetic = GENETIC in {usual, *kinds.values()}
    names = AgentNames(
        genes=genes if is_genetic else GeneNames(None),
        guides=GuideNames(
            genes,
            folded_told(context.guide_targets),
            are_guides=bool(context.guide_targets),
            are_genetic=is_genetic,
        ),
        kinds=kinds,
        usual=usual,
        structures=context.structures or _structures_in(parts),
        is_chemistry_wanted=context.is_chemistry_wanted,
    )
    reader = find_reader(values, _known(names, is_control), is_control, context.separator)
    return resolve_members(labels, reader, is_control, names.name)


def _known(names: AgentNames, is_control: Callable[[str], bool]) -> Callable[[str], bool]:
    stated = {*names.kinds, *map(folded, names.structures), *names.guides.told}

    def is_known(text: str) -> bool:
        return folded(text) in stated or is_control(text) or names.genes.is_gene(text)

    return is_known


def _usual_kind(parts: Collection[str], genes: GeneNames, structures: Mapping[str, str]) -> str:
    """Return what most labels are."""
    with_structure = set(map(folded, structures))
    if any(folded(part) in with_structure for part in parts):
        return CHEMICAL
    found = sum(genes.is_written_as_gene(stem_of(part)) for part in parts)
    return GENETIC if found > MOST_OF * len(parts) else ""


def _structures_in(parts: Collection[str]) -> dict[str, str]:
    """Return labels that are structures themselves, where most are."""
    found = {part: part for part in parts if inchikey_ok(part) or is_like_smiles(part)}
    return found if len(found) > MOST_OF * len(parts) else {}


def _fold_but_smiles(names: tuple[str, ...]) -> Renaming:
    return fold(tuple(name for name in names if not is_like_smiles(name)))


def _doubt_spellings(names: tuple[str, ...], compounds: Compounds) -> Renaming:
    """Tell names that differ in hyphens and blanks only; they are not merged."""
    together: defaultdict[str, list[str]] = defaultdict(list)
    for name in names:
        together[folded(name).replace("-", "").replace(" ", "")].append(name)
    doubts = tuple(
        doubt("ambiguous", group, "differ in hyphens and blanks only; not merged")
        for _, group in sorted(together.items())
        if len(group) > 1 and compounds.may_join(group[0], group[1])
    )
    return Renaming({}, doubts)
