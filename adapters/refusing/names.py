"""Formats that only the name of a file tells, or tells best."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.adapters.refusing.advice import COUNT, PICTURE, R_OBJECT, SPREADSHEET, STATISTICS
from aivc.adapters.refusing.kinds import PROGRAM, WEIGHTS
from aivc.adapters.refusing.refusal import Refusal
from aivc.adapters.refusing.signatures import PICKLE

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_LOOM = Refusal(
    "is a loom file", "write it as h5ad (scanpy.read_loom, then write_h5ad) and convert that"
)
_SPECTRA = Refusal(
    "holds raw spectra",
    "search and quantify them first (MaxQuant, DIA-NN, FragPipe), then convert the table",
)

SUFFIXES: Mapping[str, Refusal] = {
    ".xlsx": Refusal("is a spreadsheet", SPREADSHEET),
    ".xls": Refusal("is a spreadsheet", SPREADSHEET),
    ".xlsm": Refusal("is a spreadsheet", SPREADSHEET),
    ".ods": Refusal("is a spreadsheet", SPREADSHEET),
    ".docx": Refusal("is a text document", "save the table in it as CSV and convert that"),
    ".pptx": Refusal("is a slide show", "save the table behind it as CSV and convert that"),
    ".rds": Refusal("is an object of R (RDS)", R_OBJECT),
    ".rda": Refusal("is an object of R (RData)", R_OBJECT),
    ".rdata": Refusal("is an object of R (RData)", R_OBJECT),
    ".h5seurat": Refusal("is a Seurat object (h5Seurat)", R_OBJECT),
    ".qs": Refusal("is an object of R (qs)", R_OBJECT),
    ".loom": _LOOM,
    ".pkl": PICKLE,
    ".pickle": PICKLE,
    ".joblib": PICKLE,
    ".pt": WEIGHTS,
    ".pth": WEIGHTS,
    ".ckpt": WEIGHTS,
    ".safetensors": WEIGHTS,
    ".npz": Refusal(
        "holds bare NumPy arrays, which do not say what their rows and columns are",
        "write them with their names as h5ad (anndata.AnnData) and convert that",
    ),
    ".mat": Refusal("is a file of MATLAB", "write its matrix with names as CSV and convert that"),
    ".lif": Refusal("is an image of a microscope", PICTURE),
    ".oib": Refusal("is an image of a microscope", PICTURE),
    ".vsi": Refusal("is an image of a microscope", PICTURE),
    ".svs": Refusal("is an image of a slide", PICTURE),
    ".ndpi": Refusal("is an image of a slide", PICTURE),
    ".mrxs": Refusal("is an image of a slide", PICTURE),
    ".bmp": Refusal("is a picture", PICTURE),
    ".dcm": Refusal("is a medical image (DICOM)", PICTURE),
    ".svg": Refusal("is a drawing", "convert the table behind it"),
    ".mp4": Refusal("is a film", PICTURE),
    ".avi": Refusal("is a film", PICTURE),
    ".cel": Refusal("holds raw intensities of an array", "normalise them first (oligo, affy)"),
    ".raw": _SPECTRA,
    ".mzml": _SPECTRA,
    ".mzxml": _SPECTRA,
    ".sas7bdat": Refusal("is a table of SAS", STATISTICS),
    ".xpt": Refusal("is a transport file of SAS (XPT)", STATISTICS),
    ".sav": Refusal("is a table of SPSS", STATISTICS),
    ".dta": Refusal("is a table of Stata", STATISTICS),
    ".bw": Refusal("is a coverage track (bigWig)", COUNT),
    ".bigwig": Refusal("is a coverage track (bigWig)", COUNT),
    ".py": PROGRAM,
    ".r": PROGRAM,
    ".rmd": PROGRAM,
    ".sh": PROGRAM,
    ".ipynb": PROGRAM,
    ".md": Refusal("is a text for reading", "give the data that it describes"),
    ".rst": Refusal("is a text for reading", "give the data that it describes"),
    ".log": Refusal("is the log of a program", "give the data that the program wrote"),
}  # fmt: skip


WHOLE_NAMES: Mapping[str, Refusal] = dict.fromkeys(
    ("zarr.json", ".zgroup", ".zattrs", ".zarray", ".zmetadata"),
    Refusal("is a part of a zarr store", "give the folder of the store"),
)


def by_name(path: Path) -> Refusal | None:
    """Return what a file is, by its name or suffix."""
    if path.name in WHOLE_NAMES:
        return WHOLE_NAMES[path.name]
    name = path.name.lower().removesuffix(".gz")
    return SUFFIXES.get(name[name.rfind(".") :]) if "." in name else None
