"""Read the text of a card as plain data, with the line of every value.

Whatever the text is, reading ends, within memory bounded by the text, and never runs anything that
it names. JSON is read too.
"""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

from aivc.schema.card_events import build
from aivc.schema.card_lines import CardDocument, ParseProblem

__all__ = ["CardDocument", "ParseProblem", "read_document"]


def read_document(text: str) -> CardDocument:
    r"""Read YAML or JSON.

    Parameters
    ----------
    text
        The whole card.

    Returns
    -------
    CardDocument
        The data, or the problem. Nothing is raised, whatever the text is.

    Examples
    --------
    >>> read_document("title: T\ntitle: U\n").duplicate_keys
    ('/title',)
    >>> read_document("samples: [").problem.line
    1
    """
    if not text.strip():
        return CardDocument(None, ParseProblem("the card is empty"))
    unwritable = _not_unicode(text)
    document = build(text) if unwritable is None else CardDocument(None, unwritable)
    if document.problem is not None and text.lstrip().startswith("{"):
        # JSON has escapes, and tabs in places, that YAML does not know.
        document = _read_json(text, document)
    if document.problem is None and not isinstance(document.data, dict):
        kind = type(document.data).__name__
        names = {"list": "a list", "str": "text", "NoneType": "nothing"}
        said = f"a card is a mapping of slots to values; this is {names.get(kind, f'a {kind}')}"
        return CardDocument(None, ParseProblem(said, 1))
    return document


def _read_json(text: str, otherwise: CardDocument) -> CardDocument:
    repeated: list[str] = []

    def collect(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        counts = Counter(key for key, _ in pairs)
        repeated.extend(key for key, count in counts.items() if count > 1)
        return dict(pairs)

    try:
        data = json.loads(text, object_pairs_hook=collect)
    except (ValueError, RecursionError):
        return otherwise
    # The order of the hook is from the inside out; where a key lies is not known.
    return CardDocument(data, None, tuple(f"/{key}" for key in dict.fromkeys(repeated)))


def _not_unicode(text: str) -> ParseProblem | None:
    """Find half of a surrogate pair, as a wrongly decoded file has."""
    try:
        text.encode()
    except UnicodeEncodeError as error:
        line = text.count("\n", 0, error.start) + 1
        return ParseProblem("it holds a character that is no Unicode text", line)
    return None
