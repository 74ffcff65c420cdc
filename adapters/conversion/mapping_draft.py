"""A mapping file to begin with: what the columns seem to be, for a person to confirm."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from aivc.schema.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.adapters.drafting.draft import Draft

HEADING = """\
# How `aivc convert` is to read this source. Nothing below is in force yet: take away the "# " in
# front of a line to say that it is so, and correct what is wrong. What is not said here is guessed,
# and each guess is marked in the card and in the conversion log.
"""
ENDING = """\
# constants:                # what holds for every row and stands in no column
# - {role: cell_line, constant_value: CVCL_0023}
# known_controls:           # labels that mark controls
# - {source_label: blank, control_kind: vehicle}
"""


def mapping_text(adapter: str, draft: Draft) -> str:
    """Write a mapping file that says which reader to use, and the rest as comments.

    Parameters
    ----------
    adapter
        Name of the reader.
    draft
        What was guessed.
    """
    lines = [f"aivc_schema_version: {VERSION}", f"adapter: {adapter}", *_guessed(draft)]
    return HEADING + "\n".join(lines) + "\n" + ENDING


def _guessed(draft: Draft) -> Iterator[str]:
    mapped = [
        (column, role)
        for role, guess in draft.roles.items()
        if role != "condition"
        for column in guess.columns
    ]
    if mapped:
        yield "# mapped_columns:"
    for column, role in mapped:
        yield f"# - {{column: {json.dumps(column, ensure_ascii=False)}, role: {role}}}"
    binding = draft.card.get("binding") or {}
    for slot, example in (("dose_unit", "umol/L"), ("time_unit", "h")):
        yield f"# {slot}: {binding.get(slot, example)}"
    for slot in ("combination_separator", "unit_dialect"):
        if slot in binding:
            yield f"# {slot}: {json.dumps(binding[slot], ensure_ascii=False)}"
