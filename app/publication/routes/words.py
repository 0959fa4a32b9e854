"""What a public notice says, on the page and in the feed (rules K18, K19)."""

from __future__ import annotations

from app.kernel import ui
from app.publication.queries import MeetingNotice, NoticeRow


def title_of(posting: NoticeRow) -> str:
    """Return "Styrelsens protokoll den 18 november 2016 är justerat".

    Of a § attested at once, "§ 62 i styrelsens protokoll den … är omedelbart justerad" (rule IMM).
    """
    name = posting.body_name
    owner = name if name.endswith(("s", "x", "z")) else f"{name}s"
    day = ui.long_date(posting.meeting_on)
    if not posting.alone:
        return f"{owner} protokoll den {day} är justerat"
    lower = owner if name.isupper() else owner[:1].lower() + owner[1:]
    return f"{posting.paragraphs} i {lower} protokoll den {day} är omedelbart justerad"


def lead_of(posting: NoticeRow) -> str:
    """Return what has been announced, a sentence."""
    if posting.alone:
        return (
            "Justeringen av paragrafen har tillkännagetts på förbundets anslagstavla. Resten av "
            "protokollet justeras och anslås för sig."
        )
    return "Justeringen av protokollet har tillkännagetts på förbundets anslagstavla."


def facts_of(posting: NoticeRow) -> list[tuple[str, str]]:
    """Return everything that a notice has to tell (rule K19)."""
    return [
        ("Organ", posting.body_name),
        ("Sammanträdesdatum", ui.swedish_date(posting.meeting_on)),
        ("Paragraf" if posting.alone else "Paragrafer", posting.paragraphs),
        (
            "Paragrafen justerad" if posting.alone else "Protokollet justerat",
            ui.swedish_date(posting.attested_on),
        ),
        ("Anslaget sätts upp", ui.swedish_date(posting.posted_on)),
        ("Sista dag för överklagande", ui.swedish_date(posting.last_day)),
        ("Anslaget tas ned", ui.swedish_date(posting.take_down_on)),
        ("Protokollet förvaras hos", posting.kept_at),
    ]


def broken_sentence() -> str:
    """Return what the public is told of a notice that was not shown all the time (rule K20)."""
    return (
        "Anslaget har inte visats hela tiden. Det sätts upp på nytt, och då börjar en ny "
        "överklagandetid."
    )


def meeting_title(meeting: MeetingNotice) -> str:
    """Return "Styrelsen sammanträder fredag 9 december 2016"."""
    return f"{meeting.body_name} sammanträder {ui.swedish_date(meeting.held_on)}"
