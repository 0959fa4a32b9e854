"""The pages on which an application is written: every part, rows, errors, two people, remarks."""

from __future__ import annotations

import pytest

from app.applications import queries, services
from app.applications.domain import ApplicationState, Part
from app.applications.domain.form import sections
from app.applications.models import Collaborator
from app.association.domain import PartyType
from app.devtools.seed_applications import VAGEN_VIDARE
from app.kernel import clock
from app.kernel.actor import Role
from tests.factories.applications import create_application
from tests.support.people import make_member

AUTOSAVE = {"Accept": "application/json"}


@pytest.fixture
def writer(db_session, client, sign_in):
    return sign_in(client, Role.APPLICANT)


@pytest.fixture
def draft(db_session, writer):
    made = services.create_draft(db_session, actor=writer)
    db_session.flush()
    return made


@pytest.fixture
def full(db_session, writer, draft):
    for key, content in VAGEN_VIDARE.items():
        services.save_section(
            db_session,
            actor=writer,
            application_id=draft.id,
            key=key,
            version=0,
            content=content,
        )
    return draft


def page(draft, key):
    return f"/ansokningar/{draft.id}/del/{key}"


def post(client, draft, key, **changes):
    """Fill in the page as a browser would have it, with changes, and save."""
    headers = changes.pop("headers", None)
    typed = {**client.get(page(draft, key)).form(page(draft, key)), **changes}
    return client.post(page(draft, key), data=typed, headers=headers or {})


def kept(session, draft, key):
    row = queries.section_row(session, draft.id, key)
    return row.content if row else None


@pytest.mark.parametrize("key", [one.key for one in sections(1)])
def test_every_part_has_a_page_when_empty(client, draft, key):
    answer = client.get(page(draft, key))

    assert answer.status_code == 200
    assert "Spara och fortsätt" in answer.text


@pytest.mark.parametrize("key", [one.key for one in sections(1)])
def test_vagen_vidare_is_the_same_after_being_shown_and_saved(client, db_session, full, key):
    answer = post(client, full, key, do="save")

    assert answer.status_code == 303
    assert kept(db_session, full, key) == VAGEN_VIDARE[key]


def test_saving_and_going_on_leads_through_every_part_to_the_attachments(client, full):
    keys = [one.key for one in sections(1)]
    for key, following in zip(keys, [*keys[1:], None], strict=True):
        answer = post(client, full, key, do="next")
        expected = page(full, following) if following else f"/ansokningar/{full.id}/bilagor"
        assert answer.location.endswith(expected)


def test_a_wrong_check_digit_stands_beside_its_field_and_nothing_typed_is_lost(
    client, db_session, draft
):
    answer = post(
        client,
        draft,
        "organisation",
        name="Medlefors folkhögskola",
        organisation_number="894701-8481",
        bankgiro="670-6601",
    )

    assert answer.status_code == 422
    assert answer.words.count("Organisationsnumret stämmer inte.") == 2
    assert answer.value("name") == "Medlefors folkhögskola"
    assert answer.value("bankgiro") == "670-6601"
    assert 'href="#bankgiro"' in answer.text
    assert kept(db_session, draft, "organisation") is None


def test_rule_f4_a_personnummer_in_a_free_text_is_refused_and_explained(client, draft):
    answer = post(client, draft, "need", need="Anna, 811228-9874, behöver stöd.")

    assert answer.status_code == 422
    assert "offentlig handling" in answer.words
    assert answer.value("need") == "Anna, 811228-9874, behöver stöd."


def test_a_period_that_ends_before_it_starts_is_refused(client, draft):
    answer = post(client, draft, "initiative", starts_on="2017-04-03", ends_on="2016-04-03")

    assert "Slutdatumet ligger före startdatumet." in answer.words
    assert answer.value("ends_on") == "2016-04-03"


def test_a_day_that_does_not_exist_and_a_number_in_words_are_kept_as_typed(client, draft):
    answer = post(client, draft, "initiative", starts_on="2017-02-30")
    assert "Datumet 2017-02-30 finns inte." in answer.words

    answer = post(client, draft, "target_group", women="många", age_from="30", age_to="20")
    assert answer.value("women") == "många"
    assert "Skriv ett heltal" in answer.words
    assert "Åldern till är lägre" in answer.words


def goals(number):
    return {f"goals-{n}-goal": f"Mål {n + 1}" for n in range(number)}


def test_26_rows_are_refused_with_a_sentence_and_all_are_still_there(client, db_session, draft):
    answer = post(client, draft, "goals", **goals(26))

    assert answer.status_code == 422
    assert "26 rader" in answer.words
    assert answer.value("goals-25-goal") == "Mål 26"
    assert kept(db_session, draft, "goals") is None
    assert post(client, draft, "goals", **goals(25)).status_code == 303
    assert len(kept(db_session, draft, "goals")["goals"]) == 25


