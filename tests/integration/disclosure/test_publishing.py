"""From attested minutes to what the public reads (rules GDPR, O3, O5)."""

from __future__ import annotations

import zipfile
from datetime import date
from io import BytesIO

import pytest
from sqlalchemy import select

from app.disclosure import queries, services
from app.disclosure.domain import Kind, Verdict
from app.disclosure.models import Masking, PublishedVersion
from app.documents import services as documents
from app.kernel.errors import DomainError
from app.kernel.history import AuditEntry
from app.registry import queries as registry
from app.registry import services as register
from app.registry.domain import Confidentiality
from app.sealing import queries as sealing
from tests.factories import cycle
from tests.integration.disclosure.minutes import PLACE, SECRET, TELLING, written_with

PROVISION = "26 kap. 1 § OSL"


def refusal(act, *args, **values):
    with pytest.raises(DomainError) as refused:
        act(*args, **values)
    return refused.value.code, refused.value.field


def decide(session, office, meeting, kind, verdict, **words):
    found = services.gather(session, meeting.id)
    key = next(one.key for one in found.left if one.kind is kind)
    services.decide(session, actor=office, meeting_id=meeting.id, key=key, verdict=verdict, **words)


def test_rule_o5_minutes_are_published_only_when_everybody_has_signed(
    db_session, world, office, minutes
):
    meeting, _ = cycle.frozen(db_session, world)

    assert refusal(services.gather, db_session, meeting.id) == ("disclosure.not_attested", None)


def test_rule_gdpr_everything_that_may_be_private_waits_for_a_person(db_session, office, minutes):
    meeting = minutes(TELLING)
    treatment = services.gather(db_session, meeting.id)

    assert [(one.kind, one.text) for one in treatment.left] == [
        (Kind.PERSONAL_NUMBER, SECRET),
        (Kind.TELEPHONE, "070-123 45 67"),
        (Kind.EMAIL, "anna.persson@post.example"),
    ]
    assert {one.where for one in treatment.left} == {"§ 5, Bakgrund"}


def test_rule_gdpr_nothing_is_published_while_anything_is_undecided(
    db_session, office, minutes, publish
):
    meeting = minutes(TELLING)

    with pytest.raises(DomainError) as refused:
        publish(meeting)

    assert refused.value.code == "disclosure.undecided"
    assert "personnummer i § 5, Bakgrund" in str(refused.value.details["left"])
    assert queries.every(db_session) == []


def test_rule_gdpr_a_personnummer_never_stands_and_other_things_need_a_reason(
    db_session, office, minutes
):
    meeting = minutes(TELLING)

    def act(kind, verdict, **words):
        return refusal(decide, db_session, office, meeting, kind, verdict, **words)

    assert act(Kind.PERSONAL_NUMBER, Verdict.STAND, reason="Behövs") == (
        "disclosure.must_mask",
        None,
    )
    assert act(Kind.TELEPHONE, Verdict.STAND) == ("disclosure.no_reason", "reason")
    assert act(Kind.TELEPHONE, Verdict.STAND, reason="Numret 070-123 45 67 är känt") == (
        "disclosure.holds_masked",
        "reason",
    )
    assert act(Kind.EMAIL, Verdict.STAND, reason=f"Hör till {SECRET}") == (
        "disclosure.holds_number",
        "reason",
    )
    decide(
        db_session, office, meeting, Kind.TELEPHONE, Verdict.STAND, reason="Kansliets eget nummer"
    )
    assert len(services.gather(db_session, meeting.id).left) == 2


def test_rule_gdpr_no_masked_word_is_left_in_what_is_published_nor_in_the_log(
    db_session, office, minutes, publish, decide_all
):
    meeting = minutes(TELLING)
    decide_all(meeting)
    services.mask_by_hand(
        db_session,
        actor=office,
        meeting_id=meeting.id,
        place=PLACE,
        part="bakgrund",
        text="Strandvägen 4",
        kind=Kind.PERSONAL_DATA,
        reason="Hemadress",
    )
    made = publish(meeting)

    secret = [SECRET, "070-123 45 67", "anna.persson@post.example", "Strandvägen"]
    word = documents.content(made.word)
    with zipfile.ZipFile(BytesIO(word)) as package:
        parts = "".join(
            package.read(name).decode("utf-8", "replace") for name in package.namelist()
        )
    log = "".join(
        f"{row.sentence} {row.details}" for row in db_session.scalars(select(AuditEntry)).all()
    )
    rows = "".join(
        f"{row.key} {row.path} {row.reason} {row.provision}"
        for row in db_session.scalars(select(Masking)).all()
    )
    for text in (str(made.data), parts, log, rows):
        assert not [word for word in secret if word in text]
    assert "[maskat: personnummer]" in str(made.data)
    assert "[maskat: personuppgift]" in parts
    assert "maskade ett personnummer i § 5, Bakgrund inför publiceringen" in log


