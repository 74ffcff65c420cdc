"""Splits of the units of a benchmark: by blocks in space, and by what sections are of."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.evaluation.spatial_histology.errors import BenchmarkError
from aivc.splits.errors import InfeasibleSplitError
from aivc.splits.making.make import divide
from aivc.splits.making.request import SplitRequest
from aivc.splits.making.request_check import check_request
from aivc.splits.making.spatial import no_place
from aivc.verbs.made_audit import passing
from aivc.verbs.spatial_histology.rows_left_out import without_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from aivc.evaluation.spatial_histology.defaults import Choice
    from aivc.splits.making.made import MadeSplit
    from aivc.splits.observations import Observations
    from aivc.validators.findings import Finding
    from aivc.verbs.made_audit import MadeAudit

NO_PIXEL = "no image shows it"

_MOST_FOLDS = 5

_ENOUGH = 0.5
"""Share of the divided units that training should have left once the buffer is taken."""


@dataclass(frozen=True, slots=True, eq=False)
class Division:
    """One division of the units.

    Attributes
    ----------
    name
        Of its files.
    made, header
        The split, and the whole header of its manifest.
    warnings
        Findings of the audit that are no errors.
    block
        Edge of its blocks; None for a division by sections.
    left_out
        Sections that are in no part, because another one of their series is.
    """

    name: str
    made: MadeSplit
    header: dict[str, Any]
    warnings: tuple[Finding, ...]
    block: Choice | None = None
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Divider:
    """Divides the units of a benchmark.

    Attributes
    ----------
    rows
        All rows of the table.
    audit
        What a manifest has to pass.
    has_pixels
        Rows that an image shows; the others are in no part.
    series
        For each section the first one of its series.
    seed
        Source of chance.
    """

    rows: Observations
    audit: MadeAudit
    has_pixels: NDArray[np.bool_]
    series: NDArray[np.int64]
    seed: int

    @property
    def divided(self) -> NDArray[np.bool_]:
        """Rows that blocks divide: those that an image shows, of one section of each series."""
        section = self.rows.axes.get("section")
        if section is None:
            return self.has_pixels
        out = [section.levels.index(name) for name in self.left_out]
        return self.has_pixels & ~np.isin(section.codes, out)

    @property
    def left_out(self) -> tuple[str, ...]:
        """All sections but the largest of each series.

        A block of training beneath a block of the test would show nearly the same tissue.
        """
        section = self.rows.axes.get("section")
        if section is None:
            return ()
        shown = section.codes[self.has_pixels & (section.codes >= 0)]
        counts = np.bincount(shown, minlength=len(section.levels))
        used = [k for k in range(len(counts)) if counts[k]]
        order = sorted(used, key=lambda k: (-counts[k], section.levels[k]))
        kept: dict[int, int] = {}
        for number in order:
            kept.setdefault(int(self.series[number]), number)
        return tuple(sorted(section.levels[k] for k in set(used) - set(kept.values())))

    def by_blocks(self, blocks: Sequence[Choice], buffer: float) -> Division:
        """Divide sections into blocks, of the first size that leaves half of the units to training.

        Where none does, the size is taken that leaves most.

        Raises
        ------
        BenchmarkError
            No size can be dealt out; the message says why the last one could not.
        LeakingSplitError
            What was made does not pass its own audit.
        """
        why = "the sections are too small for five blocks that are a buffer apart"
        best: tuple[int, Choice] | None = None
        for block in blocks:
            try:
                made = self._make(self._in_blocks(block, buffer))[0]
            except InfeasibleSplitError as error:
                why = str(error)
                continue
            n_training = made.sizes[0].n_observations
            if best is None or n_training > best[0]:
                best = n_training, block
            if n_training >= _ENOUGH * np.count_nonzero(self.divided):
                break
        if best is None:
            msg = f"no blocks in space can be held out: {why}"
            raise BenchmarkError(msg)
        found = self._passed("blocked", self._in_blocks(best[1], buffer))[0]
        return replace(found, block=best[1], left_out=self.left_out)

    def _in_blocks(self, block: Choice, buffer: float) -> SplitRequest:
        return SplitRequest(
            exclude=tuple(("section", name) for name in self.left_out),
            block=block.length.value,
            buffer=buffer,
            seed=self.seed,
        )

    def by_sections(self) -> tuple[Division, ...]:
        """Hold out donors, else samples, else sections, each in one of up to five folds.

        Raises
        ------
        BenchmarkError
            There is but one, or none of these keeps the sections of a series together.
        InfeasibleSplitError, LeakingSplitError
            They cannot be dealt out so that nothing leaks.
        """
        axis = self._axis()
        keys = self.rows.axes[axis]
        shown = keys.codes[self.has_pixels]
        n_values = len(np.unique(shown[shown >= 0]))
        request = SplitRequest(hold_out=(axis,), folds=min(_MOST_FOLDS, n_values), seed=self.seed)
        return self._passed("sections", request)

    def _axis(self) -> str:
        why = "nothing says of which donor, sample or section a unit is"
        for name in ("donor", "sample", "section"):
            keys = self.rows.axes.get(name)
            if keys is None:
                continue
            shown = np.unique(keys.codes[self.has_pixels & (keys.codes >= 0)])
            if len(shown) < 2:
                why = f"all units that an image shows are of one {name}"
            elif self._divides_series(keys.codes):
                why = f"sections that were cut one after the other are of more than one {name}"
            else:
                return name
        msg = f"no section can be held out: {why}"
        raise BenchmarkError(msg)

    def _divides_series(self, codes: NDArray[Any]) -> bool:
        section = self.rows.axes.get("section")
        if section is None:
            return False
        known = (section.codes >= 0) & (codes >= 0)
        series = self.series[section.codes[known]]
        pairs = np.unique(np.column_stack([series, codes[known]]), axis=0)
        return len(np.unique(pairs[:, 0])) < len(pairs)

    def _make(self, request: SplitRequest) -> tuple[MadeSplit, ...]:
        check_request(request)
        return tuple(self._shown(_told(made, request)) for made in divide(self.rows, request, ()))

    def _shown(self, made: MadeSplit) -> MadeSplit:
        """Leave out what has no place, and what no image shows, each with its reason."""
        coordinates = self.rows.coordinates
        if coordinates is not None:
            unplaced = np.logical_not(np.isfinite(coordinates.values).all(axis=1))
            made = without_rows(made, unplaced, no_place(coordinates).text)
        return without_rows(made, ~self.has_pixels, NO_PIXEL)

    def _passed(self, name: str, request: SplitRequest) -> tuple[Division, ...]:
        passed = passing(self.audit, self._make, request)
        names = [f"{name}.{made.turn.name}" if made.turn.name else name for made in passed.splits]
        found = zip(names, passed.splits, passed.headers, passed.warnings, strict=True)
        return tuple(Division(*each) for each in found)


def _told(made: MadeSplit, request: SplitRequest) -> MadeSplit:
    """Say in the header why sections are left out: nobody asked for it but the design."""
    why = {
        f"section {name} left out on request": f"section {name} lies next to one that is divided"
        for _, name in request.exclude
    }
    exclusions = [
        {**one, "exclusion_reason": why.get(one["exclusion_reason"], one["exclusion_reason"])}
        for one in made.header.get("exclusions", ())
    ]
    told = {"exclusions": exclusions} if exclusions else {}
    return replace(made, header={**made.header, **told})