def test_rows_are_added_moved_and_taken_away_without_script(client, db_session, draft):
    answer = post(client, draft, "goals", **goals(2), do="goals:add")
    assert answer.value("goals-2-goal") == ""

    typed = {**answer.form(page(draft, "goals")), "goals-2-goal": "Mål 3", "do": "goals:up:2"}
    answer = client.post(page(draft, "goals"), data=typed)
    assert [answer.value(f"goals-{n}-goal") for n in range(3)] == ["Mål 1", "Mål 3", "Mål 2"]

    typed = {**answer.form(page(draft, "goals")), "do": "goals:remove:0"}
    answer = client.post(page(draft, "goals"), data=typed)
    typed = {**answer.form(page(draft, "goals")), "do": "goals:down:0"}
    answer = client.post(page(draft, "goals"), data=typed)
    assert [answer.value(f"goals-{n}-goal") for n in range(2)] == ["Mål 2", "Mål 3"]

    assert kept(db_session, draft, "goals") is None
    client.post(page(draft, "goals"), data={**answer.form(page(draft, "goals")), "do": "save"})
    assert [row["goal"] for row in kept(db_session, draft, "goals")["goals"]] == ["Mål 2", "Mål 3"]


def test_a_row_that_cannot_be_read_yet_moves_as_it_was_typed(client, draft):
    answer = post(
        client,
        draft,
        "staffing",
        **{"posts-0-post": "Ledare", "posts-0-percent": "halvtid", "posts-1-post": "Ekonom"},
        do="posts:down:0",
    )

    assert answer.value("posts-1-percent") == "halvtid"
    assert answer.value("posts-0-post") == "Ekonom"


@pytest.mark.parametrize("act", ["goals:up:9", "goals:remove:x", "poems:add", "goals:fly:0"])
def test_an_act_that_makes_no_sense_saves_as_usual(client, db_session, draft, act):
    assert post(client, draft, "goals", **goals(1), do=act).status_code == 303
    assert kept(db_session, draft, "goals") == {"goals": [{"goal": "Mål 1"}]}


def test_kommuner_of_the_association_are_chosen_and_others_stay(client, db_session, writer, draft):
    make_member(db_session, "Norsjö kommun", PartyType.MUNICIPALITY)
    make_member(db_session, "Älvsbyns kommun", PartyType.MUNICIPALITY)
    services.save_section(
        db_session,
        actor=writer,
        application_id=draft.id,
        key="initiative",
        version=0,
        content={"municipalities": ["Skellefteå"]},
    )

    post(client, draft, "initiative", municipalities=["Skellefteå", "Älvsbyn"])

    assert kept(db_session, draft, "initiative")["municipalities"] == ["Skellefteå", "Älvsbyn"]


def test_autosave_answers_with_the_version_and_a_refusal_with_sentences(client, draft):
    answer = post(client, draft, "need", need="Stöd", headers=AUTOSAVE)
    assert answer.json["version"] == 1
    assert answer.json["hidden"]["seen"].startswith('{"need"')

    refused = post(client, draft, "need", need="811228-9874", headers=AUTOSAVE)
    assert refused.status_code == 422
    assert "personnummer" in refused.json["sentences"][0]


def join(session, application, person_id, part):
    session.add(
        Collaborator(
            application_id=application.id,
            person_id=person_id,
            part=part,
            added_at=clock.now(),
            added_by="Fatima",
        )
    )
    session.flush()


@pytest.fixture
def colleague(db_session, new_client, sign_in, full):
    other = new_client()
    actor = sign_in(other, Role.APPLICANT)
    join(db_session, full, actor.person_id, Part.WRITE)
    return other


def test_two_in_the_same_field_see_both_texts_and_lose_neither(client, colleague, db_session, full):
    mine = client.get(page(full, "need")).form(page(full, "need"))
    post(colleague, full, "need", need="Deras text")

    answer = client.post(page(full, "need"), data={**mine, "need": "Min text"})

    assert answer.status_code == 409
    assert answer.value("need") == "Min text"
    assert "Deras text" in answer.words
    again = client.post(page(full, "need"), data=answer.form())
    assert again.status_code == 303
    assert kept(db_session, full, "need") == {**VAGEN_VIDARE["need"], "need": "Min text"}


def test_two_in_different_fields_are_put_together_also_by_autosave(
    client, colleague, db_session, full
):
    mine = client.get(page(full, "need")).form(page(full, "need"))
    post(colleague, full, "need", need="Deras text")

    first = client.post(
        page(full, "need"), data={**mine, "analysis": "Min analys"}, headers=AUTOSAVE
    )
    assert first.status_code == 200
    mine |= {"seen": first.json["hidden"]["seen"], "version": str(first.json["version"])}
    client.post(page(full, "need"), data={**mine, "analysis": "Min längre analys"})

    found = kept(db_session, full, "need")
    assert (found["need"], found["analysis"]) == ("Deras text", "Min längre analys")


def test_rows_and_choices_of_two_can_be_chosen_between(client, colleague, db_session, full):
    mine = client.get(page(full, "parties")).form(page(full, "parties"))
    post(colleague, full, "parties", **{"parties-2-party_type": "region", "owner": "Regionen"})

    typed = {**mine, "parties-2-name": "Norsjö kommun", "owner": "Kommunen"}
    answer = client.post(page(full, "parties"), data=typed)
    assert answer.status_code == 409
    assert answer.value("parties-2-party_type") == "Kommun"

    again = client.post(page(full, "parties"), data=answer.form())
    assert again.status_code == 303
    rows = kept(db_session, full, "parties")["parties"]
    assert rows[2]["party_type"] == "municipality"
    assert rows[2]["name"] == "Norsjö kommun"


