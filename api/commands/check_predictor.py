"""``aivc check-predictor``."""

from __future__ import annotations

import json
import sys
from contextlib import redirect_stdout
from typing import Any

import click

from aivc.commands.progress import progress_on

EXAMPLES = """\b
Examples:
  aivc check-predictor additive_transfer
  aivc check-predictor my_package.model:MyModel
  aivc check-predictor --command "Rscript predict.R" --predictor-card card.yaml
  aivc check-predictor --command ./predict.sh --text --law query-order
"""


@click.command(name="check-predictor", epilog=EXAMPLES)
@click.argument("predictor", required=False, metavar="[NAME]")
@click.option(
    "--command",
    metavar="CMD",
    help="A program of any language, run with --train, --queries, --seed and --out.",
)
@click.option("--predictor-card", metavar="FILE", help="Card of the command, YAML or JSON.")
@click.option("--text", is_flag=True, help="Give the command tab-separated text.")
@click.option("--law", "laws", multiple=True, metavar="LAW", help="Check this law; repeatable.")
@click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True),
    help="Seconds after which one answer of a command is given up.",
)
@click.option(
    "--list", "is_list", is_flag=True, help="List predictors and laws, and check nothing."
)
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
def command(*, is_list: bool, as_json: bool, **settings: Any) -> int:
    """Hold a predictor against the laws that every predictor keeps.

    NAME is a predictor that ships with aivc or with another package, or `module:Class`. It learns
    from small views that are shipped and answers the same question in many forms: another order,
    other names, a dose of zero. What its card does not cover is not asked. Exit code 1 says that a
    law is broken.
    """
    if is_list:
        _list(as_json=as_json)
        return 0
    from aivc.commands.exit_codes import Exit
    from aivc.reports.conformance import render_conformance
    from aivc.verbs.check_predictor import check_predictor

    name = settings["predictor"] or settings["command"] or ""
    with progress_on(name) as progress, redirect_stdout(sys.stderr):
        report = check_predictor(**settings, progress=progress)
    if as_json:
        click.echo(json.dumps(report.as_plain(), indent=2))
    else:
        click.echo(render_conformance(report), nl=False)
    return int(Exit.CLEAN if report.conforms else Exit.FINDINGS)


def _list(*, as_json: bool) -> None:
    from aivc.reference_models.conformance.registry import LAWS
    from aivc.reference_models.registry import predictor_names
    from aivc.reports.conformance import render_laws

    if as_json:
        laws = [
            {"law": law.name, "sentence": law.sentence, "why": law.why, "fix": law.fix}
            for law in LAWS
        ]
        listed = {"predictors": list(predictor_names()), "laws": laws}
        click.echo(json.dumps(listed, indent=2))
        return
    click.echo(f"Predictors: {', '.join(predictor_names())}\n")
    click.echo(render_laws(LAWS), nl=False)
