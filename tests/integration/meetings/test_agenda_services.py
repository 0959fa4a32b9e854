"""Writing the agenda: places, numbers, conflicts, what the log keeps."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from app.kernel.errors import DomainError, EditConflict, NotFound
from app.kernel.history import AuditEntry
from app.meetings import queries, services
from app.meetings.domain import ItemKind, MeetingEvent, MeetingState
from tests.factories import meetings as make


@pytest.fixture
def add(db_session, director, meeting):
    def do(heading, **values):
        return services.add_item(
            db_session, actor=director, meeting=meeting, heading=heading, **values
        )

    return do


@pytest.fixture
def edit(db_session, director, meeting):
    def do(item, **values):
        defaults = {"version": item.version_id, "heading": item.heading, "kind": item.kind}
        return services.edit_item(
            db_session, actor=director, meeting=meeting, item_id=item.id, **{**defaults, **values}
        )

    return do


def headings(db_session, meeting):
    return [f"{i.label} {i.heading}" for i in queries.agenda(db_session, meeting.id)]


def test_a_new_item_goes_before_the_fixed_ones_at_the_end(db_session, meeting, add):
    add("Budget 2018")
    add("Ansökan")

    assert headings(db_session, meeting)[3:] == [
        "4 Val av justerare",
        "5 Budget 2018",
        "6 Ansökan",
        "7 Informationsärenden",
        "8 Övriga frågor",
    ]


def test_a_matter_under_other_questions_is_lettered(db_session, meeting, add):
    add("Nationell konferens", subordinate=True)
    add("Nästa möte", subordinate=True)

    assert headings(db_session, meeting)[-3:] == [
        "6 Övriga frågor",
        "6 a Nationell konferens",
        "6 b Nästa möte",
    ]


def test_the_first_act_on_the_agenda_takes_the_meeting_a_step_on(db_session, meeting, add):
    add("Budget 2018")
    assert meeting.state is MeetingState.DRAFTING

    add("Ansökan")
    assert list(queries.story(db_session, meeting).taken) == [MeetingEvent.BEGIN_AGENDA]


def test_an_item_keeps_its_proposal_without_att_and_without_empty_rows(db_session, meeting, add):
    item = add("Budget", clauses=["att fastställa budgeten", "", "Att anslå 600 000 kr"])

    assert [clause.text for clause in item.clauses] == ["fastställa budgeten", "anslå 600 000 kr"]


def test_an_item_without_a_heading_is_refused(add):
    with pytest.raises(DomainError) as refusal:
        add("   ")

    assert (refusal.value.code, refusal.value.field) == ("agenda.no_heading", "heading")


def test_an_edit_keeps_the_earlier_wording_in_the_log(db_session, add, edit):
    item = add("Budget", background="Förr", clauses=["fastställa"])

    edit(item, background="Nu", clauses=["fastställa budgeten", "anslå medel"])

    entry = db_session.scalars(
        select(AuditEntry).where(AuditEntry.action == "agenda_item.edited")
    ).one()
    assert entry.details["before"]["background"] == "Förr"
    assert entry.details["clauses"] == ["fastställa"]
    assert [clause.text for clause in item.clauses] == ["fastställa budgeten", "anslå medel"]


def test_a_changed_proposal_alone_is_a_new_version(db_session, add, edit):
    item = add("Budget", clauses=["fastställa"])
    before = item.version_id

    edit(item, clauses=["avslå"])
    db_session.flush()

    assert item.version_id == before + 1


def test_saving_the_same_thing_again_is_no_conflict_even_from_an_old_page(db_session, add, edit):
    item = add("Budget", clauses=["fastställa"])
    stale = item.version_id
    edit(item, background="Nu", clauses=["fastställa"])
    db_session.flush()

    edit(item, version=stale, background="Nu", clauses=["fastställa"])

    assert item.background == "Nu"


def test_two_who_save_the_same_item_are_shown_both_texts(db_session, director, add, edit):
    item = add("Budget", clauses=["fastställa", "anslå"])
    stale = item.version_id
    edit(item, background="Kollegans text", clauses=["fastställa budgeten", "anslå"])
    db_session.flush()

    with pytest.raises(EditConflict) as conflict:
        edit(item, version=stale, background="Min text", clauses=["avslå"])

    assert conflict.value.fields == (
        ("heading", "Rubrik", "Budget", "Budget"),
        ("background", "Bakgrund", "Min text", "Kollegans text"),
        ("presenter", "Föredragande", "", ""),
        ("clauses-0", "Att-sats 1", "avslå", "fastställa budgeten"),
        ("clauses-1", "Att-sats 2", "", "anslå"),
    )
    assert conflict.value.other_person == director.name
    assert conflict.value.other_time is not None


def test_a_conflict_with_somebody_unknown_still_shows_the_texts(db_session, meeting, edit):
    item = queries.items(db_session, meeting.id)[0]

    with pytest.raises(EditConflict) as conflict:
        edit(item, version=item.version_id + 5, background="Min")

    assert (conflict.value.other_person, conflict.value.other_time) == ("", None)


def test_what_is_saved_while_writing_stays_out_of_the_events(db_session, meeting, add, edit):
    item = add("Budget")
    events = len(queries.story(db_session, meeting).events)

    edit(item, background="Halvvägs", autosaved=True)

    assert len(queries.story(db_session, meeting).events) == events
    assert queries.last_change(db_session, item) is not None


def test_an_item_of_another_meeting_is_not_there(db_session, world, meeting, edit):
    from datetime import date

    other = make.create_meeting(db_session, world, held_on=date(2017, 4, 21))

    with pytest.raises(NotFound):
        edit(queries.items(db_session, other.id)[0], background="X")


def test_moving_changes_the_order_but_no_version(db_session, director, meeting, add):
    item = add("Budget")
    version = item.version_id

    services.move_item(db_session, actor=director, meeting=meeting, item_id=item.id, step=-1)

    assert headings(db_session, meeting)[3:5] == ["4 Budget", "5 Val av justerare"]
    db_session.refresh(item)
    assert item.version_id == version


def test_moving_the_first_item_up_changes_nothing(db_session, director, meeting, add):
    add("Budget")
    first = queries.items(db_session, meeting.id)[0]
    before = queries.story(db_session, meeting)

    services.move_item(db_session, actor=director, meeting=meeting, item_id=first.id, step=-1)

    assert queries.story(db_session, meeting) == before


def test_an_unknown_item_cannot_be_moved(db_session, director, meeting):
    with pytest.raises(DomainError) as refusal:
        services.move_item(db_session, actor=director, meeting=meeting, item_id=999, step=1)

    assert refusal.value.code == "agenda.item_unknown"


def test_an_order_that_leaves_out_an_item_is_refused(db_session, director, meeting):
    order = [item.id for item in queries.items(db_session, meeting.id)]

    with pytest.raises(DomainError) as refusal:
        services.order_items(db_session, actor=director, meeting=meeting, order=order[1:])

    assert refusal.value.code == "agenda.order_unknown"


def test_a_dragged_order_is_kept(db_session, director, meeting):
    order = [item.id for item in queries.items(db_session, meeting.id)]

    services.order_items(db_session, actor=director, meeting=meeting, order=order[::-1])

    assert [item.id for item in queries.items(db_session, meeting.id)] == order[::-1]


def test_a_removed_item_leaves_its_words_in_the_log(db_session, director, meeting, add):
    item = add("Budget", background="Text", clauses=["fastställa"])
    services.add_annex(
        db_session,
        actor=director,
        meeting=meeting,
        item_id=item.id,
        filename="budget.pdf",
        content=make.PDF,
    )

    services.remove_item(db_session, actor=director, meeting=meeting, item_id=item.id)

    entry = db_session.scalars(
        select(AuditEntry).where(AuditEntry.action == "agenda.item_removed")
    ).one()
    assert entry.details == {
        "background": "Text",
        "clauses": ["fastställa"],
        "annexes": ["budget"],
    }
    assert queries.annexes(db_session, meeting.id) == ()
    assert "Budget" not in " ".join(headings(db_session, meeting))


def test_when_the_meeting_has_begun_only_late_items_are_added(
    db_session, world, director, meeting, add
):
    make.send_summons(db_session, world, meeting)
    services.step(
        db_session, actor=None, meeting=meeting, event=MeetingEvent.OPEN, sentence="öppnade"
    )

    with pytest.raises(DomainError) as refusal:
        add("Budget")
    assert refusal.value.code == "meeting.agenda_closed"

    late = add("Väckt vid mötet", added_late=True, kind=ItemKind.DECISION)
    assert late.added_late
