"""A bad file gets the place in it and what was expected, and nothing of it is kept."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import func, select

from app.association.models import MemberOrganisation
from app.kernel.history import AuditEntry
from app.kernel.notation import keys_for
from app.meetings.models import Meeting
from app.minutes import exchange
from app.minutes.exchange import importing
from tests.factories import cycle, people
from tests.integration.minutes.exchange_help import (
    BALLOT,
    CHANGE,
    changed,
    emptied,
    first,
    happened,
    problems,
    stranger,
)

HELD = cycle.HELD
Document = dict[str, Any]


@pytest.fixture(scope="module")
def kept() -> dict[str, bytes]:
    """The file of each database kind, made once."""
    return {}


@pytest.fixture
def attested(app, db_session, shared_database, clock, kept) -> bytes:
    """The file of an attested meeting, with an emptied association to import it into."""
    clock.stop(cycle.AFTERNOON)
    world = people.create_world(db_session)
    if shared_database.kind not in kept:
        cycle.attested(db_session, world)
        db_session.commit()
        kept[shared_database.kind] = exchange.export_meeting(db_session, HELD)
    db_session.commit()
    emptied(app, db_session, shared_database)
    return kept[shared_database.kind]


def at(*path: str | int, to: Any) -> Callable[[Document], None]:
    """Return a change of one value in the file."""

    def change(document: Document) -> None:
        target: Any = document
        for step in path[:-1]:
            target = target[step]
        target[path[-1]] = to

    return change


def again(*path: str | int) -> Callable[[Document], None]:
    """Return a change that puts the first of a list in it once more."""

    def change(document: Document) -> None:
        target: Any = document
        for step in path:
            target = target[step]
        target.append(target[0])

    return change


NOT_FILES = [
    (b"", "$: filen är inte JSON: fel på rad 1, tecken 1."),
    (b"inte json", "$: filen är inte JSON: fel på rad 1, tecken 1."),
    (b"\xff\xfe{}", "$: filen är inte text i UTF-8: byte 0 går inte att läsa."),
    (b'{"a": NaN}', "$: filen är inte JSON: den innehåller tal eller lager som JSON inte har."),
    (b"[" * 100_000, "$: filen är inte JSON: den innehåller tal eller lager"),
    (b'{"a": 1, "a": 2}', "$: nyckeln a står två gånger i samma objekt. Behåll en av dem."),
    (b"[]", "$: väntade ett objekt, fann []."),
    (b'{"a\\u0007": "b"}', "$: väntade agenda, annexes"),
    (b'{"a": ["b\\u0000"]}', "$.a[0]: texten innehåller styrtecknet U+0000. Ta bort det."),
    (b'{"a": "\\ud800"}', "$.a: texten innehåller styrtecknet U+D800. Ta bort det."),
]


@pytest.mark.parametrize(("content", "expected"), NOT_FILES, ids=range(len(NOT_FILES)))
def test_what_is_no_such_file_is_refused(db_session, content: bytes, expected: str):
    assert any(said.startswith(expected) for said in problems(db_session, content))


BAD: list[tuple[Callable[[Document], None], str]] = [
    # By the schema.
    (lambda d: d.pop("agenda"), "$: väntade agenda, som saknas."),
    (at("mer", to=1), "$: väntade inte mer. Ta bort det som formatet inte har."),
    (at("version", to=2), "$.version: väntade 1, fann 2."),
    (at("cases", to=[]), "$.cases: väntade minst en rad i listan."),
    (at("meeting", "place", to=None), "$.meeting.place: väntade text, fann null."),
    (at("meeting", "body", to=" "), '$.meeting.body: väntade text, fann " ".'),
    (at("people", 0, "key", to=""), "$.people[0].key: väntade text, fann en tom text."),
    (at("meeting", "state", to="posted"), "$.meeting.state: väntade något av planned, drafting"),
    (at("meeting", "convener", to=7), "$.meeting.convener: väntade text, fann 7."),
    (
        at("meeting", "held_on", to="2017-06-31"),
        "$.meeting.held_on: Datumet 2017-06-31 finns inte. Kontrollera dag och månad.",
    ),
    (
        at("meeting", "held_on", to="31 juni"),
        '$.meeting.held_on: väntade ett datum som 2017-02-24, fann "31 juni".',
    ),
    (at("meeting", "starts_at", to="25:00"), "$.meeting.starts_at: väntade ett klockslag"),
    (at("versions", 0, "frozen_at", to="i går"), "$.versions[0].frozen_at: väntade en tidpunkt"),
    (
        at("versions", 0, "frozen_at", to="2017-02-31T10:00:00Z"),
        "$.versions[0].frozen_at: Datumet 2017-02-31 finns inte.",
    ),
    (at("paragraphs", 3, "number", to=0), "$.paragraphs[3].number: väntade minst 1, fann 0."),
    (at("paragraphs", 3, "number", to=2**40), "$.paragraphs[3].number: väntade högst 2147483647"),
    (at("paragraphs", 3, "number", to="57"), "$.paragraphs[3].number: väntade ett heltal, fann"),
    (at("paragraphs", 3, "kind", to="sång"), "$.paragraphs[3].kind: väntade något av decision"),
    (at("documents", 0, "versions", 0, "sha256", to="x"), "väntade 64 hexadecimala siffror"),
    (at("documents", 0, "versions", 0, "data", to=[]), "väntade ett objekt eller null, fann []."),
    (at("minutes", "place", to=["x" * 99]), '$.minutes.place: väntade text, fann ["xxx'),
    (at("attendance", 0, "present", to=1), "väntade true eller false, fann 1."),
    # Names that lead nowhere, or twice to the same.
    (again("people"), "].key: nyckeln finns redan i listan. Behåll en av dem."),
    (again("people"), "]: personen finns redan i listan."),
    (again("cases"), "$.cases[2].number: ärendenumret finns redan i listan."),
    (
        at("meeting", "convener", to="ingen"),
        "$.meeting.convener: väntade en nyckel ur $.people, fann ingen.",
    ),
    (at("meeting", "case", to="9"), "$.meeting.case: väntade ett nummer ur $.cases, fann 9."),
    (at("paragraphs", 0, "item", to=99), "$.paragraphs[0].item: väntade högst"),
    (
        at("summonses", 0, "file", "version", to=9),
        "$.summonses[0].file: väntade ett dokument och en version ur $.documents.",
    ),
    # Parts that do not fit together.
    (
        at("meeting", "ends_at", to="08:00"),
        "$.meeting.ends_at: väntade ett klockslag efter 09:00, fann 08:00.",
    ),
    (again("attendance"), "].person: personen finns redan i listan."),
    (again("summonses"), "$.summonses[1].version: versionen finns redan i listan."),
    (again("summonses", 0, "recipients"), "].person: personen finns redan i listan."),
    (at("summonses", 0, "file", to=None), "$.summonses[0].file: väntade en fil"),
    (at("attendance", 0, "attests", to=True), "$.attendance[0].attests: den som leder"),
    (
        lambda d: d["attendance"][0].update(replaces=d["attendance"][1]["person"]),
        "$.attendance[0].replaces: bara en ersättare kan ersätta någon.",
    ),
    (
        lambda d: d["attendance"][0]["changes"].append(
            CHANGE | {"kind": "left", "from": 3, "to": 2}
        ),
        "$.attendance[0].changes[0].to: väntade minst 3.",
    ),
    (
        lambda d: d["attendance"][0]["changes"].append(CHANGE | {"kind": "recused"}),
        "$.attendance[0].changes[0].ruling: väntade ett utfall för en fråga om jäv",
    ),
    (
        lambda d: d["attendance"][0]["changes"].append(CHANGE | {"ground_kind": "party"}),
        "$.attendance[0].changes[0].kind: väntade recused",
    ),
    (
        lambda d: d["attendance"][0]["changes"].append(
            CHANGE
            | {"kind": "recused", "ruling": "recused", "raised_by": d["attendance"][0]["person"]}
        ),
        "$.attendance[0].changes[0].raised_by: väntade någon annan",
    ),
    (
        lambda d: d["minutes"]["adjournments"].append(
            {"paragraph": 1, "starts_at": "12:00", "ends_at": "12:00"}
        ),
        "$.minutes.adjournments[0].ends_at: väntade ett klockslag efter 12:00",
    ),
    (
        lambda d: d["paragraphs"][0].update(tabled_until="2017-06-16"),
        "$.paragraphs[0].tabled_until: väntade null",
    ),
    (
        lambda d: happened(d)["not_taking_part"].extend([first(d), first(d)]),
        "$.paragraphs[0].deliberation.not_taking_part[1].person: personen finns redan",
    ),
    (
        lambda d: happened(d)["statements"].append(
            {"kind": "note", "text": "x", "person": stranger(d)}
        ),
        "$.paragraphs[0].deliberation.statements[0].person: väntade någon som står",
    ),
    (
        lambda d: happened(d)["dissents"].append(
            first(d) | {"motion": 1, "notified_at": "12:00", "motivation": ""}
        ),
        "$.paragraphs[0].deliberation.dissents[0].motion: väntade högst 0",
    ),
    (
        lambda d: happened(d)["ballots"].append(BALLOT | {"yes_count": 3}),
        "$.paragraphs[0].deliberation.ballots[0].secret: bara en sluten",
    ),
    (
        lambda d: happened(d)["ballots"].append(BALLOT | {"kind": "election", "casting": "yes"}),
        "$.paragraphs[0].deliberation.ballots[0].casting: väntade yes eller no",
    ),
    (
        lambda d: happened(d)["ballots"].append(BALLOT | {"lot_fell_on": "Bo"}),
        "$.paragraphs[0].deliberation.ballots[0].lot_fell_on: lotten avgör bara val.",
    ),
    (
        lambda d: (
            d["people"].append(
                dict.fromkeys(("given_name", "telephone", "email", "title", "organisation"), "")
                | {"key": "x", "family_name": "X"}
            ),
            d["attendance"][0].update(replaces="x"),
        ),
        "$.attendance[0].replaces: väntade någon som står i $.attendance.",
    ),
    (at("versions", 0, "void_reason", to="Fel"), "$.versions[0].void_reason: väntade ett skäl"),
    (
        lambda d: d["versions"][0].update(
            voided_at="2016-11-22T09:00:00.000000Z", void_reason="Skrivfel"
        ),
        "$.versions[0].voided_at: väntade null, eftersom alla har justerat versionen.",
    ),
    (again("versions", 0, "signers"), "$.versions[0].signers[3].person: personen finns redan"),
    (
        again("versions", 0, "attestations"),
        "$.versions[0].attestations[3].person: personen finns redan",
    ),
    (
        lambda d: d["versions"][0]["signers"].pop(),
        ".person: väntade någon ur $.versions[0].signers.",
    ),
    (
        at("versions", 0, "attestations", 0, "method", to="on_paper"),
        "$.versions[0].attestations[0].scan: väntade en inläst sida",
    ),
    (
        at("versions", 0, "attestations", 0, "method", to="remote"),
        "$.versions[0].attestations[0].evidence: väntade en fil",
    ),
    (
        lambda d: d["versions"][0]["attestations"].pop(),
        "$.meeting.state: läget attested väntar att ingen återstår att justera.",
    ),
    (at("meeting", "state", to="frozen"), "läget frozen väntar att någon återstår att justera."),
    (at("meeting", "state", to="summoned"), "$.minutes: väntade null"),
    (at("meeting", "state", to="summoned"), "$.paragraphs: väntade en tom lista"),
    (at("meeting", "state", to="in_session"), "$.versions: väntade ingen gällande version"),
    (at("versions", to=[]), "$.versions: väntade en gällande version i läget attested."),
    (at("minutes", to=None), "$.minutes: väntade ett objekt, eftersom läget är attested."),
    (at("paragraphs", 1, "number", to=None), "$.paragraphs[1].number: väntade ett nummer"),
    # Files that are not what the file says.
    (
        at("documents", 0, "versions", 0, "sha256", to="0" * 64),
        ".sha256: väntade ",
    ),
    (at("documents", 0, "versions", 0, "content", to="åäöå"), ".content: väntade base64"),
    (at("documents", 0, "versions", 0, "content", to="QR=="), ".content: väntade base64"),
    (
        at("documents", 0, "versions", 0, "filename", to="../../x.docx"),
        "$.documents[0].versions[0].filename: väntade x.docx.",
    ),
    (at("documents", 0, "versions", 0, "filename", to="x.pdf"), "är inte en PDF-fil"),
    (at("documents", 0, "versions", 0, "media_type", to="text/html"), ".media_type: väntade app"),
    (again("documents", 0, "versions"), "$.documents[0].versions[1].number: versionen finns"),
    # What is not here.
    (
        at("meeting", "body", to="Beredningen"),
        "$.meeting.body: organet Beredningen finns inte här. Lägg till det under Förbundet.",
    ),
    (
        at("attendance", 0, "member_organisation", to="Ingen kommun"),
        "$.attendance[0].member_organisation: medlemmen Ingen kommun finns inte här.",
    ),
]


@pytest.mark.parametrize(("change", "expected"), BAD, ids=[said for _, said in BAD])
def test_a_bad_file_gets_the_place_and_what_was_expected(
    db_session, attested, change: Callable[[Document], None], expected: str
):
    said = problems(db_session, changed(attested, change))

    assert [one for one in said if expected in one], said
    assert db_session.scalar(select(func.count(Meeting.id))) == 0
    assert db_session.scalar(select(func.count(AuditEntry.id))) == 0


def test_a_meeting_that_is_here_already_is_refused(db_session, attested):
    exchange.import_meeting(db_session, actor=None, content=attested)
    db_session.commit()

    said = problems(db_session, attested)

    assert "$.meeting.held_on: Styrelsen har redan ett sammanträde den 2016-11-18." in said
    assert "$.paragraphs[0].number: § 1 är redan använd i Styrelsen det året." in said


def test_the_same_meeting_on_another_day_is_refused(db_session, attested):
    exchange.import_meeting(db_session, actor=None, content=attested)
    db_session.commit()

    said = problems(db_session, changed(attested, at("meeting", "held_on", to="2015-11-18")))

    assert said == ["$.meeting.calendar_uid: samma kallelse hör till sammanträdet 2016-11-18."]


def test_a_case_number_that_is_something_else_here_is_refused(db_session, attested):
    from app.registry import services as registry

    document = json.loads(attested)
    number, day = document["cases"][0]["number"], HELD
    registry.adopt_case(db_session, actor=None, number=number, heading="Annat", opened_on=day)
    db_session.commit()

    said = problems(db_session, attested)

    expected = f"ärendenumret {number} är redan ett annat ärende här: Annat."
    assert said == [f"$.cases[0].number: {expected}"]


def test_an_association_without_bodies_says_so(db_session, attested):
    from app.association.models import Body

    db_session.query(MemberOrganisation).delete()
    db_session.query(Body).delete()
    db_session.commit()

    assert any("Nu finns: inget." in said for said in problems(db_session, attested))


def test_what_only_the_database_refuses_is_refused_too(db_session, attested, monkeypatch):
    monkeypatch.setattr(importing, "check", lambda _document: None)

    said = problems(db_session, changed(attested, again("attendance")))

    assert said[0].startswith("$: databasen tar inte emot sammanträdet")


def test_a_file_that_was_changed_under_way_is_recognised(db_session, attested):
    def tamper(document: Document) -> None:
        version = document["documents"][0]["versions"][0]
        content = base64.b64decode(version["content"]) + b"mer"
        version["content"] = base64.b64encode(content).decode()

    content = changed(attested, tamper)
    version = json.loads(content)["documents"][0]["versions"][0]
    found = hashlib.sha256(base64.b64decode(version["content"])).hexdigest()

    [said, *_] = problems(db_session, content)

    assert said == (
        f"$.documents[0].versions[0].sha256: väntade {found}, som är innehållets. "
        "Filen kan ha ändrats på vägen."
    )


def test_people_get_readable_keys_and_no_two_alike():
    assert keys_for(["Åsa Öberg", "Asa Oberg", "李", "李", "Åsa Öberg"]) == [
        "asa-oberg",
        "asa-oberg-2",
        "person",
        "person-2",
        "asa-oberg-3",
    ]
