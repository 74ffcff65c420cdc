"""One process: its time, its memory, the end of what it prints, and its end."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any

from aivc.evaluation.running.cost import Cost
from aivc.evaluation.running.errors import PredictorError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import IO

LAUNCHER = Path(__file__).with_name("launch.py")
TAIL_BYTES = 4_000
"""How much of what a command prints is kept for the message about its failure."""

SHOWN = 600


def run_process(
    words: list[str], sandbox: Path, timeout: float | None, given: Mapping[str, str]
) -> Cost:
    """Run a command in a folder, and end all that it started and left running.

    Parameters
    ----------
    words
        Program and arguments.
    sandbox
        The folder; temporary files go there, too.
    timeout
        Seconds after which it is stopped; None for no end.
    given
        Variables that it gets beside those of this process.

    Raises
    ------
    PredictorError
        It cannot be started, fails or takes too long; the message ends with what it last printed.
    """
    reading, writing = os.pipe()
    launcher = [sys.executable, "-I", "-S", str(LAUNCHER), str(writing)]
    environment = {**os.environ, **given, "TMPDIR": str(sandbox), "PWD": str(sandbox)}
    try:
        process = subprocess.Popen(  # noqa: S603 - running the user's command is what was asked for
            [*launcher, *words],
            cwd=sandbox,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            pass_fds=(writing,),
            start_new_session=True,
            bufsize=0,  # closing a buffered stream would wait for the thread that reads it
        )
    finally:
        os.close(writing)
    with process, os.fdopen(reading, encoding="utf-8") as channel:
        tail = _Tail(process.stdout)
        try:
            process.wait(timeout)
        except subprocess.TimeoutExpired as error:
            msg = f"{named(words)} did not end within {timeout:g} seconds and was stopped"
            raise PredictorError(msg) from error
        finally:
            _stop(process)
            printed = tail.text()
        return _cost(words, channel.read(TAIL_BYTES), printed)


def _stop(process: subprocess.Popen[bytes]) -> None:
    """End the command and whatever it started and left running."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _cost(words: Sequence[str], told: str, printed: str) -> Cost:
    said: dict[str, Any] = json.loads(told) if told else {"problem": "it was killed"}
    if "problem" in said:
        msg = f"{named(words)} could not be run: {said['problem']}"
        raise PredictorError(msg)
    code = said["exit_code"]
    if code:
        how = f"was ended by signal {-code}" if code < 0 else f"failed with exit code {code}"
        msg = f"{named(words)} {how}; it last printed: {printed or 'nothing'}"
        raise PredictorError(msg)
    return Cost(said["seconds"], said["peak_memory_bytes"])


def named(words: Sequence[str]) -> str:
    """Name a command in a message."""
    return f"the predictor {Path(words[0]).name!r}"


class _Tail:
    """The end of what a stream gives, read beside the thread that waits."""

    def __init__(self, stream: IO[bytes] | None) -> None:
        self._kept = b""
        self._stream = stream
        self._thread = Thread(target=self._read, daemon=True)
        self._thread.start()

    def _read(self) -> None:
        # What the command left running may keep the stream open after it was closed here.
        with suppress(OSError, ValueError):
            while self._stream is not None and (piece := self._stream.read(1 << 16)):
                self._kept = (self._kept + piece)[-TAIL_BYTES:]

    def text(self) -> str:
        """Return the last lines as one line that is safe for a terminal."""
        from aivc.schema.visible_text import visible

        self._thread.join(timeout=1.0)
        lines = self._kept.decode("utf-8", "replace").split("\n")
        return visible(" / ".join(line.strip() for line in lines if line.strip())[-SHOWN:])
