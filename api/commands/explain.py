"""``aivc explain CODE``."""

from __future__ import annotations

import json

import click


@click.command(name="explain")
@click.argument("codes", nargs=-1, required=True, metavar="CODE...")
@click.option("--json", "as_json", is_flag=True, help="Print the record as JSON.")
def command(codes: tuple[str, ...], *, as_json: bool) -> None:
    """Say what a rule checks, why, and how to mend what it finds.

    CODE is a code such as CTL004, or the name of a rule.
    """
    from aivc.validators.registry import rule_of
    from aivc.verbs.explain import explain

    if as_json:
        from aivc.reports.rule_list import as_record

        records = [as_record(rule_of(code)) for code in codes]
        click.echo(json.dumps(records[0] if len(records) == 1 else records, indent=2))
        return
    click.echo("\n".join(explain(code) for code in codes), nl=False)
