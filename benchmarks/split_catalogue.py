"""Audit simulated splits: fifty clean ones, and every kind of leak planted with many seeds.

    python benchmarks/split_catalogue.py --seeds 50

Designs and leaks are those of ``tests/splits/catalogue``. A leak counts as detected where the rule
that is meant for it fires and no other rule fires as an error. The exit code is 1 if a clean design
gives an error or a leak is not detected.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from multiprocessing import get_context
from pathlib import Path
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "splits"))

from catalogue.auditing import audit, audit_leak, codes
from catalogue.clean import N_DESIGNS, clean_design
from catalogue.leaks import LEAKS
from catalogue.made import MAKINGS, make

import aivc


def clean_errors(number: int) -> tuple[str, list[str]]:
    """Return the name of a clean design and the errors that its audit gives."""
    design = clean_design(number)
    with tempfile.TemporaryDirectory() as folder:
        report = audit(design, Path(folder))
    refuted = [claim.text for claim in report.split.claims if claim.result != "supported"]
    return design.name, [*codes(report), *refuted]


def made_errors(number: int) -> tuple[str, list[str]]:
    """Return the name of a split that is made, and the errors that its audit gives."""
    making = MAKINGS[number % len(MAKINGS)]
    with tempfile.TemporaryDirectory() as folder:
        data, written = make(making, number // len(MAKINGS), Path(folder))
        reports = [aivc.split_audit(data, split.path) for split in written]
    return making.name, sorted({code for report in reports for code in codes(report)})


def detected(task: tuple[int, int]) -> tuple[int, bool, bool, tuple[str, ...]]:
    """Return the place of a leak, whether its rule fired, whether alone, and other errors."""
    place, seed = task
    leak = LEAKS[place]
    with tempfile.TemporaryDirectory() as folder:
        report = audit_leak(leak, seed, Path(folder))
    others = tuple(code for code in codes(report) if code != leak.code)
    fired = leak.code in codes(report, leak.severity)
    return place, fired, not others, others


def main() -> int:
    """Read the command line and print three tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seeds", type=int, default=50)
    parser.add_argument("--workers", type=int, default=2)
    arguments = parser.parse_args()
    started = perf_counter()
    with get_context("spawn").Pool(arguments.workers) as pool:
        clean = pool.map(clean_errors, range(N_DESIGNS), 5)
        made = pool.map(made_errors, range(2 * len(MAKINGS)), 5)
        tasks = [(k, seed) for k in range(len(LEAKS)) for seed in range(arguments.seeds)]
        found = pool.map(detected, tasks, 10)
    n_wrong = print_designs("clean designs", clean) + print_designs("splits made", made)
    n_wrong += print_leaks(found, arguments.seeds)
    print(f"\n{perf_counter() - started:.0f} s with {arguments.workers} workers")
    return 1 if n_wrong else 0


def print_designs(title: str, designs: list[tuple[str, list[str]]]) -> int:
    """Print how many designs give an error, and which; return how many."""
    wrong = [(name, errors) for name, errors in designs if errors]
    kinds = len({name for name, _ in designs})
    print(f"{len(designs)} {title} of {kinds} kinds: {len(wrong)} with an error.")
    for name, errors in wrong:
        print(f"  {name}: {errors}")
    print()
    return len(wrong)


def print_leaks(found: list[tuple[int, bool, bool, tuple[str, ...]]], n_seeds: int) -> int:
    """Print a line for each leak; return how many were not detected, or not alone."""
    fired = Counter(place for place, is_fired, _, _ in found if is_fired)
    alone = Counter(place for place, is_fired, is_alone, _ in found if is_fired and is_alone)
    print(f"{len(LEAKS)} kinds of leaks, {n_seeds} seeds each.\n")
    print("| leak | rule | detected | no other error |")
    print("|---|---|---|---|")
    for place, leak in enumerate(LEAKS):
        rule = leak.code if leak.severity == "error" else f"{leak.code} ({leak.severity})"
        print(
            f"| {leak.name} | {rule} | {fired[place]} of {n_seeds} | {alone[place]} of {n_seeds} |"
        )
    n_total = len(LEAKS) * n_seeds
    print(f"| all | | {sum(fired.values())} of {n_total} | {sum(alone.values())} of {n_total} |")
    return n_total - sum(alone.values())


if __name__ == "__main__":
    sys.exit(main())
