"""What a metric means does not change under its number."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from aivc.evaluation.metrics.registry import IN_ORDER, METRICS, profile_digest
from aivc.evaluation.metrics.standard_truth import standard_truth

LEDGER = Path(__file__).with_name("ledger.json")
"""Values of every version of every metric. Lines are added and never changed:
run this file as a script after raising the version of a metric.
"""


def values_of(metric_id: str) -> dict[str, list[float]]:
    metric = METRICS[metric_id]
    values = {}
    for kind in sorted(metric.kinds):
        truth = standard_truth(kind)
        given = [truth.perfect, truth.rough, truth.thinned, truth.neutral]
        values[kind.value] = [metric.scores(truth.reference, each).value() for each in given]
    return values


def entry_of(metric_id: str) -> dict[str, object]:
    metric = METRICS[metric_id]
    return {"profile_digest": profile_digest([metric]), "values": values_of(metric_id)}


@pytest.mark.parametrize("metric_id", METRICS)
def test_values_and_words_are_those_of_the_version(metric_id: str) -> None:
    """Raise the version of a metric when this fails, then add it to the ledger."""
    metric = METRICS[metric_id]
    entry = json.loads(LEDGER.read_text())[f"{metric_id} v{metric.version}"]
    for kind, values in values_of(metric_id).items():
        assert values == pytest.approx(entry["values"][kind], rel=1e-9, abs=1e-12)
    assert entry["profile_digest"] == profile_digest([metric])


def test_digest_of_a_profile_is_that_of_a_set() -> None:
    assert profile_digest(reversed(IN_ORDER)) == profile_digest(IN_ORDER)
    assert len({profile_digest([metric]) for metric in IN_ORDER}) == len(IN_ORDER)


@pytest.mark.parametrize(
    "change", [{"version": 2}, {"settings": {"x": 1.0}}, {"definition": "."}, {"least_features": 7}]
)
def test_digest_changes_with_what_is_stated(change: dict[str, object]) -> None:
    metric = METRICS["rmse"]
    assert profile_digest([replace(metric, **change)]) != profile_digest([metric])


if __name__ == "__main__":
    ledger = json.loads(LEDGER.read_text()) if LEDGER.exists() else {}
    for name, one in METRICS.items():
        ledger.setdefault(f"{name} v{one.version}", entry_of(name))
    LEDGER.write_text(json.dumps(ledger, indent=1, sort_keys=True) + "\n")
