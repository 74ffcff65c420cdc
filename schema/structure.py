"""Check the structure of a card: required slots, types, values, conditional requirements.

The generated JSON Schema of a profile is applied; each of its errors becomes one
:class:`StructureProblem` that says which slot of which class is wrong, and how.
"""

from aivc.schema.explaining import explain_error, explain_not_json
from aivc.schema.plain_json import plain_json
from aivc.schema.structure_errors import structure_errors
from aivc.schema.structure_problem import CODES, ProblemKind, StructureProblem

__all__ = ["CODES", "ProblemKind", "StructureProblem", "check_structure"]


def check_structure(
    raw: object, class_name: str = "DatasetCard", profile: str = "release"
) -> tuple[StructureProblem, ...]:
    """Check an object of the standard as a YAML or JSON parser gives it.

    It never raises on what a parser can give. One cause gives one problem: an object whose kind
    is not known is checked no further, and a slot that is missing is reported once.

    Parameters
    ----------
    raw
        The object.
    class_name
        Class of the standard that it should be of.
    profile
        ``minimal``, ``release`` or ``benchmark``.

    Returns
    -------
    tuple of StructureProblem
        All problems, in the order of the object. Empty if there is none.

    Raises
    ------
    UnknownNameError
        If the standard has no such class or profile.

    Examples
    --------
    >>> problem, = check_structure({"value": 1, "unit": "umol/L", "bais": "nominal"}, "Quantity")
    >>> problem.code, problem.pointer, problem.suggestion
    ('CRD002', '/bais', 'basis')
    """
    json, not_json = plain_json(raw)
    found = [explain_not_json(item, class_name, raw) for item in not_json]
    for path, error in structure_errors(json, class_name, profile):
        found.extend(explain_error(error, path, class_name, raw))
    return tuple(_one_per_cause(found))


def _one_per_cause(problems: list[StructureProblem]) -> list[StructureProblem]:
    """Keep the first problem of each slot of each object, by weight of the kind."""
    weights = {kind: weight for weight, kind in enumerate(_HEAVIEST_FIRST)}
    kept: dict[tuple[str, str], StructureProblem] = {}
    for problem in problems:
        place = (problem.pointer, problem.slot)
        known = kept.get(place)
        if known is None or weights[problem.kind] < weights[known.kind]:
            kept[place] = problem
    return list(kept.values())


# A value of the wrong type also breaks its pattern; a slot that a profile requires may be required
# by a rule as well.
_HEAVIEST_FIRST = (
    ProblemKind.UNKNOWN_FIELD,
    ProblemKind.WRONG_TYPE,
    ProblemKind.UNKNOWN_DESIGNATOR,
    ProblemKind.MISSING_REQUIRED,
    ProblemKind.CONDITIONAL_REQUIRED,
    ProblemKind.NOT_IN_ENUM,
    ProblemKind.BAD_FORMAT,
    ProblemKind.PATTERN_MISMATCH,
    ProblemKind.OUT_OF_RANGE,
    ProblemKind.CARDINALITY,
)
