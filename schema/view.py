"""The base of all reading views: what a card says, as far as it can be read."""

from collections.abc import Mapping
from typing import Any, ClassVar, TypeAlias

# Kind (text, integer, number, boolean, any, object), whether it is a list, and for an object the
# name of its class.
Field: TypeAlias = tuple[str, bool, str | None]


class View:
    """What one object of a card says.

    A value that is absent, or has the wrong type, is ``None``; a list that is absent is ``()``.
    So a view can be made of any card, and a rule that reads it says what is missing. Views are
    meant to be read only; authoring is the task of :mod:`aivc.schema.generated.models`.

    Attributes
    ----------
    pointer : str
        JSON pointer (RFC 6901) of the object in its card, such as ``/conditions/3``; empty for
        the card itself.
    class_name : str
        Name of the class in the standard.
    identifier_slot : str or None
        Attribute that identifies the object within its card.
    designator_slot : str or None
        Attribute that names the subclass.
    concrete_classes : tuple of str
        Classes that an object of this class can be of.
    fields : mapping
        Kind, multiplicity and class of each attribute, in the order of the standard.
    """

    __slots__ = ("pointer",)
    class_name: ClassVar[str] = ""
    identifier_slot: ClassVar[str | None] = None
    designator_slot: ClassVar[str | None] = None
    concrete_classes: ClassVar[tuple[str, ...]] = ()
    fields: ClassVar[Mapping[str, Field]] = {}

    def __init__(self, *, pointer: str = "") -> None:
        self.pointer = pointer

    @property
    def identifier(self) -> str | None:
        """Identifier of the object within its card, where its class has one."""
        return getattr(self, self.identifier_slot) if self.identifier_slot else None

    def present(self) -> dict[str, Any]:
        """Map the attributes that hold something to what they hold."""
        values = {name: getattr(self, name) for name in self.fields}
        return {name: value for name, value in values.items() if value not in (None, ())}

    def __repr__(self) -> str:
        said = ", ".join(f"{name}={value!r}" for name, value in self.present().items())
        return f"{self.class_name}({said})"

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return self.pointer == other.pointer and self.present() == other.present()

    def __hash__(self) -> int:
        return hash((self.class_name, self.pointer))
