"""The images of a file, as a card names them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def images_in(facts: Facts) -> tuple[str, ...] | None:
    """Return the path of every image of the file, None where nobody looked."""
    if facts.imaging is None:
        return None
    return tuple(image.path for image in facts.imaging.images)


def named_images(card: DatasetCard) -> Iterator[tuple[str, str]]:
    """Yield the path of every image that the card names, with where it does."""
    for image in card.images:
        if image.image_path is not None:
            yield image.image_path, f"{image.pointer}/image_path"
    for operator in card.operators:
        path = getattr(operator, "image_element", None)
        if path:
            yield path.strip("/"), f"{operator.pointer}/image_element"


def is_named_by(path: str, name: str) -> bool:
    """Tell whether a name of a card means the image at a path."""
    return name in {path, path.removeprefix("images/")}


def family_of(path: str) -> str:
    """Return what an image is one resolution of: its library in a Visium file, or itself."""
    is_picture = path.startswith("uns/spatial/")
    return path.rpartition("/")[0] if is_picture else path
