"""The summons as a document: its context from rows, its properties, its name."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from babel.dates import format_date
from sqlalchemy.orm import Session

from app.association import queries as association_queries
from app.association.domain import Charter, letterhead
from app.documents.engine import Properties, prose
from app.kernel import clock
from app.meetings import queries
from app.meetings.domain import ItemKind, change_sentences, mark_changes, starting_times
from app.meetings.models import Meeting
from app.meetings.queries import Convened, Convenee, ItemRow

if TYPE_CHECKING:
    from app.association.models import Association

Context = dict[str, Any]


def summons_context(
    session: Session, meeting: Meeting, *, today: date, earlier: Context | None = None
) -> Context:
    """Return the data of the summons as the meeting stands now, in the vocabulary of KALLELSE.

    With the context of an ``earlier`` summons it is a revised one: what differs is marked.
    Every item also carries its ``id``, by which the next one is compared.
    """
    association = association_queries.get_association(session)
    charter = association_queries.charter(session)
    body = association_queries.body(session, meeting.body_id)
    context: Context = {
        "forbund": letterhead(association),
        "dokumenttyp": "Kallelse/underrättelse",
        "organ": body.name,
        "datum": today.isoformat(),
        "dnr": meeting.case.number,
        "rubrik": f"Kallelse till {_owner(body.name)} sammanträde",
        "reviderad": "",
        "andringar": [],
        "tid": _time_and_place(meeting),
        "sammankallande": _convener(session, meeting, association),
        **_called(queries.convened(session, meeting)),
        "arenden": _items(queries.agenda(session, meeting.id), charter, meeting.starts_at),
    }
    return revised(context, earlier, today) if earlier else context


def revised(context: Context, earlier: Context, today: date) -> Context:
    """Return the context with marks and sentences for what differs from the earlier summons."""
    marks = mark_changes(earlier, context)
    items = [{**item, "andrad": marks.get(item["id"], "")} for item in context["arenden"]]
    return {
        **context,
        "reviderad": f"Reviderad {today.isoformat()}",
        "andringar": change_sentences(earlier, context),
        "arenden": items,
    }


def _owner(body_name: str) -> str:
    """Return "styrelsens" for "Styrelsen"; a name with capitals of its own keeps them."""
    name = body_name if body_name[1:2].isupper() else body_name[:1].lower() + body_name[1:]
    return name if name.endswith(("s", "x", "z")) else f"{name}s"


def _time_and_place(meeting: Meeting) -> dict[str, str]:
    return {
        "dag": day_in_words(meeting.held_on),
        "klockslag": f"kl. {_clock(meeting.starts_at)}–{_clock(meeting.ends_at)}",
        "plats": meeting.place,
        "detaljer": meeting.details,
        "lank": meeting.digital_link,
    }


def day_in_words(day: date) -> str:
    """Return "fredag den 24 februari 2017"."""
    return str(format_date(day, "EEEE 'den' d MMMM y", locale="sv"))


def _clock(moment: time) -> str:
    return moment.strftime("%H.%M")


def _convener(session: Session, meeting: Meeting, association: Association) -> str:
    """Return who calls: name and role; the association's name when nobody is named."""
    person = meeting.convener
    if person is None:
        return association.name
    seats = association_queries.seats_held_by(session, person.id)
    day = meeting.held_on
    roles = [
        seat.role_word
        for seat in seats
        if seat.valid_from <= day and (seat.valid_to is None or seat.valid_to >= day)
    ]
    role = person.title or (roles[0] if roles else "")
    return f"{person.name}, {role}" if role else person.name


def _called(convened: Convened) -> dict[str, list[dict[str, str]]]:
    return {
        "ledamoter": [_person(p) for p in convened.regulars],
        "ersattare": [_person(p) for p in convened.substitutes],
        "ovriga": [_person(p) for p in convened.others],
        "for_kannedom": [_person(p) for p in convened.for_information],
    }


def _person(person: Convenee) -> dict[str, str]:
    return {
        "namn": person.name,
        "roll": person.role,
        "organisation": person.organisation,
        "text": person.text,
    }


def marks_since_sent(
    session: Session, meeting: Meeting, items: Sequence[ItemRow]
) -> dict[int, str]:
    """Return "Nytt" or "Ändrat" by item id for what differs from the summons that was sent."""
    sent = queries.last_document(session, meeting.id)
    if sent is None or sent.file_version is None:
        return {}
    charter = association_queries.charter(session)
    now = {"arenden": _items(items, charter, meeting.starts_at)}
    return mark_changes(sent.file_version.data or {}, now)


def _items(items: Sequence[ItemRow], charter: Charter, starts_at: time) -> list[Context]:
    lead = charter.proposal_words.strip().rstrip(":")
    times = starting_times(starts_at, [item.planned_minutes for item in items])
    return [_item(item, lead, at) for item, at in zip(items, times, strict=True)]


def _item(item: ItemRow, lead: str, at: str) -> Context:
    blocks = prose(item.background)
    points = _points(item, blocks)
    return {
        "id": item.id,
        "nr": item.label,
        "rubrik": item.heading,
        "dnr": item.case_number,
        "andrad": "",
        "tid": at,
        "val": item.election,
        "foredragande": f"Föredragande: {item.presenter}" if item.presenter else "",
        "bakgrund": [] if points else blocks,
        "foreslas_inledning": lead if item.clauses else "",
        "att": list(item.clauses),
        "punkter": points,
        "bilagor": [
            {
                "nr": str(paper.number),
                "titel": paper.title,
                "text": f"Bilaga {paper.number}, {paper.title}",
            }
            for paper in item.annexes
        ],
    }


def _points(item: ItemRow, blocks: Sequence[Any]) -> list[str]:
    """Return an information item's bullets, when its text is nothing but bullets."""
    if item.kind is not ItemKind.INFORMATION:
        return []
    points = [block.get("punkt") for block in blocks]
    return [] if None in points else [str(point) for point in points]


def summons_properties(context: Context, sent_at: datetime) -> Properties:
    """Return what the Word file says about itself."""
    return Properties(
        title=f"{context['rubrik']} {context['tid']['dag']}",
        subject=str(context["rubrik"]),
        keywords=", ".join(filter(None, ("kallelse", context["organ"], context["dnr"]))),
        author=str(context["forbund"]["namn"]),
        created=sent_at,
        identifier=str(context["dnr"]),
    )


def summons_filename(meeting: Meeting, version: int) -> str:
    """Return the file's name: "Kallelse 2017-02-24.docx", a revised one with its number."""
    revision = f" reviderad {version - 1}" if version > 1 else ""
    return f"Kallelse {meeting.held_on.isoformat()}{revision}.docx"


def start_of_day(day: date) -> datetime:
    """Return the first moment of a Swedish day, for documents that are dated but not yet sent."""
    return datetime.combine(day, time(), clock.STOCKHOLM)
