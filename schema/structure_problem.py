"""What can be wrong with the structure of a card, and the code of each kind."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class ProblemKind(StrEnum):
    """Kinds of structure problem."""

    MISSING_REQUIRED = "missing_required"
    UNKNOWN_FIELD = "unknown_field"
    WRONG_TYPE = "wrong_type"
    NOT_IN_ENUM = "not_in_enum"
    PATTERN_MISMATCH = "pattern_mismatch"
    OUT_OF_RANGE = "out_of_range"
    CONDITIONAL_REQUIRED = "conditional_required"
    UNKNOWN_DESIGNATOR = "unknown_designator"
    CARDINALITY = "cardinality"
    BAD_FORMAT = "bad_format"

    @property
    def code(self) -> str:
        """Permanent code of the rule that reports problems of this kind."""
        return CODES[self]


CODES: Mapping[ProblemKind, str] = {
    ProblemKind.MISSING_REQUIRED: "CRD001",
    ProblemKind.UNKNOWN_FIELD: "CRD002",
    ProblemKind.WRONG_TYPE: "CRD003",
    ProblemKind.NOT_IN_ENUM: "CRD004",
    ProblemKind.PATTERN_MISMATCH: "CRD005",
    ProblemKind.OUT_OF_RANGE: "CRD006",
    ProblemKind.CONDITIONAL_REQUIRED: "CRD007",
    ProblemKind.UNKNOWN_DESIGNATOR: "CRD008",
    ProblemKind.CARDINALITY: "CRD009",
    ProblemKind.BAD_FORMAT: "CRD010",
}
"""Code by kind. Codes are permanent."""


@dataclass(frozen=True, slots=True)
class StructureProblem:
    """One thing that is wrong with the structure of a card.

    Attributes
    ----------
    kind
        What is wrong.
    pointer
        JSON pointer (RFC 6901) of the value that is wrong; of the object that lacks the slot,
        where one is missing.
    slot
        Slot that is wrong or missing; the key as it is written, where the standard has no such
        slot; empty where the object itself is wrong.
    class_name
        Class of the object that has, or lacks, the slot.
    observed, expected
        What was found, shortened, and what was expected; ``observed`` is empty where something
        is missing.
    message
        One sentence that says what is wrong.
    suggestion
        Nearest spelling that is right, where one is near.
    required_by
        Weakest profile that requires a missing slot.
    rule
        Title of the rule that a conditional requirement comes from.
    """

    kind: ProblemKind
    pointer: str
    slot: str
    class_name: str
    observed: str
    expected: str
    message: str
    suggestion: str | None = None
    required_by: str | None = None
    rule: str | None = None

    @property
    def code(self) -> str:
        """Permanent code of the rule that reports this kind of problem."""
        return self.kind.code
