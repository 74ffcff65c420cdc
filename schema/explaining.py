"""Turn what a JSON Schema validator says into what a person can act on."""

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from aivc.schema.nearest import nearest
from aivc.schema.places import Place, find_place, json_pointer
from aivc.schema.plain_json import NotJson
from aivc.schema.slots import class_spec
from aivc.schema.structure_problem import ProblemKind, StructureProblem
from aivc.schema.wording import expected_of, listed, permitted_words, shortened

if TYPE_CHECKING:
    from jsonschema_rs import ValidationError


def explain_error(
    error: "ValidationError", path: Sequence[str | int], class_name: str, raw: object
) -> Iterator[StructureProblem]:
    """Say what an error of the validator means.

    Parameters
    ----------
    error
        The error.
    path
        Where it is in the whole object.
    class_name
        Class of the whole object.
    raw
        The whole object, as it was given.
    """
    place = find_place(raw, class_name, path)
    details = error.kind.as_dict()
    keyword = error.kind.name
    if keyword == "additionalProperties":
        yield from (_unknown_field(place, key) for key in details["unexpected"])
    elif keyword == "required":
        yield _missing(place, details["property"], _rule_number(error.schema_path))
    else:
        yield _EXPLAIN.get(keyword, _wrong_type)(place)


def explain_not_json(item: NotJson, class_name: str, raw: object) -> StructureProblem:
    """Say where a value is that JSON cannot hold, and why it cannot."""
    place = find_place(raw, class_name, item.path)
    if item.is_key:
        key = str(item.path[-1])
        return StructureProblem(
            ProblemKind.UNKNOWN_FIELD,
            pointer=place.pointer,
            slot=key,
            class_name=place.class_name,
            observed=key,
            expected="text",
            message=f"the key {key} {item.reason.removeprefix('is a key that ')}; put it in quotes",
        )
    observed = shortened(item.value)
    return _problem(
        ProblemKind.WRONG_TYPE,
        place,
        observed=observed,
        expected=_expected(place),
        message=f"{observed} {item.reason}",
    )


def _unknown_field(place: Place, key: str) -> StructureProblem:
    spec = class_spec(place.inner_class)
    suggestion = nearest(key, tuple(spec.slots))
    meant = f"; {suggestion!r} is near" if suggestion else ""
    return StructureProblem(
        ProblemKind.UNKNOWN_FIELD,
        pointer=place.pointer + json_pointer([key]),
        slot=key,
        class_name=spec.name,
        observed=key,
        expected=listed(tuple(spec.slots)),
        message=f"{spec.name} has no slot {key!r}{meant}",
        suggestion=suggestion,
    )


def _missing(place: Place, slot: str, rule_number: int | None) -> StructureProblem:
    spec = class_spec(place.inner_class)
    wanted = spec.slots[slot]
    if rule_number is None:
        rule, reason = None, f"which the profile {wanted.required_by} requires"
    else:
        rule = spec.rules[rule_number].title
        reason = f"because {rule}"
    return StructureProblem(
        ProblemKind.CONDITIONAL_REQUIRED if rule else ProblemKind.MISSING_REQUIRED,
        pointer=place.pointer,
        slot=slot,
        class_name=spec.name,
        observed="",
        expected=expected_of(wanted),
        message=f"{spec.name} lacks {slot!r}, {reason}",
        required_by=None if rule else wanted.required_by,
        rule=rule,
    )


def _rule_number(schema_path: Sequence[str | int]) -> int | None:
    """Read the number of the rule in its class, which is its position in ``allOf``."""
    if len(schema_path) < 3 or schema_path[-2] != "then":
        return None
    number = schema_path[-3]
    return number if isinstance(number, int) else None


def _wrong_type(place: Place) -> StructureProblem:
    observed = shortened(place.value)
    expected = _expected(place)
    empty = "is empty; fill it in or leave it out" if place.value is None else f"is {observed}"
    return _problem(
        ProblemKind.WRONG_TYPE,
        place,
        observed=observed,
        expected=expected,
        message=f"{_title(place)} {empty}, expected {expected}",
    )


def _not_permitted(place: Place) -> StructureProblem:
    if not isinstance(place.value, str | int | float) or isinstance(place.value, bool):
        return _wrong_type(place)
    slot = place.slot
    permitted = permitted_words(slot) if slot else ()
    designates = slot is not None and slot.designates_type
    suggestion = nearest(str(place.value), permitted)
    meant = f"; {suggestion!r} is near" if suggestion else ""
    observed = shortened(place.value)
    return _problem(
        ProblemKind.UNKNOWN_DESIGNATOR if designates else ProblemKind.NOT_IN_ENUM,
        place,
        observed=observed,
        expected=listed(permitted),
        message=f"{_title(place)} is {observed}, which is none of {listed(permitted)}{meant}",
        suggestion=suggestion,
    )


def _mismatch(place: Place) -> StructureProblem:
    is_identifier = place.slot is not None and place.slot.kind == "uriorcurie"
    return _plain(ProblemKind.BAD_FORMAT if is_identifier else ProblemKind.PATTERN_MISMATCH, place)


def _bad_format(place: Place) -> StructureProblem:
    return _plain(ProblemKind.BAD_FORMAT, place)


def _out_of_range(place: Place) -> StructureProblem:
    return _plain(ProblemKind.OUT_OF_RANGE, place)


def _cardinality(place: Place) -> StructureProblem:
    count = len(place.value) if isinstance(place.value, list | tuple) else 0
    expected = _expected(place)
    return _problem(
        ProblemKind.CARDINALITY,
        place,
        observed=str(count),
        expected=expected,
        message=f"{_title(place)} holds {count}, expected {expected}",
    )


_EXPLAIN: dict[str, Callable[[Place], StructureProblem]] = {
    "anyOf": _not_permitted,
    "const": _not_permitted,
    "enum": _not_permitted,
    "format": _bad_format,
    "maxItems": _cardinality,
    "maximum": _out_of_range,
    "minItems": _cardinality,
    "minimum": _out_of_range,
    "pattern": _mismatch,
    "type": _wrong_type,
}


def _plain(kind: ProblemKind, place: Place) -> StructureProblem:
    observed, expected = shortened(place.value), _expected(place)
    message = f"{_title(place)} is {observed}, expected {expected}"
    return _problem(kind, place, observed=observed, expected=expected, message=message)


def _problem(
    kind: ProblemKind,
    place: Place,
    *,
    observed: str,
    expected: str,
    message: str,
    suggestion: str | None = None,
) -> StructureProblem:
    return StructureProblem(
        kind,
        pointer=place.pointer,
        slot=place.slot.name if place.slot else place.key,
        class_name=place.class_name,
        observed=observed,
        expected=expected,
        message=message,
        suggestion=suggestion,
    )


def _title(place: Place) -> str:
    return f"{place.class_name}.{place.slot.name}" if place.slot else place.class_name


def _expected(place: Place) -> str:
    if place.slot is None:
        return "an object"
    return expected_of(place.slot, in_list=place.in_list)
