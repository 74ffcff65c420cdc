"""The synthetic tissue, drawn and written once."""

import pytest

from aivc.reference_models.synthetic.section.sections import Tissue, draw_tissue
from aivc.reference_models.synthetic.section.write import WrittenSection, write_tissue


@pytest.fixture(scope="session")
def tissue() -> Tissue:
    return draw_tissue(0)


@pytest.fixture(scope="session")
def written_tissue(tissue, tmp_path_factory) -> WrittenSection:
    return write_tissue(tissue, tmp_path_factory.mktemp("tissue"))
