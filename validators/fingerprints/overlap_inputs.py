"""Compare two inputs, each a dataset or a fingerprint."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aivc.validators.facts.progress import Progress
from aivc.validators.fingerprints.content_scan import BLOCK_BYTES
from aivc.validators.fingerprints.overlap import compare
from aivc.validators.fingerprints.sides import alike, hashed_alike, open_side, secret_for

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from aivc.validators.fingerprints.fingerprint import Fingerprint
    from aivc.validators.fingerprints.overlap import TableOverlap
    from aivc.validators.fingerprints.secret import Secret


@dataclass(frozen=True)
class Overlap:
    """What two inputs have in common.

    ``tables`` holds, for each table of the left input, the comparison with the table of the right
    one that shares most features. ``is_same_content`` says whether both digests are one; None where
    an input is data, whose digest was not made. ``fingerprints`` are those among the inputs.
    """

    tables: tuple[TableOverlap, ...]
    is_same_content: bool | None
    fingerprints: tuple[Fingerprint, ...]


def overlap_of(
    left: Path,
    right: Path,
    *,
    secret: Secret | None = None,
    progress: Callable[[float, str], None] | None = None,
    max_bytes: int = BLOCK_BYTES,
) -> Overlap:
    """Compare two inputs, table by table.

    Data are read as far as needed. Of two datasets only the features that both have are compared;
    a dataset is sketched by the order of the fingerprint that it is compared with.

    Parameters
    ----------
    left, right
        Datasets or fingerprints.
    secret
        Key of a keyed fingerprint.
    progress
        Called with the share that is done, from 0 to 1, and what is being read.
    max_bytes
        Decoded size of a block; memory grows with it.

    Raises
    ------
    UnreadableInputError
        An input cannot be read.
    NotComparableError
        A key is missing or another one, or no table shares its features with one of the other.
    """
    told = Progress(progress)
    with ExitStack() as stack:
        mine, theirs = (open_side(path, stack) for path in (left, right))
        used = secret_for((mine, theirs), secret)
        pairs = alike(mine, theirs, used)
        mine.plan(told)
        theirs.plan(told)
        hashed = (hashed_alike(mine, theirs, pair, used, told, max_bytes) for pair in pairs)
        found = tuple(compare(one.fingerprint, other.fingerprint) for one, other in hashed)
    told.finish()
    prints = tuple(side.fingerprint for side in (mine, theirs) if side.fingerprint is not None)
    is_same = prints[0].content_digest == prints[1].content_digest if len(prints) == 2 else None
    return Overlap(found, is_same, prints)
