"""Go through the files that operators name."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.validators.facts.measured.model import (
        FragmentScan,
        FragmentsFacts,
        NamedFile,
    )
    from aivc.validators.facts.model import Facts


def named_files(facts: Facts) -> Iterator[tuple[str, NamedFile]]:
    """Yield each file with the word for what it holds."""
    if facts.measured is not None:
        for fragments in facts.measured.fragments:
            yield "fragments", fragments.file
        for peaks in facts.measured.peak_sets:
            yield "peaks", peaks.file


def scanned_fragments(facts: Facts) -> Iterator[tuple[FragmentsFacts, FragmentScan]]:
    """Yield each file of fragments that was read, also where it could not be read to its end."""
    for fragments in facts.measured.fragments if facts.measured is not None else ():
        if fragments.scan is not None:
            yield fragments, fragments.scan
