"""``aivc evaluate DATA PRED...``."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

JSON = ".json"


@click.command(name="evaluate")
@click.argument("data", metavar="DATA")
@click.argument("predictions", metavar="PRED...", nargs=-1, required=True)
@click.option("--manifest", help="The manifest. [default: NAME.split.yaml beside DATA]")
@click.option("--task", help="Name of the task, where the manifest declares several.")
@click.option("--card", help="Card to use instead of the sidecar or the embedded one.")
@click.option("--weights", help="Gene sets (GMT) or weights (TSV) of pathways.")
@click.option(
    "--seed",
    type=click.IntRange(min=0),
    default=0,
    show_default=True,
    help="Of draws of clusters and of signs.",
)
@click.option(
    "--output",
    "-o",
    help="Write the report as JSON to this file, or reports of several PRED to this folder.",
)
@click.option("--html", help="Also write a web page to this file.")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
@click.option("--quiet", is_flag=True, help="Print only verdicts, and what to know first.")
def command(
    *,
    data: str,
    predictions: tuple[str, ...],
    output: str | None,
    html: str | None,
    as_json: bool,
    quiet: bool,
    **settings: Any,
) -> int:
    """Judge predictions on the test partition of a split.

    DATA is what `aivc fit` was given, every PRED an h5ad file of predictions. Scores lie between
    trivial predictors and a replicate, row by row of the transport grid, with what a reader must
    know first. Each look at the test partition is recorded beside the manifest. Exit codes: 0
    judged, 1 findings, 2 usage, 3 unreadable input.
    """
    from aivc.commands.exit_codes import Exit
    from aivc.commands.written import refuse_target, write_to
    from aivc.reports.evaluation.text import evaluation_text
    from aivc.verbs.evaluate import evaluate

    read = (data, *predictions, *_also_read(data, settings))
    targets = () if output is None else _targets(predictions, Path(output))
    for place in (*map(str, targets), *([] if html is None else [html])):
        refuse_target(place, read=read)
    judged = evaluate(data, predictions, **settings)
    for target, each in zip(targets, judged, strict=False):
        write_to(str(target), each.to_json(), read=read)
    if html is not None:
        from aivc.reports.evaluation.page import render_evaluations

        page = render_evaluations([each.view for each in judged])
        write_to(html, page, read=read)
    if as_json:
        texts = [each.to_json() for each in judged]
        click.echo(texts[0] if len(texts) == 1 else f"[{','.join(texts)}]", nl=len(texts) > 1)
    else:
        click.echo("\n".join(evaluation_text(each, quiet=quiet) for each in judged), nl=False)
    return int(Exit.FINDINGS if any(each.is_failing for each in judged) else Exit.CLEAN)


def _also_read(data: str, settings: Mapping[str, Any]) -> Iterator[str]:
    """Yield the files beside data and predictions that no report may take the place of."""
    from aivc.evaluation.looks import looks_file
    from aivc.storage.errors import UnreadableInputError
    from aivc.verbs.judging import SettingsError
    from aivc.verbs.split_audit import manifest_of

    yield from (str(settings[name]) for name in ("card", "weights") if settings[name] is not None)
    # What is wrong with the manifest is said by the verb.
    with suppress(SettingsError, UnreadableInputError):
        manifest = manifest_of(data, settings["manifest"])
        yield from (str(manifest), str(looks_file(manifest)))


def _targets(predictions: Sequence[str], output: Path) -> tuple[Path, ...]:
    """Return the file of each report: the output, or one in a folder for each of several.

    It has the name of the predictions, or of the run that they lie in where names would be equal.
    """
    if len(predictions) == 1:
        return (output,)
    if output.suffix.lower() == JSON or (output.exists() and not output.is_dir()):
        message = f"{output} is a file; name a folder for the reports of several PRED"
        raise click.UsageError(message)
    paths = [Path(path) for path in predictions]
    names = [path.stem for path in paths]
    if len(set(names)) < len(names):
        names = [path.resolve().parent.name for path in paths]
    if len(set(names)) < len(names):
        message = "two PRED have the same name and folder name; evaluate them one by one"
        raise click.UsageError(message)
    output.mkdir(parents=True, exist_ok=True)
    return tuple(output / f"{name}.json" for name in names)
