"""The experiment: which condition is in which well, on which plate, of which donor."""

from __future__ import annotations

from dataclasses import dataclass

DONORS = ("D1", "D2", "D3", "D4")
PLATES = {"P1": "site_a", "P2": "site_a", "P3": "site_b", "P4": "site_b"}
CELLS_PER_WELL = 8
ROWS = "ABCDEFGH"


@dataclass(frozen=True, slots=True)
class Dose:
    """One drug at one dose: micromol/L, first hour of exposure, hour of wash-out."""

    agent: str
    micromolar: float
    start: float = 0.0
    washed_at: float | None = None


@dataclass(frozen=True, slots=True)
class Arm:
    """One condition: what was done, and when the cells were harvested."""

    condition_id: str
    harvest_hours: float
    doses: tuple[Dose, ...] = ()
    guide: str = ""
    """Target of the guide, or ``non-targeting``."""
    has_cytokine: bool = False
    control: str = ""
    """The control that it is; empty for a treatment."""


DEX_LADDER = (0.01, 0.1, 1.0, 10.0)
PANO_LADDER = (0.002, 0.01, 0.05, 0.25)


def arms() -> tuple[Arm, ...]:
    """Return the 24 conditions of the experiment; each is on every plate, for every donor."""
    ladders = [
        Arm(f"{agent[:4]}_{dose:g}uM_{hours}h", hours, (Dose(agent, dose),))
        for agent, ladder, times in (
            ("dexamethasone", DEX_LADDER, (6, 24)),
            ("panobinostat", PANO_LADDER, (24,)),
            ("panobinostat", PANO_LADDER[1::2], (6,)),
        )
        for hours in times
        for dose in ladder
    ]
    both = (Dose("dexamethasone", 1.0), Dose("panobinostat", 0.05))
    after = (Dose("dexamethasone", 1.0), Dose("panobinostat", 0.05, start=6.0))
    return (
        Arm("vehicle_6h", 6, control="dmso"),
        Arm("vehicle_24h", 24, control="dmso"),
        Arm("untreated_24h", 24, control="untreated"),
        *ladders,
        Arm("pano_washout", 24, (Dose("panobinostat", 0.25, washed_at=8.0),)),
        Arm("dexa_with_pano", 24, both),
        Arm("dexa_then_pano", 24, after),
        Arm("ifng_10ng_24h", 24, has_cytokine=True),
        Arm("nr3c1_kd", 24, guide="NR3C1"),
        Arm("stat1_kd", 24, guide="STAT1"),
        Arm("non_targeting", 24, guide="non-targeting", control="non_targeting"),
    )


@dataclass(frozen=True, slots=True)
class Well:
    """One well: its place, and what is in it."""

    plate: str
    site: str
    position: str
    donor: str
    arm: Arm

    @property
    def sample(self) -> str:
        """The cells of one donor on one plate."""
        return f"{self.donor}_{self.plate}"


def wells() -> tuple[Well, ...]:
    """Return the 384 wells of four plates; conditions are rotated from plate to plate."""
    conditions = arms()
    found = []
    for shift, (plate, site) in enumerate(PLATES.items()):
        for donor_index, donor in enumerate(DONORS):
            for index in range(len(conditions)):
                arm = conditions[(index + 5 * shift) % len(conditions)]
                slot = donor_index * len(conditions) + index
                position = f"{ROWS[slot // 12]}{slot % 12 + 1:02d}"
                found.append(Well(plate, site, position, donor, arm))
    return tuple(found)
