"""Read plain containers from a pickle without running what is in it.

A pickle is a program. The one that Python runs can call anything; this one knows how to make
dictionaries, lists, tuples, sets, text, numbers and truth values, and stops at whatever else it is
told. Opcodes are those of :mod:`pickletools`.
"""

from __future__ import annotations

import pickletools
from typing import TYPE_CHECKING, Any

from aivc.splits.errors import ImportedSplitError

if TYPE_CHECKING:
    from collections.abc import Callable

_MARK = object()
_EMPTY: dict[str, Callable[[], Any]] = {
    "EMPTY_DICT": dict,
    "EMPTY_LIST": list,
    "EMPTY_TUPLE": tuple,
    "EMPTY_SET": set,
}
_VALUES = frozenset(
    {
        "SHORT_BINUNICODE", "BINUNICODE", "BINUNICODE8", "UNICODE", "SHORT_BINSTRING", "BINSTRING",
        "STRING", "BININT", "BININT1", "BININT2", "INT", "LONG", "LONG1", "LONG4", "BINFLOAT",
        "FLOAT",
    }
)  # fmt: skip
_CONSTANTS = {"NONE": None, "NEWTRUE": True, "NEWFALSE": False}
_TUPLES = {"TUPLE1": 1, "TUPLE2": 2, "TUPLE3": 3}
_IDLE = frozenset({"PROTO", "FRAME"})

MAX_STEPS = 50_000_000


class NotPlainError(ImportedSplitError):
    """The pickle holds more than plain containers, or is none."""


def read_plain_pickle(content: bytes) -> Any:
    """Return what a pickle of plain containers holds.

    Raises
    ------
    NotPlainError
        It asks for anything else, such as a class or an array, or it is damaged. Nothing of it was
        run.

    Examples
    --------
    >>> import pickle
    >>> read_plain_pickle(pickle.dumps({"train": ["A+ctrl"], "test": ["B+ctrl"]}))
    {'train': ['A+ctrl'], 'test': ['B+ctrl']}
    """
    machine = _Machine()
    try:
        for step, (opcode, argument, _) in enumerate(pickletools.genops(content)):
            _refuse_long(step)
            machine.run(opcode.name, argument)
        return machine.result()
    except NotPlainError:
        raise
    except (ValueError, LookupError, TypeError, AttributeError, OverflowError) as error:
        msg = "it is damaged, or no pickle"
        raise NotPlainError(msg) from error


def _refuse_long(step: int) -> None:
    if step > MAX_STEPS:
        msg = "it has more steps than a split needs"
        raise NotPlainError(msg)


class _Machine:
    """The stack and the memory of a pickle."""

    def __init__(self) -> None:
        self._stack: list[Any] = []
        self._memory: dict[int, Any] = {}

    def result(self) -> Any:
        (value,) = self._stack
        return value

    def run(self, name: str, argument: Any) -> None:
        if name in _VALUES:
            self._stack.append(argument)
        elif name in _EMPTY:
            self._stack.append(_EMPTY[name]())
        elif name in _CONSTANTS:
            self._stack.append(_CONSTANTS[name])
        elif name in _TUPLES:
            self._stack.append(tuple(self._pop(_TUPLES[name])))
        elif name not in _IDLE:
            self._other(name, argument)

    def _other(self, name: str, argument: Any) -> None:
        step = _STEPS.get(name)
        if step is None:
            msg = f"it holds more than plain dictionaries, lists and text ({name.lower()})"
            raise NotPlainError(msg)
        step(self, argument)

    def _pop(self, count: int) -> list[Any]:
        taken = self._stack[len(self._stack) - count :]
        if len(taken) != count:
            raise IndexError
        del self._stack[len(self._stack) - count :]
        return taken

    def _marked(self) -> list[Any]:
        """Take everything down to the last mark."""
        for place in range(len(self._stack) - 1, -1, -1):
            if self._stack[place] is _MARK:
                taken = self._stack[place + 1 :]
                del self._stack[place:]
                return taken
        raise IndexError

    def mark(self, _: Any) -> None:
        self._stack.append(_MARK)

    def stop(self, _: Any) -> None:
        """End; what is left on the stack is the result."""

    def append(self, _: Any) -> None:
        (value,) = self._pop(1)
        self._stack[-1].append(value)

    def appends(self, _: Any) -> None:
        values = self._marked()
        self._stack[-1].extend(values)

    def set_item(self, _: Any) -> None:
        key, value = self._pop(2)
        self._stack[-1][key] = value

    def set_items(self, _: Any) -> None:
        values = self._marked()
        self._stack[-1].update(zip(values[::2], values[1::2], strict=True))

    def add_items(self, _: Any) -> None:
        values = self._marked()
        self._stack[-1].update(values)

    def make_tuple(self, _: Any) -> None:
        self._stack.append(tuple(self._marked()))

    def make_list(self, _: Any) -> None:
        self._stack.append(self._marked())

    def make_dict(self, _: Any) -> None:
        values = self._marked()
        self._stack.append(dict(zip(values[::2], values[1::2], strict=True)))

    def make_frozenset(self, _: Any) -> None:
        self._stack.append(frozenset(self._marked()))

    def put(self, place: Any) -> None:
        self._memory[int(place)] = self._stack[-1]

    def memoize(self, _: Any) -> None:
        self._memory[len(self._memory)] = self._stack[-1]

    def get(self, place: Any) -> None:
        self._stack.append(self._memory[int(place)])


_STEPS: dict[str, Callable[[_Machine, Any], None]] = {
    "MARK": _Machine.mark,
    "STOP": _Machine.stop,
    "APPEND": _Machine.append,
    "APPENDS": _Machine.appends,
    "SETITEM": _Machine.set_item,
    "SETITEMS": _Machine.set_items,
    "ADDITEMS": _Machine.add_items,
    "TUPLE": _Machine.make_tuple,
    "LIST": _Machine.make_list,
    "DICT": _Machine.make_dict,
    "FROZENSET": _Machine.make_frozenset,
    **dict.fromkeys(("PUT", "BINPUT", "LONG_BINPUT"), _Machine.put),
    "MEMOIZE": _Machine.memoize,
    **dict.fromkeys(("GET", "BINGET", "LONG_BINGET"), _Machine.get),
}
