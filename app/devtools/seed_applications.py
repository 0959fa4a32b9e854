"""The demonstration's applications: Vägen vidare with the real facts and invented people."""

from __future__ import annotations

from typing import Any

VAGEN_VIDARE: dict[str, dict[str, Any]] = {
    "organisation": {
        "name": "Medlefors folkhögskola",
        "organisation_number": "894701-8480",
        "form": "association",
        "employees": "51-100",
        "postal_address": "Box 707, 931 27 Skellefteå",
        "visiting_address": "Medleforsvägen 2, 931 45 Skellefteå",
        "telephone": "0910-555 00",
        "email": "info@medlefors.example",
        "bankgiro": "670-6600",
        "workplace": "Medlefors folkhögskola",
        "cfar": "17239617",
    },
    "contacts": {
        "people": [
            {
                "role": "contact",
                "name": "Fatima Hadad",
                "title": "projektutvecklare",
                "telephone": "0910-555 01",
                "email": "fatima@medlefors.example",
            },
            {
                "role": "signatory",
                "name": "Gunvor Hellsing",
                "title": "rektor",
                "email": "gunvor@medlefors.example",
            },
            {
                "role": "finance",
                "name": "Arvid Tornberg",
                "title": "ekonom",
                "email": "arvid@medlefors.example",
            },
        ]
    },
    "initiative": {
        "name": "Vägen vidare",
        "kind": "esf",
        "direction": "individual",
        "municipalities": ["Skellefteå", "Norsjö"],
        "starts_on": "2017-04-03",
        "ends_on": "2020-03-31",
        "summary": (
            "Långtidsarbetslösa med sammansatta behov får utbildning, samtalsstöd och vägledning "
            "som stegvis för dem närmare arbete eller studier. Folkhögskolan driver insatsen "
            "tillsammans med Arbetsförmedlingen."
        ),
    },
    "need": {
        "background": (
            "I länet går många i pension samtidigt som arbetsgivare saknar folk. De som är "
            "arbetslösa länge har ofta flera hinder på en gång."
        ),
        "need": (
            "Omkring tre av fyra inskrivna arbetslösa har en utsatt ställning på "
            "arbetsmarknaden. De behöver stöd från flera myndigheter samtidigt."
        ),
        "analysis": (
            "Stödet är uppdelat mellan myndigheter och börjar ofta om. Arbetsgivare vet för lite "
            "om vad målgruppen kan."
        ),
        "experience": "Folkhögskolan har drivit flera projekt för samma målgrupp.",
    },
    "target_group": {
        "description": "Långtidsarbetslösa kvinnor och män med sammansatta behov.",
        "age_from": 16,
        "age_to": 64,
        "women": 39,
        "men": 39,
    },
    "purpose": {
        "purposes": ["finance_efforts", "support_cooperation"],
        "text": "Fler i målgruppen ska komma i arbete eller studier och få bättre hälsa.",
    },
    "goals": {
        "goals": [
            {
                "goal": "Deltagare går vidare till arbete eller studier.",
                "indicator": "Andel deltagare i arbete eller studier vid avslut",
                "baseline": "0 procent",
                "target": "40 procent",
                "measured": "Vid varje avslut, kvinnor och män var för sig",
            },
            {
                "goal": "Deltagare mår bättre.",
                "indicator": "Självskattad hälsa",
                "baseline": "Mäts vid start",
                "target": "70 procent skattar högre vid avslut",
                "measured": "Enkät vid start, i mitten och vid avslut",
            },
        ]
    },
    "activities": {
        "methods": "Folkhögskolans arbetssätt i grupp, enskild kartläggning och studiebesök.",
        "plan": [
            {
                "activity": "Analys och planering",
                "starts_on": "2017-04-03",
                "ends_on": "2017-09-30",
                "responsible": "Projektledaren",
            },
            {
                "activity": "Genomförande med deltagare",
                "starts_on": "2017-10-01",
                "ends_on": "2020-01-31",
            },
            {
                "activity": "Avslut och spridning av resultat",
                "starts_on": "2020-02-01",
                "ends_on": "2020-03-31",
            },
        ],
    },
    "parties": {
        "owner": "Medlefors folkhögskola",
        "parties": [
            {
                "party_type": "state_af",
                "name": "Arbetsförmedlingen",
                "contribution": "Anvisar deltagare och utvecklar matchningen.",
            },
            {
                "party_type": "state_fk",
                "name": "Försäkringskassan",
                "contribution": "Deltar i styrgrupp och samordnar ersättningar.",
            },
            {
                "party_type": "municipality",
                "name": "Skellefteå kommun",
                "contribution": "Deltar i styrgrupp och arbetsgivargrupp.",
            },
        ],
        "steering_group": "Den lokala samverkansgruppen är styrgrupp och möts fyra gånger om året.",
    },
    "staffing": {
        "posts": [
            {"post": "Projektledare", "percent": 100, "employer": "Medlefors folkhögskola"},
            {"post": "Administratör", "percent": 50, "employer": "Medlefors folkhögskola"},
            {"post": "Ekonom", "percent": 10, "employer": "Medlefors folkhögskola"},
        ],
        "text": "Rektor är ansvarig. Handledare anställs på deltid.",
    },
    "afterwards": {
        "implementation": "Modellerna tas över av folkhögskolans allmänna kurs och av parterna."
    },
    "equality": {
        "equality": "Lika många kvinnor och män deltar, och resultat redovisas var för sig.",
        "accessibility": "Lokaler, material och tider anpassas efter deltagarna.",
    },
    "risks": {
        "risks": [
            {
                "risk": "För få anvisas till insatsen.",
                "measure": "Fasta rutiner med Arbetsförmedlingen redan i planeringen.",
            },
            {
                "risk": "Arbetsgivare engagerar sig inte.",
                "measure": "Avtal om samverkan skrivs tidigt.",
            },
        ]
    },
    "follow_up": {
        "method": "sus_volume",
        "text": "Enkäter, intervjuer och en extern utvärderare med delrapporter och slutrapport.",
    },
    "state_aid": {"received": "no"},
    "budget": {
        "periods": ["Analys och planering", "Genomförande"],
        "costs": [
            {
                "category": "staff",
                "text": "Personal",
                "financier": "",
                "amounts": {"Analys och planering": 49_551_600, "Genomförande": 668_458_000},
            },
            {
                "category": "services",
                "text": "Externa tjänster",
                "financier": "",
                "amounts": {"Analys och planering": 2_500_000, "Genomförande": 99_000_000},
            },
            {
                "category": "travel",
                "text": "Resor och logi",
                "financier": "",
                "amounts": {"Analys och planering": 1_500_000, "Genomförande": 105_500_000},
            },
            {
                "category": "equipment",
                "text": "Utrustning och material",
                "financier": "",
                "amounts": {"Analys och planering": 2_000_000, "Genomförande": 121_590_000},
            },
            {
                "category": "indirect",
                "text": "Indirekta kostnader",
                "financier": "",
                "amounts": {"Analys och planering": 7_432_700, "Genomförande": 100_268_700},
            },
            {
                "category": "participants",
                "text": "Offentligt finansierad ersättning till deltagare",
                "financier": "",
                "amounts": {"Genomförande": 266_572_400},
            },
        ],
        "financing": [
            {"financier": "Europeiska socialfonden", "form": "esf", "ore": 947_801_000},
            {"financier": "Skellefteå kommun", "form": "cash", "ore": 150_000_000},
            {
                "financier": "Arbetsförmedlingen och Försäkringskassan",
                "form": "participants",
                "ore": 266_572_400,
            },
        ],
        "applied": {
            "2017": 15_000_000,
            "2018": 15_000_000,
            "2019": 15_000_000,
            "2020": 15_000_000,
        },
    },
}