def test_rule_gdpr_the_word_file_says_its_title_and_language_and_nothing_else(
    db_session, minutes, publish
):
    made = publish(minutes("Ingenting."))

    with zipfile.ZipFile(BytesIO(documents.content(made.word))) as package:
        names = package.namelist()
        core = package.read("docProps/core.xml").decode()
        app = package.read("docProps/app.xml").decode()
        text = package.read("word/document.xml").decode()
        settings = package.read("word/settings.xml").decode()
        dates = {entry.date_time for entry in package.infolist()}
    assert core.endswith(
        "<dc:title>Protokoll 2016-11-18, §§ 1–8</dc:title>"
        "<dc:language>sv-SE</dc:language></cp:coreProperties>"
    )
    assert app.endswith('extended-properties"/>')
    assert not [name for name in names if "custom" in name or "comment" in name or "people" in name]
    assert not [
        sign for sign in ("rsid", "w:ins ", "w:del ", "w:comment") if sign in text + settings
    ]
    assert dates == {(1980, 1, 1, 0, 0, 0)}


def test_rule_gdpr_signatures_are_left_out_and_told_in_words(db_session, minutes, publish):
    data = publish(minutes("Ingenting.")).data

    assert not {"underskrifter", "signatarer", "anslag", "deltagande"} & set(data)
    assert set(data["forbund"]) == {"namn"}
    assert [line.split(",", 1)[1] for line in data["justerat"]] == [
        " ordförande, den 21 november 2016.",
        " sekreterare, den 21 november 2016.",
        " justerare, den 21 november 2016.",
    ]


def test_rule_o3_a_paragraph_behind_closed_doors_is_masked_as_a_whole_or_tried(
    db_session, office, minutes, publish
):
    meeting = minutes("Ärendet rör en enskild.", doors=True)
    (finding,) = services.gather(db_session, meeting.id).left
    assert finding.grounds == ("Ärendet behandlades inom stängda dörrar.",)

    def act(verdict, **words):
        return refusal(decide, db_session, office, meeting, Kind.CONFIDENTIALITY, verdict, **words)

    assert act(Verdict.MASK) == ("disclosure.no_provision", "provision")
    assert act(Verdict.STAND) == ("disclosure.no_trial", "reason")
    decide(db_session, office, meeting, Kind.CONFIDENTIALITY, Verdict.MASK, provision=PROVISION)
    one = publish(meeting).data["paragrafer"][PLACE]
    assert one["rubrik"] == f"[maskat: sekretess, {PROVISION}]"
    assert one["bakgrund"] == [{"stycke": f"[maskat: sekretess, {PROVISION}]"}]
    assert (one["nummer"], one["beslut"], one["narvaro"]) == ("§ 5", [], [])


def test_rule_o3_a_mark_in_the_register_asks_and_a_new_one_asks_again(
    db_session, office, minutes, publish
):
    meeting = minutes("Ingenting.")
    number = services.gather(db_session, meeting.id).data["paragrafer"][PLACE]["dnr"]
    case = registry.case_by_number(db_session, number)

    def mark(provision):
        register.mark_case(
            db_session,
            actor=office,
            case_id=case.id,
            mark=Confidentiality(provision, "Förbundschefen", date(2016, 11, 20)),
        )

    mark(PROVISION)
    (finding,) = services.gather(db_session, meeting.id).left
    assert finding.provision == PROVISION
    assert finding.grounds == (f"Ärendet {number} är sekretessmarkerat i diariet ({PROVISION}).",)
    trial = "Prövat: paragrafen innehåller inget om enskilda."
    decide(db_session, office, meeting, Kind.CONFIDENTIALITY, Verdict.STAND, reason=trial)
    assert services.gather(db_session, meeting.id).left == []

    mark("25 kap. 1 § OSL")
    (again,) = services.gather(db_session, meeting.id).left
    assert again.provision == "25 kap. 1 § OSL"


def test_what_is_undone_waits_again(db_session, office, minutes, publish, decide_all):
    meeting = minutes(TELLING)
    decide_all(meeting)
    key = services.gather(db_session, meeting.id).found[0].key

    services.undo(db_session, actor=office, meeting_id=meeting.id, key=key)

    assert [one.key for one in services.gather(db_session, meeting.id).left] == [key]
    assert refusal(publish, meeting) == ("disclosure.undecided", None)
    again = refusal(services.undo, db_session, actor=office, meeting_id=meeting.id, key=key)
    assert again == ("disclosure.unknown", None)
    unknown = refusal(
        services.decide,
        db_session,
        actor=office,
        meeting_id=meeting.id,
        key="x",
        verdict=Verdict.MASK,
    )
    assert unknown == ("disclosure.unknown", None)


