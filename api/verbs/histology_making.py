"""Make a benchmark of spatial histology step by step."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.evaluation.spatial_histology.card import UsedImage, Wanted, extend, image_set_to_link
from aivc.evaluation.spatial_histology.defaults import Choice, longest_side, usual_blocks
from aivc.evaluation.spatial_histology.errors import BenchmarkError
from aivc.evaluation.spatial_histology.lengths import Length, parse_length
from aivc.evaluation.spatial_histology.plan import SpotArray, in_places, plan_tiles
from aivc.evaluation.spatial_histology.series import series_of_sections
from aivc.splits.errors import InfeasibleSplitError
from aivc.storage.keys.text_hash import hash_texts
from aivc.validators.facts.scale.read_sets import read_set
from aivc.validators.findings import Level
from aivc.verbs.histology_card import (
    CARD,
    cell_types_of,
    copy_named_files,
    counted,
    distributed,
    gene_sets_of,
    input_card,
)
from aivc.verbs.histology_splits import Divider, Division
from aivc.verbs.histology_summary import summarise
from aivc.verbs.histology_survey import Survey, pitch_of, survey
from aivc.verbs.histology_tables import unit_names, write_regions, write_tiles
from aivc.verbs.histology_to_mind import Told

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from aivc.evaluation.spatial_histology.card import CellTypes, GeneSets
    from aivc.evaluation.spatial_histology.defaults import Places
    from aivc.evaluation.spatial_histology.plan import TilePlan
    from aivc.reports.report import Report
    from aivc.reports.spatial_histology.summary import HistologyBenchmark
    from aivc.schema.generated.views import DatasetCard, SplitManifest
    from aivc.storage.model import Dataset
    from aivc.validators.facts.model import Facts
    from aivc.validators.profile import Profile
    from aivc.verbs.histology_card import InputCard
    from aivc.verbs.made_manifest import Bound

TILES, REGIONS, README, PAGE = "tiles.parquet", "regions.parquet", "README.txt", "benchmark.html"

_ASKED_FOR = "asked for"
_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for; None where the data are to decide."""

    tile: Length | None
    block: Length | None
    buffer: Length | None
    gene_sets: tuple[GeneSets, bytes] | None
    cell_types: str | None

    @classmethod
    def read(
        cls,
        tile: str | None,
        block: str | None,
        buffer: str | None,
        gene_sets: str | Path | None,
        cell_types: str | None,
    ) -> Asked:
        """Read lengths as they were written.

        Raises
        ------
        BenchmarkError
            A length is none, or the file of gene sets cannot be read.
        """
        return cls(
            None if tile is None else parse_length(tile, "--tile"),
            None if block is None else parse_length(block, "--block"),
            None if buffer is None else parse_length(buffer, "--buffer"),
            None if gene_sets is None else gene_sets_of(gene_sets),
            cell_types,
        )


