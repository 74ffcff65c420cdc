"""Which columns name agents, judged by what they are called and by what they hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.adapters.drafting.guide_names import are_guides
from aivc.adapters.drafting.names import joined, shown
from aivc.adapters.drafting.numbered import base_of, siblings
from aivc.adapters.drafting.perturbation_kinds import is_ligand, kind_of_word
from aivc.adapters.drafting.relations import determines, says_the_same
from aivc.adapters.drafting.role_names import rank_of
from aivc.adapters.drafting.substances import compound_facts
from aivc.adapters.drafting.written_amounts import read_label
from aivc.adapters.drafting.written_times import read_time
from aivc.schema.vocabulary import GeneMatchKind, find_by_label
from aivc.storage.model import ColumnKind

if TYPE_CHECKING:
    from aivc.adapters.drafting.columns import ObsColumn, ObsColumns
    from aivc.adapters.drafting.label_words import LabelWords
    from aivc.adapters.drafting.roles import RoleGuess

STATES = frozenset(
    {
        "healthy", "disease", "diseased", "case", "cases", "normal", "tumor", "tumour", "young",
        "old", "male", "female", "responder", "non-responder",
    }
)  # fmt: skip
"""Labels of a condition that is a state of a donor and nothing that was done."""

WEAK_NAMES = frozenset({"condition", "conditionname", "group"})
"""Columns that may say anything; what they hold has to speak for a treatment."""

VAGUE_NAMES = frozenset({"label"})
"""Columns that mostly name cell types; a treatment only with a word for a control."""

SECONDARY = frozenset(
    {"stimulation", "stim", "stimulus", "cytokine", "ligand", "treatment", "drug", "compound"}
)
SAMPLE = 300
FEW = 60
"""Labels that are looked up among compounds, which takes longer."""


def chosen_agents(
    obs: ObsColumns, words: LabelWords, taken: frozenset[str], left_out: list[str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Choose the column of agents, a second one where both vary freely, and poorer copies.

    Sentences about columns that look like a treatment and are none are added to ``left_out``.
    """
    columns = [c for c in _named(obs) if c.name not in taken and _acts(c, obs, words, left_out)]
    classes = _classes(columns)
    if not classes:
        return (), ()
    ordered = sorted(classes, key=lambda known: len(known[0].labels) < 2)
    ordered = [_finer(ordered, words), *ordered]
    first = sorted(ordered[0], key=lambda column: _richness(column, words), reverse=True)
    chosen = [first[0].name]
    for known in ordered[1:]:
        column = known[0]
        is_free = not determines(first[0].codes, column.codes) and not determines(
            column.codes, first[0].codes
        )
        if len(column.labels) > 1 and joined(column.name) in SECONDARY and is_free:
            chosen.append(column.name)
            break
    return tuple(chosen), tuple(column.name for column in first[1:])


def names_treatments(column: ObsColumn, words: LabelWords) -> bool:
    """Tell whether samples are called after what was done to them, such as control and IFN-beta."""
    labels = column.labels
    if not 1 < len(labels) <= FEW or column.is_numeric:
        return False
    is_control = [words.control_kind(label) is not None for label in labels]
    told = (known or _is_telling(x, words) for x, known in zip(labels, is_control, strict=True))
    return any(is_control) and not all(is_control) and all(told)


def target_column(obs: ObsColumns, words: LabelWords, taken: frozenset[str]) -> str | None:
    """Choose the column of targeted genes."""
    ranked = []
    for column in obs:
        rank = rank_of("target", column.name)
        if rank is None or column.name in taken or not column.labels or column.is_numeric:
            continue
        asked = [label for label in column.labels[:SAMPLE] if words.control_kind(label) is None]
        if asked and words.share_of_genes(asked) > 0.5:
            ranked.append((rank, column.name))
    return min(ranked)[1] if ranked else None


def guide_columns(obs: ObsColumns, words: LabelWords, said: RoleGuess | None) -> list[str]:
    """Return columns of guides from whose names genes can be read, the one of fewest first."""
    found = []
    for column in obs:
        is_named = rank_of("guide", column.name) is not None
        is_said = said is not None and column.name in said.columns
        if (is_named or is_said) and column.labels and are_guides(column.labels, words):
            found.append((len(column.labels), column.name))
    return [name for _, name in sorted(found)]


