"""What anybody reads of published minutes (rules O5, GDPR, DOS)."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest

from app.correction.models import Correction
from app.disclosure import queries, services
from app.disclosure.domain import Kind
from app.documents import services as documents
from app.documents.domain import PDF
from app.kernel import clock as kernel_clock
from app.minutes import queries as minutes_queries
from app.sealing import queries as sealing
from app.sealing.domain import PdfState
from tests.factories import cycle
from tests.integration.disclosure.minutes import PLACE, SECRET, TELLING

PAGE = "/protokoll/2016/2016-11-18"
OFFICE = "/sammantraden/2016-11-18/publicering"


@pytest.fixture
def published(minutes, decide_all, publish):
    """Minutes that are published with everything masked."""

    def make(background=TELLING, **values):
        meeting = minutes(background)
        decide_all(meeting)
        return meeting, publish(meeting, **values)

    return make


def test_rule_o5_nobody_reaches_minutes_that_are_not_published(client, db_session, world, minutes):
    cycle.drafted(db_session, world, date(2016, 9, 8))
    cycle.frozen(db_session, world, date(2016, 10, 18))
    minutes("Hemligt än så länge.")

    for day in ("2016-09-08", "2016-10-18", "2016-11-18", "2016-12-24"):
        for end in ("", "/version/1", "/version/1/protokoll.docx", "/version/1/protokoll.pdf"):
            assert client.get(f"/protokoll/2016/{day}{end}").status_code == 404
    assert client.get("/protokoll/2016").status_code == 404
    archive = client.get("/protokoll")
    assert "Inga protokoll är publicerade" in archive.words
    assert "Inget publicerat protokoll innehåller" in client.get("/protokoll?sok=än").words


def test_the_archive_leads_to_the_minutes_and_they_to_every_paragraph(client, published):
    published()

    archive = client.get("/protokoll")
    page = client.get(PAGE)

    assert archive.heading == "Protokoll"
    assert "Styrelsens protokoll fredag 18 november 2016" in archive.words
    assert PAGE in {a.get("href") for a in archive.tree.iter("a")}
    assert page.heading == "Styrelsens protokoll den 18 november 2016"
    hrefs = {a.get("href") for a in page.tree.iter("a")}
    ids = {element.get("id") for element in page.tree.iter()}
    assert {"#p-5", "#narvarande", "#justering", "#maskade-uppgifter"} <= hrefs
    assert {"p-1", "p-5", "p-8"} <= ids
    assert client.get("/protokoll/2016").status_code == 200
    assert client.get("/protokoll/2015").status_code == 404
    assert client.get("/protokoll/2015/2016-11-18").status_code == 404
    assert client.get(f"{PAGE}/version/2").status_code == 404


def test_rule_gdpr_the_page_says_that_something_is_masked_and_why(client, published):
    published()

    page = client.get(PAGE)

    assert SECRET not in page.text
    assert "[maskat: personnummer]" in page.words
    assert "3 kap. 10 § lagen (2018:218)" in page.words
    assert 'class="masked"' in page.text


def test_word_and_pdf_are_fetched_when_they_are_there(client, db_session, published):
    _, made = published()

    page = client.get(PAGE)
    assert "PDF-filen är inte klar än" in page.words
    assert client.get(f"{PAGE}/version/1/protokoll.pdf").status_code == 404
    word = client.get(f"{PAGE}/version/1/protokoll.docx")
    assert word.data[:2] == b"PK"

    export = sealing.export_of(db_session, made.word_id, sealed=False)
    file = documents.store_file(
        db_session,
        actor=None,
        kind="pdf",
        title="Protokoll",
        filename="protokoll.pdf",
        media_type=PDF,
        file=BytesIO(b"%PDF-1.7 tagged"),
    )
    db_session.flush()
    export.file_version_id, export.state = file.id, PdfState.DONE
    db_session.flush()

    answer = client.get(f"{PAGE}/version/1/protokoll.pdf")
    assert answer.data.startswith(b"%PDF")
    assert "protokoll-2016-11-18-version-1.pdf" in answer.headers["Content-Disposition"]
    assert "Hämta som PDF" in client.get(PAGE).words


def test_an_older_version_keeps_its_address_and_leads_to_the_newer(
    client, db_session, office, published, publish
):
    meeting, _ = published("Ring 0910-12 34 50.")
    key = services.gather(db_session, meeting.id).found[0].key
    services.undo(db_session, actor=office, meeting_id=meeting.id, key=key)
    services.decide(
        db_session,
        actor=office,
        meeting_id=meeting.id,
        key=key,
        verdict="stand",
        reason="Kansliets växel",
    )
    publish(meeting)

    older, newest = client.get(f"{PAGE}/version/1"), client.get(PAGE)

    assert "Det här är en äldre version" in older.words
    assert older.headers["X-Robots-Tag"] == "noindex"
    assert "X-Robots-Tag" not in newest.headers
    assert "0910-12 34 50" in newest.words
    assert f"{PAGE}/version/1" in {a.get("href") for a in newest.tree.iter("a")}
    assert "version 2" in client.get("/protokoll").words


def test_rule_gdpr_what_is_no_longer_published_says_since_when_and_shows_nothing(
    client, db_session, office, published, clock
):
    meeting, _ = published()
    services.unpublish(db_session, actor=office, meeting_id=meeting.id, reason="Fel namn")

    for end in ("", "/version/1", "/version/1/protokoll.docx", "/version/1/protokoll.pdf"):
        gone = client.get(PAGE + end)
        assert gone.status_code == 410
        assert "inte publicerat sedan den 21 november 2016" in gone.words
        assert gone.headers["X-Robots-Tag"] == "noindex"
        assert not [word for word in ("Aktivitetscoach", "Fel namn", "maskat") if word in gone.text]
    assert "Inga protokoll är publicerade" in client.get("/protokoll").words
    assert "innehåller ”sammanträdet”" in client.get("/protokoll?sok=sammanträdet").words
    assert client.get("/protokoll/2016").status_code == 404


def test_a_replaced_version_that_showed_more_leads_to_the_newer(
    client, db_session, office, published, publish
):
    meeting, _ = published()
    services.mask_by_hand(
        db_session,
        actor=office,
        meeting_id=meeting.id,
        place=PLACE,
        part="",
        text="Anna Persson",
        kind=Kind.PERSONAL_DATA,
    )
    publish(meeting)

    gone = client.get(f"{PAGE}/version/1")

    assert gone.status_code == 410
    assert "Den har ersatts av en nyare." in gone.words
    assert "Anna" not in gone.text
    assert "Anna" not in client.get(PAGE).text


def test_minutes_are_gone_at_midnight_of_their_last_day_before_the_worker_comes(
    client, published, clock
):
    published(unpublish_on=date(2016, 12, 1))
    assert client.get(PAGE).status_code == 200

    clock.stop("2016-12-01T00:01")

    assert client.get(PAGE).status_code == 410
    assert "Inga protokoll är publicerade" in client.get("/protokoll").words


def test_the_search_finds_words_in_masked_minutes_and_marks_them(client, published):
    published(TELLING + " Ärendet rör ÅTERGÅNG i arbete.")

    found = client.get("/protokoll?sok=återgång")

    assert "1 paragraf innehåller ”återgång”." in found.words
    assert "<mark>ÅTERGÅNG</mark>" in found.text
    assert f"{PAGE}#p-5" in {a.get("href") for a in found.tree.iter("a")}
    for secret in (SECRET, "070-123", "anna.persson"):
        assert (
            "Inget publicerat protokoll innehåller"
            in client.get("/protokoll", query_string={"sok": secret}).words
        )
    assert client.get("/protokoll?sok=%20").heading == "Protokoll"


def test_many_hits_are_cut_and_the_page_says_so(client, published, monkeypatch):
    published()
    monkeypatch.setattr(queries, "MOST_HITS", 2)

    found = client.get("/protokoll?sok=e").words

    assert "Fler än 2 paragrafer innehåller ”e”." in found


def test_the_pages_ask_a_fixed_number_of_questions(client, published, counting):
    published()
    for address, most in (("/protokoll", 3), (PAGE, 4), ("/protokoll?sok=insats", 2)):
        client.get(address)
        with counting() as statements:
            client.get(address)
        asked = [one for one in statements if one.lstrip().upper().startswith("SELECT")]
        assert len(asked) <= most, (address, asked)


def test_the_start_page_and_the_public_menu_lead_to_the_archive(client, published):
    published()

    assert "/protokoll" in {a.get("href") for a in client.get("/").tree.iter("a")}


def test_rule_unl_a_correction_is_told_at_once_and_stands_at_its_paragraph_in_the_next_version(
    client, db_session, office, published, publish, clock
):
    meeting, _ = published("Ingenting.")
    clock.stop("2016-12-05T10:00")
    correct(db_session, office, meeting, 5, was="31 mars 2017", should_be="31 mars 2018")
    correct(db_session, office, meeting, 5, was="Maj Lindell", should_be="Maj Lindel", serial=2)

    (waiting,) = queries.waiting(db_session, date(2017, 1, 1))
    assert waiting.published
    told = client.get(PAGE).words
    assert "§ 5 rättades måndag 5 december 2016." in told
    assert "31 mars 2018" not in told

    publish(meeting)
    assert queries.waiting(db_session, date(2017, 1, 1)) == []
    page = client.get(PAGE)
    assert "Rättelse den 5 december 2016 av Maj Lindell, förbundschef" in page.words
    assert "”31 mars 2017” ska vara ”31 mars 2018”. Skäl: Skrivfel" in page.words
    assert "rättades" not in page.words
    assert client.get(f"{PAGE}/version/1").status_code == 200


def correct(session, office, meeting, number, *, was, should_be, **values):
    """Put a rättelse where the correcting puts it."""
    version = minutes_queries.current_version(session, meeting.id)
    paragraph = next(
        one for one in minutes_queries.paragraphs_of(session, meeting.id) if one.number == number
    )
    session.add(
        Correction(
            meeting_id=meeting.id,
            paragraph_id=paragraph.id,
            minutes_version_id=version.id,
            number=values.get("serial", 1),
            was=was,
            should_be=should_be,
            reason="Skrivfel",
            made_by_id=office.person_id,
            made_by="Maj Lindell, förbundschef",
            made_at=kernel_clock.now(),
            file_version_id=version.file_version_id,
            sha256=version.sha256,
            assurance="password",
        )
    )
    session.flush()
