"""Start a command and report what it took: run as a script, so that it is small.

The memory of a process is counted from the program that started it. This one is a few megabytes,
aivc with its data is not. It reads the command from its arguments, leaves its streams to it, and
writes seconds, bytes and exit code to the file descriptor that the first argument names.
"""

import json
import os
import resource
import sys
import time

BYTES_OF = 1 if sys.platform == "darwin" else 1024
"""``ru_maxrss`` counts bytes on macOS and kibibytes elsewhere."""


def main(descriptor: int, command: list[str]) -> int:
    """Run a command and return 0, or 127 where it cannot be started."""
    os.set_inheritable(descriptor, False)  # noqa: FBT003 - it takes no keywords
    started = time.monotonic()
    try:
        child = os.posix_spawnp(command[0], command, os.environ)
    except OSError as error:
        _tell(descriptor, {"problem": error.strerror or str(error)})
        return 127
    _, status = os.waitpid(child, 0)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    _tell(
        descriptor,
        {
            "seconds": time.monotonic() - started,
            "peak_memory_bytes": used.ru_maxrss * BYTES_OF,
            "exit_code": os.waitstatus_to_exitcode(status),
        },
    )
    return 0


def _tell(descriptor: int, said: dict[str, object]) -> None:
    with os.fdopen(descriptor, "w") as channel:
        json.dump(said, channel)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), sys.argv[2:]))
