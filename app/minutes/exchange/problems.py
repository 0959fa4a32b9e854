"""What a meeting cannot be written as a file for."""

from __future__ import annotations

SENTENCES = {
    "exchange.same_person": (
        "{name} finns två gånger i personregistret med samma e-postadress och arbetsplats. "
        "Skilj dem åt innan sammanträdet lämnas ut."
    ),
}
