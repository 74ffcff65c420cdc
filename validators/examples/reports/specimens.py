"""A report of an evaluation. No rule may fire on it as it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from aivc.schema.version import VERSION
from aivc.validators.facts.evaluation.model import KnownSplit

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

MANIFEST_DIGEST = "1f" * 32
CONTENT_DIGEST = f"sha256:{'d4' * 32}"
CLAIM = "test holds donors that train does not"
UNITS = tuple(
    (f"D{donor}|{agent}", f"D{donor}")
    for donor in range(1, 7)
    for agent in ("panobinostat", "ruxolitinib")
)
RATIOS = (0.2, 0.3, 0.25, 0.35, 0.15, 0.25, 0.3, 0.2, 0.35, 0.25, 0.2, 0.2)
RANKS = (1.0, 0.5, 1.0, 1.0, 0.5, 1.0, 1.0, 1.0, 0.5, 1.0, 1.0, 1.0)


@dataclass(frozen=True, slots=True)
class ReportSpecimen:
    """A report as plain data, and what data and manifest say."""

    report: Mapping[str, Any]
    split: KnownSplit | None


def judged_report() -> ReportSpecimen:
    """Judge a predictor on donors that training has not, with a blank row beside it."""
    split = KnownSplit((CLAIM,), MANIFEST_DIGEST, CONTENT_DIGEST, len(UNITS))
    ratio = _result("unbiased_mse_ratio", RATIOS, "lower", floor=0.9, replicate=0.1)
    rank = _result("pds_cosine", RANKS, "higher", floor=0.5, replicate=0.95)
    report = {
        "aivc_schema_version": VERSION,
        "report_id": "aivc:reports/example-1",
        "predictor": "aivc:predictors/example",
        "evaluated_on": {
            "dataset_id": "aivc:examples/drug",
            "observations_digest": f"ids1:{'c3' * 16}",
            "content_digest": CONTENT_DIGEST,
        },
        "manifest_digest": MANIFEST_DIGEST,
        "task_id": "response",
        "profile_digest": "3a" * 32,
        "readout_digest": "4b" * 32,
        "prediction_digest": "5c" * 32,
        "looks": 2,
        "unit_counts": {"n_asked": 12, "n_predicted": 11, "n_abstained": 1, "n_failed": 0},
        "verified_claims": [CLAIM],
        "results": [ratio],
        "grid_results": [_filled([ratio, rank]), _blank()],
        "calibration": [_coverage(None, 0.93), _coverage("responding", 0.84)],
        "unit_scores": [_scores("unbiased_mse_ratio", RATIOS), _scores("pds_cosine", RANKS)],
        "metric_cards": [
            _card("unbiased_mse_ratio", "lower", is_blind=False),
            _card("pds_cosine", "higher", is_blind=True),
        ],
        "baselines": ["no_change", "pert_mean"],
    }
    return ReportSpecimen(report, split)


REPORTS: Mapping[str, Callable[[], ReportSpecimen]] = {"judged_report": judged_report}
"""The specimens by name."""


def _result(
    metric: str, values: tuple[float, ...], better: str, *, floor: float, replicate: float
) -> dict[str, Any]:
    value = sum(values) / len(values)
    delta = value - floor if better == "higher" else floor - value
    return {
        "metric": metric,
        "metric_version": 1,
        "readout_id": "expression",
        "value": value,
        "ci_low": value - 0.05,
        "ci_high": value + 0.05,
        "ci_method": "cluster bootstrap, 2000 draws, percentiles, 95%",
        "n_evaluated": len(values),
        "n_clusters": 6,
        "space": "log_of_sum",
        "partition": "test",
        "stratum": "new_donor",
        "better": better,
        "floor": floor,
        "floor_predictor": "pert_mean",
        "replicate": replicate,
        "scaled_value": (value - floor) / (replicate - floor),
        "delta_to_floor": delta,
        "delta_low": delta - 0.1,
        "delta_high": delta + 0.1,
        "evidence": "supported",
    }


def _filled(results: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "grid_row_id": "new_donor",
        "regime": "seen",
        "shifted_axes": ["donor"],
        "is_declared": True,
        "decision": "patient_stratification",
        "n_units": 12,
        "n_clusters": 6,
        "least_units": 5,
        "n_missing": 0,
        "n_abstained": 1,
        "evidence": "supported",
        "because": "better than pert_mean by unbiased_mse_ratio of expression",
        "results": results,
    }


def _blank() -> dict[str, Any]:
    return {
        "grid_row_id": "new_agent",
        "regime": "unseen_agent",
        "is_declared": True,
        "decision": "target_selection",
        "n_units": 0,
        "n_clusters": 0,
        "least_units": 5,
        "evidence": "blank",
        "because": "no unit of the test partition stands here",
    }


def _coverage(stratum: str | None, observed: float) -> dict[str, Any]:
    stated: dict[str, Any] = {
        "calibration_kind": "interval_coverage",
        "readout_id": "expression",
        "nominal_level": 0.9,
        "observed_level": observed,
        "n_evaluated": 11,
        "interval_width": 0.8,
        "worst_unit": UNITS[0][0],
        "worst_level": 0.7,
    }
    return stated if stratum is None else {**stated, "stratum": stratum}


def _scores(metric: str, values: tuple[float, ...]) -> dict[str, Any]:
    return {
        "metric": metric,
        "metric_version": 1,
        "readout_id": "expression",
        "stratum": "new_donor",
        "unit_ids": [name for name, _ in UNITS],
        "clusters": [donor for _, donor in UNITS],
        "unit_values": list(values),
    }


def _card(metric: str, better: str, *, is_blind: bool) -> dict[str, Any]:
    return {
        "metric_id": metric,
        "metric_version": 1,
        "definition": "as the registry of metrics states it",
        "better": better,
        "is_scale_blind": is_blind,
    }
