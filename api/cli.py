"""The command line."""

import click


@click.group()
def main() -> None:
    """Validate, convert and cite data for AI virtual cells."""