def test_blank_rows_do_not_move_what_is_compared(client, colleague, db_session, full):
    mine = client.get(page(full, "risks")).form(page(full, "risks"))
    mine |= {"risks-0-risk": "", "risks-0-measure": "", "risks-1-risk": "Min risk"}
    post(colleague, full, "risks", **{"risks-1-risk": "Deras risk"})

    answer = client.post(page(full, "risks"), data=mine)
    assert answer.value("risks-1-risk") == "Min risk"
    client.post(page(full, "risks"), data=answer.form())
    rows = kept(db_session, full, "risks")["risks"]
    assert [row["risk"] for row in rows] == ["Min risk"]


def test_rows_that_somebody_else_took_away_stay_away(client, colleague, db_session, full):
    mine = client.get(page(full, "activities")).form(page(full, "activities"))
    last = {f"plan-2-{name}": "" for name in ("activity", "starts_on", "ends_on", "responsible")}
    post(colleague, full, "activities", methods="Deras metoder", **last)

    answer = client.post(page(full, "activities"), data={**mine, "methods": "Mina metoder"})
    assert answer.status_code == 409
    client.post(page(full, "activities"), data=answer.form())
    found = kept(db_session, full, "activities")
    assert (found["methods"], len(found["plan"])) == ("Mina metoder", 2)


def test_a_budget_of_two_is_compared_cell_by_cell(client, colleague, db_session, full):
    mine = client.get(page(full, "budget")).form(page(full, "budget"))
    post(colleague, full, "budget", **{"applied-0-ore": "160 000"})

    answer = client.post(page(full, "budget"), data={**mine, "applied-0-ore": "170 000"})
    assert answer.status_code == 409
    again = client.post(page(full, "budget"), data=answer.form())
    assert again.status_code == 303
    assert kept(db_session, full, "budget")["applied"]["2017"] == 17_000_000
    assert kept(db_session, full, "budget")["costs"] == VAGEN_VIDARE["budget"]["costs"]


def test_a_page_without_its_fingerprints_still_saves(client, db_session, draft):
    assert post(client, draft, "need", need="Stöd", seen="{").status_code == 303
    assert post(client, draft, "need", need="Mer", seen="[]").status_code == 303
    assert kept(db_session, draft, "need") == {"need": "Mer"}


def test_who_only_comments_reads_and_does_not_write(client, new_client, sign_in, db_session, full):
    other = new_client()
    join(db_session, full, sign_in(other, Role.APPLICANT).person_id, Part.COMMENT)

    shown = other.get(page(full, "goals"))
    assert "Andel deltagare i arbete" in shown.words
    assert "Spara och fortsätt" not in shown.text
    assert other.post(page(full, "goals"), data={}).status_code == 403
    assert "14 243 734 kr" in other.get(page(full, "budget")).words
    empty = services.create_draft(
        db_session, actor=sign_in(client, Role.APPLICANT), collaborator_id=None
    )
    db_session.flush()
    assert other.get(page(empty, "goals")).status_code == 404


def test_what_has_been_sent_is_read(client, db_session, writer):
    sent = create_application(db_session, state=ApplicationState.SUBMITTED, actor=writer)
    join(db_session, sent, writer.person_id, Part.SUBMIT)

    assert "Ansökan är inskickad och kan bara läsas." in client.get(page(sent, "need")).words
    answer = client.post(page(sent, "need"), data={"need": "Annat", "version": "1"})
    assert answer.status_code == 422
    assert "kan inte ändras nu" in answer.words


@pytest.mark.parametrize("role", [Role.APPLICANT, Role.REGULAR, Role.MEMBER, Role.AUDITOR])
def test_somebody_elses_draft_does_not_exist(new_client, sign_in, full, role):
    other = new_client()
    sign_in(other, role)

    for address in (page(full, "need"), f"/ansokningar/{full.id}/bilagor"):
        assert other.get(address).status_code in {403, 404}


def test_an_unknown_part_does_not_exist(client, draft):
    assert client.get(page(draft, "poetry")).status_code == 404
    assert client.post(page(draft, "poetry")).status_code == 404
    assert client.post(f"{page(draft, 'poetry')}/kommentar").status_code == 404


def test_the_parts_are_listed_with_how_far_they_have_come(client, full):
    words = client.get(page(full, "need")).words

    assert "16 av 16 delar är klara" in words
    assert "Delen är klar" in words


def test_a_part_says_what_it_still_lacks(client, draft):
    post(client, draft, "need", need="Stöd")

    answer = client.get(page(draft, "need"))
    assert "Det här saknas i delen" in answer.words
    assert 'href="#background"' in answer.text


def test_a_part_is_shown_with_few_questions_to_the_database(client, full, counting):
    client.get(page(full, "goals"))
    with counting() as statements:
        client.get(page(full, "goals"))

    assert len(statements) <= 14
