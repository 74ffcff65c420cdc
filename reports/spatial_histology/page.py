"""A benchmark of spatial histology as one self-contained page."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from aivc.reports.spatial_histology.text import (
    card_in_words,
    image_in_words,
    overlap_in_words,
    section_in_words,
    sharing_in_words,
)
from aivc.schema.version import VERSION

if TYPE_CHECKING:
    from jinja2 import Template

    from aivc.reports.spatial_histology.summary import HistologyBenchmark


def render_page(made: HistologyBenchmark) -> str:
    """Write a benchmark as a page with a map of every section. What comes from data is escaped."""
    return _template().render(
        made=made,
        version=VERSION,
        card_in_words=card_in_words,
        image_in_words=image_in_words,
        overlap_in_words=overlap_in_words,
        section_in_words=section_in_words,
        sharing_in_words=sharing_in_words,
    )


@cache
def _template() -> Template:
    from importlib import resources

    from jinja2 import Environment

    environment: Any = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    home = resources.files("aivc.reports.spatial_histology")
    template: Template = environment.from_string(home.joinpath("page.html").read_text("utf-8"))
    return template
