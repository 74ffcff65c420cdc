"""Images of a container, and what took them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aivc.adapters.drafting.names import words_of
from aivc.adapters.drafting.space.pictures import pictures_of
from aivc.adapters.drafting.space.pixels import draft_pixel_sizes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aivc.adapters.drafting.measured import Measured
    from aivc.adapters.drafting.section import Section
    from aivc.storage.model import Dataset

HISTOLOGY = "histology"
GAP = "The file does not say how the section was stained or imaged."
RGB = ("r", "g", "b")


def draft_images(section: Section, dataset: Dataset, measured: Sequence[Measured]) -> None:
    """Draft each image, with the operator that took it where that can be told.

    An image whose channels are the features of a table was taken by the operator of the table; one
    beside decoded transcripts or markers by the run that imaged them; one beside spots is that of
    the section that lies on them.
    """
    for path, channels in _images(dataset):
        images: list[dict[str, Any]] = section.slots.setdefault("images", [])
        place = ("images", len(images))
        image: dict[str, Any] = {"image_path": path}
        operator_id, because = _taken_by(section, path, channels, measured)
        if operator_id:
            image["measured_by"] = operator_id
            section.guess((*place, "measured_by"), because)
        image["value_type"] = "intensity"
        section.guess((*place, "value_type"), "pixels of an image hold intensities")
        images.append(image)
    _name_image_of_spots(section)
    draft_pixel_sizes(section, dataset)


def _images(dataset: Dataset) -> Iterator[tuple[str, tuple[str, ...]]]:
    for element in dataset.elements:
        if element.kind == "image":
            yield element.path, tuple(map(str, element.attributes.get("channels") or ()))
    for table in dataset.tables:
        for library, names in pictures_of(table).items():
            for name in names:
                yield f"uns/spatial/{library}/images/{name}", ()


def _taken_by(
    section: Section, path: str, channels: tuple[str, ...], measured: Sequence[Measured]
) -> tuple[str, str]:
    operators = section.slots.get("operators", ())
    for operator_id, item in _by_operator(section, measured):
        if channels and set(channels) == set(item.features.names):
            return operator_id, f"its channels are the features of {item.table.name or 'X'}"
    imaging = [o["operator_id"] for o in operators if o["operator_type"] == "ImagingSpatial"]
    is_stain = tuple(channel.lower() for channel in channels) == RGB
    if imaging and not is_stain:
        words = set(words_of(path))
        best = max(imaging, key=lambda name: len(words & set(words_of(name))))
        return best, "it lies beside what was imaged, and is probably of the same run"
    if is_stain or any(o["operator_type"] == "SpotSpatial" for o in operators):
        _add_histology(section)
        said = "its channels are red, green and blue" if is_stain else "spots lie on the section"
        return HISTOLOGY, said
    return "", ""


def _by_operator(section: Section, measured: Sequence[Measured]) -> Iterator[tuple[str, Measured]]:
    for item in measured:
        start = f"{item.table.name}/" if item.table.name else ""
        for entry in section.slots["tables"]:
            if entry["path_in_file"].startswith(start) and "measured_by" in entry:
                yield entry["measured_by"], item
                break


def _add_histology(section: Section) -> None:
    operators = section.slots["operators"]
    if any(operator["operator_id"] == HISTOLOGY for operator in operators):
        return
    section.guess(("operators", len(operators)), "the file has an image of the section")
    operators.append(
        {
            "operator_id": HISTOLOGY,
            "operator_type": "Histology",
            "assay_gap_note": GAP,
            "scale": "section",
        }
    )


def _name_image_of_spots(section: Section) -> None:
    """Name the image of the section where there is one and one operator of spots."""
    spots = [
        (number, operator)
        for number, operator in enumerate(section.slots.get("operators", ()))
        if operator["operator_type"] == "SpotSpatial"
    ]
    images = [i for i in section.slots.get("images", ()) if i.get("measured_by") == HISTOLOGY]
    is_one = len({_section_of(image["image_path"]) for image in images}) == 1
    if len(spots) == 1 and is_one and "image_element" not in spots[0][1]:
        number, operator = spots[0]
        operator["image_element"] = images[0]["image_path"]
        section.guess(("operators", number, "image_element"), "it is an image of the section")


def _section_of(path: str) -> str:
    """Return what tells the sections of images apart: pictures of one library are of one."""
    return path.rpartition("/images/")[0] or path
