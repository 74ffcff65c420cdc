"""Partners that stand beside the units: in the card, or in the table that annotates them."""

import anndata
import numpy as np
import pandas as pd
import pytest
import yaml

from aivc.storage import find_card, open_dataset
from aivc.storage.made.columns import MadeTexts
from aivc.storage.made.dataset import MadeTable
from aivc.storage.made.frames import MadeFrame
from aivc.storage.made.matrices import DenseRows
from aivc.storage.writing.elements.dataset import MadeSpatialDataset, annotation, table_attributes
from aivc.storage.writing.elements.placement import Placement
from aivc.storage.writing.elements.shapes import MadeCircles
from aivc.storage.writing.write import write_container
from aivc.validators.facts.collect import collect
from aivc.validators.findings import Level

SETS = [
    {"unit_set_id": "cells", "scale": "cell"},
    {"unit_set_id": "samples", "scale": "sample", "unit_id_column": "sample_id"},
]
LINK = {
    "link_id": "cells_to_samples",
    "source_set": "cells",
    "target_set": "samples",
    "direction": "project",
    "link_type": "cell_to_sample",
    "aggregation_function": "mean",
}


@pytest.mark.parametrize(("samples", "n_samples"), [(["only"], 1), (["one", "other"], None)])
def test_all_cells_are_of_the_one_sample_of_a_card(tmp_path, samples, n_samples):
    path = tmp_path / "cells.h5ad"
    obs = pd.DataFrame(index=[f"c{row}" for row in range(6)])
    anndata.AnnData(np.ones((6, 2), np.float32), obs=obs).write_h5ad(path)
    card = {
        "samples": [{"sample_id": sample} for sample in samples],
        "unit_sets": SETS,
        "links": [LINK],
    }
    path.with_name("cells.aivc.yaml").write_text(yaml.safe_dump(card), encoding="utf-8")
    with open_dataset(path) as dataset:
        _, facts, _ = collect(dataset, find_card(path, dataset=dataset), level=Level.OBS)
    _, found = facts.scale.unit_sets
    (link,) = facts.scale.links
    assert found.n_units == n_samples
    # Of two samples nothing says which one a cell is of.
    assert bool(found.problem) is (n_samples is None)
    assert (link.n_source_linked, link.n_target_linked) == ((6, 1) if n_samples else (0, 0))


def annotated(tmp_path, partner):
    """Write cells as shapes, and a table that says of which slide each is."""
    keys = annotation(["cells"], "region", "cell")
    obs = MadeFrame(
        ["r1", "r2", "r3"],
        [
            MadeTexts("region", ["cells", "cells", "other"]),
            MadeTexts("cell", ["c1", "c2", "c1"]),
            MadeTexts("slide", ["s1", "s2", "s3"]),
        ],
    )
    table = MadeTable(
        obs,
        MadeFrame(["A"]),
        [DenseRows("X", np.ones((3, 1), "f4"))],
        name="tables/counts",
        uns={"spatialdata_attrs": keys},
        attributes=table_attributes(keys),
    )
    placement = Placement.scaled(1.0)
    cells = MadeCircles(
        "cells", ["c1", "c2", "c3"], np.ones((3, 2)), 1.0, [placement], index_name="cell"
    )
    path = tmp_path / "section.zarr"
    write_container(MadeSpatialDataset(path, [table], [cells]), path)
    card = {
        "tables": [{"path_in_file": "tables/counts/X", "unit_set": "cells"}],
        "unit_sets": [
            {
                "unit_set_id": "cells",
                "scale": "cell",
                "element": "shapes/cells",
                "unit_id_column": "cell",
                "region_column": "region",
            },
            {
                "unit_set_id": "slides",
                "scale": "section",
                "element": "tables/counts",
                "unit_id_column": "slide",
            },
        ],
        "links": [
            {
                "link_id": "cells_of_slides",
                "source_set": "cells",
                "target_set": "slides",
                "direction": "project",
                "link_type": "pseudobulk",
                "aggregation_function": "sum",
                **({"partner_column": partner} if partner else {}),
            }
        ],
    }
    path.with_name("section.aivc.yaml").write_text(yaml.safe_dump(card), encoding="utf-8")
    return path


@pytest.mark.parametrize("partner", ["slide", None])
def test_partners_of_shapes_stand_in_the_table_that_annotates_them(tmp_path, partner):
    path = annotated(tmp_path, partner)
    with open_dataset(path) as dataset:
        _, facts, _ = collect(dataset, find_card(path, dataset=dataset), level=Level.OBS)
    (link,) = facts.scale.links
    assert link.how == "column slide of tables/counts/obs"
    # c3 has no row, and the third row is of another element.
    assert (link.n_source, link.n_source_linked) == (3, 2)
    assert (link.n_target, link.n_target_linked) == (3, 2)
    assert not link.unknown_sources
    assert not link.unknown_targets
