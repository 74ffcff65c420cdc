"""Everything that was planted, and what of it was found."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

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
        return sum(row.holds for row in self.rows)

    @property
    def is_complete(self) -> bool:
        """Whether every interval holds its truth."""
        return self.n_found == len(self.rows)

    def as_json(self) -> str:
        """Return the table as JSON."""
        rows = [{**asdict(row), "holds": row.holds} for row in self.rows]
        document = {
            "format": "aivc-recovery",
            "version": 1,
            "level_of_each_interval": LEVEL,
            "level_of_all_together": TOGETHER,
            "rows": rows,
        }
        return json.dumps(document, indent=1) + "\n"

    def as_text(self) -> str:
        """Return the table as text, one quantity a line."""
        return "\n".join(self._lines()) + "\n"

    def _lines(self) -> Iterator[str]:
        yield f"{'':7}{'planted':>9}{'estimate':>10}  {'interval':<20}quantity"
        for row in self.rows:
            found = "found" if row.holds else "MISSED"
            unit = "" if row.unit == "1" else f" [{row.unit}]"
            misled = "" if row.misled is None else f"; without plates {_number(row.misled)}"
            yield (
                f"{found:7}{_number(row.planted):>9}{_number(row.estimate):>10}  "
                f"{f'{_number(row.low)} to {_number(row.high)}':<20}{row.what}{unit}{misled}"
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


def _number(value: float) -> str:
    return f"{value:.3g}"
