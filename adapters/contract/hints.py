"""What is known about a source before its columns are looked at."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

NOTHING: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Said:
    """A value, and who says it: a person, or the definition of a format.

    What is said is no guess: a draft takes it as it is and does not ask for confirmation.
    """

    value: Any
    because: str


@dataclass(frozen=True, slots=True)
class Hints:
    """What a person or a format says in advance; it decides over every guess.

    Attributes
    ----------
    dose_unit, time_unit
        Units of the columns of bare numbers, as the field spells them.
    unit_dialect
        Whose spelling of units the source uses, a value of ``UnitDialect``.
    combination_separator
        Text between the members of a combination.
    roles
        Columns by role (a value of ``ObsRole``), as a tuple of names.
    controls
        Kind of control (a value of ``ControlKind``) by label.
    operators
        Class of the measurement operator (``SingleCellRNA``, ``Morphology``, ...) by path of the
        matrix in the file (``X``, ``mod/rna/X``).
    card
        Values of the card by JSON pointer (``/organism_ontology_term_id``, ``/reference_genome``,
        ``/operators/*/assay_ontology_term_id``); ``*`` stands for every entry of a list.
    """

    dose_unit: str | None = None
    time_unit: str | None = None
    unit_dialect: str | None = None
    combination_separator: str | None = None
    roles: Mapping[str, Said] = field(default_factory=lambda: NOTHING)
    controls: Mapping[str, Said] = field(default_factory=lambda: NOTHING)
    operators: Mapping[str, Said] = field(default_factory=lambda: NOTHING)
    card: Mapping[str, Said] = field(default_factory=lambda: NOTHING)
