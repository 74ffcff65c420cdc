"""See which files Python opens, and whether it calls a network or starts programs."""

from __future__ import annotations

import os
import sys
import sysconfig
from contextlib import chdir, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

CODE = frozenset({".py", ".pyc", ".so", ".pyd", ".dylib", ".dll", ".pth"})
INFORMATION = frozenset({".dist-info", ".egg-info"})
SYSTEM = tuple(Path(place) for place in ("/dev", "/proc", "/sys", "/etc", "/usr/share/zoneinfo"))
NETWORK = frozenset({"socket.connect", "socket.getaddrinfo", "socket.gethostbyname"})
PROGRAMS = frozenset({"subprocess.Popen", "os.posix_spawn", "os.exec", "os.fork", "os.system"})


class Watch:
    """What happens in this process while it is on.

    Attributes
    ----------
    reads
        Files that were opened for reading and are neither code, nor of the system, nor written by
        the same process before, and addresses that were called.
    programs
        Programs that were started; what these read is not seen.

    Notes
    -----
    Python tells its audit hooks of every file that it opens itself. Libraries that open files in C,
    such as HDF5, tell nothing: what they read is seen by times of access only.
    """

    def __init__(self, own: tuple[Path, ...] = ()) -> None:
        self.reads: list[str] = []
        self.programs: list[str] = []
        self._is_on = False
        self._own = own
        self._written: set[Path] = set()
        self._places = _places_of_packages()

    @contextmanager
    def over(self, folder: Path) -> Iterator[None]:
        """Watch while something runs in a folder.

        The hook stays when it ends, because Python takes none back, and does nothing then.
        """
        with chdir(folder):
            sys.addaudithook(self._hear)
            self._is_on = True
            try:
                yield
            finally:
                self._is_on = False

    def _hear(self, event: str, arguments: tuple[Any, ...]) -> None:
        if not self._is_on:
            return
        if event == "open":
            self._is_on = False  # what is done here to judge a path is not what is watched
            try:
                self._opened(*arguments)
            finally:
                self._is_on = True
        elif event in NETWORK:
            self.reads.append(f"the network, {arguments[-1] if arguments else event}")
        elif event in PROGRAMS:
            self.programs.append(str(arguments[0]) if arguments else event)

    def _opened(self, name: Any, mode: Any, flags: Any) -> None:
        if not isinstance(name, str | bytes | os.PathLike):
            return  # a descriptor of something that was opened before
        path = Path(os.fsdecode(name)).absolute()
        path = Path(os.path.normpath(path))
        writes = bool(flags & (os.O_WRONLY | os.O_RDWR)) if isinstance(flags, int) else False
        if writes or (isinstance(mode, str) and set(mode) & set("wax+")):
            self._written.add(path)
        elif path not in self._written and not self._is_expected(path):
            self.reads.append(str(path))

    def _is_expected(self, path: Path) -> bool:
        within = (*SYSTEM, *self._places, *self._own)
        if path.suffix in CODE or path.parent.suffix in INFORMATION:
            return True
        return any(path.is_relative_to(place) for place in within)


def _places_of_packages() -> tuple[Path, ...]:
    """Return the folders of this Python and of what is installed in it."""
    places = {sys.prefix, sys.base_prefix, sys.exec_prefix, *sysconfig.get_paths().values()}
    return tuple(sorted(Path(place) for place in places))
