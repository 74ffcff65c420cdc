"""Read the tables of clinical trials as CDISC defines them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.adapters.clinical.domains import (
    STUDY,
    Kind,
    columns_of,
    kind_of,
    tables_in,
)
from aivc.adapters.contract.adapter import Adapter, Confidence, Detection, SourceReading

if TYPE_CHECKING:
    from pathlib import Path

    from aivc.adapters.contract.log import ConversionNotes
    from aivc.schema.generated.views import ConversionMapping


class Cdisc(Adapter):
    """Tables of a clinical trial, as text: ADaM and SDTM of CDISC.

    Definitions: CDISC ADaM Implementation Guide 1.3, ADaM basic data structure for time-to-event
    analyses 1.0, SDTM Implementation Guide 3.4 (https://www.cdisc.org/standards).

    Rows are subjects (``USUBJID``), from the subject-level table ADSL or the demographics DM, with
    all its columns in obs. Numbers that were measured before treatment (age, height, laboratory
    values at baseline) are ``X`` as well; dates, days, flags, codes and what happened afterwards
    are not. Times to events (ADTTE) join obs as ``PARAMCD.AVAL``, ``PARAMCD.CNSR`` and
    ``PARAMCD.`` each further column that varies; what is fixed for a parameter is in
    ``uns["cdisc_parameters"]``. Overall, progression-free and event-free survival become readouts
    of the card. Tables with several rows for a subject, such as doses (EX), are kept whole in
    ``uns["cdisc"]``.
    """

    name = "cdisc"
    title = "Tables of a clinical trial in CDISC ADaM or SDTM, as CSV"

    def detect(self, source: Path) -> Detection | None:
        """Look for the identifiers of subjects that CDISC prescribes."""
        if source.is_dir():
            found = tables_in(source)
            if not any(kind in {Kind.SUBJECTS, Kind.TIME_TO_EVENT} for _, kind in found):
                return None
            listed = ", ".join(path.name for path, _ in found[:4])
            return Detection(Confidence.CERTAIN, f"{listed} list subjects by USUBJID")
        columns = columns_of(source)
        kind = kind_of(columns)
        if kind is None:
            return None
        if kind is Kind.OTHER:
            return Detection(Confidence.POSSIBLE, "it has the column USUBJID, but not one row each")
        sure = Confidence.CERTAIN if STUDY in columns else Confidence.LIKELY
        return Detection(sure, f"it is a table of {kind.value} with USUBJID")

    def read(self, source: Path, mapping: ConversionMapping, log: ConversionNotes) -> SourceReading:
        """Read one table, or join all tables of a folder.

        Raises
        ------
        UnreadableInputError
            It is no such table, subjects stand twice or are unknown, or it is a transport file of
            SAS.
        """
        from aivc.adapters.clinical.reading import read_trial

        return read_trial(source, log)
