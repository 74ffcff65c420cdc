"""A benchmark of spatial histology as one self-contained page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.reports.spatial_histology.text import (
    card_in_words,
    image_in_words,
    overlap_in_words,
    section_in_words,
    sharing_in_words,
)
from aivc.reports.templates import template
from aivc.schema.version import VERSION

if TYPE_CHECKING:
    from aivc.reports.spatial_histology.summary import HistologyBenchmark


def render_page(made: HistologyBenchmark) -> str:
    """Write a benchmark as a page with a map of every section. What comes from data is escaped."""
    return template("spatial_histology/page.html").render(
        made=made,
        version=VERSION,
        card_in_words=card_in_words,
        image_in_words=image_in_words,
        overlap_in_words=overlap_in_words,
        section_in_words=section_in_words,
        sharing_in_words=sharing_in_words,
    )
