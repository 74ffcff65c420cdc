"""Pages of the reports as templates; whatever is put into one is escaped."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jinja2 import Template


@cache
def template(path: str) -> Template:
    """Return the template at a path below this package, such as ``report.html``.

    A template includes and imports others by such paths.
    """
    from jinja2 import Environment, FunctionLoader

    environment: Any = Environment(
        loader=FunctionLoader(_text), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    found: Template = environment.get_template(path)
    return found


def _text(path: str) -> str:
    from importlib import resources

    return resources.files("aivc.reports").joinpath(*path.split("/")).read_text("utf-8")
