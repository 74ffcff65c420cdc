"""Run commands in turn and compare their CPU seconds, wall seconds and peak memory.

    python benchmarks/side_by_side.py --runs 3 \
        "aivc=aivc validate FILE --quiet" "peer=cellxgene-schema validate FILE" \
        "decode=python benchmarks/decode_only.py FILE"

The commands take turns (A B C A B C ...), so that a machine that drifts slows all of them. Figures
are the operating system's own for each finished process; the median over runs is printed, and the
ratio of CPU seconds to those of the first command. A first turn warms the page cache and is not
counted.
"""

from __future__ import annotations

import argparse
import os
import shlex
import subprocess
import time
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True)
class Figures:
    """What one run took."""

    wall: float
    cpu: float
    peak_mb: float
    code: int


def measure(command: str) -> Figures:
    """Run a command once; what it prints is thrown away."""
    started = time.perf_counter()
    with subprocess.Popen(
        shlex.split(command), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - started
    # Linux gives the peak in kilobytes.
    return Figures(
        wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, process.returncode
    )


def main() -> None:
    """Read the command line and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("commands", nargs="+", metavar="NAME=COMMAND")
    arguments = parser.parse_args()
    commands = dict(entry.split("=", 1) for entry in arguments.commands)
    results: dict[str, list[Figures]] = {name: [] for name in commands}
    for turn in range(arguments.runs + 1):
        for name, command in commands.items():
            figures = measure(command)
            if turn:
                results[name].append(figures)
    print("| command | CPU s | wall s | peak MB | exit | CPU / first |")
    print("|---|---|---|---|---|---|")
    first = median(run.cpu for run in next(iter(results.values())))
    for name, runs in results.items():
        cpu, wall = median(run.cpu for run in runs), median(run.wall for run in runs)
        peak = median(run.peak_mb for run in runs)
        codes = sorted({run.code for run in runs})
        print(f"| {name} | {cpu:.2f} | {wall:.2f} | {peak:.0f} | {codes} | {cpu / first:.2f} |")


if __name__ == "__main__":
    main()
