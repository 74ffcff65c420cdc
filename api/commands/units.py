"""Units given on the command line."""

from __future__ import annotations

import click


def check_unit(option: str, text: str | None) -> None:
    """Refuse a text that is no unit.

    Raises
    ------
    click.UsageError
        The text is no unit, or may mean several.
    """
    from aivc.schema.vocabulary import Unit, parse_unit

    if text is None:
        return
    found = parse_unit(text)
    if not isinstance(found, Unit):
        meant = f"; did you mean {found.probable.ucum}?" if found.probable else ""
        message = f"{option} {text!r} is no unit that aivc knows{meant}"
        raise click.UsageError(message)
