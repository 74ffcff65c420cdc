"""The command line: commands by name, errors as sentences, exit codes that mean something.

Exit codes: 0 nothing at or above ``--fail-on``; 1 findings; 2 usage; 3 unreadable input; 4 a fault
of aivc itself.
"""

from __future__ import annotations

import sys

import click

from aivc.commands.exit_codes import Exit
from aivc.commands.lazy_group import LazyGroup

COMMANDS = {
    "init": "Draft the card of a dataset or of lab data from what the files show.",
    "convert": "Make a standard dataset of lab data, or write one in another format.",
    "adapters": "List the formats that can be read and written.",
    "flatten": "Write a table of what was done to each observation.",
    "inspect": "Show what is in a file: tables, matrices, columns.",
    "describe": "Print the operator chain of every table and condition family.",
    "fingerprint": "Write a small file by which a dataset is recognised without being shared.",
    "overlap": "Say how many rows two datasets, or their fingerprints, have in common.",
    "validate": "Check datasets against the standard and say what to fix.",
    "split": "Make, audit, repair, compare and import splits.",
    "fit": "Make the training view of a task, and let a predictor learn from it.",
    "predict": "Let the predictor of a run answer its queries.",
    "evaluate": "Judge predictions on the test partition of a split.",
    "pool": "Put reports of all folds of a split together.",
    "compare": "Say which of two predictors is better, where that can be told.",
    "check-predictor": "Hold a predictor against the laws that every predictor keeps.",
    "check-predictions": "Check files of predictions against what was asked.",
    "benchmark": "Make a benchmark: what is asked for, what is held out, and proof of it.",
    "effect": "Estimate what a treatment does within plates, batches and donors.",
    "explain": "Say what a rule checks, why, and how to mend what it finds.",
    "rules": "List every rule.",
    "schema": "Print or export the standard itself.",
    "demo": "Write data with known truth, validate them, break them, look again.",
}
"""Commands and their one-line help, here so that ``--help`` loads none of them."""


@click.group(
    cls=LazyGroup,
    package="aivc.commands",
    listed=COMMANDS,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.option("--debug", is_flag=True, help="Show the traceback of an error.")
@click.version_option(package_name="aivc")
@click.pass_context
def commands(ctx: click.Context, *, debug: bool) -> None:
    """Convert, describe, validate and split data for AI virtual cells.

    Lab data become a dataset with `aivc convert FOLDER_OR_FILE`. For a dataset start with
    `aivc init DATA` to draft a card, then `aivc validate DATA`; for splits with
    `aivc split audit DATA MANIFEST` or `aivc split make DATA --hold-out donor`.
    """
    ctx.obj = {"debug": debug}


def main() -> None:
    """Run the command line and exit."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run one command and return its exit code.

    Examples
    --------
    >>> run(["no-such-command"])
    2
    """
    debug = "--debug" in arguments
    try:
        result = commands.main(arguments, prog_name="aivc", standalone_mode=False)
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.ClickException as error:
        error.show()
        return int(Exit.USAGE)
    except click.Abort:
        click.echo("Stopped.", err=True)
        return int(Exit.STOPPED)
    except Exception as error:  # noqa: BLE001 - the last line before the user
        return _failed(error, debug=debug)
    return int(result) if isinstance(result, int) else int(Exit.CLEAN)


def _failed(error: Exception, *, debug: bool) -> int:
    from aivc.schema.errors import AivcError
    from aivc.storage.errors import UnreadableInputError

    if debug:
        import traceback

        traceback.print_exception(error)
    if isinstance(error, UnreadableInputError):
        click.echo(f"aivc: {error}", err=True)
        return int(Exit.UNREADABLE)
    if isinstance(error, AivcError):
        click.echo(f"aivc: {error}", err=True)
        return int(Exit.USAGE)
    click.echo(
        f"aivc: a fault of aivc itself ({type(error).__name__}: {error}). "
        "Run again with `aivc --debug ...` and report what it prints.",
        err=True,
    )
    return int(Exit.INTERNAL)
