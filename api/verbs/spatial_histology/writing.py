"""Write the files of a benchmark of spatial histology."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.evaluation.spatial_histology.card import UsedImage, Wanted, extend, image_set_to_link
from aivc.storage.keys.text_hash import hash_texts
from aivc.validators.facts.scale.read_sets import read_set
from aivc.verbs.spatial_histology.card import CARD
from aivc.verbs.spatial_histology.counting import counted
from aivc.verbs.spatial_histology.files_beside_card import (
    copy_named_files,
    distributed,
    put_gene_sets,
)
from aivc.verbs.spatial_histology.summary import summarise
from aivc.verbs.spatial_histology.tables import unit_names, write_regions, write_tiles
from aivc.verbs.spatial_histology.to_mind import Told

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aivc.evaluation.spatial_histology.card import Region
    from aivc.evaluation.spatial_histology.plan import TilePlan
    from aivc.reports.report import Report
    from aivc.reports.spatial_histology.summary import HistologyBenchmark
    from aivc.verbs.spatial_histology.counting import CountedCard
    from aivc.verbs.spatial_histology.making import Asked, Divided, Making
    from aivc.verbs.spatial_histology.splits import Division
    from aivc.verbs.spatial_histology.survey import Survey

TILES, REGIONS, README, PAGE = "tiles.parquet", "regions.parquet", "README.txt", "benchmark.html"

_SHOWN = 3


@dataclass(frozen=True, slots=True, eq=False)
class Writing:
    """A benchmark that was made, about to be written."""

    making: Making
    found: Survey
    plan: TilePlan
    divided: Divided
    asked: Asked

    def write(self, stage: Path, folder: Path) -> HistologyBenchmark:
        """Write all files into a stage, from which they move into the folder.

        Raises
        ------
        LeakingSplitError
            A split does not pass its whole audit.
        """
        from aivc.reports.spatial_histology.page import render_page
        from aivc.storage.atomic import write_text

        making, divided = self.making, self.divided
        names = unit_names(self.found)
        write_tiles(self.found, self.plan, divided.divisions, names, stage / TILES)
        files = [(TILES, "one row for each unit: its tile, its overlaps, its parts")]
        reports = []
        for division in divided.divisions:
            reports.append(self._split(stage, folder, division))
            files += _files_of(division)
        card, added, extra = self._card(stage, folder, names)
        files += extra
        files += [(README, "this text"), (PAGE, "the same with maps, for a browser")]
        told = Told(
            folder=folder,
            data=str(making.source),
            divisions=divided.divisions,
            not_made=divided.not_made,
            reports=tuple(reports),
            card=card,
            added=added,
            files=tuple(files),
            series=divided.series,
            other_tables=tuple(table.name for table in making.dataset.tables if table.n_obs),
        )
        made = summarise(making.view, self.found, self.plan, told, making.seed)
        write_text(stage / README, str(made))
        write_text(stage / PAGE, render_page(made))
        return made

    def _split(self, stage: Path, folder: Path, division: Division) -> Report:
        """Write a manifest and its audit."""
        from aivc.reports.html import render_html
        from aivc.reports.json_report import render_json
        from aivc.storage.atomic import write_text
        from aivc.verbs.split_audit import split_audit

        manifest, _, page, plain = (name for name, _ in _files_of(division))
        self.divided.bound.write(division.header, division.made, stage / manifest)
        making = self.making
        report = split_audit(making.source, stage / manifest, card=making.named_card)
        _demand_clean(division.name, report)
        if report.split is not None:
            # Where it was audited is a passing folder; where it is going to be counts.
            split = replace(report.split, manifest_path=str(folder / manifest))
            report = replace(report, split=split)
        write_text(stage / page, render_html([report]))
        write_text(stage / plain, render_json([report]))
        return report

    def _card(
        self, stage: Path, folder: Path, names: Sequence[str]
    ) -> tuple[CountedCard, tuple[str, ...], list[tuple[str, str]]]:
        """Write the card and what it names; return it, what was added, and the files."""
        from aivc.storage.atomic import write_text

        making, asked = self.making, self.asked
        given = making.card
        files = [(CARD, "the card of the data, with what the benchmark adds")]
        reserved = {CARD, README, PAGE}
        copied, missing = copy_named_files(given.data, given.folder, stage, reserved)
        files += [(name, "named by the card of the data") for name in copied]
        sets = None
        if asked.gene_sets is not None:
            sets, content = asked.gene_sets
            put_gene_sets(stage / sets.path, content)
            files.append((sets.path, "the gene sets"))
        image_set, region = self._region(stage, names)
        wanted = Wanted(
            self.found.units,
            [_used(image, self.found) for image in self.plan.images],
            region,
            image_set,
            sets,
            making.cell_types(self.found, asked),
        )
        extended = extend(distributed(given.data, given.folder, folder), wanted)
        heading = (
            "Card of a benchmark, made by `aivc benchmark spatial-histology`: that of the data"
            + (", drafted from the file," if given.is_drafted else "")
            + " with",
            "images, tiles and readouts added.",
        )
        made = counted(extended, making.dataset, stage, making.profile, heading)
        if region.path in made.text:
            files.append((region.path, "which units an image shows, for the link in the card"))
        else:
            (stage / region.path).unlink()
        write_text(stage / CARD, made.text)
        lost = [f"{name}, which the card names, is not beside it" for name in missing]
        gone = f"the link {extended.link_id}:" if made.notes else "-"
        added = [one for one in extended.added if not one.startswith(gone)]
        return made, (*added, *made.notes, *lost), list(dict(files).items())

    def _region(self, stage: Path, names: Sequence[str]) -> tuple[str, Region]:
        """Write which units an image shows: each with its tile, or with the image."""
        image_set, of_images = self._image_set()
        ids = _ids(self.found, names)
        shown = np.flatnonzero(self.plan.tiles.has_pixels)
        sources = [ids[row] for row in shown.tolist()]
        images = self.plan.tiles.image[shown].tolist()
        targets = [of_images[number] for number in images] if image_set else sources
        path = stage / REGIONS
        number = 2
        while path.exists():
            path = stage / f"{Path(REGIONS).stem}_{number}.parquet"
            number += 1
        return image_set, write_regions({"source": sources, "target": targets}, path)

    def _image_set(self) -> tuple[str, tuple[str, ...]]:
        """Return the set of the images that units are to be linked to, and the ids of the images.

        They are called by path or name, or by the section that they show; both are empty where
        the set does not hold them under any of these.
        """
        making, found = self.making, self.found
        paths = [image.path for image in self.plan.images]
        name = image_set_to_link(making.card.data, found.units, paths)
        declared = next((one for one in making.view.unit_sets if one.unit_set_id == name), None)
        if not name or declared is None:
            return "", ()
        units = read_set(declared, making.view, making.dataset)[1]
        section_of = {
            found.images[number].path: found.sections[section]
            for section, number in enumerate(found.image_of_section.tolist())
            if number >= 0
        }
        named = (paths, [path.rsplit("/", 1)[-1] for path in paths], [section_of[p] for p in paths])
        for ids in named if units is not None else ():
            hashes = hash_texts(np.array(ids, object))
            if units is not None and (units.units.places(hashes) >= 0).all():
                return name, tuple(ids)
        return "", ()


def _files_of(division: Division) -> list[tuple[str, str]]:
    from aivc.verbs.split_audit import MANIFEST_SUFFIX

    manifest = f"{division.name}{MANIFEST_SUFFIX}"
    return [
        (manifest, "the split, for `aivc split audit`"),
        (str(Path(manifest).with_suffix(".parquet")), "its assignments"),
        (f"{division.name}.audit.html", "its audit, for a browser"),
        (f"{division.name}.audit.json", "its audit, for a program"),
    ]


def _demand_clean(name: str, report: Report) -> None:
    """Refuse a split that leaks by what only the whole audit sees, such as copies of rows."""
    from aivc.validators.findings import Severity
    from aivc.verbs.made_audit import LeakingSplitError

    errors = [one for one in report.findings if one.severity is Severity.ERROR]
    if errors:
        told = " ".join(f"{one.code}: {one.message}" for one in errors[:_SHOWN])
        msg = f"nothing was written: the split {name} does not pass its audit. {told}"
        raise LeakingSplitError(msg)


def _ids(found: Survey, names: Sequence[str]) -> list[str]:
    """Return the ids of units as their set has them: a column, or the names of rows."""
    units = found.units
    column = units.unit_set.unit_id_column if units.unit_set is not None else None
    if column is None or not units.table.obs.has(column):
        return list(names)
    read = units.table.obs.column(column)
    return [read.categories[code] if code >= 0 else "" for code in read.codes.tolist()]


def _used(image: Any, found: Survey) -> UsedImage:
    micrometres = found.places.micrometres
    pixel = None if micrometres is None else max(image.pixel) * micrometres
    return UsedImage(image.path, image.is_rgb, image.stored.channels, pixel)
