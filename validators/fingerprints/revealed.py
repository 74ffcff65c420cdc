"""What a fingerprint tells whoever holds it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aivc.validators.fingerprints.fingerprint import Fingerprint


KEYED = """\
Without the key nobody can test whether a cell is in it, or read the features. Whoever has the key \
can do both: share it as you would share the data.
It shows anybody how many rows and features there are, how often features occur (without their \
names), and which rows are alike."""

OPEN = """\
Anybody who holds the counts of a cell can test whether the cell is in it; there is no expression \
value in it, and none can be computed back from a hash.
It shows how many rows and features there are, the features by hashes of their names (names are \
easily guessed), and how often each occurs."""

SKETCHED = """\
Sketches name, for each row sketched, up to 128 rare features that the row has: enough to \
recognise a person's cells if the same cells were measured elsewhere."""

ADVICE = """\
For data that may not be public, make it with --key-file and share the key with the other \
laboratory only."""


def revealed_by(fingerprint: Fingerprint) -> tuple[str, ...]:
    """Say in plain words what can be learned from a fingerprint, the worst first."""
    if fingerprint.is_keyed:
        return tuple(KEYED.splitlines())
    is_sketched = any(len(table.sketches) for table in fingerprint.tables)
    return (*OPEN.splitlines(), *((SKETCHED,) if is_sketched else ()), ADVICE)