def test_a_passage_masked_by_hand_has_to_stand_there(db_session, office, minutes):
    meeting = minutes(TELLING)

    def mask(**values):
        return refusal(
            services.mask_by_hand,
            db_session,
            **{
                "actor": office,
                "meeting_id": meeting.id,
                "place": PLACE,
                "part": "",
                "text": "Strandvägen 4",
                "kind": Kind.PERSONAL_DATA,
                **values,
            },
        )

    assert mask(text="Storgatan 4") == ("disclosure.not_there", "text")
    assert mask(part="beslut") == ("disclosure.not_there", "text")
    assert mask(place=None) == ("disclosure.not_there", "text")
    assert mask(text="S") == ("disclosure.too_short", "text")
    assert mask(kind=Kind.CONFIDENTIALITY) == ("disclosure.no_provision", "provision")
    assert mask(reason="Strandvägen 4 är hemma") == ("disclosure.holds_masked", "reason")


def test_what_was_not_previewed_is_not_published(db_session, office, minutes):
    meeting = minutes("Ingenting.")

    def act(**values):
        return refusal(
            services.publish,
            db_session,
            **{
                "actor": office,
                "meeting_id": meeting.id,
                "sha256": services.gather(db_session, meeting.id).sha256,
                "unpublish_on": None,
                **values,
            },
        )

    assert act(sha256="0" * 64) == ("disclosure.changed", None)
    assert act(unpublish_on=date(2016, 11, 21)) == ("disclosure.past", "unpublish_on")


def test_a_new_version_that_masks_more_takes_the_earlier_one_away(
    db_session, office, minutes, publish, decide_all
):
    meeting = minutes(TELLING)
    decide_all(meeting)
    first = publish(meeting)
    assert refusal(publish, meeting) == ("disclosure.same", None)
    services.mask_by_hand(
        db_session,
        actor=office,
        meeting_id=meeting.id,
        place=PLACE,
        part="",
        text="Anna Persson",
        kind=Kind.PERSONAL_DATA,
    )
    second = publish(meeting)

    assert (second.number, second.supersedes_id) == (2, first.id)
    assert first.unpublish_reason == "Ersatt av version 2, som maskerar mer."
    assert second.word.document_id == first.word.document_id


def test_a_new_version_that_shows_more_lets_the_earlier_one_stay(
    db_session, office, minutes, publish, decide_all
):
    meeting = minutes("Ring 0910-12 34 50.")
    decide_all(meeting)
    first = publish(meeting)
    key = services.gather(db_session, meeting.id).found[0].key
    services.undo(db_session, actor=office, meeting_id=meeting.id, key=key)
    decide(db_session, office, meeting, Kind.TELEPHONE, Verdict.STAND, reason="Kansliets växel")
    publish(meeting)

    assert first.unpublished_at is None


def test_the_pdf_is_asked_for_when_the_minutes_are_published(db_session, minutes, publish):
    made = publish(minutes("Ingenting."))

    assert sealing.export_of(db_session, made.word_id, sealed=False) is not None


def test_minutes_are_taken_away_with_a_reason_all_versions_at_once(
    db_session, office, minutes, publish
):
    meeting = minutes("Ingenting.")

    def act(reason):
        return services.unpublish(db_session, actor=office, meeting_id=meeting.id, reason=reason)

    assert refusal(act, "Fel") == ("disclosure.not_published", None)
    made = publish(meeting)
    assert refusal(act, "  ") == ("disclosure.no_unpublish_reason", "reason")
    act("Publicerat av misstag")
    assert made.unpublish_reason == "Publicerat av misstag"
    assert made.unpublished_by == office.name
    again = publish(meeting)
    assert (again.number, again.unpublished_at) == (2, None)


def test_the_worker_takes_away_what_has_been_published_for_its_time(
    db_session, minutes, publish, clock
):
    made = publish(minutes("Ingenting."), unpublish_on=date(2016, 12, 1))
    services.unpublish_ended(db_session)
    assert made.unpublished_at is None

    clock.stop("2016-12-01T00:05")
    services.unpublish_ended(db_session)
    ended = made.unpublished_at
    clock.stop("2016-12-02T00:05")
    services.unpublish_ended(db_session)

    assert ended is not None
    assert made.unpublished_at == ended
    assert made.unpublished_by == "Klubba"


def test_the_charter_says_how_long_minutes_are_published(db_session, world, minutes):
    assert services.default_end(db_session) == date(2021, 11, 21)


def test_what_was_published_is_verified_against_the_log(db_session, minutes, publish, decide_all):
    meeting = minutes(TELLING)
    decide_all(meeting)
    publish(meeting)

    (verified,) = services.verify_published(db_session)

    assert (verified.what, verified.findings) == ("1 publicerade versioner", ())


def test_published_versions_are_those_of_the_frozen_minutes(db_session, minutes, publish):
    meeting = minutes("Ingenting.")
    made = publish(meeting)

    row = db_session.scalars(select(PublishedVersion)).one()
    assert row.minutes_version.file_version.data["paragrafer"][PLACE]["bakgrund"] == [
        {"stycke": "Ingenting."}
    ]
    assert made.paragraphs == "§§ 1–8"
    assert len(made.published_paragraphs) == 8


def test_an_unwritten_meeting_is_not_gathered(db_session, world):
    meeting = written_with(db_session, world, "Ingenting.")

    assert refusal(services.gather, db_session, meeting.id) == ("disclosure.not_attested", None)
