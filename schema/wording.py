"""Words for slots and values, as messages use them."""

from aivc.schema.slots import SlotSpec, class_spec, enum_spec

MANY = 12
"""More permissible values than this are not all listed in a message."""

LONG = 80
"""Characters of an observed value that are shown."""

TYPE_WORDS = {
    "any": "text, a number or a truth value",
    "boolean": "true or false",
    "date": "a day as text, such as 2027-01-31",
    "enum": "text",
    "integer": "an integer",
    "number": "a number",
    "object": "an object",
    "reference": "an identifier as text",
    "string": "text",
    "uriorcurie": "an identifier as text",
}


def permitted_words(slot: SlotSpec) -> tuple[str, ...]:
    """List what an enumerated slot may hold, as text."""
    if slot.designates_type:
        return class_spec(slot.class_name).concrete
    if slot.kind == "enum" and slot.range:
        return tuple(enum_spec(slot.range).values)
    return tuple(map(str, slot.values))


def expected_of(slot: SlotSpec, *, in_list: bool = False) -> str:
    """Describe in words what a slot holds.

    Parameters
    ----------
    slot
        The slot.
    in_list
        Whether one entry is meant, and not the list of them.
    """
    permitted = permitted_words(slot) if slot.kind == "enum" or slot.values else ()
    one = f"one of {listed(permitted)}" if permitted else TYPE_WORDS[slot.kind]
    if slot.kind == "object":
        one = f"{one} of class {slot.range}"
    bounds = [
        f"{word} {bound:g}"
        for word, bound in (("at least", slot.minimum), ("at most", slot.maximum))
        if bound is not None
    ]
    shape = [f"matching {slot.pattern}"] if slot.pattern else []
    example = [f"such as {_example(slot)}"] if slot.pattern and slot.examples else []
    one = ", ".join([one, *bounds, *shape, *example])
    if not slot.multivalued or in_list:
        return one
    least = f"at least {slot.minimum_items}" if slot.minimum_items else ""
    most = f"at most {slot.maximum_items}" if slot.maximum_items else ""
    counts = " and ".join(filter(None, (least, most)))
    return f"a list{f' of {counts}' if counts else ''}, each {one}"


def _example(slot: SlotSpec) -> object:
    example = slot.examples[0]
    return example[0] if isinstance(example, tuple) else example


def listed(names: tuple[str, ...]) -> str:
    """List names, the first of them where they are many."""
    shown = ", ".join(names[:MANY])
    return shown if len(names) <= MANY else f"{shown}, … ({len(names)} in all)"


def shortened(value: object) -> str:
    """Show a value as YAML writes it, shortened."""
    if isinstance(value, dict | list | tuple):
        kind = "an object" if isinstance(value, dict) else "a list"
        return f"{kind} of {len(value)}"
    text = repr(value) if isinstance(value, str) else _yaml_word(value)
    return text if len(text) <= LONG else f"{text[: LONG - 1]}…"


def _yaml_word(value: object) -> str:
    words = {None: "null", True: "true", False: "false"}
    if value is None or isinstance(value, bool):
        return words[value]
    if isinstance(value, int) and abs(value) >= 10**LONG:
        return f"an integer of {value.bit_length()} bits"
    return str(value) if isinstance(value, int | float) else repr(value)
