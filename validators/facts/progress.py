"""How far a collection has come."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    Report = Callable[[float, str], None]


class Progress:
    """Tells a listener which share of the work is done.

    Parameters
    ----------
    report
        Called with the share, from 0 to 1 and never falling, and what is being read; or None.
    """

    def __init__(self, report: Report | None) -> None:
        self._report = report
        self._total = 0.0
        self._done = 0.0

    def plan(self, work: float) -> None:
        """Announce work, in any unit that is the same for all."""
        self._total += work

    def advance(self, work: float, what: str) -> None:
        """Note that work is done."""
        self._done += work
        if self._report is not None and self._total > 0:
            self._report(min(1.0, self._done / self._total), what)

    def finish(self) -> None:
        """Note that all is done, whatever was announced."""
        if self._report is not None:
            self._report(1.0, "")


# Nanoseconds, roughly, so that the share grows evenly.
PER_CELL = 5.0
"""One row of one column."""

PER_NAME = 200.0
"""One row name."""

PER_VALUE = 10.0
"""One stored value of a matrix."""

PER_BYTE = 0.6
"""One byte of the file, for its digest."""

PER_PACKED_BYTE = 45.0
"""One byte of a file of fragments, unpacked and counted."""
