"""Say what a benchmark of spatial histology is made of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.evaluation.spatial_histology.at_random import leak_at_random
from aivc.evaluation.spatial_histology.overlap import covered_by
from aivc.reports.spatial_histology.summary import (
    HistologyBenchmark,
    ImageSummary,
    OverlapSummary,
    SectionSummary,
    SplitSummary,
)
from aivc.reports.spatial_histology.text import few
from aivc.validators.claims.wording import label_of
from aivc.validators.findings import Severity
from aivc.verbs.spatial_histology.maps import section_maps
from aivc.verbs.spatial_histology.to_mind import to_mind
from aivc.verbs.split_audit import MANIFEST_SUFFIX

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from aivc.evaluation.spatial_histology.plan import TilePlan
    from aivc.reports.report import Report
    from aivc.schema.generated.views import DatasetCard
    from aivc.verbs.spatial_histology.splits import Division
    from aivc.verbs.spatial_histology.survey import Survey
    from aivc.verbs.spatial_histology.to_mind import Told

_JUDGED = frozenset({"test", "external_test", "validation", "calibration"})


def summarise(
    card: DatasetCard, found: Survey, plan: TilePlan, told: Told, seed: int
) -> HistologyBenchmark:
    """Put the summary together."""
    sizes = [("tile", plan.tile), ("buffer", plan.buffer)]
    sizes += [("block", one.block) for one in told.divisions if one.block is not None]
    return HistologyBenchmark(
        folder=told.folder,
        data=told.data,
        table=found.units.table.name or found.units.matrix,
        because=found.units.because,
        scale=found.units.scale,
        n_units=found.rows.n_rows,
        sections=tuple(_sections(found, plan, told.series)),
        images=tuple(_images(found, plan)),
        overlap=_overlap(plan, seed),
        splits=tuple(
            _split(plan, division, report)
            for division, report in zip(told.divisions, told.reports, strict=True)
        ),
        sizes=tuple(sizes),
        added=told.added,
        card_findings=told.card.findings,
        n_inherited=told.card.n_inherited,
        not_made=told.not_made,
        to_mind=tuple(to_mind(card, found, plan, told)),
        files=told.files,
        maps=tuple(section_maps(found, plan, told.divisions)),
        part_names=tuple(one.made.partitioning.names for one in told.divisions),
    )


def _sections(found: Survey, plan: TilePlan, series: NDArray[np.int64]) -> Iterator[SectionSummary]:
    of_unit = np.full(found.rows.n_rows, -1, np.int64)
    of_unit[found.placed] = found.places.section
    for number, name in enumerate(found.sections):
        mine = of_unit == number
        if not mine.any():
            continue
        image = found.image_of_section[number] if number < len(found.image_of_section) else -1
        others = number < len(series) and np.count_nonzero(series == series[number]) > 1
        yield SectionSummary(
            name,
            int(np.count_nonzero(mine)),
            found.images[image].path if image >= 0 else "",
            int(np.count_nonzero(plan.tiles.has_pixels & mine)),
            int(np.count_nonzero((plan.tiles.inside >= 1) & mine)),
            found.sections[series[number]] if others else "",
        )


def _images(found: Survey, plan: TilePlan) -> Iterator[ImageSummary]:
    micrometres = found.places.micrometres
    alike: dict[tuple[Any, ...], list[str]] = {}
    for number, image in enumerate(plan.images):
        level = plan.levels[number]
        key = (
            image.shape,
            image.stored.levels[0].shape[0],
            None if micrometres is None else float(f"{max(image.pixel) * micrometres:.6g}"),
            plan.tiles.frames[number].tile,
            level,
            image.stored.levels[level].scale[-1],
        )
        alike.setdefault(key, []).append(image.path)
    for key, paths in alike.items():
        yield ImageSummary(tuple(paths), *key)


def _overlap(plan: TilePlan, seed: int) -> OverlapSummary:
    shown = plan.tiles.has_pixels
    counts = plan.overlaps.count[shown]
    share, largest = leak_at_random(plan.tiles, seed)
    return OverlapSummary(
        n_tiles=int(np.count_nonzero(shown)),
        n_overlapping=int(np.count_nonzero(counts)),
        median_count=float(np.median(counts[counts > 0])) if counts.any() else 0.0,
        largest_share=float(plan.overlaps.largest_share.max(initial=0.0)),
        random_share=share,
        random_largest=largest,
    )


def _split(plan: TilePlan, division: Division, report: Report) -> SplitSummary:
    parts = division.made.partitioning
    roles = np.array([*parts.roles, ""])[parts.codes]
    covered = covered_by(plan.tiles, np.isin(roles, sorted(_JUDGED)), roles == "training")
    counts = np.bincount(parts.codes[parts.codes >= 0], minlength=len(parts.names))
    manifest = f"{division.name}{MANIFEST_SUFFIX}"
    return SplitSummary(
        name=division.name,
        manifest=manifest,
        audit=f"{division.name}.audit.html",
        parts=tuple(zip(parts.names, counts.tolist(), strict=True)),
        lines=tuple(_lines(division)),
        verdict=report.verdict.value.replace("_", " "),
        findings=tuple(
            f"{finding.code} {finding.severity.value}: {finding.message}"
            for finding in report.findings
            if finding.severity is not Severity.INFO
        ),
        n_sharing=int(np.count_nonzero(covered)),
        largest_share=float(covered.max(initial=0.0)),
    )


def _asked(division: Division) -> str:
    """Say what is new in the test."""
    if division.block is not None:
        return "places that it has not seen, of sections that it knows"
    axes = [label_of(axis) for axis in division.made.held_out]
    return " and ".join(f"a {axis} that it does not know" for axis in axes)


def _lines(division: Division) -> Iterator[str]:
    made = division.made
    counts = {size.name: size.n_observations for size in made.sizes}
    n_left_out = counts.pop("excluded", 0)
    n_divided = max(1, sum(counts.values()))
    yield f"asks: how well does a model do on {_asked(division)}?"
    yield ", ".join(f"{name} {n:,} ({n / n_divided:.0%})" for name, n in counts.items() if n)
    if division.left_out:
        told = few(division.left_out)
        yield f"left out: {n_left_out:,}, in sections cut next to one that is divided: {told}"
    elif n_left_out:
        yield f"left out: {n_left_out:,}"
    for axis, values in made.held_out.items():
        yield f"tested {label_of(axis)}: {few(values)}"
    for claim in made.header.get("claims", ()):
        axis = label_of(claim["claim_axis"])
        yield f"claims: {claim['partition']} holds no {axis} that train has"