@dataclass(frozen=True, slots=True, eq=False)
class Divided:
    """The splits, and why others were not made."""

    divisions: tuple[Division, ...]
    bound: Bound
    not_made: tuple[str, ...]
    series: NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Making:
    """A benchmark in the making."""

    source: str | Path
    dataset: Dataset
    named_card: str | Path | None
    card: InputCard
    view: DatasetCard
    facts: Facts
    profile: Profile
    seed: int

    @classmethod
    def of(
        cls,
        source: str | Path,
        dataset: Dataset,
        card: str | Path | None,
        profile: str,
        seed: int,
    ) -> Making:
        """Read the card, or draft one."""
        from aivc.validators.facts.collect import collect
        from aivc.validators.profile import load_profile

        policy = load_profile(profile)
        read = input_card(source, card, dataset)
        view, facts, _ = collect(
            dataset, read.sources, level=Level.OBS, profile=policy.requires, needs=()
        )
        return cls(source, dataset, card, read, view, facts, policy, seed)

    def survey(self, table: str | None, images: Sequence[str]) -> Survey:
        """Find units, places and images."""
        return survey(self.dataset, self.view, table, images)

    def cell_types(self, found: Survey, asked: Asked) -> CellTypes | None:
        """Find the column that tells cell types."""
        return cell_types_of(self.dataset, self.view, found.units, asked.cell_types)

    def plan(self, found: Survey, asked: Asked) -> TilePlan:
        """Cut tiles."""
        return plan_tiles(
            found.places,
            found.placed,
            found.rows.n_rows,
            found.images,
            found.image_of_section,
            array=SpotArray(pitch_of(found)) if found.units.are_spots else None,
            tile=asked.tile,
            buffer=asked.buffer,
        )

    def divide(self, found: Survey, plan: TilePlan, asked: Asked) -> Divided:
        """Divide the units by blocks, and by sections where there are several.

        Raises
        ------
        BenchmarkError
            Neither can be done, or a length was asked for that cannot be meant.
        """
        from aivc.verbs.made_audit import MadeAudit
        from aivc.verbs.made_manifest import Bound

        said = {
            **found.said,
            "tile_width": _rounded(plan.extent[0]),
            "tile_height": _rounded(plan.extent[1]),
        }
        bound = Bound(self.source, self.view, found.rows, said)
        audit = MadeAudit(self.dataset, self.facts, Level.OBS, self.profile, bound)
        series = self._series(found, said)
        divider = Divider(found.rows, audit, plan.tiles.has_pixels, series, self.seed)
        divisions: list[Division] = []
        not_made: list[str] = []
        try:
            blocks = self._blocks(_at(found, divider.divided), plan, asked)
            divisions.append(divider.by_blocks(blocks, plan.buffer.length.value))
        except BenchmarkError as error:
            if asked.block is not None or asked.buffer is not None:
                raise
            not_made.append(str(error))
        try:
            divisions.extend(divider.by_sections())
        except (BenchmarkError, InfeasibleSplitError) as error:
            not_made.append(str(error))
        if not divisions:
            msg = f"no part can be held out of {_size(found, plan)}. " + " ".join(
                _sentence(why) for why in not_made
            )
            raise BenchmarkError(msg)
        return Divided(tuple(divisions), bound, tuple(not_made), series)

    def _series(self, found: Survey, said: dict[str, Any]) -> NDArray[np.int64]:
        if "section" not in found.rows.axes:
            return np.arange(len(found.sections))
        return series_of_sections(found.rows, self.view, _manifest(said))

    def _blocks(self, places: Places, plan: TilePlan, asked: Asked) -> list[Choice]:
        if asked.block is None:
            return usual_blocks(places, plan.buffer.length.value, max(plan.extent))
        pixel = max(max(image.pixel) for image in plan.images)
        edge = in_places(asked.block, places, pixel, "--block")
        if edge.value < max(plan.extent):
            msg = (
                f"--block {edge} is shorter than a tile, {Length(max(plan.extent), edge.unit)}: a "
                "block then holds no whole tile; say a wider --block or a smaller --tile"
            )
            raise BenchmarkError(msg)
        if edge.value >= longest_side(places):
            msg = (
                f"--block {edge} is as wide as the widest section, "
                f"{Length(longest_side(places), edge.unit)}, so that each is one block; say "
                "a smaller --block"
            )
            raise BenchmarkError(msg)
        return [Choice(edge, _ASKED_FOR)]

    def write(
        self,
        stage: Path,
        folder: Path,
        found: Survey,
        plan: TilePlan,
        divided: Divided,
        asked: Asked,
    ) -> HistologyBenchmark:
        """Write all files into a stage, from which they move into the folder."""
        from aivc.reports.spatial_histology.page import render_page
        from aivc.storage.atomic import write_text

        files: list[tuple[str, str]] = []
        names = unit_names(found)
        write_tiles(found, plan, divided.divisions, names, stage / TILES)
        files.append((TILES, "one row for each unit: its tile, its overlaps, its parts"))
        reports = []
        for division in divided.divisions:
            report, written = self._split(stage, folder, division, divided.bound)
            reports.append(report)
            files += written
        card, more, extra = self._card(stage, folder, found, plan, names, asked)
        files += extra
        files += [(README, "this text"), (PAGE, "the same with maps, for a browser")]
        told = Told(
            folder,
            str(self.source),
            divided.divisions,
            divided.not_made,
            tuple(reports),
            card,
            more,
            tuple(files),
            divided.series,
            tuple(table.name for table in self.dataset.tables if table.n_obs),
        )
        made = summarise(self.view, found, plan, told, self.seed)
        write_text(stage / README, str(made))
        write_text(stage / PAGE, render_page(made))
        return made

    def _image_set(self, found: Survey, plan: TilePlan) -> tuple[str, tuple[str, ...]]:
        """Return the set of the images that units are to be linked to, and the ids of the images.

        They are called by path or name, or by the section that they show; both are empty where
        the set does not hold them under any of these.
        """
        paths = [image.path for image in plan.images]
        name = image_set_to_link(self.card.data, found.units, paths)
        declared = next((one for one in self.view.unit_sets if one.unit_set_id == name), None)
        if not name or declared is None:
            return "", ()
        units = read_set(declared, self.view, self.dataset)[1]
        section_of = {
            found.images[number].path: found.sections[section]
            for section, number in enumerate(found.image_of_section.tolist())
            if number >= 0
        }
        named = (paths, [path.rsplit("/", 1)[-1] for path in paths], [section_of[p] for p in paths])
        for ids in named:
            if (
                units is not None
                and (units.units.places(hash_texts(np.array(ids, object))) >= 0).all()
            ):
                return name, tuple(ids)
        return "", ()

    def _split(
        self, stage: Path, folder: Path, division: Division, bound: Bound
    ) -> tuple[Report, list[tuple[str, str]]]:
        from aivc.reports.html import render_html
        from aivc.reports.json_report import render_json
        from aivc.storage.atomic import write_text
        from aivc.verbs.split_audit import MANIFEST_SUFFIX, split_audit

        manifest = f"{division.name}{MANIFEST_SUFFIX}"
        bound.write(division.header, division.made, stage / manifest)
        report = split_audit(self.source, stage / manifest, card=self.named_card)
        _demand_clean(division.name, report)
        if report.split is not None:
            # Where it was audited is a passing folder; where it is going to be counts.
            split = replace(report.split, manifest_path=str(folder / manifest))
            report = replace(report, split=split)
        page, plain = f"{division.name}.audit.html", f"{division.name}.audit.json"
        write_text(stage / page, render_html([report]))
        write_text(stage / plain, render_json([report]))
        table = str(Path(manifest).with_suffix(".parquet"))
        return report, [
            (manifest, "the split, for `aivc split audit`"),
            (table, "its assignments"),
            (page, "its audit, for a browser"),
            (plain, "its audit, for a program"),
        ]

    def _card(
        self,
        stage: Path,
        folder: Path,
        found: Survey,
        plan: TilePlan,
        names: Sequence[str],
        asked: Asked,
    ) -> tuple[Any, tuple[str, ...], list[tuple[str, str]]]:
        from aivc.storage.atomic import write_text

        files = [(CARD, "the card of the data, with what the benchmark adds")]
        missing = copy_named_files(self.card.data, self.card.folder, stage)
        sets = None
        if asked.gene_sets is not None:
            sets, content = asked.gene_sets
            (stage / sets.path).write_bytes(content)
            files.append((sets.path, "the gene sets"))
        types = self.cell_types(found, asked)
        shown = np.flatnonzero(plan.tiles.has_pixels)
        ids = _ids(found, names)
        sources = [ids[row] for row in shown.tolist()]
        image_set, of_images = self._image_set(found, plan)
        targets = [of_images[k] for k in plan.tiles.image[shown].tolist()] if of_images else sources
        region = write_regions({"source": sources, "target": targets}, stage / REGIONS)
        images = [_used(image, found) for image in plan.images]
        wanted = Wanted(found.units, images, region, image_set, sets, types)
        start = distributed(self.card.data, self.card.folder, folder)
        extended = extend(start, wanted)
        heading = (
            "Card of a benchmark, made by `aivc benchmark spatial-histology`: that of the data"
            + (", drafted from the file," if self.card.is_drafted else "")
            + " with",
            "images, tiles and readouts added.",
        )
        made = counted(extended, self.dataset, stage, self.profile, heading)
        if REGIONS in made.text:
            files.append((REGIONS, "which units an image shows, for the link in the card"))
        else:
            (stage / REGIONS).unlink()
        write_text(stage / CARD, made.text)
        lost = [f"{name}, which the card names, is not beside it" for name in missing]
        return made, (*extended.added, *made.notes, *lost), files


