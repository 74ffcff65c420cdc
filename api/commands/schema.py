"""``aivc schema``: print or export the standard itself."""

from __future__ import annotations

import click

FORMATS = ("json-schema", "json-ld-context", "linkml", "pandera", "docs")
PROFILES = ("minimal", "release", "benchmark")


@click.group(name="schema")
def command() -> None:
    """Print or export the standard itself."""


@command.command(name="print")
@click.argument("names", nargs=-1, metavar="[CLASS]...")
def print_(names: tuple[str, ...]) -> None:
    """List the classes of the standard, or describe CLASS with its slots."""
    from aivc.reports.schema_text import render_entry, render_names

    click.echo("\n".join(render_entry(n) for n in names) if names else render_names(), nl=False)


@command.command()
@click.option("--format", "format_", type=click.Choice(FORMATS), required=True)
@click.option(
    "--profile",
    type=click.Choice(PROFILES),
    default="release",
    show_default=True,
    help="Which slots are required (json-schema, pandera).",
)
@click.option("--output", required=True, help="A file; a folder for linkml and docs.")
def export(*, format_: str, profile: str, output: str) -> None:
    """Write the standard in another form.

    json-schema: one closed JSON Schema. json-ld-context: terms as IRIs. linkml: the source.
    pandera: a Python module with the model of each table. docs: a page for each class and rule.
    """
    from aivc.verbs.export_schema import export_schema

    paths = export_schema(format_, output, profile=profile)
    what = f"{len(paths)} files in {output}" if len(paths) > 1 else str(paths[0])
    click.echo(f"Wrote {what}", err=True)
