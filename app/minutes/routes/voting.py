"""The page of a ballot, quick to use while the meeting waits."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from flask import Blueprint, flash, request, url_for

from app.kernel.authz import requires
from app.kernel.web import Answer, see_other
from app.minutes import services
from app.minutes.domain import BallotFacts, BallotKind, Part
from app.minutes.domain.ballots import entitled, result
from app.minutes.domain.motions import meanings
from app.minutes.forms.voting import OPEN, WAY_WORDS, BallotForm, new_ballot, way_of
from app.minutes.policies import WRITE_MINUTES
from app.minutes.routes.deliberating import Here, act_page, act_pages, back_to, here, written
from app.minutes.routes.returning import origin


def voting_pages(pages: Blueprint) -> None:
    """Add the pages."""
    act_pages(pages, ballot, Part.BALLOT)


@requires(WRITE_MINUTES)
def ballot(day: date, place: int, row_id: int) -> Answer:
    """Write in a whole ballot; a tie asks for the casting vote, or for the lot (rule F14)."""
    at = here(day, place)
    stored = at.stored(Part.BALLOT, row_id)
    shown = _shown(at, stored)
    form = _form(at, stored, shown)
    act = request.form.get("do", "")
    if act in {"all_yes", "add"}:
        form.all_yes() if act == "all_yes" else form.add_candidates()
        return _page(at, stored, form, form.to_fact(row_id))
    if form.validate_on_submit():
        values = {"ballot": form.to_fact(row_id), "version": form.version.data}
        made = written(form, at, services.save_ballot, **values)
        if made:
            return _saved(at, made.id)
    return _page(at, stored, form, form.to_fact(row_id) if form.is_submitted() else shown)


def _shown(at: Here, stored: BallotFacts | None) -> BallotFacts:
    """Return the ballot to show: the stored one, held another way when the address says so."""
    way = request.args.get("slag", "")
    if stored is None:
        return new_ballot(way or OPEN, *meanings(at.facts, at.one.place))
    if way not in WAY_WORDS or way == way_of(stored):
        return stored
    other = new_ballot(way, stored.yes_means, stored.no_means)
    return replace(other, id=stored.id)


def _form(at: Here, stored: BallotFacts | None, shown: BallotFacts) -> BallotForm:
    people = entitled(at.facts, at.one.place, at.table)
    version = services.seen_version(stored)
    tied = result(at.facts, at.one.place, shown).tied
    return BallotForm.of(at.one, people, shown, version, tied)


def _saved(at: Here, row_id: int) -> Answer:
    """Go back to the §, but stay while a tie waits for the chair or the lot."""
    now = here(at.meeting.held_on, at.one.place)
    found = next(one for one in now.one.deliberation.ballots if one.id == row_id)
    if not result(now.facts, now.one.place, found).undecided:
        return back_to(at, Part.BALLOT, "Omröstningen är sparad.")
    asks = (
        "Ange vem lotten föll på."
        if found.kind is BallotKind.ELECTION
        else "Ange ordförandens utslagsröst."
    )
    flash(f"Omröstningen är sparad. Röstetalet är lika. {asks}", "warning")
    day, place = at.meeting.held_on, at.one.place
    where: dict[str, Any] = {"day": day, "place": place, "row_id": row_id, **origin()}
    return see_other("minutes.ballot", _anchor="avgors", **where)


def _page(at: Here, stored: BallotFacts | None, form: BallotForm, now: BallotFacts) -> Answer:
    people = entitled(at.facts, at.one.place, at.table)
    found = result(at.facts, at.one.place, now)
    form.lot_fell_on.choices = {"": "Inte lottat än"} | {name: name for name in found.tied}
    serving = [service.person for service in at.table.serving(at.one.place)]
    out = at.one.deliberation.not_taking_part
    chair = at.table.chair(at.one.place)
    if found.undecided and chair and not form.is_submitted():
        form.suggest_casting(dict(now.votes).get(chair.id))
    return act_page(
        "minutes/act_ballot.html",
        at,
        Part.BALLOT,
        stored,
        form,
        people={person.id: person for person in people},
        chair_id=chair.id if chair else 0,
        not_taking_part=[person.name for person in serving if person.id in out],
        number=len(people),
        found=found,
        election=now.kind is BallotKind.ELECTION,
        secret=now.secret,
        way_word=WAY_WORDS[form.way],
        ways=_ways(at, stored, form.way),
    )


def _ways(at: Here, stored: BallotFacts | None, way: str) -> list[tuple[str, str]]:
    """Return the other ways to hold the ballot, with their addresses."""
    where: dict[str, Any] = {"day": at.meeting.held_on, "place": at.one.place, **origin()}
    where |= {"row_id": stored.id} if stored else {}
    return [
        (words, url_for("minutes.ballot", slag=other, **where))
        for other, words in WAY_WORDS.items()
        if other != way
    ]
