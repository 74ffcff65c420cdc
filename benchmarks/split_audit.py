"""Audit splits of perturbation screens beside a peer, in one run.

    python benchmarks/split_audit.py --folder FOLDER --peer perturbguard \
        c20000.h5ad c100000.h5ad c400000.h5ad

Beside each file lies FILE.split.csv with the columns ``cell_id`` and ``split`` (train, val, test).
The files hold N cells x 2,000 genes, 10 % dense, with the obs columns perturbation, target_gene,
guide_id, dose, time, donor, batch, replicate, plate and cell_type; test holds out perturbations.
Manifests, settings of the peer and what it writes go to FOLDER. The commands take turns, and the
first turn is not counted; see ``side_by_side.py``.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
from pathlib import Path
from statistics import median
from typing import Any

import yaml
from side_by_side import Figures, measure

ROLES = {
    "agent": "perturbation",
    "guide": "guide_id",
    "target": "target_gene",
    "dose": "dose",
    "time": "time",
    "donor": "donor",
    "batch": "batch",
    "replicate": "replicate",
    "plate": "plate",
    "cell_line": "cell_type",
}
PARTS = {"train": "training", "val": "validation", "test": "test"}
PEER_SETTINGS = {"schema": {"timepoint": "time"}, "controls": {"labels": ["control"]}}


def manifest_for(data: Path, folder: Path) -> Path:
    """Write a manifest with the assignments of FILE.split.csv, by the name of each cell."""
    import pyarrow as pa
    from pyarrow import parquet

    with data.with_suffix(".split.csv").open(newline="", encoding="utf-8") as file:
        lines = list(csv.DictReader(file))
    table = folder / f"{data.stem}.assignments.parquet"
    columns = {
        "observation_id": [line["cell_id"] for line in lines],
        "partition": [line["split"] for line in lines],
    }
    parquet.write_table(pa.table(columns), table)
    written = folder / f"{data.stem}.split.yaml"
    written.write_text(yaml.safe_dump(header(table), sort_keys=False), "utf-8")
    return written


def header(table: Path) -> dict[str, Any]:
    """Return a manifest that holds out perturbations."""
    return {
        "aivc_schema_version": "0.1.0",
        "manifest_id": "aivc:splits/benchmark",
        "split_of": {"dataset_id": "aivc:datasets/benchmark"},
        "purpose": "benchmark",
        "unit_of_split": "agent",
        "binding": {
            "keys": [{"role": role, "columns": [column]} for role, column in ROLES.items()],
            "combination_separator": "+",
            "dose_unit": "umol/L",
            "time_unit": "h",
        },
        "control_labels": ["control"],
        "control_policy": "split_random",
        "partitions": [{"partition_name": n, "partition_role": r} for n, r in PARTS.items()],
        "claims": [{"claim_axis": "agent", "novelty": "unseen", "partition": "test"}],
        "assignments": {
            "path": table.name,
            "sha256": hashlib.sha256(table.read_bytes()).hexdigest(),
        },
    }


def commands_for(data: Path, arguments: argparse.Namespace) -> dict[str, str]:
    """Return the commands for one file."""
    folder: Path = arguments.folder
    manifest = manifest_for(data, folder)
    ours = f"{arguments.aivc} split audit {data} {manifest} --quiet"
    commands = {"aivc split audit --level obs": f"{ours} --level obs"}
    if arguments.full:
        commands["aivc split audit"] = ours
    if arguments.peer:
        settings = folder / "settings.yaml"
        settings.write_text(yaml.safe_dump(PEER_SETTINGS), "utf-8")
        asked = (
            f"--data {data} --config {settings} --split {data.with_suffix('.split.csv')} "
            f"--claim unseen_perturbation --out {folder / 'peer'}"
        )
        commands["perturbguard claim"] = f"{arguments.peer} claim {asked}"
        commands["perturbguard audit"] = f"{arguments.peer} audit {asked}"
    return commands


def main() -> None:
    """Read the command line and print a table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--aivc", default="aivc", help="how aivc is called")
    parser.add_argument("--peer", default="", help="how perturbguard is called")
    parser.add_argument("--full", action="store_true", help="also at level full")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("data", type=Path, nargs="+")
    arguments = parser.parse_args()
    arguments.folder.mkdir(parents=True, exist_ok=True)
    print("| file | command | CPU s | wall s | peak MB | exit | CPU / first |")
    print("|---|---|---|---|---|---|---|")
    for data in arguments.data:
        commands = commands_for(data, arguments)
        runs: dict[str, list[Figures]] = {name: [] for name in commands}
        for turn in range(arguments.runs + 1):
            for name, command in commands.items():
                figures = measure(command)
                if turn:
                    runs[name].append(figures)
        print_rows(data, runs)


def print_rows(data: Path, runs: dict[str, list[Figures]]) -> None:
    """Print the medians of each command."""
    first = median(run.cpu for run in next(iter(runs.values())))
    for name, figures in runs.items():
        cpu, wall, peak = (
            median(getattr(run, field) for run in figures) for field in ("cpu", "wall", "peak_mb")
        )
        codes = ", ".join(str(code) for code in sorted({run.code for run in figures}))
        print(
            f"| {data.name} | `{name}` | {cpu:.2f} | {wall:.2f} | {peak:.0f} | {codes} "
            f"| {cpu / first:.1f} |"
        )


if __name__ == "__main__":
    main()
