"""The frozen data of small minutes."""

from __future__ import annotations

from typing import Any

from app.disclosure.domain import public_data


def paragraph(number: int = 57, **values: Any) -> dict[str, Any]:
    """Return one frozen §."""
    return {
        "tal": number,
        "nummer": f"§ {number}",
        "rubrik": "Ansökan om medel",
        "dnr": "2016/0044",
        "omedelbart_justerad": "",
        "narvaro": [],
        "jav": [],
        "bakgrund": [],
        "forslag_inledning": "",
        "forslag": [],
        "yrkanden": [],
        "propositionsordning": [],
        "omrostningar": [],
        "beslut_inledning": "",
        "beslut": [],
        "reservationer_rubrik": "",
        "reservationer": [],
        "anteckningar": [],
        "bilagor": [],
        "expedieras": [],
        **values,
    }


def frozen(*paragraphs: dict[str, Any], **values: Any) -> dict[str, Any]:
    """Return the frozen data of minutes with these §§."""
    person = {
        "namn": "Bo Almqvist",
        "roll": "ordförande",
        "organisation": "Region Norr",
        "text": "Bo Almqvist, ordförande",
        "paragrafer": "",
        "ersatter": "",
    }
    return {
        "forbund": {"namn": "Förbundet", "telefon": "0910-12 34 50", "epost": "a@b.example"},
        "dokumenttyp": "Protokoll",
        "organ": "Styrelsen",
        "datum": "2016-11-18",
        "sammantradesdatum": "2016-11-18",
        "dnr": "2016/0001",
        "rubrik": "Protokoll från styrelsens sammanträde den 18 november 2016",
        "plats_och_tid": "Kommunhuset, kl. 09.00–14.00",
        "beslutande": [person],
        "ej_tjanstgorande": [],
        "ovriga": [],
        "justerare": "Eva Öberg",
        "justeringens_plats_och_tid": "Kansliet",
        "justeras_senast": "2016-12-02",
        "paragrafspann": "§ 57",
        "beslut_forst": False,
        "underskrifter": [{"namn": "Bo Almqvist", "justerat": "2016-11-28"}],
        "signatarer": [{"namn": "Bo Almqvist", "initialer": "BA"}],
        "anslag": {"underskrift": "Maj Lindell"},
        "deltagande": {"personer": [person], "paragrafer": []},
        "paragrafer": list(paragraphs) or [paragraph()],
        **values,
    }


def public(*paragraphs: dict[str, Any], **values: Any) -> dict[str, Any]:
    """Return what may be shown of such minutes."""
    signed = [("Bo Almqvist", "ordförande", "", "2016-11-28")]
    return public_data(frozen(*paragraphs, **values), signed=signed)


def background(text: str) -> dict[str, Any]:
    """Return one § with a background."""
    return paragraph(bakgrund=[{"stycke": text}])
