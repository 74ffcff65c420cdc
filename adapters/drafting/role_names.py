"""Names under which the columns of the field play each role, most telling first."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from aivc.adapters.drafting.names import joined, words_of
from aivc.schema.vocabulary import Unit, parse_unit

if TYPE_CHECKING:
    from collections.abc import Mapping

ROLE_NAMES: Mapping[str, tuple[str, ...]] = {
    "donor": (
        "donorid", "donor", "donorname", "patientid", "patient", "subjectid", "subject", "usubjid",
        "participantid", "participant", "mouseid", "mouse", "animalid", "animal", "individualid",
        "individual", "ind",
    ),
    "sample": (
        "sampleid", "sample", "samplename", "sampleids", "biosample", "biosampleid", "specimenid",
        "specimen", "sourcename", "origident", "gsm", "srxaccession", "sampleaccession", "hashid",
        "hashassignment", "multiid", "htomaxid", "htoclassification", "hashtag", "assayname",
    ),
    "batch": (
        "batchid", "batch", "batchname", "beadbatch", "lcbatch", "experimentalbatch", "run",
        "runid", "sequencingrun", "pcrplate", "tmtset", "set",
    ),
    "lane": (
        "lane", "laneid", "gemgroup", "gem", "gemid", "libraryid", "library", "sublibrary",
        "sublibraryid", "channel10x", "pool", "poolid",
    ),
    "plate": (
        "plateid", "plate", "platename", "cultureplate", "cellplate", "rnaplate", "detplate",
        "platebarcode", "assayplatebarcode", "barcodeplate", "platemapname",
    ),
    "well": (
        "wellposition", "wellid", "well", "culturewell", "rnawell", "detwell", "wellname",
        "assaywell", "wellcoordinate",
    ),
    "replicate": (
        "replicate", "replicateid", "biologicalreplicate", "biorep", "rep", "repid",
        "replicatenumber", "technicalreplicate",
    ),
    "cell_type": (
        "celltypeontologytermid", "celltype", "celltypes", "celltypename", "cellannotation",
        "annotation", "phenotype", "celllabel", "celltypemajor", "celltypeminor",
    ),
    "cell_line": (
        "celllineid", "cellline", "celllinename", "celllinecvcl", "depmapid", "modelid",
        "cellcontext",
        "cellid", "celliname",
    ),
    "agent": (
        "perturbation", "perturbationname", "perturbagen", "pertname", "pertiname", "cmapname",
        "agent", "agentname", "drugname", "compoundname", "smname", "productname", "moleculename",
        "treatmentname", "drug", "compound", "treatment", "treatmentid", "drugnamedrugconc",
        "drugid", "compoundid", "cytokine", "stimulus", "stimulation", "stim", "ligand",
        "exposure", "extrt", "pertid", "broadsample", "jcp2022", "condition", "conditionname",
        "group", "label",
    ),
    "dose": (
        "dosevalue", "doseval", "dose", "pertdose", "concentration", "conc", "drugconcentration",
        "dosage", "pertidose", "exdose", "mmolesperliter", "doselevel",
    ),
    "time": (
        "harvesttime", "timepoint", "perttime", "time", "duration", "hours", "treatmenttime",
        "timeh", "timehours", "treatmentduration", "pertitime", "collectiontime",
        "timeposttreatment", "day", "days",
    ),
    "guide": (
        "guideid", "guide", "guideidentity", "sgrna", "sgrnaid", "grna", "grnaid", "sgid",
        "sgidab", "guidemerged", "guidename", "constructid", "geneticperturbationid",
    ),
    "target": (
        "targetgene", "target", "perttarget", "genetarget", "guidetarget", "perturbedgenename",
        "perturbedgene", "intendedtargetname", "targetgenename", "perturbedgeneid", "gene",
        "genesymbol", "geneid",
    ),
    "site": (
        "siteid", "site", "lab", "laboratory", "center", "centre", "institute", "hospital",
        "source",
    ),
    "section": (
        "sectionid", "section", "tissuesection", "sliceid", "slice", "slideid", "slide",
        "imageid", "image", "capturearea",
    ),
    "assay": ("assayontologytermid", "assay", "assayname", "technology", "chemistry"),
}  # fmt: skip
"""By role of the standard; names are joined, without case and punctuation."""

MODALITY_NAMES = (
    "perturbationtype", "perttype", "perturbationmodality", "crisprtype", "modality",
    "geneticperturbationstrategy", "perturbationsystem", "screentype", "treatmenttype",
)  # fmt: skip
"""Columns that say what kind of perturbation it is."""

FLAG_NAMES = (
    "vehicle", "isvehicle", "control", "iscontrol", "isctrl", "ctrl", "isntc", "nontargeting",
    "negativecontrol", "isnegativecontrol", "untreated", "isuntreated", "isnegcon", "negcon",
)  # fmt: skip
"""Columns of truth values that mark controls."""


def rank_of(role: str, name: str) -> int | None:
    """Return how telling a column's name is for a role, 0 for the most; None where it is not.

    Examples
    --------
    >>> rank_of("donor", "patient_id"), rank_of("dose", "dose_uM"), rank_of("dose", "log_dose")
    (3, 2, None)
    """
    names = ROLE_NAMES[role]
    key = joined(name)
    if key in names:
        return names.index(key)
    bare, unit = without_unit(name)
    bare_key = joined(bare)
    return names.index(bare_key) if unit is not None and bare_key in names else None


@lru_cache(maxsize=4096)
def without_unit(name: str) -> tuple[str, Unit | None]:
    """Take the unit off the name of a column of doses or times.

    Examples
    --------
    >>> without_unit("dose_uM")[1].ucum, without_unit("time_h")[1].ucum, without_unit("dose_level")
    ('umol/L', 'h', ('dose_level', None))
    """
    words = words_of(name)
    for start in range(len(words) - 1, 0, -1):
        tail = name[_offset(name, words, start) :]
        if not any(character.isalpha() or character in "%µμ" for character in tail):
            continue
        unit = parse_unit(tail.replace("_per_", "/").strip(" _.()[]"))
        if isinstance(unit, Unit):
            return "_".join(words[:start]), unit
    return name, None


def _offset(name: str, words: tuple[str, ...], start: int) -> int:
    lowered, position = name.lower(), 0
    for word in words[:start]:
        position = lowered.index(word, position) + len(word)
    return lowered.index(words[start], position)
