"""Everything that was planted, and what of it was found."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from aivc.reference_models.synthetic.recovery import cohort, morphology, screen
from aivc.reference_models.synthetic.recovery.cohort import recover_cohort
from aivc.reference_models.synthetic.recovery.morphology import recover_morphology
from aivc.reference_models.synthetic.recovery.screen import recover_screen

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from aivc.reference_models.synthetic.recovered import Recovered

TOGETHER = 0.99
"""Probability with which all intervals hold their truth at once."""
N_QUANTITIES = screen.N_QUANTITIES + cohort.N_QUANTITIES + morphology.N_QUANTITIES
LEVEL = 1 - (1 - TOGETHER) / N_QUANTITIES
"""Level of each interval, after Bonferroni."""


@dataclass(frozen=True, slots=True)
class Recovery:
    """What was planted in the synthetic data, row by row."""

    rows: tuple[Recovered, ...]

    @property
    def n_found(self) -> int:
        """Number of quantities whose interval holds the truth."""
        return len(self.rows) - len(self.missed)

    @property
    def is_complete(self) -> bool:
        """Whether every interval holds its truth."""
        return not self.missed

    @property
    def missed(self) -> tuple[Recovered, ...]:
        """Quantities whose interval does not hold the truth."""
        return tuple(row for row in self.rows if not row.holds)

    def by_kind(self) -> dict[str, tuple[Recovered, ...]]:
        """Return the rows of each kind, in the order in which kinds come first."""
        kinds = dict.fromkeys(row.kind for row in self.rows)
        return {kind: tuple(row for row in self.rows if row.kind == kind) for kind in kinds}

    def as_plain(self) -> dict[str, Any]:
        """Return the table as plain data."""
        return {
            "format": "aivc-recovery",
            "version": 1,
            "level_of_each_interval": LEVEL,
            "level_of_all_together": TOGETHER,
            "rows": [{**asdict(row), "holds": row.holds} for row in self.rows],
        }

    def as_json(self) -> str:
        """Return the table as JSON."""
        return json.dumps(self.as_plain(), indent=1) + "\n"

    def as_text(self) -> str:
        """Return the table as text, one quantity a line."""
        return "\n".join(self._lines()) + "\n"

    def _lines(self) -> Iterator[str]:
        yield f"{'':7}{'planted':>9}{'estimate':>10}  {'interval':<20}quantity"
        for row in self.rows:
            found = "found" if row.holds else "MISSED"
            unit = "" if row.unit == "1" else f" [{row.unit}]"
            misled = "" if row.misled is None else f"; without plates {brief(row.misled)}"
            yield (
                f"{found:7}{brief(row.planted):>9}{brief(row.estimate):>10}  "
                f"{f'{brief(row.low)} to {brief(row.high)}':<20}{row.what}{unit}{misled}"
            )
        yield (
            f"{self.n_found} of {len(self.rows)} intervals hold what was planted. Each is at "
            f"{LEVEL:.2%}, so that all do at once in {TOGETHER:.0%} of draws."
        )


def recover(screen_file: Path, cohort_file: Path, morphology_file: Path, seed: int) -> Recovery:
    """Estimate from the files what they were drawn from.

    Parameters
    ----------
    screen_file, cohort_file, morphology_file
        Files that were written with this seed.
    seed
        Tells the shifts of laboratories, which are drawn.
    """
    return Recovery(
        (
            *recover_screen(screen_file, seed, LEVEL),
            *recover_morphology(morphology_file, LEVEL),
            *recover_cohort(cohort_file, LEVEL),
        )
    )


def brief(value: float) -> str:
    """Return a number with three significant digits."""
    return f"{value:.3g}"
