"""``aivc rules``."""

from __future__ import annotations

import json

import click


@click.command(name="rules")
@click.argument("family", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print the records as JSON.")
def command(family: str | None, *, as_json: bool) -> None:
    """List every rule, or those of one FAMILY such as CTL."""
    from aivc.reports.rule_list import as_record, render_list
    from aivc.validators.registry import FAMILIES
    from aivc.verbs.rules import rules

    if family is not None and family.upper() not in FAMILIES:
        message = f"there is no family {family!r}; there are {', '.join(FAMILIES)}"
        raise click.BadParameter(message, param_hint="FAMILY")
    listed = rules(family)
    if as_json:
        click.echo(json.dumps([as_record(rule) for rule in listed], indent=2))
    else:
        click.echo(render_list(listed), nl=False)
