"""The pages where motions, propositions, ballots, dissents and statements are written in."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy.orm import Session

from app.minutes import services
from app.minutes.domain import ChangeKind, Choice, Deliberation, MotionKind, table_of
from tests.factories.minutes import (
    SeedMeeting,
    add_change,
    seed_minutes_closed,
    seed_minutes_opened,
)
from tests.support.html_client import HtmlClient, Page

ONE = "/sammantraden/2016-11-18/protokoll/skriv/6"
STATEMENTS = 24


@pytest.fixture
def opened(db_session: Session) -> SeedMeeting:
    return seed_minutes_opened(db_session)


@pytest.fixture
def office(client: HtmlClient, sign_in: Any, opened: SeedMeeting) -> HtmlClient:
    sign_in(client, opened.user("helena"))
    return client


def happened(made: SeedMeeting, place: int = 6) -> Deliberation:
    return made.facts.at(place).deliberation


def send(browser: HtmlClient, path: str, **values: Any) -> Page:
    """Fill in the form of a page and send it."""
    form = browser.get(f"{ONE}/{path}").form()
    return browser.post(f"{ONE}/{path}", data=form | values)


def test_the_page_of_a_paragraph_leads_to_everything_that_can_happen(office: HtmlClient) -> None:
    page = office.get(ONE)
    assert "Här skriver du det som händer utöver beslutet." in page.words
    for path in ("yrkande", "proposition", "omrostning", "reservation", "yttrande", "deltar-inte"):
        assert f'href="{ONE}/{path}"' in page.text
        assert office.get(f"{ONE}/{path}").status_code == 200


def test_a_motion_is_written_shown_changed_moved_and_removed(
    office: HtmlClient, opened: SeedMeeting
) -> None:
    karin, goran = opened.attendee("karin"), opened.attendee("goran")
    done = send(office, "yrkande", movers=[karin], kind="approval", do="more")
    assert done.location.endswith("/6/yrkande")
    values = {"movers": [karin, goran], "kind": "amendment", "text": "beloppet halveras"}
    done = send(office, "yrkande", do="save", **values)
    assert done.location.endswith("/skriv/6#hande")
    page = office.get(ONE)
    assert "Karin Wallmark yrkar bifall till förslaget." in page.words
    assert "Karin Wallmark och Göran Lidgren yrkar att beloppet halveras." in page.words
    assert "Det finns yrkanden men inte hur ordföranden ställde frågan." in page.words
    first, second = (motion.id for motion in happened(opened).motions)
    office.post(f"{ONE}/yrkande/{second}/flytta", data={"do": "up"})
    office.post(f"{ONE}/yrkande/{first}/flytta", data={"do": "up"})
    office.post(f"{ONE}/yrkande/{first}/flytta", data={"do": "down"})
    assert [motion.id for motion in happened(opened).motions] == [second, first]
    send(office, f"yrkande/{second}", withdrawn="y")
    assert "återtar sitt gemensamma yrkande om ändring: beloppet halveras." in office.get(ONE).words
    page = office.get(f"{ONE}/yrkande/{first}")
    assert "Ändra yrkandet" in page.heading
    gone = office.post(f"{ONE}/yrkande/{first}/ta-bort")
    assert gone.location.endswith("#hande")
    assert [motion.id for motion in happened(opened).motions] == [second]
    assert office.get(f"{ONE}/yrkande/{first}").status_code == 404
    assert "tog bort ett yrkande" in office.get(ONE).words


def test_what_is_wrong_is_told_beside_the_field_and_what_was_typed_stays(
    office: HtmlClient,
) -> None:
    page = send(office, "yrkande", text="beloppet halveras")
    assert page.status_code == 422
    assert "Välj vad som yrkas." in page.words
    assert page.value("text") == "beloppet halveras"
    page = send(office, "yrkande", kind="rejection")
    assert "Välj vem eller vilka som yrkar." in page.words


def test_two_who_write_the_same_motion_see_both_texts(
    office: HtmlClient, new_client: Any, sign_in: Any, opened: SeedMeeting
) -> None:
    values = {"movers": [opened.attendee("karin")], "kind": "amendment"}
    send(office, "yrkande", text="beloppet halveras", **values)
    path = f"{ONE}/yrkande/{happened(opened).motions[0].id}"
    other = new_client()
    sign_in(other, opened.user("ingrid"))
    mine, theirs = office.get(path).form(), other.get(path).form()
    assert other.post(path, data=theirs | {"text": "beloppet sänks"}).status_code == 303
    page = office.post(path, data=mine | {"text": "beloppet tredubblas"})
    assert page.status_code == 409
    assert "beloppet sänks" in page.text
    assert "beloppet tredubblas" in page.text
    settled = page.form()
    assert office.post(path, data=settled).status_code == 303
    assert happened(opened).motions[0].text == "beloppet tredubblas"


def test_a_motion_that_somebody_removed_while_it_was_changed_is_not_lost(
    office: HtmlClient, opened: SeedMeeting
) -> None:
    values = {"movers": [opened.attendee("karin")], "kind": "amendment"}
    send(office, "yrkande", text="beloppet halveras", **values)
    path = f"{ONE}/yrkande/{happened(opened).motions[0].id}"
    form = office.get(path).form()
    office.post(f"{path}/ta-bort")
    assert office.post(path, data=form | {"text": "beloppet sänks"}).status_code == 303
    assert happened(opened).motions[0].text == "beloppet sänks"


def test_the_usual_questions_are_offered_and_one_choice_is_enough(
    office: HtmlClient, opened: SeedMeeting
) -> None:
    karin = opened.attendee("karin")
    for kind in (MotionKind.REFERRAL_BACK, MotionKind.REJECTION):
        send(office, "yrkande", movers=[karin], kind=str(kind))
    page = office.get(f"{ONE}/proposition")
    assert "Proposition på återremiss mot avgörande i dag: ärendet ska avgöras i dag." in page.words
    send(office, "proposition", usual="0")
    send(
        office, "proposition", usual="egen", asked="bifall respektive avslag", found="ja", do="save"
    )
    send(office, "proposition", usual="2")
    words = office.get(ONE).words
    assert "Ordföranden ställer först proposition på återremiss mot avgörande i dag" in words
    assert "därefter proposition på bifall respektive avslag och finner att styrelsen" in words
    put = happened(opened).propositions[1]
    send(office, f"proposition/{put.id}", found="styrelsen avslår förslaget")
    assert happened(opened).propositions[1].found == "styrelsen avslår förslaget"
    page = send(office, "proposition")
    assert "Skriv vad ordföranden ställde proposition på." in page.words


def votes(made: SeedMeeting, **choices: str) -> dict[str, str]:
    """Return the fields of the votes, by the order of those who serve."""
    keys = [service.person.id for service in _serving(made)]
    return {f"votes-{keys.index(made.attendee(key))}-choice": word for key, word in choices.items()}


def _serving(made: SeedMeeting) -> Any:
    return table_of(made.facts).serving(6)


def test_a_ballot_is_called_with_everybody_and_all_yes_works_without_script(
    office: HtmlClient, opened: SeedMeeting
) -> None:
    form = office.get(f"{ONE}/omrostning").form()
    assert form["yes_means"] == "bifall till förslaget"
    page = office.post(f"{ONE}/omrostning", data=form | {"do": "all_yes", "no_means": "avslag"})
    assert page.value("no_means") == "avslag"
    assert "5 ja, 0 nej, 0 avstår, 0 utan röst" in page.words
    filled = page.form() | votes(opened, goran="nej", karin="avstår") | {"do": "save"}
    done = office.post(f"{ONE}/omrostning", data=filled)
    assert done.location.endswith("/skriv/6#hande")
    (ballot,) = happened(opened).ballots
    assert dict(ballot.votes)[opened.attendee("karin")] is Choice.ABSTAINS
    words = office.get(ONE).words
    assert "Resultat: 3 ja, 1 nej, 1 avstår. Styrelsen har därmed beslutat" in words
    page = office.get(f"{ONE}/omrostning/{ballot.id}")
    assert "Ändra omröstningen" in page.heading
    assert page.form()[next(iter(votes(opened, goran="nej")))] == "nej"


def test_rule_f14_a_tie_asks_for_the_casting_vote(office: HtmlClient, opened: SeedMeeting) -> None:
    form = office.get(f"{ONE}/omrostning").form()
    marked = votes(opened, ingrid="ja", karin="ja", goran="nej", anneli="nej", osten="avstår")
    done = office.post(f"{ONE}/omrostning", data=form | marked | {"do": "save"})
    row = happened(opened).ballots[0]
    assert done.location.endswith(f"/omrostning/{row.id}#avgors")
    page = office.get(f"{ONE}/omrostning/{row.id}")
    assert "Röstetalet är lika, 2 mot 2. Ordföranden avgör." in page.words
    assert "Omröstningen slutade lika. Ange ordförandens utslagsröst." in office.get(ONE).words
    done = office.post(f"{ONE}/omrostning/{row.id}", data=page.form() | {"casting": "nej"})
    assert done.location.endswith("#hande")
    assert happened(opened).ballots[0].casting is Choice.NO


def test_rule_k1_a_chair_who_abstains_at_a_tie_is_asked_again(
    office: HtmlClient, opened: SeedMeeting
) -> None:
    form = office.get(f"{ONE}/omrostning").form()
    marked = votes(opened, ingrid="avstår", karin="ja", goran="nej")
    page = office.post(f"{ONE}/omrostning", data=form | marked)
    assert page.status_code == 422
    assert "Ordföranden kan inte avstå när röstetalet är lika." in page.words
    assert page.form()[next(iter(votes(opened, ingrid="avstår")))] == "avstår"


def test_a_secret_ballot_has_counts_only(office: HtmlClient, opened: SeedMeeting) -> None:
    path = "omrostning?slag=sluten"
    page = send(office, path, yes_count="9", no_count="1", abstain_count="-1")
    assert "Antalet kan inte vara negativt." in page.words
    page = send(office, path, yes_count="9", no_count="1")
    assert "Högst 5 kan ha röstat." in page.words
    assert send(office, path, yes_count="3", no_count="1", do="save").status_code == 303
    row = happened(opened).ballots[0]
    assert (row.secret, row.yes_count, row.votes) == (True, 3, ())
    assert office.get(f"{ONE}/omrostning/{row.id}").value("yes_count") == "3"
    other = office.get(f"{ONE}/omrostning/{row.id}?slag=oppen")
    assert "Ingrid Sandahl" in other.words
    assert office.get(f"{ONE}/omrostning?slag=annat").status_code == 200


def test_rule_f14_an_election_asks_whom_the_lot_fell_on(
    office: HtmlClient, opened: SeedMeeting
) -> None:
    path = f"{ONE}/omrostning?slag=val"
    form = office.get(path).form()
    page = office.post(path, data=form | {"do": "add", "candidates-0-name": "Karin Wallmark"})
    assert page.value("candidates-0-name") == "Karin Wallmark"
    assert page.value("candidates-5-name") == ""
    rows = {"candidates-0-votes": "2", "candidates-1-name": "Göran Lidgren"}
    rows |= {"candidates-1-votes": "2", "abstain_count": "1"}
    done = office.post(path, data=page.form() | rows | {"do": "save"})
    assert done.location.endswith("#avgors")
    row = happened(opened).ballots[0]
    page = office.get(f"{ONE}/omrostning/{row.id}")
    assert "Rösterna är lika för Karin Wallmark och Göran Lidgren. Lotten avgör." in page.words
    office.post(f"{ONE}/omrostning/{row.id}", data=page.form() | {"lot_fell_on": "Göran Lidgren"})
    assert "genom lottning, som utfaller på Göran Lidgren." in office.get(ONE).words
    assert "Valet sker genom öppen" not in office.get(ONE).words
    shown = office.get(f"{ONE}/omrostning?slag=oppet-val").form() | {
        "candidates-0-name": "Karin Wallmark",
        "candidates-0-votes": "3",
    }
    office.post(f"{ONE}/omrostning?slag=oppet-val", data=shown | {"do": "save"})
    assert "Valet sker genom öppen omröstning." in office.get(ONE).words


def test_rule_k2_a_dissent_is_for_ones_own_motion(office: HtmlClient, opened: SeedMeeting) -> None:
    karin = opened.attendee("karin")
    send(office, "yrkande", movers=[karin], kind="rejection")
    motion = happened(opened).motions[0]
    values = {"person": karin, "motion": motion.id, "notified_at": "10:30"}
    assert send(office, "reservation", **values).status_code == 303
    words = office.get(ONE).words
    assert "reserverar sig mot beslutet till förmån för sitt eget yrkande." in words
    row = happened(opened).dissents[0]
    send(office, f"reservation/{row.id}", motivation="För dyrt.")
    assert "Motivering till reservationen: För dyrt." in office.get(ONE).words
    page = send(office, "reservation", person=karin, notified_at="10:30")
    assert "Personen har redan reserverat sig" in page.words
    page = send(office, "reservation", person=opened.attendee("helena"), notified_at="10:30")
    assert page.status_code == 422


def test_statements_and_who_takes_no_part(office: HtmlClient, opened: SeedMeeting) -> None:
    helena, karin = opened.attendee("helena"), opened.attendee("karin")
    send(office, "yttrande", person=helena, text="Bilaga 7", kind="particular")
    send(office, "yttrande", person=0, text="Frågan återkommer.", kind="note")
    send(office, "deltar-inte", people=[karin])
    words = office.get(ONE).words
    assert "Helena Rosvall lämnar ett särskilt yttrande, bilaga 7." in words
    assert "Protokollsanteckning: Frågan återkommer." in words
    assert "Karin Wallmark deltar inte i beslutet." in words
    row = happened(opened).statements[1]
    send(office, f"yttrande/{row.id}", text="Frågan kommer åter.")
    assert "Deltar inte i beslutet: Karin Wallmark." in office.get(f"{ONE}/omrostning").words
    page = send(office, "reservation", person=karin, notified_at="10:30")
    assert page.status_code == 422
    add_change(opened, "karin", ChangeKind.ABSENT, 62, last=62)
    opened.session.commit()
    assert office.get(f"{ONE}/deltar-inte").status_code == 200
    assert "står som den som inte deltar i beslutet men tjänstgör inte" in office.get(ONE).words


def test_who_takes_no_part_cannot_have_voted(office: HtmlClient, opened: SeedMeeting) -> None:
    form = office.get(f"{ONE}/omrostning").form()
    office.post(f"{ONE}/omrostning", data=form | votes(opened, karin="ja") | {"do": "save"})
    page = send(office, "deltar-inte", people=[opened.attendee("karin")])
    assert page.status_code == 422
    assert "Karin Wallmark har röstat vid den här paragrafen." in page.words


def test_the_form_follows_its_paragraph_when_the_order_has_changed(
    office: HtmlClient, opened: SeedMeeting
) -> None:
    form = office.get(f"{ONE}/yrkande").form()
    office.post(f"{ONE}/flytta", data={"do": "up"})
    form |= {"movers": [opened.attendee("karin")], "kind": "rejection"}
    done = office.post(f"{ONE}/yrkande", data=form)
    assert done.location.endswith("/skriv/5#hande")
    assert happened(opened, 5).motions


def test_without_anybody_who_serves_the_pages_say_so(
    office: HtmlClient, opened: SeedMeeting
) -> None:
    for key in ("ingrid", "osten", "karin", "goran", "anneli"):
        add_change(opened, key, ChangeKind.ABSENT, 62, last=62)
    opened.session.commit()
    assert "Ingen tjänstgör vid paragrafen." in office.get(f"{ONE}/omrostning").words
    assert "Ingen tjänstgör vid paragrafen." in office.get(f"{ONE}/deltar-inte").words


def test_other_addresses_are_not_found_and_frozen_minutes_refused(
    client: HtmlClient, sign_in: Any, db_session: Session
) -> None:
    made = seed_minutes_closed(db_session)
    sign_in(client, made.user("helena"))
    for path in ("/yrkande/99999", "/omrostning/99999", "/../99/yrkande"):
        assert client.get(f"{ONE}{path}").status_code == 404
    assert client.get("/sammantraden/2016-11-18/protokoll/skriv/99/yrkande").status_code == 404
    services.freeze(
        db_session,
        actor=made.actor,
        meeting=made.meeting,
        version=services.fingerprint(db_session, made.facts),
    )
    db_session.commit()
    page = client.get(f"{ONE}/yrkande")
    assert page.status_code == 422
    assert "Protokollet kan inte ändras nu." in page.words


def test_a_member_of_the_board_does_not_write(
    client: HtmlClient, sign_in: Any, opened: SeedMeeting
) -> None:
    sign_in(client, opened.user("karin"))
    assert client.get(f"{ONE}/omrostning").status_code in {403, 404}


def test_the_minutes_on_screen_say_it_all_in_order(office: HtmlClient, opened: SeedMeeting) -> None:
    karin = opened.attendee("karin")
    send(office, "yrkande", movers=[karin], kind="rejection")
    send(office, "proposition", usual="0")
    form = office.get(f"{ONE}/omrostning").form()
    marked = votes(opened, ingrid="ja", osten="ja", anneli="ja", karin="nej", goran="avstår")
    office.post(f"{ONE}/omrostning", data=form | marked | {"do": "save"})
    send(
        office,
        "reservation",
        person=karin,
        motion=happened(opened).motions[0].id,
        notified_at="10:30",
    )
    send(office, "yttrande", person=karin, text="Bilaga 9", kind="particular")
    words = office.get("/sammantraden/2016-11-18/protokoll").words
    places = [
        words.index(text)
        for text in (
            "Karin Wallmark yrkar avslag.",
            "Ordföranden ställer proposition på bifall respektive avslag",
            "Votering begärs och verkställs. Ja-röst innebär bifall till förslaget; nej-röst",
            "Göran Lidgren Arbetsförmedlingen Avstår",
            "Resultat: 3 ja, 1 nej, 1 avstår. Styrelsen har därmed beslutat att bifalla förslaget.",
            "Karin Wallmark reserverar sig mot beslutet till förmån för sitt eget yrkande.",
            "Göran Lidgren avstår från att rösta.",
            "Karin Wallmark lämnar ett särskilt yttrande, bilaga 9.",
        )
    ]
    assert places == sorted(places)


def test_the_page_of_a_ballot_costs_a_fixed_number_of_statements(
    office: HtmlClient, opened: SeedMeeting, counting: Any
) -> None:
    form = office.get(f"{ONE}/omrostning").form()
    office.post(f"{ONE}/omrostning", data=form | votes(opened, karin="ja") | {"do": "save"})
    path = f"{ONE}/omrostning/{happened(opened).ballots[0].id}"
    office.get(path)
    with counting() as seen:
        office.get(path)
    assert len(seen) <= STATEMENTS, "\n".join(seen)
