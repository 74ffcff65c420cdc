"""Add to a card, one entry after the other, without changing what it has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aivc.validators.grammar.anchors import INTO_IMAGES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from aivc.evaluation.spatial_histology.card import UsedImage, Wanted
    from aivc.evaluation.spatial_histology.units import Units

_BLANK, _GUESSED = "blank", "guessed"

_ID = {
    "draft_notes": "about",
    "images": "image_path",
    "links": "link_id",
    "operators": "operator_id",
    "readouts": "readout_id",
    "tables": "path_in_file",
    "unit_sets": "unit_set_id",
}


class CardEditor:
    """A card that is being added to, and what was added."""

    def __init__(self, card: dict[str, Any]) -> None:
        self.card = card
        self.added: list[str] = []

    def ids(self, slot: str) -> list[str]:
        """Return the identifiers that a list of the card has."""
        key = _ID[slot]
        return [str(entry.get(key)) for entry in self._entries(slot)]

    def unit_set(self, units: Units) -> str:
        """Return the set whose units the rows are; make it where there is none."""
        declared = next(
            (one for one in self._entries("tables") if one.get("path_in_file") == units.matrix),
            None,
        )
        if declared is not None and declared.get("unit_set") in self.ids("unit_sets"):
            return str(declared["unit_set"])
        name = self._free("unit_sets", f"{units.scale}s")
        made: dict[str, Any] = {"unit_set_id": name, "scale": units.scale}
        made["n_units"] = units.table.n_obs
        if units.table.name:
            made["element"] = units.table.name
        self._add("unit_sets", made, f"the set {name}, {units.table.n_obs:,} {units.scale}s")
        if declared is not None:
            declared["unit_set"] = name
        return name

    def sets_of_images(self, paths: Iterable[str]) -> set[str]:
        """Return the sets that images are of; an empty name where one has none."""
        wanted = set(paths)
        return {
            str(entry.get("unit_set") or "")
            for entry in self._entries("images")
            if entry.get("image_path") in wanted
        }

    def is_linked(self, unit_set: str, image_set: str) -> bool:
        """Tell whether a link leads from the units into images."""
        return any(
            link.get("link_type") in INTO_IMAGES
            and {unit_set, image_set} == {link.get("source_set"), link.get("target_set")}
            for link in self._entries("links")
        )

    def tiles(self, units: Units, unit_set: str) -> str:
        """Add the set of tiles, one for each unit."""
        name = self._free("unit_sets", "tiles")
        mine = next(one for one in self._entries("unit_sets") if one["unit_set_id"] == unit_set)
        made: dict[str, Any] = {
            key: mine[key]
            for key in ("unit_id_column", "region_column", "element", "coordinate_system")
            if key in mine
        }
        made |= {"unit_set_id": name, "scale": units.scale, "n_units": units.table.n_obs}
        self._add("unit_sets", made, f"the set {name}, one tile for each {units.scale}")
        return name

    def image(self, image: UsedImage, units: Units, tiles: str) -> None:
        """Add an image, and the operator that took it where the card has none for histology."""
        found = [
            one
            for one in self._entries("operators")
            if one.get("operator_type") == "Histology" and one.get("scale") == units.scale
        ]
        name = str(found[0]["operator_id"]) if found else self._operator(image, units)
        entry = {
            "image_path": image.path,
            "measured_by": name,
            "value_type": "intensity",
            "unit_set": tiles,
        }
        self._add("images", entry, f"the image {image.path}")

    def guessed_images(self, paths: Iterable[str]) -> list[dict[str, Any]]:
        """Return images without units whose operator is but a guess of a draft."""
        wanted = set(paths)
        guesses = {
            note.get("about")
            for note in self._entries("draft_notes")
            if note.get("draft_status") == _GUESSED
        }
        operators = {
            entry.get("operator_id")
            for number, entry in enumerate(self._entries("operators"))
            if f"/operators/{number}" in guesses and entry.get("operator_type") == "Histology"
        }
        return [
            entry
            for entry in self._entries("images")
            if entry.get("image_path") in wanted
            and "unit_set" not in entry
            and entry.get("measured_by") in operators
        ]

    def at_tiles(self, image: dict[str, Any], units: Units, tiles: str) -> None:
        """Let the units of an image be tiles, at the scale that its guessed operator then has."""
        image["unit_set"] = tiles
        for operator in self._entries("operators"):
            if operator.get("operator_id") == image["measured_by"]:
                operator["scale"] = units.scale
        self.added.append(f"the units of {image['image_path']}, which a draft guessed: its tiles")

    def _operator(self, image: UsedImage, units: Units) -> str:
        name = self._free("operators", "histology")
        made: dict[str, Any] = {
            "operator_id": name,
            "operator_type": "Histology",
            "scale": units.scale,
            "is_destructive": False,
            "assay_gap_note": "a stained section under a microscope; EFO terms of assays name none",
        }
        if image.pixel_um is not None:
            made["pixel_size"] = {"value": float(f"{image.pixel_um:.6g}"), "unit": "um"}
        self._add("operators", made, f"the operator {name}, which took the image")
        place = f"/operators/{len(self.card['operators']) - 1}"
        looks = "three colours" if image.is_rgb else "the channels " + ", ".join(image.channels[:8])
        self._note(place, _GUESSED, f"{image.path} is no image of the card; it has {looks}")
        self._note(f"{place}/stains", _BLANK, f"With what was {image.path} stained? It has {looks}")
        if image.pixel_um is None:
            self._note(f"{place}/pixel_size", _BLANK, "How wide is a pixel in the specimen?")
        return name

    def link(self, wanted: Wanted, unit_set: str, target: str) -> str:
        """Add the link from units to what an image shows of them: their tiles, or whole images."""
        units = wanted.units
        is_whole = target == wanted.image_set
        name = self._free("links", f"{units.scale}_to_{'image' if is_whole else 'tile'}")
        made: dict[str, Any] = {
            "link_id": name,
            "source_set": unit_set,
            "target_set": target,
            "direction": "same_scale",
            "link_type": f"{'spot' if units.are_spots else 'cell'}_to_image_region",
            "link_basis": "physical_containment",
            "cardinality": "one_to_one",
            "weights": {
                "path": wanted.region.path,
                "sha256": wanted.region.sha256,
                "media_type": "application/vnd.apache.parquet",
                "n_rows": wanted.region.n_rows,
            },
            "weight_semantics": "indicator",
        }
        if is_whole:
            summed = {"direction": "project", "cardinality": "many_to_one"}
            made |= {**summed, "aggregation_function": "mean"}
        self._add("links", made, f"the link {name}: which {units.scale}s an image shows")
        return name

    def readout(self, name: str, slots: dict[str, Any], said: str) -> None:
        """Add a quantity that is asked for, unless the card asks it already."""
        if any(_is_same(entry, slots) for entry in self._entries("readouts")):
            return
        name = self._free("readouts", name)
        self._add("readouts", {"readout_id": name, **slots}, f"the readout {name}: {said}")

    def _entries(self, slot: str) -> list[dict[str, Any]]:
        listed = self.card.get(slot) or []
        return [entry for entry in listed if isinstance(entry, dict)]

    def _add(self, slot: str, entry: dict[str, Any], said: str) -> None:
        self.card[slot] = [*(self.card.get(slot) or []), entry]
        self.added.append(said)

    def _note(self, about: str, status: str, because: str) -> None:
        note = {"about": about, "draft_status": status, "because": because}
        self.card["draft_notes"] = [*(self.card.get("draft_notes") or []), note]

    def _free(self, slot: str, name: str) -> str:
        taken = set(self.ids(slot))
        return next(one for one in _numbered(name) if one not in taken)


def _numbered(name: str) -> Iterator[str]:
    yield name
    number = 2
    while True:
        yield f"{name}_{number}"
        number += 1


def _is_same(entry: Mapping[str, Any], slots: Mapping[str, Any]) -> bool:
    """Tell whether a readout of the card asks the same of the same tables and images."""
    compared = ("readout_type", "input_tables", "output_scale", "input_images")
    return all(_as_set(entry.get(key)) == _as_set(slots.get(key)) for key in compared)


def _as_set(value: Any) -> frozenset[str]:
    return frozenset(map(str, value)) if isinstance(value, list) else frozenset([str(value)])