def _demand_clean(name: str, report: Report) -> None:
    """Refuse a split that leaks by what only the whole audit sees, such as copies of rows."""
    from aivc.validators.findings import Severity
    from aivc.verbs.made_audit import LeakingSplitError

    errors = [one for one in report.findings if one.severity is Severity.ERROR]
    if errors:
        told = " ".join(f"{one.code}: {one.message}" for one in errors[:_SHOWN])
        msg = f"nothing was written: the split {name} does not pass its audit. {told}"
        raise LeakingSplitError(msg)


def _at(found: Survey, rows: NDArray[np.bool_]) -> Places:
    """Return the places of some rows."""
    mine = rows[found.placed]
    places = found.places
    return replace(places, values=places.values[mine], section=places.section[mine])


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


def _manifest(said: dict[str, Any]) -> SplitManifest:
    from aivc.schema.generated.views import SplitManifest
    from aivc.schema.reading import read

    return read(SplitManifest, said)


def _rounded(value: float) -> float:
    return float(f"{value:.9g}")


def _size(found: Survey, plan: TilePlan) -> str:
    """Say how many units there are to be divided, over how large a place, and how far apart."""
    widest = Length(longest_side(found.places), found.places.unit)
    n_rows, n_shown = found.rows.n_rows, int(np.count_nonzero(plan.tiles.has_pixels))
    return (
        f"{n_shown:,} {found.units.scale}s (of {n_rows:,} rows, those with a place in an image), "
        f"in sections of up to {widest}, with tiles of {plan.tile.length} and a buffer of "
        f"{plan.buffer.length}"
    )


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}" + ("" if text.endswith(".") else ".")
