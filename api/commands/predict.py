"""``aivc predict RUN``."""

from __future__ import annotations

import json
from shlex import quote
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.verbs.predict import Predicted

MOST_REASONS = 3


@click.command(name="predict")
@click.argument("run")
@click.option("--output", "-o", metavar="FILE", help="The predictions. [default: RUN/pred.h5ad]")
@click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True),
    help="Seconds after which a command is stopped.",
)
@click.option(
    "--profile",
    default="minimal",
    show_default=True,
    help="By which the answers are checked; release also asks for a complete card.",
)
@click.option("--force", is_flag=True, help="Replace a file that is there.")
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON.")
def command(*, run: str, output: str | None, as_json: bool, **settings: Any) -> int:
    """Let the predictor of a run answer its queries, and check what it answers.

    RUN is a folder that `aivc fit` made. The program that it names is run, so do not run a folder
    of somebody whom you do not trust. What the predictor takes is measured from outside. The exit
    code is 1 where the answers break a rule; the file is written all the same.
    """
    from aivc.commands.exit_codes import Exit
    from aivc.commands.rendering import exit_code_of
    from aivc.verbs.predict import predict

    found = predict(run, output, **settings)
    if as_json:
        click.echo(json.dumps(_plain(found), indent=2))
    else:
        click.echo("\n".join(_lines(found)))
    for finding in found.report.findings:
        click.echo(f"{finding.code} {finding.severity}: {finding.message}", err=True)
    return exit_code_of([found.report], Exit.CLEAN)


def _plain(found: Predicted) -> dict[str, Any]:
    return {
        "path": str(found.path),
        "n_predicted": found.n_predicted,
        "n_abstained": found.n_abstained,
        "n_failed": found.n_failed,
        "n_missing": found.n_missing,
        "quantile_levels": list(found.levels),
        "reasons": dict(found.reasons),
        "cost": dict(found.cost),
        "findings": [
            {"code": each.code, "severity": each.severity.value, "message": each.message}
            for each in found.report.findings
        ],
    }


def _lines(found: Predicted) -> Iterator[str]:
    from aivc.validators.claims.wording import counted
    from aivc.validators.engine import printable

    counts = {
        "predicted": found.n_predicted,
        "abstained": found.n_abstained,
        "failed": found.n_failed,
        "missing": found.n_missing,
    }
    told = ", ".join(f"{number:,} {what}" for what, number in counts.items() if number)
    yield printable(f"{found.path}: {told or _nothing(found)}")
    levels = ", ".join(f"{level:g}" for level in found.levels)
    yield f"  quantiles {levels}" if levels else "  no quantiles"
    for reason in [*found.reasons][:MOST_REASONS]:
        yield printable(f"  {counted(found.reasons[reason], 'unit')}: {reason}")
    if len(found.reasons) > MOST_REASONS:
        yield f"  {len(found.reasons) - MOST_REASONS:,} more reasons are in the file"
    yield f"  {_cost(found)}"
    yield printable(f"Next: aivc evaluate DATA {quote(str(found.path))}")


def _nothing(found: Predicted) -> str:
    is_asked = bool(found.cost.get("n_queries"))
    return "no unit has a status that is known" if is_asked else "nothing was asked"


def _cost(found: Predicted) -> str:
    parts = [f"{found.cost['predict_seconds']:.2f} s"]
    if "seconds_per_1000_queries" in found.cost:
        parts.append(f"{found.cost['seconds_per_1000_queries']:.2f} s for 1000 queries")
    if "peak_memory_bytes" in found.cost:
        parts.append(f"at most {found.cost['peak_memory_bytes'] / 1e6:,.0f} MB")
    return ", ".join(parts)
