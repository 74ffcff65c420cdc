"""Find columns of doses or times that hold numbers without a unit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aivc.validators.findings import Location
from aivc.validators.rules.int.labelled_conditions import role_of
from aivc.validators.rules.int.written_quantities import amounts_in, dialect_of
from aivc.validators.rules.tab.columns import columns_of
from aivc.validators.rules.tab.meanings import meaning_of, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts

UNIT_WORDS = ("unit", "units")


@dataclass(frozen=True, slots=True)
class BareNumbers:
    """A column, and its labels that hold a number other than zero without a unit, with rows."""

    location: Location
    labels: Mapping[str, int]
    n_rows: int


def bare_number_columns(card: DatasetCard, facts: Facts, meaning: str) -> Iterator[BareNumbers]:
    """Yield the columns of doses or times that hold bare numbers and say their unit nowhere.

    A column that the card binds to the role decides. Where none is bound, columns are known by
    their names, and only those with at least two levels are a scale that needs a unit.

    Parameters
    ----------
    card, facts
        The card and what was measured.
    meaning
        ``dose`` or ``time``.
    """
    columns = _bound(facts, meaning)
    fewest = 1 if columns else 2
    for location, labels in columns or _named(facts, meaning):
        bare, levels = _without_unit(labels, dialect_of(card))
        if len(levels) >= fewest and not _says_unit(location, facts):
            yield BareNumbers(location, bare, sum(labels.values()))


def _bound(facts: Facts, role_name: str) -> list[tuple[Location, dict[str, int]]]:
    role = role_of(facts, role_name)
    if role is None or role.counts is None:
        return []
    # The parts of a key are read together: a number in one column, its unit in the next.
    labels = [" ".join(level) for level in role.levels]
    location = Location("obs", table=role.table, column="+".join(role.columns))
    return [(location, dict(zip(labels, role.counts.tolist(), strict=True)))]


def _named(facts: Facts, meaning: str) -> list[tuple[Location, dict[str, int]]]:
    return [
        (column.location, dict(column.label_counts))
        for column in columns_of(facts, "obs")
        if meaning_of(facts, column) == meaning and not is_logarithm(column.name)
    ]


def is_logarithm(column: str) -> bool:
    """Tell whether a column holds logarithms, which follow another column and have no unit."""
    return any(word.startswith("log") for word in words_of(column))


def _without_unit(labels: Mapping[str, int], dialect: str) -> tuple[dict[str, int], set[float]]:
    """Return the labels that hold a number other than zero without a unit, and these numbers."""
    found: dict[str, int] = {}
    levels: set[float] = set()
    for label, n_rows in labels.items():
        amounts = amounts_in(label, dialect) or ()
        bare = {amount.value for amount in amounts if amount.unit is None and amount.value}
        if n_rows and bare:
            found[label] = n_rows
            levels |= bare
    return found, levels


def _says_unit(where: Location, facts: Facts) -> bool:
    """Tell whether the name of a column holds its unit, or a column of units stands beside it.

    ``dose_uM`` and ``pert_time_h`` say it themselves; ``dose_unit`` or ``pert_dose_unit`` is where
    scPerturb and LINCS write it.
    """
    from aivc.schema.vocabulary import UnitProblem, parse_unit

    words = words_of(where.column)
    last = where.column.rpartition("_")[2]
    # A column may well be called `m`; only beside other words a letter is a unit.
    may_be_unit = len(words) > 1 or len(last) > 3
    if may_be_unit and not isinstance(parse_unit(last, "lincs"), UnitProblem):
        return True
    about = set(words) - {"value", "values"}
    others = [words_of(column.name) for column in columns_of(facts, "obs")]
    return any(about < set(other) and other[-1] in UNIT_WORDS for other in others)