def _named(obs: ObsColumns) -> list[ObsColumn]:
    known = [(rank, column) for column in obs if (rank := _rank(obs, column)) is not None]
    return [c for _, c in sorted(known, key=lambda entry: entry[0]) if c.labels]


def _rank(obs: ObsColumns, column: ObsColumn) -> int | None:
    rank = rank_of("agent", column.name)
    if rank is not None:
        return rank
    base = base_of(column.name)
    is_first = base != column.name and bool(siblings(obs, column.name))
    is_first = is_first and column.name.endswith("1")
    return rank_of("agent", base) if is_first else None


def _acts(column: ObsColumn, obs: ObsColumns, words: LabelWords, left_out: list[str]) -> bool:
    """Tell whether a column may name agents."""
    if column.kind in {ColumnKind.BOOLEAN, ColumnKind.FLOAT} or column.is_numeric:
        return False  # Numbers name nothing that is known outside of the laboratory.
    if obs.n_rows > SAMPLE and len(column.labels) > obs.n_rows / 2:
        return False
    if all(words.control_kind(label) is not None for label in column.labels):
        said = (
            f"{column.name} says '{shown(column.labels)}' in every row, so nothing was done by it"
        )
        left_out.append(said)
        return False
    are_times = all(_is_time_or_control(label, words) for label in column.labels[:SAMPLE])
    if are_times or says_kinds(column, words):
        return False
    key = joined(column.name)
    labels = column.labels[:SAMPLE]
    if key in VAGUE_NAMES:
        return any(words.control_kind(x) is not None for x in labels)
    if key in WEAK_NAMES:
        return not any(map(_is_state, labels)) and any(_is_telling(x, words) for x in labels)
    return True


def says_kinds(column: ObsColumn, words: LabelWords) -> bool:
    """Tell whether a column says how something was perturbed, such as KO, and not what."""
    asked = [label for label in column.labels[:SAMPLE] if words.control_kind(label) is None]
    return bool(asked) and all(kind_of_word(label) is not None for label in asked)


def _is_time_or_control(label: str, words: LabelWords) -> bool:
    return words.control_kind(label) is not None or read_time(label) is not None


def _is_telling(label: str, words: LabelWords) -> bool:
    """Tell whether a label is surely about a treatment: a control, a dose, a gene, a substance."""
    if words.control_kind(label) is not None or is_ligand(label) or _is_approved(label, words):
        return True
    (first, *_) = read_label(label, words.dialect)
    return first.amount is not None or bool(compound_facts(first.name))


def _is_state(label: str) -> bool:
    return label.casefold() in STATES or bool(find_by_label("MONDO", label))


def _classes(columns: list[ObsColumn]) -> list[list[ObsColumn]]:
    classes: list[list[ObsColumn]] = []
    for column in columns:
        home = next((known for known in classes if says_the_same(known[0], column)), None)
        if home is None:
            classes.append([column])
        else:
            home.append(column)
    return classes


def _finer(ordered: list[list[ObsColumn]], words: LabelWords) -> list[ObsColumn]:
    """Return the class that tells amounts beside the agents of the first, where one does."""
    first = ordered[0]
    if max(_with_amount(column, words) for column in first) > 0.5:
        return first
    for known in ordered[1:]:
        best = max(known, key=lambda column: _with_amount(column, words))
        if _with_amount(best, words) > 0.5 and determines(best.codes, first[0].codes):
            return known
    return first


def _with_amount(column: ObsColumn, words: LabelWords) -> float:
    labels = column.labels[:SAMPLE]
    read = (read_label(label, words.dialect)[0].amount is not None for label in labels)
    return sum(read) / len(labels)


def _richness(column: ObsColumn, words: LabelWords) -> tuple[float, float, float, float]:
    labels = column.labels[:SAMPLE]
    approved = sum(_is_approved(label, words) for label in labels) / len(labels)
    named = sum(not label.isdecimal() for label in labels) / len(labels)
    few = labels[:FEW]
    known = 0.0 if approved else sum(bool(compound_facts(x)) for x in few) / len(few)
    return (_with_amount(column, words), approved, known, named)


def _is_approved(label: str, words: LabelWords) -> bool:
    match = words.find_gene(label)
    return match is not None and match.kind is GeneMatchKind.APPROVED
