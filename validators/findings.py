"""What a rule yields and what a report holds."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

MAX_EXAMPLES = 5


class Severity(StrEnum):
    """How bad a finding is, worst first."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for the worst; grows as things get milder."""
        return list(Severity).index(self)

    def at_least(self, other: Severity) -> bool:
        """Tell whether this is as bad as ``other`` or worse."""
        return self.rank <= other.rank


class Level(StrEnum):
    """How deep a validation looks, shallowest first."""

    HEADER = "header"
    OBS = "obs"
    FULL = "full"

    @property
    def depth(self) -> int:
        """0 for the shallowest."""
        return list(Level).index(self)


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """Where a finding is.

    Parameters
    ----------
    element
        ``card``, ``manifest``, ``report``, ``assignments``, ``file``, ``obs``, ``var``, ``uns``, or
        a matrix such as ``X`` or ``raw/X``.
    table
        The table of the container: ``""`` for an AnnData, ``mod/rna``, ``tables/table``.
    column
        Column of obs or var.
    pointer
        JSON pointer into the card or the manifest.
    line
        Line of that file, from 1; filled in by the engine from the pointer.

    Examples
    --------
    >>> str(Location("obs", column="donor_id"))
    'obs/donor_id'
    >>> str(Location("X", table="mod/rna"))
    'mod/rna/X'
    >>> str(Location("card", pointer="/conditions/3"))
    'card:/conditions/3'
    """

    element: str
    table: str = ""
    column: str = ""
    pointer: str = ""
    line: int = 0

    def __str__(self) -> str:
        """Return the location as one path."""
        if self.element in {"card", "manifest", "report"}:
            return f"{self.element}:{self.pointer or '/'}"
        return "/".join(part for part in (self.table, self.element, self.column) if part)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a rule saw: one cause, with where, what, how often and a few examples.

    Parameters
    ----------
    location
        Where it is.
    observed, expected
        Short texts; they fill ``{observed}`` and ``{expected}`` of the rule's templates.
    count, total
        How many things are affected, out of how many; 0 where a total has no meaning.
    examples
        Names of affected things, such as row names. The engine keeps the first five.
    values
        Further fields for the templates of message and fix.
    """

    location: Location
    observed: str = ""
    expected: str = ""
    count: int = 1
    total: int = 0
    examples: tuple[str, ...] = ()
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Finding:
    """One problem of a dataset, ready to be reported."""

    code: str
    rule_name: str
    severity: Severity
    location: Location
    message: str
    fix: str
    observed: str = ""
    expected: str = ""
    count: int = 1
    total: int = 0
    examples: tuple[str, ...] = ()
    suppressed_because: str = ""
    is_known: bool = False

    @property
    def counts(self) -> bool:
        """Whether the finding can make a validation fail."""
        return not self.suppressed_because and not self.is_known
