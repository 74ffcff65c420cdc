"""Pulses, washouts and pairs that examples of this family are made of."""

from __future__ import annotations

from typing import Any

HOUR = "h"


def event(kind: str, hours: float, agent: str = "panobinostat", **further: Any) -> dict[str, Any]:
    """Return an event at a time; a dose of 0.05 umol/L where the type applies an agent."""
    described: dict[str, Any] = {
        "event_type": kind,
        "event_time": {"value": hours, "unit": HOUR},
        "agent": agent,
    }
    if kind in {"administer", "set_concentration", "rechallenge"}:
        described |= {
            "amount": {"value": 0.05, "unit": "umol/L"},
            "dose_kind": "molar_concentration",
            "exposure_mode": "bath_concentration",
        }
    return described | further


def hours(value: float) -> dict[str, Any]:
    """Return a time in hours."""
    return {"value": value, "unit": HOUR}
