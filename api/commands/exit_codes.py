"""What exit codes say."""

from enum import IntEnum


class Exit(IntEnum):
    """What an exit code says."""

    CLEAN = 0
    FINDINGS = 1
    USAGE = 2
    UNREADABLE = 3
    INTERNAL = 4
    STOPPED = 130
    """Ctrl-C, as shells have it."""
