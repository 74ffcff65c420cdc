"""Every kind of leak that is planted."""

from __future__ import annotations

from catalogue.axis_leaks import AXIS_LEAKS
from catalogue.claim_leaks import CLAIM_LEAKS
from catalogue.content_leaks import CONTENT_LEAKS
from catalogue.control_leaks import CONTROL_LEAKS
from catalogue.fitting_leaks import FITTING_LEAKS
from catalogue.manifest_leaks import MANIFEST_LEAKS
from catalogue.modality_leaks import MODALITY_LEAKS
from catalogue.place_leaks import PLACE_LEAKS

LEAKS = (
    *MANIFEST_LEAKS,
    *AXIS_LEAKS,
    *CONTROL_LEAKS,
    *PLACE_LEAKS,
    *MODALITY_LEAKS,
    *FITTING_LEAKS,
    *CONTENT_LEAKS,
    *CLAIM_LEAKS,
)
