"""Measure and judge a split of a small table of records."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Any

import yaml

from aivc.schema.generated.views import DatasetCard
from aivc.schema.reading import read_card
from aivc.splits.manifest.document import read_manifest
from aivc.storage import open_observations
from aivc.validators.facts.model import CardFacts, Facts, FileFacts
from aivc.validators.rules.lek import RULES
from aivc.validators.split_facts.collect_split import collect_split

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from aivc.validators.findings import Severity
    from aivc.validators.split_facts.model import SplitFacts

ROLES = {"train": "training", "val": "validation", "test": "test"}


def measure(
    folder: Path,
    rows: Sequence[Mapping[str, Any]],
    header: Mapping[str, Any],
    card: DatasetCard | None = None,
) -> SplitFacts:
    """Write records and a manifest, and measure the split.

    Each record has its values, and under ``part`` its part, several parts with a blank between, or
    an empty text for none.
    """
    columns = [name for name in rows[0] if name != "part"]
    with (folder / "data.csv").open("w", newline="") as opened:
        written = csv.writer(opened)
        written.writerow(["observation_id", *columns])
        for k, row in enumerate(rows):
            written.writerow([f"{k:03d}", *("" if row[c] is None else row[c] for c in columns)])
    with (folder / "parts.csv").open("w", newline="") as opened:
        written = csv.writer(opened)
        written.writerow(["observation_id", "partition"])
        for k, row in enumerate(rows):
            written.writerows([f"{k:03d}", part] for part in row["part"].split())
    (folder / "split.yaml").write_text(yaml.safe_dump(_header(rows, header)))
    with open_observations(folder / "data.csv") as dataset:
        document = read_manifest(folder / "split.yaml")
        return collect_split(dataset, card or read_card({}), document)


def codes(split: SplitFacts, severity: Severity | str = "error") -> list[str]:
    """Return the codes of rules about leakage that speak of a split, once for each finding."""
    facts = Facts(FileFacts(split.path, "table", "", 0, (), ()), CardFacts(()), {}, split=split)
    return sorted(
        rule.code
        for rule in RULES
        if rule.severity == severity
        for _ in rule.check(DatasetCard(), facts)
    )


def _header(rows: Sequence[Mapping[str, Any]], header: Mapping[str, Any]) -> dict[str, Any]:
    parts = sorted({part for row in rows for part in row["part"].split()})
    return {
        "aivc_schema_version": "0.1.0",
        "manifest_id": "aivc:splits/small",
        "split_of": {"dataset_id": "aivc:small"},
        "purpose": "benchmark",
        "partitions": [
            {"partition_name": name, "partition_role": ROLES.get(name, "excluded")}
            for name in parts
        ],
        "assignments": {"path": "parts.csv"},
        **header,
    }
