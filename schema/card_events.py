"""Build plain data from the events of a YAML parser, one at a time and without recursion."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import yaml

from aivc.schema.card_lines import MAX_DEPTH, MAX_VALUES, CardDocument, Lines, ParseProblem
from aivc.schema.card_scalars import plain_scalar, tagged_scalar

if TYPE_CHECKING:
    from collections.abc import Iterator

# The parser of libyaml is ten times faster; it is missing where PyYAML was built without it.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_COLLECTION_TAGS = frozenset({None, "!", "tag:yaml.org,2002:map", "tag:yaml.org,2002:seq"})


class _RefusedError(Exception):
    """The text is YAML, but no card."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.problem = ParseProblem(message, line)


@dataclass(frozen=True, slots=True)
class _Built:
    """A finished value, where it is, and how many values it holds."""

    value: Any
    lines: Lines
    size: int


@dataclass(slots=True)
class _Open:
    """A mapping or sequence that is being read."""

    value: dict[str, Any] | list[Any]
    lines: Lines
    anchor: str | None
    n_before: int
    key: str | None = None
    key_line: int = 0
    pointer: str = ""


@dataclass(slots=True)
class _Builder:
    stack: list[_Open] = field(default_factory=list)
    anchors: dict[str, _Built] = field(default_factory=dict)
    duplicates: dict[str, None] = field(default_factory=dict)
    n_values: int = 0
    root: _Built | None = None

    def scalar(self, event: yaml.ScalarEvent, line: int) -> None:
        if self._takes_key():
            self._set_key(event.value, line)
            return
        try:
            value = _scalar(event)
        except ValueError as error:
            raise _RefusedError(str(error), line) from None
        self._count(1, line)
        self._put(_Built(value, Lines(line), 1), event.anchor)

    def alias(self, event: yaml.AliasEvent, line: int) -> None:
        if self._takes_key():
            msg = "a key cannot be a reference"
            raise _RefusedError(msg, line)
        if event.anchor not in self.anchors:
            msg = f"*{event.anchor} refers to itself or to nothing above it"
            raise _RefusedError(msg, line)
        meant = self.anchors[event.anchor]
        self._count(meant.size, line)
        self._put(_Built(meant.value, Lines(line, meant.lines.inner), meant.size), None)

    def start(self, event: yaml.CollectionStartEvent, line: int) -> None:
        if self._takes_key():
            msg = "a key must be a single word"
            raise _RefusedError(msg, line)
        if event.tag not in _COLLECTION_TAGS:
            msg = f"the tag {event.tag} is not allowed"
            raise _RefusedError(msg, line)
        if len(self.stack) >= MAX_DEPTH:
            msg = f"values are nested more than {MAX_DEPTH} deep"
            raise _RefusedError(msg, line)
        is_mapping = isinstance(event, yaml.MappingStartEvent)
        pointer = self._pointer()
        self._count(1, line)
        value: Any = {} if is_mapping else []
        lines = Lines(line, {} if is_mapping else [])
        self.stack.append(_Open(value, lines, event.anchor, self.n_values, pointer=pointer))

    def end(self) -> None:
        done = self.stack.pop()
        size = self.n_values - done.n_before + 1
        self._put(_Built(done.value, done.lines, size), done.anchor)

    def _takes_key(self) -> bool:
        if not self.stack:
            return False
        top = self.stack[-1]
        return isinstance(top.value, dict) and top.key is None

    def _set_key(self, key: str, line: int) -> None:
        top = self.stack[-1]
        if key == "<<":
            msg = "merge keys (<<) are not read; write the slots out"
            raise _RefusedError(msg, line)
        if key in top.value:
            self.duplicates[f"{top.pointer}/{_escaped(key)}"] = None
        top.key, top.key_line = key, line

    def _pointer(self) -> str:
        if not self.stack:
            return ""
        top = self.stack[-1]
        part = str(len(top.value)) if isinstance(top.value, list) else _escaped(top.key or "")
        return f"{top.pointer}/{part}"

    def _put(self, built: _Built, anchor: str | None) -> None:
        if anchor is not None:
            self.anchors[anchor] = built
        if not self.stack:
            self.root = built
            return
        top = self.stack[-1]
        if isinstance(top.value, list) and isinstance(top.lines.inner, list):
            top.value.append(built.value)
            top.lines.inner.append(built.lines)
        elif isinstance(top.value, dict) and isinstance(top.lines.inner, dict):
            key, top.key = top.key or "", None
            top.value[key] = built.value
            # A person looks for the key, not for the brace behind it.
            top.lines.inner[key] = Lines(top.key_line, built.lines.inner)

    def _count(self, n: int, line: int) -> None:
        self.n_values += n
        if self.n_values > MAX_VALUES:
            msg = f"it holds more than {MAX_VALUES:,} values"
            raise _RefusedError(msg, line)


def build(text: str) -> CardDocument:
    """Read one YAML document; a problem takes the place of an exception."""
    builder = _Builder()
    try:
        for event in _events(text):
            _take(builder, event)
    except _RefusedError as error:
        return CardDocument(None, error.problem)
    except yaml.YAMLError as error:
        return CardDocument(None, _problem(error, text))
    if builder.root is None:
        return CardDocument(None, ParseProblem("the card is empty"))
    root = builder.root
    return CardDocument(root.value, None, tuple(builder.duplicates), root.lines)


def _events(text: str) -> Iterator[yaml.Event]:
    loader = _LOADER(text)
    try:
        while loader.check_event():
            yield loader.get_event()
    finally:
        loader.dispose()


def _take(builder: _Builder, event: yaml.Event) -> None:
    line = event.start_mark.line + 1 if event.start_mark is not None else 0
    if isinstance(event, yaml.ScalarEvent):
        builder.scalar(event, line)
    elif isinstance(event, yaml.CollectionStartEvent):
        builder.start(event, line)
    elif isinstance(event, yaml.CollectionEndEvent):
        builder.end()
    elif isinstance(event, yaml.AliasEvent):
        builder.alias(event, line)
    elif isinstance(event, yaml.DocumentStartEvent) and builder.root is not None:
        msg = "a second document begins; a card is one"
        raise _RefusedError(msg, line)


def _scalar(event: yaml.ScalarEvent) -> Any:
    if event.tag is not None and event.tag != "!":
        return tagged_scalar(event.value, event.tag)
    is_plain = event.style is None or event.style == ""
    return plain_scalar(event.value) if is_plain and event.tag is None else event.value


def _problem(error: yaml.YAMLError, text: str) -> ParseProblem:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    said = getattr(error, "problem", None) or getattr(error, "reason", None) or str(error)
    context = getattr(error, "context", None)
    message = f"{said} ({context})" if context else str(said)
    if mark is not None:
        # The end of the text is marked as the start of a line behind the last.
        return ParseProblem(message, min(mark.line + 1, len(text.splitlines())))
    position = getattr(error, "position", None)
    line = text.count("\n", 0, position) + 1 if isinstance(position, int) else 0
    return ParseProblem(message, line)


def _escaped(key: str) -> str:
    return key.replace("~", "~0").replace("/", "~1")
