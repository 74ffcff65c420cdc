"""``aivc benchmark spatial-histology DATA -o DIR``."""

from __future__ import annotations

import json
from typing import Any

import click

from aivc.commands.progress import progress_on

EXAMPLES = """\b
Examples:
  aivc benchmark spatial-histology section.zarr -o benchmark/
  aivc benchmark spatial-histology visium.zarr -o benchmark/ --tile "112 um" --gene-sets h.all.gmt
  aivc benchmark spatial-histology xenium.zarr -o benchmark/ --table cells --block "2 mm"
"""


@click.command(name="spatial-histology", epilog=EXAMPLES)
@click.argument("data")
@click.option("--output", "-o", required=True, metavar="DIR", help="Folder to write into.")
@click.option("--card", help="Card to use instead of the sidecar or the embedded one.")
@click.option("--table", help="Table whose rows are asked for, such as tables/spots.")
@click.option(
    "--image",
    "images",
    multiple=True,
    help="Image to cut, such as images/he; again for several. [default: what shows most units]",
)
@click.option("--tile", metavar="LENGTH", help="Side of a tile, such as '112 um' or '224 px'.")
@click.option("--block", metavar="LENGTH", help="Edge of the blocks that are held out.")
@click.option("--buffer", metavar="LENGTH", help="Distance that is kept free between parts.")
@click.option("--gene-sets", metavar="FILE", help="GMT file: pathways are asked for too.")
@click.option("--cell-types", metavar="COLUMN", help="Column of obs: neighbours are asked for too.")
@click.option("--profile", default="release", show_default=True, help="How rules weigh.")
@click.option("--seed", type=int, default=0, show_default=True, help="Source of chance.")
@click.option("--force", is_flag=True, help="Write into a folder that holds something already.")
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON.")
def command(*, data: str, output: str, as_json: bool, **said: Any) -> int:
    """Make a benchmark of expression from histology: tiles, splits, their audits, and a card.

    DATA is a SpatialData store with an image, or an AnnData file with pictures in uns/spatial.
    Parts are so far apart that no pixel is in two of them.
    """
    from aivc.reports.spatial_histology.plain import as_plain
    from aivc.verbs.benchmark_spatial_histology import benchmark_spatial_histology

    with progress_on(data) as progress:
        made = benchmark_spatial_histology(data, output, **said, progress=progress)
    click.echo(json.dumps(as_plain(made), indent=2) if as_json else str(made).rstrip())
    return 0
