"""Plays the demonstration's applications through the services, each on its own days."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from sqlalchemy.orm import Session

from app.applications.domain import DecisionKind, Outcome, Part, SignedBy, Stance
from app.applications.models import Application
from app.applications.services import (
    agreeing,
    calls,
    collaborating,
    completing,
    deciding,
    drafting,
    framing,
    handling,
    lettering,
    preparing,
    proposing,
    submitting,
)
from app.applications.services.agreement_terms import terms_of
from app.devtools.demo.days import at
from app.devtools.demo.people import Cast
from app.devtools.demo.plans import Plan, plans
from app.devtools.demo.preparing import Preparing
from app.devtools.seed_applications import VAGEN_VIDARE
from app.devtools.seed_initiatives import Answers, answers_for
from app.devtools.seed_minutes_play import one_page_pdf
from app.followup import queries as initiatives
from app.followup import services as followup
from app.kernel import clock
from app.kernel.actor import Actor
from app.meetings.models import Meeting
from app.registry.domain import Paper

# Days after the submission; the proposal is ready before the agenda is written.
_REGISTERED, _ASSIGNED, _OPINIONS, _GROUP_MEETS, _READY, _PROPOSED = 1, 5, 12, 20, 22, 30
_FRAME = 6_000_000
VAGEN_VIDARE_CAME, VAGEN_VIDARE_MET = date(2017, 1, 20), date(2017, 2, 10)


class Desk(Preparing):
    """Plays applications one after the other; meetings ask it for those on their agenda."""

    def __init__(self, session: Session, cast: Cast) -> None:
        super().__init__(session, cast)
        self.today = clock.today()
        self.plans = plans(self.today)
        self.made: dict[str, Application] = {}

    def frames_and_calls(self) -> None:
        """Set the years' frames, and open a call."""
        for year in [2017, *range(self.today.year, self.today.year + 4)]:
            framing.set_frame(
                self.session,
                actor=self.cast.director,
                year=year,
                ore=_FRAME * 100,
                source=f"Verksamhetsplan och budget {year}",
            )
        for title, opens, closes in (
            (f"Medel för insatser {self.today.year + 1}", -40, 35),
            (f"Medel för insatser {self.today.year}", -300, -240),
        ):
            call = calls.create_call(
                self.session,
                actor=self.cast.director,
                facts=calls.CallFacts(
                    title=title,
                    text=(
                        "Parterna och andra som arbetar för förbundets målgrupp kan söka pengar "
                        "till insatser som ger samordnat stöd till arbete, studier och hälsa."
                    ),
                    criteria=(
                        "Minst två slags parter delar behovet. Målen går att följa upp. Insatsen "
                        "når kvinnor och män lika. Det finns en plan för vad som händer efteråt."
                    ),
                    opens_on=self.today + timedelta(days=opens),
                    closes_on=self.today + timedelta(days=closes),
                    open_to_all=True,
                ),
            )
            self.session.flush()
            calls.publish_call(self.session, actor=self.cast.director, call_id=call.id)

    def pending(self) -> None:
        """Play what is not on any agenda yet: asked to complete, in a group, just in, a draft."""
        for key in ("trygg", "sparet", "forstudie", "kultur"):
            self.prepare(key)
        self._draft()

    def prepare(self, key: str) -> Application:
        """Play an application from its draft to a proposal, as far as its plan goes."""
        plan = self.plans[key]
        came = self.today + timedelta(days=plan.submitted)
        made = self._hand_in(answers_for(plan.seed), came, on_paper=plan.on_paper)
        self.made[key] = made
        if plan.asked:
            self._ask(made, plan, came)
        elif came + timedelta(days=_REGISTERED) <= self.today:
            self._go_on(made, plan, came)
        return made

    def vagen_vidare(self) -> Application:
        """Play the application that the group met about on 10 February 2017."""
        made = self._hand_in(VAGEN_VIDARE, VAGEN_VIDARE_CAME)
        self.made["vagen"] = made
        self.register(made, VAGEN_VIDARE_CAME + timedelta(days=3))
        round_ = self.assign(made, "lsg", VAGEN_VIDARE_CAME + timedelta(days=6), VAGEN_VIDARE_MET)
        people = ("lena", "mikael", "cecilia", "hakan", "maj")
        self.opinions(round_, [(key, Stance.GRANT) for key in people], VAGEN_VIDARE_MET)
        self.position(made, Stance.GRANT, VAGEN_VIDARE_MET, people)
        self.ready(made, VAGEN_VIDARE_MET)
        self.propose(made, VAGEN_VIDARE_MET, DecisionKind.GRANT)
        return made

    def _hand_in(self, answers: Answers, came: date, *, on_paper: bool = False) -> Application:
        """Write every page and submit; the office does it for what came on paper."""
        actor = self.cast.director if on_paper else self.applicant()
        with at(came - timedelta(days=2)):
            made = drafting.create_draft(self.session, actor=actor, on_paper=on_paper)
            self.session.flush()
            self._write(made, answers, actor)
        with at(came):
            scan = submitting.Scan("ansokan.pdf", one_page_pdf("Ansökan")) if on_paper else None
            submitting.submit(
                self.session,
                actor=actor,
                application_id=made.id,
                received_on=came if on_paper else None,
                scan=scan,
            )
        return made

    def _write(self, made: Application, answers: Answers, actor: Actor) -> None:
        for key, content in answers.items():
            drafting.save_section(
                self.session,
                actor=actor,
                application_id=made.id,
                key=key,
                version=0,
                content=content,
            )

    def _draft(self) -> None:
        """Leave a draft that two people write on, with much still to answer."""
        plan = self.plans["kultur"]
        answers = answers_for(replace(plan.seed, name="Rörelse i vardagen"))
        kept = {key: answers[key] for key in ("organisation", "contacts", "initiative", "need")}
        made = drafting.create_draft(self.session, actor=self.applicant())
        self.session.flush()
        self._write(made, kept, self.applicant())
        person = self.cast.people["mikael"]
        collaborating.add_collaborator(
            self.session,
            actor=self.applicant(),
            application_id=made.id,
            colleague=collaborating.Colleague(
                person.given_name, person.family_name, person.email, Part.WRITE
            ),
            link_of=lambda token: f"/inbjudan/{token}",
            page=f"/ansokningar/{made.id}",
        )

    def _ask(self, made: Application, plan: Plan, came: date) -> None:
        with at(came + timedelta(days=2)):
            completing.request(
                self.session,
                actor=self.cast.director,
                application_id=made.id,
                points=list(plan.asked),
                due_on=self.today + timedelta(days=5),
            )

    def _go_on(self, made: Application, plan: Plan, came: date) -> None:
        self.register(made, came + timedelta(days=_REGISTERED))
        if plan.reserved:
            handling.set_reserved(
                self.session, actor=self.cast.director, application_id=made.id, reserved=True
            )
        if not plan.group:
            return
        meets = came + timedelta(days=_GROUP_MEETS)
        round_ = self.assign(made, plan.group, came + timedelta(days=_ASSIGNED), meets)
        self.opinions(round_, plan.stances, came + timedelta(days=_OPINIONS))
        if plan.recused:
            self.recuse(round_, plan.recused, came + timedelta(days=_OPINIONS))
        if plan.position is not None:
            present = [key for key, _ in plan.stances]
            self.position(made, plan.position, meets, present, share=plan.share)
            self.ready(made, came + timedelta(days=_READY))
        if plan.proposal is not None:
            day = came + timedelta(days=_PROPOSED)
            self.propose(made, day, plan.proposal, share=plan.share, reasons=plan.reasons)

    def place(self, key: str, meeting: Meeting) -> None:
        """Put a prepared application on the agenda of a meeting, with its papers."""
        made = self.made.get(key) or self.prepare(key)
        brief = preparing.make_brief(self.session, actor=self.cast.director, application_id=made.id)
        self.session.flush()
        proposing.put_on_agenda(
            self.session,
            actor=self.cast.director,
            application_id=made.id,
            meeting_id=meeting.id,
            background=self.background(key),
            presenter=self.cast.director.name,
            papers=[Paper(f"Beredningsunderlag, {made.name}", brief.id)],
        )

    def background(self, key: str) -> str:
        """Return what the agenda says about an application."""
        plan = self.plans.get(key)
        return plan.seed.summary if plan else VAGEN_VIDARE["initiative"]["summary"]

    def state(self, key: str) -> None:
        """Write what the board decided about an application."""
        made, plan = self.made[key], self.plans.get(key)
        kind = plan.decision if plan else DecisionKind.GRANT
        if kind is None:
            raise RuntimeError(f"nothing is decided about {key}")
        deciding.state_decision(
            self.session,
            actor=self.cast.director,
            application_id=made.id,
            version=0,
            kind=kind,
            amounts=self.amounts(made, plan.share if plan else 100),
            reasons=plan.reasons if plan else "",
        )

    def after(self, key: str, day: date) -> None:
        """Send the letter, and agree about what was granted; the initiative begins on its day."""
        made, actor = self.made[key], self.cast.director
        with at(day):
            lettering.send_letter(self.session, actor=actor, application_id=made.id)
            if made.outcome is Outcome.REJECTED:
                return
            self._agree(made, actor)
            agreeing.offer_agreement(self.session, actor=actor, application_id=made.id)
        signed = day + timedelta(days=10)
        with at(signed):
            agreeing.sign_agreement(
                self.session,
                actor=actor,
                application_id=made.id,
                signed_on=signed,
                signed_by=SignedBy.ON_PAPER,
                filename="overenskommelse.pdf",
                content=one_page_pdf("Undertecknad överenskommelse"),
            )
        self._run(made)

    def _agree(self, made: Application, actor: Actor) -> None:
        row = agreeing.begin_agreement(self.session, actor=actor, application_id=made.id)
        self.session.flush()
        terms = replace(
            terms_of(row),
            our_signatory=f"{self.cast.people['ingrid'].name}, ordförande",
            owner_signatory="Birger Norlander, förvaltningschef",
        )
        agreeing.save_agreement(
            self.session,
            actor=actor,
            application_id=made.id,
            version=row.version_id,
            terms=terms,
        )
        self.session.flush()

    def _run(self, made: Application) -> None:
        self.session.flush()
        found = initiatives.initiative_of(self.session, made.id)
        if found is None:
            return
        begins = max(found.starts_on, found.agreement_signed_on)  # rule AGR
        for day, act in ((begins, followup.start), (found.ends_on, followup.end)):
            if day < self.today:
                with at(day):
                    act(self.session, actor=self.cast.director, initiative_id=found.id)
