"""What a revised summons changes, told in sentences (rule SUM). Pure, on frozen contexts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

Context = Mapping[str, Any]

_ITEM_PARTS = (
    ("rubrik", "rubriken"),
    ("dnr", "diarienumret"),
    ("tid", "tiden"),
    ("val", "vad som väljs"),
    ("foredragande", "föredraganden"),
    ("bakgrund", "bakgrunden"),
    ("punkter", "punkterna"),
    ("att", "förslaget till beslut"),
    ("bilagor", "bilagorna"),
)
_TIME_PARTS = (
    ("dag", "Sammanträdet är flyttat till {new} (tidigare {old})."),
    ("klockslag", "Ny tid: {new} (tidigare {old})."),
    ("plats", "Ny plats: {new} (tidigare {old})."),
    ("detaljer", "Detaljerna om sammanträdet är ändrade."),
    ("lank", "Länken till det digitala mötet är ändrad."),
)
_CALLED = ("sammankallande", "ledamoter", "ersattare", "ovriga", "for_kannedom")


def mark_changes(old: Context, new: Context) -> dict[int, str]:
    """Return "Nytt" or "Ändrat" by item id, for the items that differ from the earlier summons."""
    earlier = _by_id(old)
    marks: dict[int, str] = {}
    for item_id, item in _by_id(new).items():
        if item_id not in earlier:
            marks[item_id] = "Nytt"
        elif _changed_parts(earlier[item_id], item):
            marks[item_id] = "Ändrat"
    return marks


def change_sentences(old: Context, new: Context) -> list[str]:
    """Return what is new since the earlier summons, one sentence each; empty when nothing is."""
    return [
        *_time_sentences(old.get("tid", {}), new.get("tid", {})),
        *_item_sentences(old, new),
        *_called_sentences(old, new),
    ]


def _by_id(context: Context) -> dict[int, Mapping[str, Any]]:
    return {int(item["id"]): item for item in context.get("arenden", ())}


def _changed_parts(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[str]:
    return [word for name, word in _ITEM_PARTS if (old.get(name) or "") != (new.get(name) or "")]


def _time_sentences(old: Mapping[str, str], new: Mapping[str, str]) -> Iterable[str]:
    for name, sentence in _TIME_PARTS:
        if old.get(name, "") != new.get(name, ""):
            yield sentence.format(old=old.get(name) or "—", new=new.get(name) or "—")


def _item_sentences(old: Context, new: Context) -> Iterable[str]:
    earlier, later = _by_id(old), _by_id(new)
    for item_id, item in later.items():
        title = f"Ärende {item['nr']}, {item['rubrik']}"
        if item_id not in earlier:
            yield f"{title}, är nytt."
        elif parts := _changed_parts(earlier[item_id], item):
            yield f"{title}: {_listed(parts)} {_are(parts)}."
    for item_id, item in earlier.items():
        if item_id not in later:
            yield f"Ärendet {item['rubrik']} har utgått."
    kept = [i for i in later if i in earlier]
    if kept != [i for i in earlier if i in later]:
        yield "Ärendena tas upp i en annan ordning."


def _listed(words: Sequence[str]) -> str:
    return " och ".join([", ".join(words[:-1]), words[-1]] if words[1:] else words)


def _are(parts: Sequence[str]) -> str:
    if parts[1:] or parts[0] in {"bilagorna", "punkterna"}:
        return "är ändrade"
    return "är ändrat" if parts[0].endswith(("et", "beslut")) else "är ändrad"


def _called_sentences(old: Context, new: Context) -> Iterable[str]:
    if any(old.get(name) != new.get(name) for name in _CALLED):
        yield "Uppgifterna om vilka som är sammankallade är ändrade."
