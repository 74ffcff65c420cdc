"""Compress chunks beside the thread that makes them, and store them in order."""

from __future__ import annotations

import os
from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

    Encode = Callable[[], bytes]
    Store = Callable[[bytes], None]

MOST_THREADS = 4
"""More threads than this wait for the one that reads."""

MOST_WAITING = 8
"""Chunks that wait at once, which is all that is held in memory.

Whatever the number of threads: where a chunk lies in an HDF5 file depends on when it is stored.
"""


class ChunkQueue:
    """Chunks on their way to a file. What is written does not depend on the number of threads."""

    def __init__(self) -> None:
        threads = min(MOST_THREADS, len(os.sched_getaffinity(0)))
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="compress")
        self._waiting: deque[tuple[Future[bytes], Store]] = deque()

    def put(self, encode: Encode, store: Store) -> None:
        """Compress one chunk in another thread; ``store`` is called with it later, in this one."""
        self._waiting.append((self._pool.submit(encode), store))
        while len(self._waiting) > MOST_WAITING:
            self._store_next()

    def drain(self) -> None:
        """Store all chunks that still wait."""
        while self._waiting:
            self._store_next()

    def _store_next(self) -> None:
        encoded, store = self._waiting.popleft()
        store(encoded.result())

    def __enter__(self) -> Self:
        """Return the queue itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Store what still waits, or drop it where writing failed."""
        try:
            if error is None:
                self.drain()
        finally:
            self._waiting.clear()
            self._pool.shutdown(cancel_futures=True)
