"""What running something cost."""

from __future__ import annotations

import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

RESET = Path("/proc/self/clear_refs")
STATUS = Path("/proc/self/status")
_RESET_PEAK = "5"


@dataclass(slots=True)
class Cost:
    """Time and memory, measured from outside.

    Attributes
    ----------
    seconds
        Wall time.
    peak_memory_bytes
        Most memory that the largest process held at once; None where the system does not tell.
    """

    seconds: float = 0.0
    peak_memory_bytes: int | None = None


@contextmanager
def measured() -> Iterator[Cost]:
    """Measure what happens in this process inside the block.

    Examples
    --------
    >>> with measured() as cost:
    ...     total = sum(range(1000))
    >>> cost.seconds > 0
    True
    """
    cost = Cost()
    is_reset = _reset_peak()
    started = time.perf_counter()
    try:
        yield cost
    finally:
        cost.seconds = time.perf_counter() - started
        cost.peak_memory_bytes = _peak() if is_reset else None


def as_plain(fit_seconds: float | None, answering: Cost, n_queries: int) -> dict[str, Any]:
    """Return a ``PredictionCost`` of the standard.

    Parameters
    ----------
    fit_seconds
        Time that fitting took; None where answering fits, too.
    answering
        What answering all queries cost.
    n_queries
        How many they are.
    """
    said: dict[str, Any] = {"n_queries": n_queries, "predict_seconds": answering.seconds}
    if fit_seconds is not None:
        said["fit_seconds"] = fit_seconds
    if n_queries:
        said["seconds_per_1000_queries"] = answering.seconds / n_queries * 1000
    if answering.peak_memory_bytes is not None:
        said["peak_memory_bytes"] = answering.peak_memory_bytes
    return said


def _reset_peak() -> bool:
    """Let the kernel count the peak anew; False where it is not Linux or does not let us."""
    try:
        RESET.write_text(_RESET_PEAK)
    except OSError:
        return False
    return STATUS.is_file()


def _peak() -> int | None:
    with suppress(OSError, ValueError, StopIteration):
        lines = STATUS.read_text().splitlines()
        held = next(line for line in lines if line.startswith("VmHWM:"))
        return int(held.split()[1]) * 1024
    return None
