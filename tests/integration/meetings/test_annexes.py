"""Annexes: numbers, titles, and files that are not what they say."""

from __future__ import annotations

import pytest

from app.kernel.errors import DomainError, NotFound
from app.meetings import queries, services
from app.meetings.domain import MeetingEvent
from tests.factories import meetings as make


@pytest.fixture
def items(db_session, director, meeting):
    return [
        services.add_item(db_session, actor=director, meeting=meeting, heading=heading)
        for heading in ("Budget", "Ansökan")
    ]


@pytest.fixture
def attach(db_session, director, meeting):
    def do(item, filename="underlag.pdf", content=make.PDF, **values):
        return services.add_annex(
            db_session,
            actor=director,
            meeting=meeting,
            item_id=item.id if item else None,
            filename=filename,
            content=content,
            **values,
        )

    return do


def numbered(db_session, meeting):
    return [f"{a.number} {a.title}" for a in queries.annexes(db_session, meeting.id)]


def test_annexes_are_numbered_in_the_order_of_the_agenda(db_session, meeting, items, attach):
    attach(items[1], title="Ansökan")
    attach(items[0], title="Budget")
    attach(items[0], title="Plan")
    attach(None, title="Övrigt")

    assert numbered(db_session, meeting) == ["1 Budget", "2 Plan", "3 Ansökan", "4 Övrigt"]


def test_the_numbers_follow_when_the_agenda_is_reordered(
    db_session, director, meeting, items, attach
):
    attach(items[0], title="Budget")
    attach(items[1], title="Ansökan")

    services.move_item(db_session, actor=director, meeting=meeting, item_id=items[1].id, step=-1)

    assert numbered(db_session, meeting) == ["1 Ansökan", "2 Budget"]


def test_after_the_summons_numbers_stand_and_are_not_used_again(
    db_session, world, director, meeting, items, attach
):
    attach(items[0], title="Budget")
    attach(items[1], title="Ansökan")
    make.send_summons(db_session, world, meeting)

    services.remove_annex(db_session, actor=director, meeting=meeting, number=2)
    services.move_item(db_session, actor=director, meeting=meeting, item_id=items[1].id, step=-1)
    attach(items[1], title="Ny ansökan")

    assert numbered(db_session, meeting) == ["1 Budget", "3 Ny ansökan"]


def test_a_removed_annex_closes_the_gap_before_the_summons(
    db_session, director, meeting, items, attach
):
    attach(items[0], title="Budget")
    attach(items[1], title="Ansökan")

    services.remove_annex(db_session, actor=director, meeting=meeting, number=1)

    assert numbered(db_session, meeting) == ["1 Ansökan"]


@pytest.mark.parametrize(
    ("filename", "title"),
    [("arsredovisning_2016.pdf", "arsredovisning 2016"), ("_.pdf", "Bilaga")],
)
def test_without_a_title_the_files_name_is_used(items, attach, filename, title):
    assert attach(items[0], filename).title == title


def test_an_annex_can_get_another_title(db_session, director, meeting, items, attach):
    attach(items[0], title="Budget")

    for title in ("Budget 2018", " ", "Budget 2018"):
        services.rename_annex(db_session, actor=director, meeting=meeting, number=1, title=title)

    assert numbered(db_session, meeting) == ["1 Budget 2018"]
    renamed = [e for e in queries.story(db_session, meeting).events if "döpte om" in e.sentence]
    assert len(renamed) == 1


@pytest.mark.parametrize(
    ("filename", "content"),
    [
        ("protokoll.pdf", b"MZ\x90\x00\x03\x00\x00\x00\x04\x00"),
        ("protokoll.exe", b"MZ\x90\x00"),
        ("budget.docm", b"PK\x03\x04"),
        ("tom.pdf", b""),
    ],
)
def test_a_file_that_is_not_what_it_says_is_refused(
    db_session, meeting, items, attach, filename, content
):
    with pytest.raises(DomainError) as refusal:
        attach(items[0], filename, content)

    assert refusal.value.field == "file"
    assert queries.annexes(db_session, meeting.id) == ()


def test_an_annex_of_an_unknown_item_or_number_is_not_there(db_session, director, meeting, attach):
    class Unknown:
        id = 999

    with pytest.raises(NotFound):
        attach(Unknown)
    for act in (services.remove_annex,):
        with pytest.raises(NotFound):
            act(db_session, actor=director, meeting=meeting, number=7)
    with pytest.raises(NotFound):
        queries.annex_by_number(db_session, meeting_id=meeting.id, number=7)


def test_when_the_meeting_has_begun_annexes_stand(
    db_session, world, director, meeting, items, attach
):
    attach(items[0])
    make.send_summons(db_session, world, meeting)
    services.step(
        db_session, actor=None, meeting=meeting, event=MeetingEvent.OPEN, sentence="öppnade"
    )

    for act in (
        lambda: attach(items[0]),
        lambda: services.remove_annex(db_session, actor=director, meeting=meeting, number=1),
        lambda: services.rename_annex(
            db_session, actor=director, meeting=meeting, number=1, title="X"
        ),
    ):
        with pytest.raises(DomainError) as refusal:
            act()
        assert refusal.value.code == "meeting.agenda_closed"
