"""Make a benchmark of spatial histology step by step."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.evaluation.spatial_histology.defaults import Choice, longest_side, usual_blocks
from aivc.evaluation.spatial_histology.errors import BenchmarkError
from aivc.evaluation.spatial_histology.lengths import Length, parse_length
from aivc.evaluation.spatial_histology.plan import SpotArray, in_places, plan_tiles
from aivc.evaluation.spatial_histology.series import series_of_sections
from aivc.splits.errors import InfeasibleSplitError
from aivc.validators.findings import Level
from aivc.verbs.spatial_histology.card import cell_types_of, input_card
from aivc.verbs.spatial_histology.files_beside_card import gene_sets_of
from aivc.verbs.spatial_histology.splits import Divider, Division
from aivc.verbs.spatial_histology.survey import Survey, pitch_of, survey

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from aivc.evaluation.spatial_histology.card import CellTypes, GeneSets
    from aivc.evaluation.spatial_histology.defaults import Places
    from aivc.evaluation.spatial_histology.plan import TilePlan
    from aivc.schema.generated.views import DatasetCard, SplitManifest
    from aivc.storage.model import Dataset
    from aivc.validators.facts.model import Facts
    from aivc.validators.profile import Profile
    from aivc.verbs.made_manifest import Bound
    from aivc.verbs.spatial_histology.card import InputCard

_ASKED_FOR = "asked for"


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


def _at(found: Survey, rows: NDArray[np.bool_]) -> Places:
    """Return the places of some rows."""
    mine = rows[found.placed]
    places = found.places
    return replace(places, values=places.values[mine], section=places.section[mine])


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
