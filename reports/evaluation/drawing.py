"""Calibration as pictures: points in the unit square, with their labels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aivc.validators.facts.evaluation.model import COVERAGE

if TYPE_CHECKING:
    from aivc.schema.generated.views import CalibrationResult, EvaluationReport

SIDE = 200.0
MARGIN = 26.0
MARGINAL = "marginal"


@dataclass(frozen=True, slots=True)
class Dot:
    """One point of a plot, in the pixels of its drawing; y grows downwards."""

    x: float
    y: float
    label: str
    is_below: bool = False
    """Whether less is covered than was promised."""


@dataclass(frozen=True, slots=True)
class Plot:
    """Points to draw; ``is_line`` says that they are joined from left to right."""

    dots: tuple[Dot, ...]
    x_title: str
    y_title: str
    y_ends: tuple[float, float] = (0.0, 1.0)
    is_line: bool = False


def coverage_plot(report: EvaluationReport) -> Plot:
    """Return promised against observed coverage, one point for each level and stratum."""
    dots = [
        Dot(
            _x(result.nominal_level),
            _y(result.observed_level, (0.0, 1.0)),
            _label(result),
            result.observed_level < result.nominal_level,
        )
        for result in report.calibration
        if result.calibration_kind == COVERAGE
        and result.nominal_level is not None
        and result.observed_level is not None
    ]
    return Plot(tuple(dots), "promised", "observed")


def risk_plot(report: EvaluationReport) -> Plot:
    """Return the error that is left where only the surest share of units is answered."""
    points = sorted(
        (result.nominal_level, result.observed_level, _label(result))
        for result in report.calibration
        if result.calibration_kind == "selective_risk"
        and result.nominal_level is not None
        and result.observed_level is not None
    )
    most = max((risk for _, risk, _ in points), default=1.0) or 1.0
    ends = (0.0, most)
    dots = tuple(Dot(_x(share), _y(risk, ends), label) for share, risk, label in points)
    return Plot(dots, "share answered", "error", ends, is_line=True)


def _label(result: CalibrationResult) -> str:
    stratum = result.stratum or MARGINAL
    return f"{stratum}: {result.observed_level:.3g} at {result.nominal_level:.3g}"


def _x(share: float) -> float:
    return round(MARGIN + share * SIDE, 1)


def _y(value: float, ends: tuple[float, float]) -> float:
    low, high = ends
    return round(MARGIN / 2 + SIDE * (1 - (value - low) / (high - low)), 1)
