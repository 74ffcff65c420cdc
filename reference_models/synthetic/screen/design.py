"""The screen: its conditions, and which of them is in which well."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from aivc.reference_models.synthetic.layout import Arm, Dose
from aivc.reference_models.synthetic.screen.truth import INTERACTIONS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

LABS = ("lab_a", "lab_b", "lab_c")
PLATFORMS: Mapping[str, str] = MappingProxyType(
    {"BRB-seq": "EFO:0011028", "PLATE-Seq": "EFO:0008863"}
)
REPLICATES = 3
"""Plates of each laboratory on each platform."""
VEHICLE_WELLS = 6
"""Wells of vehicle on each plate at each time."""
ROWS, COLUMNS = "ABCDEFGHIJKLMNOP", 24

LADDERS: Mapping[str, tuple[float, ...]] = MappingProxyType(
    {
        "dexamethasone": (0.003, 0.01, 0.03, 0.1, 0.3, 1.0),
        "prednisolone": (0.02, 0.06, 0.2, 0.6, 2.0, 6.0),
        "panobinostat": (0.001, 0.003, 0.01, 0.03, 0.1, 0.3),
        "vorinostat": (0.1, 0.3, 1.0, 3.0, 10.0, 30.0),
        "ruxolitinib": (0.01, 0.03, 0.1, 0.3, 1.0, 3.0),
        "tofacitinib": (0.03, 0.1, 0.3, 1.0, 3.0, 10.0),
        "palbociclib": (0.03, 0.1, 0.3, 1.0, 3.0, 10.0),
        "ribociclib": (0.1, 0.3, 1.0, 3.0, 10.0, 30.0),
        "trametinib": (0.001, 0.003, 0.01, 0.03, 0.1, 0.3),
        "selumetinib": (0.03, 0.1, 0.3, 1.0, 3.0, 10.0),
    }
)
"""Doses of each drug in micromol/L."""
TIMES = (6, 24, 48)
MAIN_TIME = 24
"""Hours after which whole ladders are harvested; the others see two doses."""
WASHED_AT = 18.0
STAGGER = 6.0
STAGGERED = (("dexamethasone", "panobinostat"), ("panobinostat", "ruxolitinib"))


@dataclass(frozen=True, slots=True)
class Place:
    """A plate: its laboratory and platform, and which of several it is."""

    lab: str
    platform: str
    replicate: int

    @property
    def plate(self) -> str:
        """Name of the plate."""
        initial = self.platform[0]
        return f"{self.lab[-1].upper()}{initial}{self.replicate}"


@dataclass(frozen=True, slots=True)
class ScreenWell:
    """One row of the dataset."""

    place: Place
    position: str
    arm: Arm


def high(agent: str) -> float:
    """Return the dose that stands for a strong effect: the last but one."""
    return LADDERS[agent][-2]


def middle(agent: str) -> float:
    """Return a dose near the middle of the ladder."""
    return LADDERS[agent][3]


@cache
def screen_arms() -> tuple[Arm, ...]:
    """Return the conditions."""
    return tuple(_arms())


def _arms() -> Iterator[Arm]:
    for hours in TIMES:
        yield Arm(f"vehicle_{hours}h", hours, control="dmso")
    for agent, ladder in LADDERS.items():
        for hours in TIMES:
            given = ladder if hours == MAIN_TIME else (middle(agent), high(agent))
            for dose in given:
                yield Arm(f"{agent}_{dose:g}uM_{hours}h", hours, (Dose(agent, dose),))
        washed = Dose(agent, high(agent), washed_at=WASHED_AT)
        yield Arm(f"{agent}_washed_out", MAIN_TIME, (washed,))
    for pair in INTERACTIONS:
        both = tuple(Dose(agent, middle(agent)) for agent in pair)
        yield Arm("_with_".join(pair), MAIN_TIME, both)
    for first, second in STAGGERED:
        staggered = (Dose(first, middle(first)), Dose(second, middle(second), start=STAGGER))
        yield Arm(f"{first}_then_{second}", MAIN_TIME, staggered)


@cache
def places() -> tuple[Place, ...]:
    """Return the plates."""
    return tuple(
        Place(lab, platform, replicate)
        for lab in LABS
        for platform in PLATFORMS
        for replicate in range(1, REPLICATES + 1)
    )


def screen_wells() -> tuple[ScreenWell, ...]:
    """Return the wells of all plates; conditions are rotated from plate to plate."""
    found = []
    for number, place in enumerate(places()):
        content = [arm for arm in screen_arms() for _ in range(VEHICLE_WELLS if arm.control else 1)]
        for slot in range(len(content)):
            arm = content[(slot + 17 * number) % len(content)]
            position = f"{ROWS[slot % len(ROWS)]}{slot // len(ROWS) + 1:02d}"
            found.append(ScreenWell(place, position, arm))
    return tuple(found)
