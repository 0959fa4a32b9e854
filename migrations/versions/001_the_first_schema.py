"""the first schema.

Revision: 001, after nothing
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '001'
down_revision = None
branch_labels = None
depends_on = None


TRIGGERS = {
    "sqlite": [
        """CREATE TRIGGER audit_entry_no_delete BEFORE DELETE ON audit_entry BEGIN SELECT RAISE(ABORT, 'append-only: audit_entry'); END""",
        """CREATE TRIGGER audit_entry_no_update BEFORE UPDATE OF id, at, user_id, actor_name, action, subject_type, subject_id, sentence, details ON audit_entry BEGIN SELECT RAISE(ABORT, 'append-only: audit_entry'); END""",
        """CREATE TRIGGER state_change_no_delete BEFORE DELETE ON state_change BEGIN SELECT RAISE(ABORT, 'append-only: state_change'); END""",
        """CREATE TRIGGER state_change_no_update BEFORE UPDATE OF id, at, user_id, subject_type, subject_id, source, event, target, note ON state_change BEGIN SELECT RAISE(ABORT, 'append-only: state_change'); END""",
        """CREATE TRIGGER board_watch_no_delete BEFORE DELETE ON board_watch BEGIN SELECT RAISE(ABORT, 'append-only: board_watch'); END""",
        """CREATE TRIGGER board_watch_no_update BEFORE UPDATE OF id, first_seen_at ON board_watch BEGIN SELECT RAISE(ABORT, 'append-only: board_watch'); END""",
        """CREATE TRIGGER board_watch_shrinks BEFORE UPDATE OF last_seen_at, longest_pause ON board_watch WHEN NEW.last_seen_at < OLD.last_seen_at OR NEW.longest_pause < OLD.longest_pause BEGIN SELECT RAISE(ABORT, 'refused: board_watch_shrinks'); END""",
        """CREATE TRIGGER audit_seal_no_delete BEFORE DELETE ON audit_seal BEGIN SELECT RAISE(ABORT, 'append-only: audit_seal'); END""",
        """CREATE TRIGGER audit_seal_no_update BEFORE UPDATE OF id, covers, columns, first_id, last_id, count, row_hashes, sealed_at, previous_sha256, sha256 ON audit_seal BEGIN SELECT RAISE(ABORT, 'append-only: audit_seal'); END""",
        """CREATE TRIGGER audit_check_no_delete BEFORE DELETE ON audit_check BEGIN SELECT RAISE(ABORT, 'append-only: audit_check'); END""",
        """CREATE TRIGGER audit_check_no_update BEFORE UPDATE OF id, checked_at, milliseconds, looked, findings, seal_number, seal_sha256 ON audit_check BEGIN SELECT RAISE(ABORT, 'append-only: audit_check'); END""",
        """CREATE TRIGGER file_version_no_delete BEFORE DELETE ON file_version BEGIN SELECT RAISE(ABORT, 'append-only: file_version'); END""",
        """CREATE TRIGGER file_version_no_update BEFORE UPDATE OF id, document_id, number, sha256, size, media_type, filename, data, edited_by_hand, created_at, created_by ON file_version BEGIN SELECT RAISE(ABORT, 'append-only: file_version'); END""",
        """CREATE TRIGGER case_file_no_delete BEFORE DELETE ON case_file BEGIN SELECT RAISE(ABORT, 'append-only: case_file'); END""",
        """CREATE TRIGGER case_file_no_update BEFORE UPDATE OF id, number ON case_file BEGIN SELECT RAISE(ABORT, 'append-only: case_file'); END""",
        """CREATE TRIGGER record_no_delete BEFORE DELETE ON record BEGIN SELECT RAISE(ABORT, 'append-only: record'); END""",
        """CREATE TRIGGER record_no_update BEFORE UPDATE OF id, case_id, serial, registered_at, registered_by ON record BEGIN SELECT RAISE(ABORT, 'append-only: record'); END""",
        """CREATE TRIGGER delegated_decision_no_delete BEFORE DELETE ON delegated_decision BEGIN SELECT RAISE(ABORT, 'append-only: delegated_decision'); END""",
        """CREATE TRIGGER delegated_decision_no_update BEFORE UPDATE OF id, kind, year, number, body_id, case_id, decided_on, decided_by_id, decided_by, heading, background, clauses, ground, urgency, file_version_id, registered_at, registered_by ON delegated_decision BEGIN SELECT RAISE(ABORT, 'append-only: delegated_decision'); END""",
        """CREATE TRIGGER per_capsulam_decision_frozen_sha256_kept BEFORE UPDATE OF frozen_sha256, frozen, sent_at, heading, reason, background, deadline ON per_capsulam_decision WHEN OLD.frozen_sha256 IS NOT NULL AND (NEW.frozen_sha256 IS NOT OLD.frozen_sha256 OR NEW.frozen IS NOT OLD.frozen OR NEW.sent_at IS NOT OLD.sent_at OR NEW.heading IS NOT OLD.heading OR NEW.reason IS NOT OLD.reason OR NEW.background IS NOT OLD.background OR NEW.deadline IS NOT OLD.deadline) BEGIN SELECT RAISE(ABORT, 'stays once set: per_capsulam_decision'); END""",
        """CREATE TRIGGER per_capsulam_decision_frozen_sha256_stays BEFORE DELETE ON per_capsulam_decision WHEN OLD.frozen_sha256 IS NOT NULL BEGIN SELECT RAISE(ABORT, 'stays once set: per_capsulam_decision'); END""",
        """CREATE TRIGGER per_capsulam_decision_number_kept BEFORE UPDATE OF number, year, decided_on, carried, file_version_id ON per_capsulam_decision WHEN OLD.number IS NOT NULL AND (NEW.number IS NOT OLD.number OR NEW.year IS NOT OLD.year OR NEW.decided_on IS NOT OLD.decided_on OR NEW.carried IS NOT OLD.carried OR NEW.file_version_id IS NOT OLD.file_version_id) BEGIN SELECT RAISE(ABORT, 'stays once set: per_capsulam_decision'); END""",
        """CREATE TRIGGER per_capsulam_decision_number_stays BEFORE DELETE ON per_capsulam_decision WHEN OLD.number IS NOT NULL BEGIN SELECT RAISE(ABORT, 'stays once set: per_capsulam_decision'); END""",
        """CREATE TRIGGER record_file_no_delete BEFORE DELETE ON record_file BEGIN SELECT RAISE(ABORT, 'append-only: record_file'); END""",
        """CREATE TRIGGER record_file_no_update BEFORE UPDATE OF id, record_id, file_version_id ON record_file BEGIN SELECT RAISE(ABORT, 'append-only: record_file'); END""",
        """CREATE TRIGGER recorded_decision_no_delete BEFORE DELETE ON recorded_decision BEGIN SELECT RAISE(ABORT, 'append-only: recorded_decision'); END""",
        """CREATE TRIGGER recorded_decision_no_update BEFORE UPDATE OF id, case_id, record_id, round, meeting_on, body_name, paragraph_label, clauses, recorded_at ON recorded_decision BEGIN SELECT RAISE(ABORT, 'append-only: recorded_decision'); END""",
        """CREATE TRIGGER summons_no_delete BEFORE DELETE ON summons BEGIN SELECT RAISE(ABORT, 'append-only: summons'); END""",
        """CREATE TRIGGER summons_no_update BEFORE UPDATE OF id, meeting_id, version, kind, sent_at, sent_by, file_version_id, late ON summons BEGIN SELECT RAISE(ABORT, 'append-only: summons'); END""",
        """CREATE TRIGGER per_capsulam_voter_no_delete BEFORE DELETE ON per_capsulam_voter BEGIN SELECT RAISE(ABORT, 'append-only: per_capsulam_voter'); END""",
        """CREATE TRIGGER per_capsulam_voter_no_update BEFORE UPDATE OF id, decision_id, person_id, name, role, member, leads ON per_capsulam_voter BEGIN SELECT RAISE(ABORT, 'append-only: per_capsulam_voter'); END""",
        """CREATE TRIGGER summons_recipient_no_delete BEFORE DELETE ON summons_recipient BEGIN SELECT RAISE(ABORT, 'append-only: summons_recipient'); END""",
        """CREATE TRIGGER summons_recipient_no_update BEFORE UPDATE OF id, summons_id, person_id, name, email, outbox_message_id ON summons_recipient BEGIN SELECT RAISE(ABORT, 'append-only: summons_recipient'); END""",
        """CREATE TRIGGER paragraph_number_kept BEFORE UPDATE OF number, series, meeting_id ON paragraph WHEN OLD.number IS NOT NULL AND (NEW.number IS NOT OLD.number OR NEW.series IS NOT OLD.series OR NEW.meeting_id IS NOT OLD.meeting_id) BEGIN SELECT RAISE(ABORT, 'stays once set: paragraph'); END""",
        """CREATE TRIGGER paragraph_number_stays BEFORE DELETE ON paragraph WHEN OLD.number IS NOT NULL BEGIN SELECT RAISE(ABORT, 'stays once set: paragraph'); END""",
        """CREATE TRIGGER per_capsulam_answer_no_delete BEFORE DELETE ON per_capsulam_answer BEGIN SELECT RAISE(ABORT, 'append-only: per_capsulam_answer'); END""",
        """CREATE TRIGGER per_capsulam_answer_no_update BEFORE UPDATE OF id, decision_id, voter_id, frozen_sha256, form, matter, statement, answered_at, assurance ON per_capsulam_answer BEGIN SELECT RAISE(ABORT, 'append-only: per_capsulam_answer'); END""",
        """CREATE TRIGGER application_submission_no_delete BEFORE DELETE ON application_submission BEGIN SELECT RAISE(ABORT, 'append-only: application_submission'); END""",
        """CREATE TRIGGER application_submission_no_update BEFORE UPDATE OF id, application_id, number, form_version, content, sha256, submitted_at, submitted_by, file_version_id ON application_submission BEGIN SELECT RAISE(ABORT, 'append-only: application_submission'); END""",
        """CREATE TRIGGER agreement_signed_on_kept BEFORE UPDATE OF signed_on, signed_by, state, application_id, terms, file_version_id, signed_file_version_id ON agreement WHEN OLD.signed_on IS NOT NULL AND (NEW.signed_on IS NOT OLD.signed_on OR NEW.signed_by IS NOT OLD.signed_by OR NEW.state IS NOT OLD.state OR NEW.application_id IS NOT OLD.application_id OR NEW.terms IS NOT OLD.terms OR NEW.file_version_id IS NOT OLD.file_version_id OR NEW.signed_file_version_id IS NOT OLD.signed_file_version_id) BEGIN SELECT RAISE(ABORT, 'stays once set: agreement'); END""",
        """CREATE TRIGGER agreement_signed_on_stays BEFORE DELETE ON agreement WHEN OLD.signed_on IS NOT NULL BEGIN SELECT RAISE(ABORT, 'stays once set: agreement'); END""",
        """CREATE TRIGGER minutes_version_no_delete BEFORE DELETE ON minutes_version BEGIN SELECT RAISE(ABORT, 'append-only: minutes_version'); END""",
        """CREATE TRIGGER minutes_version_no_update BEFORE UPDATE OF id, meeting_id, paragraph_id, number, file_version_id, sha256, frozen_at, frozen_by ON minutes_version BEGIN SELECT RAISE(ABORT, 'append-only: minutes_version'); END""",
        """CREATE TRIGGER minutes_version_signed_by_all_holds BEFORE UPDATE OF voided_at, void_reason ON minutes_version WHEN NOT (OLD.voided_at IS NULL AND EXISTS (
    SELECT 1 FROM signer AS s LEFT JOIN attestation AS a
    ON a.minutes_version_id = s.minutes_version_id AND a.person_id = s.person_id
    WHERE s.minutes_version_id = OLD.id AND a.id IS NULL
)) BEGIN SELECT RAISE(ABORT, 'refused: minutes_version_signed_by_all_holds'); END""",
        """CREATE TRIGGER commission_reported_on_kept BEFORE UPDATE OF reported_on, report, reported_by, what, to_words, due_on, paragraph_id ON commission WHEN OLD.reported_on IS NOT NULL AND (NEW.reported_on IS NOT OLD.reported_on OR NEW.report IS NOT OLD.report OR NEW.reported_by IS NOT OLD.reported_by OR NEW.what IS NOT OLD.what OR NEW.to_words IS NOT OLD.to_words OR NEW.due_on IS NOT OLD.due_on OR NEW.paragraph_id IS NOT OLD.paragraph_id) BEGIN SELECT RAISE(ABORT, 'stays once set: commission'); END""",
        """CREATE TRIGGER commission_reported_on_stays BEFORE DELETE ON commission WHEN OLD.reported_on IS NOT NULL BEGIN SELECT RAISE(ABORT, 'stays once set: commission'); END""",
        """CREATE TRIGGER opinion_sent_at_kept BEFORE UPDATE OF sent_at, preparation_id, member_organisation_id, state, stance, ore, text, ground, given_by_id, given_by ON opinion WHEN OLD.sent_at IS NOT NULL AND (NEW.sent_at IS NOT OLD.sent_at OR NEW.preparation_id IS NOT OLD.preparation_id OR NEW.member_organisation_id IS NOT OLD.member_organisation_id OR NEW.state IS NOT OLD.state OR NEW.stance IS NOT OLD.stance OR NEW.ore IS NOT OLD.ore OR NEW.text IS NOT OLD.text OR NEW.ground IS NOT OLD.ground OR NEW.given_by_id IS NOT OLD.given_by_id OR NEW.given_by IS NOT OLD.given_by) BEGIN SELECT RAISE(ABORT, 'stays once set: opinion'); END""",
        """CREATE TRIGGER opinion_sent_at_stays BEFORE DELETE ON opinion WHEN OLD.sent_at IS NOT NULL BEGIN SELECT RAISE(ABORT, 'stays once set: opinion'); END""",
        """CREATE TRIGGER signer_no_delete BEFORE DELETE ON signer BEGIN SELECT RAISE(ABORT, 'append-only: signer'); END""",
        """CREATE TRIGGER signer_no_update BEFORE UPDATE OF id, minutes_version_id, person_id, role, name ON signer BEGIN SELECT RAISE(ABORT, 'append-only: signer'); END""",
        """CREATE TRIGGER signer_before_signatures BEFORE INSERT ON signer WHEN NOT (NOT EXISTS (
    SELECT 1 FROM attestation AS a WHERE a.minutes_version_id = NEW.minutes_version_id
)) BEGIN SELECT RAISE(ABORT, 'refused: signer_before_signatures'); END""",
        """CREATE TRIGGER signer_not_recused BEFORE INSERT ON signer WHEN NOT (NOT EXISTS (
    SELECT 1 FROM minutes_version AS v JOIN paragraph AS p ON p.id = v.paragraph_id
    JOIN attendance AS t ON t.meeting_id = v.meeting_id AND t.person_id = NEW.person_id
    JOIN attendance_change AS c ON c.attendance_id = t.id
    AND c.kind = 'recused' AND c.ruling <> 'not_recused'
    JOIN paragraph AS f ON f.id = c.from_paragraph_id
    LEFT JOIN paragraph AS u ON u.id = c.to_paragraph_id
    WHERE v.id = NEW.minutes_version_id AND p.position >= f.position
    AND (u.id IS NULL OR p.position <= u.position)
)) BEGIN SELECT RAISE(ABORT, 'refused: signer_not_recused'); END""",
        """CREATE TRIGGER extract_no_delete BEFORE DELETE ON extract BEGIN SELECT RAISE(ABORT, 'append-only: extract'); END""",
        """CREATE TRIGGER extract_no_update BEFORE UPDATE OF id, minutes_version_id, file_version_id, paragraphs, made_at, made_by ON extract BEGIN SELECT RAISE(ABORT, 'append-only: extract'); END""",
        """CREATE TRIGGER correction_no_delete BEFORE DELETE ON correction BEGIN SELECT RAISE(ABORT, 'append-only: correction'); END""",
        """CREATE TRIGGER correction_no_update BEFORE UPDATE OF id, meeting_id, paragraph_id, minutes_version_id, number, was, should_be, reason, made_by_id, made_by, made_at, file_version_id, sha256, assurance ON correction BEGIN SELECT RAISE(ABORT, 'append-only: correction'); END""",
        """CREATE TRIGGER correction_of_attested_minutes BEFORE INSERT ON correction WHEN NOT (EXISTS (
    SELECT 1 FROM minutes_version AS v JOIN paragraph AS p ON p.meeting_id = v.meeting_id
    WHERE v.id = NEW.minutes_version_id AND p.id = NEW.paragraph_id
    AND v.meeting_id = NEW.meeting_id AND v.voided_at IS NULL
    AND (v.paragraph_id IS NULL OR v.paragraph_id = p.id)
    AND EXISTS (SELECT 1 FROM signer AS s WHERE s.minutes_version_id = v.id)
    AND NOT EXISTS (SELECT 1 FROM signer AS s LEFT JOIN attestation AS a
    ON a.minutes_version_id = s.minutes_version_id AND a.person_id = s.person_id
    WHERE s.minutes_version_id = v.id AND a.id IS NULL)
)) BEGIN SELECT RAISE(ABORT, 'refused: correction_of_attested_minutes'); END""",
        """CREATE TRIGGER posting_no_delete BEFORE DELETE ON posting BEGIN SELECT RAISE(ABORT, 'append-only: posting'); END""",
        """CREATE TRIGGER posting_no_update BEFORE UPDATE OF id, notice_board_id, minutes_version_id, body_name, meeting_on, paragraphs, attested_on, posted_on, posted_at, posted_by, last_day, take_down_on, kept_at ON posting BEGIN SELECT RAISE(ABORT, 'append-only: posting'); END""",
        """CREATE TRIGGER posting_taken_down_at_kept BEFORE UPDATE OF taken_down_at ON posting WHEN OLD.taken_down_at IS NOT NULL AND (NEW.taken_down_at IS NOT OLD.taken_down_at) BEGIN SELECT RAISE(ABORT, 'stays once set: posting'); END""",
        """CREATE TRIGGER posting_taken_down_at_stays BEFORE DELETE ON posting WHEN OLD.taken_down_at IS NOT NULL BEGIN SELECT RAISE(ABORT, 'stays once set: posting'); END""",
        """CREATE TRIGGER posting_broken_at_kept BEFORE UPDATE OF broken_at ON posting WHEN OLD.broken_at IS NOT NULL AND (NEW.broken_at IS NOT OLD.broken_at) BEGIN SELECT RAISE(ABORT, 'stays once set: posting'); END""",
        """CREATE TRIGGER posting_broken_at_stays BEFORE DELETE ON posting WHEN OLD.broken_at IS NOT NULL BEGIN SELECT RAISE(ABORT, 'stays once set: posting'); END""",
        """CREATE TRIGGER posting_proof_id_kept BEFORE UPDATE OF proof_id ON posting WHEN OLD.proof_id IS NOT NULL AND (NEW.proof_id IS NOT OLD.proof_id) BEGIN SELECT RAISE(ABORT, 'stays once set: posting'); END""",
        """CREATE TRIGGER posting_proof_id_stays BEFORE DELETE ON posting WHEN OLD.proof_id IS NOT NULL BEGIN SELECT RAISE(ABORT, 'stays once set: posting'); END""",
        """CREATE TRIGGER posting_closing_proof_id_kept BEFORE UPDATE OF closing_proof_id ON posting WHEN OLD.closing_proof_id IS NOT NULL AND (NEW.closing_proof_id IS NOT OLD.closing_proof_id) BEGIN SELECT RAISE(ABORT, 'stays once set: posting'); END""",
        """CREATE TRIGGER posting_closing_proof_id_stays BEFORE DELETE ON posting WHEN OLD.closing_proof_id IS NOT NULL BEGIN SELECT RAISE(ABORT, 'stays once set: posting'); END""",
        """CREATE TRIGGER posting_down_too_early BEFORE UPDATE OF taken_down_at ON posting WHEN NEW.taken_down_at IS NOT NULL AND NEW.broken_at IS NULL AND datetime(NEW.taken_down_at) < datetime(NEW.take_down_on, '-2 hours') BEGIN SELECT RAISE(ABORT, 'refused: posting_down_too_early'); END""",
        """CREATE TRIGGER posting_never_up BEFORE INSERT ON posting WHEN NEW.taken_down_at IS NOT NULL AND NEW.broken_at IS NULL AND datetime(NEW.taken_down_at) < datetime(NEW.take_down_on, '-2 hours') BEGIN SELECT RAISE(ABORT, 'refused: posting_never_up'); END""",
        """CREATE TRIGGER posting_too_short BEFORE INSERT ON posting WHEN NEW.last_day < date(NEW.posted_on, '+21 days') BEGIN SELECT RAISE(ABORT, 'refused: posting_too_short'); END""",
        """CREATE TRIGGER attested_document_no_delete BEFORE DELETE ON attested_document BEGIN SELECT RAISE(ABORT, 'append-only: attested_document'); END""",
        """CREATE TRIGGER attested_document_no_update BEFORE UPDATE OF id, minutes_version_id, file_version_id ON attested_document BEGIN SELECT RAISE(ABORT, 'append-only: attested_document'); END""",
        """CREATE TRIGGER attested_document_of_signed_version BEFORE INSERT ON attested_document WHEN NOT (EXISTS (
    SELECT 1 FROM minutes_version AS v JOIN signer AS s ON s.minutes_version_id = v.id
    WHERE v.id = NEW.minutes_version_id AND v.voided_at IS NULL
) AND NOT EXISTS (
    SELECT 1 FROM signer AS s LEFT JOIN attestation AS a
    ON a.minutes_version_id = s.minutes_version_id AND a.person_id = s.person_id
    WHERE s.minutes_version_id = NEW.minutes_version_id AND a.id IS NULL
)) BEGIN SELECT RAISE(ABORT, 'refused: attested_document_of_signed_version'); END""",
        """CREATE TRIGGER masking_no_delete BEFORE DELETE ON masking BEGIN SELECT RAISE(ABORT, 'append-only: masking'); END""",
        """CREATE TRIGGER masking_no_update BEFORE UPDATE OF id, minutes_version_id, key, kind, verdict, path, starts_at, ends_at, provision, reason, decided_at, decided_by ON masking BEGIN SELECT RAISE(ABORT, 'append-only: masking'); END""",
        """CREATE TRIGGER published_version_no_delete BEFORE DELETE ON published_version BEGIN SELECT RAISE(ABORT, 'append-only: published_version'); END""",
        """CREATE TRIGGER published_version_no_update BEFORE UPDATE OF id, minutes_version_id, number, supersedes_id, body_name, meeting_on, paragraphs, data, sha256, word_id, published_at, published_by, unpublish_on ON published_version BEGIN SELECT RAISE(ABORT, 'append-only: published_version'); END""",
        """CREATE TRIGGER published_version_unpublished_at_kept BEFORE UPDATE OF unpublished_at, unpublished_by, unpublish_reason ON published_version WHEN OLD.unpublished_at IS NOT NULL AND (NEW.unpublished_at IS NOT OLD.unpublished_at OR NEW.unpublished_by IS NOT OLD.unpublished_by OR NEW.unpublish_reason IS NOT OLD.unpublish_reason) BEGIN SELECT RAISE(ABORT, 'stays once set: published_version'); END""",
        """CREATE TRIGGER published_version_unpublished_at_stays BEFORE DELETE ON published_version WHEN OLD.unpublished_at IS NOT NULL BEGIN SELECT RAISE(ABORT, 'stays once set: published_version'); END""",
        """CREATE TRIGGER published_version_of_attested_minutes BEFORE INSERT ON published_version WHEN NOT (EXISTS (
    SELECT 1 FROM minutes_version AS v
    WHERE v.id = NEW.minutes_version_id AND v.paragraph_id IS NULL AND v.voided_at IS NULL
    AND EXISTS (SELECT 1 FROM signer AS s WHERE s.minutes_version_id = v.id)
    AND NOT EXISTS (SELECT 1 FROM signer AS s LEFT JOIN attestation AS a
    ON a.minutes_version_id = s.minutes_version_id AND a.person_id = s.person_id
    WHERE s.minutes_version_id = v.id AND a.id IS NULL)
)) BEGIN SELECT RAISE(ABORT, 'refused: published_version_of_attested_minutes'); END""",
        """CREATE TRIGGER initiative_direction_kept BEFORE UPDATE OF direction, application_id ON initiative WHEN OLD.direction IS NOT NULL AND (NEW.direction IS NOT OLD.direction OR NEW.application_id IS NOT OLD.application_id) BEGIN SELECT RAISE(ABORT, 'stays once set: initiative'); END""",
        """CREATE TRIGGER initiative_direction_stays BEFORE DELETE ON initiative WHEN OLD.direction IS NOT NULL BEGIN SELECT RAISE(ABORT, 'stays once set: initiative'); END""",
        """CREATE TRIGGER attestation_no_delete BEFORE DELETE ON attestation BEGIN SELECT RAISE(ABORT, 'append-only: attestation'); END""",
        """CREATE TRIGGER attestation_no_update BEFORE UPDATE OF id, minutes_version_id, person_id, sha256, method, attested_on, registered_at, registered_by, scan_id, assurance, evidence_id ON attestation BEGIN SELECT RAISE(ABORT, 'append-only: attestation'); END""",
        """CREATE TRIGGER attestation_of_holding_version BEFORE INSERT ON attestation WHEN NOT (EXISTS (
    SELECT 1 FROM minutes_version AS v WHERE v.id = NEW.minutes_version_id AND v.voided_at IS NULL
)) BEGIN SELECT RAISE(ABORT, 'refused: attestation_of_holding_version'); END""",
        """CREATE TRIGGER published_paragraph_no_delete BEFORE DELETE ON published_paragraph BEGIN SELECT RAISE(ABORT, 'append-only: published_paragraph'); END""",
        """CREATE TRIGGER published_paragraph_no_update BEFORE UPDATE OF id, published_version_id, position, label, anchor, heading, text ON published_paragraph BEGIN SELECT RAISE(ABORT, 'append-only: published_paragraph'); END""",
        """CREATE TRIGGER dispatch_no_delete BEFORE DELETE ON dispatch BEGIN SELECT RAISE(ABORT, 'append-only: dispatch'); END""",
        """CREATE TRIGGER dispatch_no_update BEFORE UPDATE OF id, extract_id, way, recipient, address, made_at, made_by ON dispatch BEGIN SELECT RAISE(ABORT, 'append-only: dispatch'); END""",
        """CREATE TRIGGER dispatch_posted_on_kept BEFORE UPDATE OF posted_on ON dispatch WHEN OLD.posted_on IS NOT NULL AND (NEW.posted_on IS NOT OLD.posted_on) BEGIN SELECT RAISE(ABORT, 'stays once set: dispatch'); END""",
        """CREATE TRIGGER dispatch_posted_on_stays BEFORE DELETE ON dispatch WHEN OLD.posted_on IS NOT NULL BEGIN SELECT RAISE(ABORT, 'stays once set: dispatch'); END""",
        """CREATE TRIGGER initiative_extension_no_delete BEFORE DELETE ON initiative_extension BEGIN SELECT RAISE(ABORT, 'append-only: initiative_extension'); END""",
        """CREATE TRIGGER initiative_extension_no_update BEFORE UPDATE OF id, initiative_id, application_id, agreement_id, agreement_signed_on, ends_on, granted_ore, added_at ON initiative_extension BEGIN SELECT RAISE(ABORT, 'append-only: initiative_extension'); END""",
        """CREATE TRIGGER review_comment_no_delete BEFORE DELETE ON review_comment BEGIN SELECT RAISE(ABORT, 'append-only: review_comment'); END""",
        """CREATE TRIGGER review_comment_no_update BEFORE UPDATE OF id, minutes_version_id, paragraph_id, person_id, signer_id, by_office, written_by, written_at, text ON review_comment BEGIN SELECT RAISE(ABORT, 'append-only: review_comment'); END""",
        """CREATE TRIGGER review_refusal_no_delete BEFORE DELETE ON review_refusal BEGIN SELECT RAISE(ABORT, 'append-only: review_refusal'); END""",
        """CREATE TRIGGER review_refusal_no_update BEFORE UPDATE OF id, minutes_version_id, person_id, name, reason, refused_at ON review_refusal BEGIN SELECT RAISE(ABORT, 'append-only: review_refusal'); END""",
        """CREATE TRIGGER review_reading_no_delete BEFORE DELETE ON review_reading BEGIN SELECT RAISE(ABORT, 'append-only: review_reading'); END""",
        """CREATE TRIGGER review_reading_no_update BEFORE UPDATE OF id, minutes_version_id, person_id, read_at, fingerprints ON review_reading BEGIN SELECT RAISE(ABORT, 'append-only: review_reading'); END""",
        """CREATE TRIGGER review_reminder_no_delete BEFORE DELETE ON review_reminder BEGIN SELECT RAISE(ABORT, 'append-only: review_reminder'); END""",
        """CREATE TRIGGER review_reminder_no_update BEFORE UPDATE OF id, minutes_version_id, person_id, sent_on ON review_reminder BEGIN SELECT RAISE(ABORT, 'append-only: review_reminder'); END""",
        """CREATE TRIGGER dispatch_recipient_no_delete BEFORE DELETE ON dispatch_recipient BEGIN SELECT RAISE(ABORT, 'append-only: dispatch_recipient'); END""",
        """CREATE TRIGGER dispatch_recipient_no_update BEFORE UPDATE OF id, meeting_id, minutes_version_id, paragraph_id, label, position, name ON dispatch_recipient BEGIN SELECT RAISE(ABORT, 'append-only: dispatch_recipient'); END""",
    ],
    "postgresql": [
        """CREATE OR REPLACE FUNCTION klubba_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'append-only: %', TG_TABLE_NAME USING ERRCODE = 'restrict_violation'; END $$""",
        """CREATE TRIGGER audit_entry_no_delete BEFORE DELETE ON audit_entry FOR EACH ROW EXECUTE FUNCTION klubba_refuse()""",
        """CREATE TRIGGER audit_entry_no_update BEFORE UPDATE OF id, at, user_id, actor_name, action, subject_type, subject_id, sentence, details ON audit_entry FOR EACH ROW EXECUTE FUNCTION klubba_refuse()""",
        """CREATE TRIGGER audit_entry_no_truncate BEFORE TRUNCATE ON audit_entry EXECUTE FUNCTION klubba_refuse()""",
        """CREATE TRIGGER state_change_no_delete BEFORE DELETE ON state_change FOR EACH ROW EXECUTE FUNCTION klubba_refuse()""",
        """CREATE TRIGGER state_change_no_update BEFORE UPDATE OF id, at, user_id, subject_type, subject_id, source, event, target, note ON state_change FOR EACH ROW EXECUTE FUNCTION klubba_refuse()""",
        """CREATE TRIGGER state_change_no_truncate BEFORE TRUNCATE ON state_change EXECUTE FUNCTION klubba_refuse()""",
        """CREATE TRIGGER board_watch_no_delete BEFORE DELETE ON board_watch FOR EACH ROW EXECUTE FUNCTION klubba_refuse()""",
        """CREATE TRIGGER board_watch_no_update BEFORE UPDATE OF id, first_seen_at ON board_watch FOR EACH ROW EXECUTE FUNCTION klubba_refuse()""",
        """CREATE TRIGGER board_watch_no_truncate BEFORE TRUNCATE ON board_watch EXECUTE FUNCTION klubba_refuse()""",
        """CREATE TRIGGER board_watch_shrinks BEFORE UPDATE OF last_seen_at, longest_pause ON board_watch FOR EACH ROW WHEN (NEW.last_seen_at < OLD.last_seen_at OR NEW.longest_pause < OLD.longest_pause) EXECUTE FUNCTION klubba_refuse()""",
        """CREATE TRIGGER audit_seal_no_delete BEFORE DELETE ON audit_seal FOR EACH ROW EXECUTE FUNCTION klubba_refuse()""",
        """CREATE TRIGGER audit_seal_no_update BEFORE UPDATE OF id, covers, columns, first_id, last_id, count, row_hashes, sealed_at, previous_sha256, sha256 ON audit_seal FOR EACH ROW EXECUTE FUNCTION klubba_refuse()""",
        """CREATE TRIGGER audit_seal_no_truncate BEFORE TRUNCATE ON audit_seal EXECUTE FUNCTION klubba_refuse()""",
        """CREATE TRIGGER audit_check_no_delete BEFORE DELETE ON audit_check FOR EACH ROW EXECUTE FUNCTION klubba_refuse()""",
        """CREATE TRIGGER audit_check_no_update BEFORE UPDATE OF id, checked_at, milliseconds, looked, findings, seal_number, seal_sha256 ON audit_check FOR EACH ROW EXECUTE FUNCTION klubba_refuse()""",
        """CREATE TRIGGER audit_check_no_truncate BEFORE TRUNCATE ON audit_check EXECUTE FUNCTION klubba_refuse()""",
        """CREATE TRIGGER file_version_no_delete BEFORE DELETE ON file_version FOR EACH ROW EXECUTE FUNCTION klubba_refuse()""",
        """CREATE TRIGGER file_version_no_update BEFORE UPDATE OF id, document_id, number, sha256, size, media_type, filename, data, edited_by_hand, created_at, created_by ON file_version FOR EACH ROW EXECUTE FUNCTION klubba_refuse()""",
        """CREATE TRIGGER file_version_no_truncate BEFORE TRUNCATE ON file_version EXECUTE FUNCTION klubba_refuse()""",
        """CREATE TRIGGER case_file_no_delete BEFORE DELETE ON case_file FOR EACH ROW EXECUTE FUNCTION klubba_refuse()""",
        """CREATE TRIGGER case_file_no_update BEFORE UPDATE OF id, number ON case_file FOR EACH ROW EXECUTE FUNCTION klubba_refuse()""",
        """CREATE TRIGGER case_file_no_truncate BEFORE TRUNCATE ON case_file EXECUTE FUNCTION klubba_refuse()""",
        """CREATE TRIGGER record_no_delete BEFORE DELETE ON record FOR EACH ROW EXECUTE FUNCTION klubba_refuse()""",
        """CREATE TRIGGER record_no_update BEFORE UPDATE OF id, case_id, serial, registered_at, registered_by ON record FOR EACH ROW EXECUTE FUNCTION klubba_refuse()""",
        """CREATE TRIGGER record_no_truncate BEFORE TRUNCATE ON record EXECUTE FUNCTION klubba_refuse()""",
        """CREATE TRIGGER delegated_decision_no_delete BEFORE DELETE ON delegated_decision FOR EACH ROW EXECUTE FUNCTION klubba_refuse()""",
        """CREATE TRIGGER delegated_decision_no_update BEFORE UPDATE OF id, kind, year, number, body_id, case_id, decided_on, decided_by_id, decided_by, heading, background, clauses, ground, urgency, file_version_id, registered_at, registered_by ON delegated_decision FOR EACH ROW EXECUTE FUNCTION klubba_refuse()""",
        """CREATE TRIGGER delegated_decision_no_truncate BEFORE TRUNCATE ON delegated_decision EXECUTE FUNCTION klubba_refuse()""",
        """CREATE TRIGGER per_capsulam_decision_frozen_sha256_kept BEFORE UPDATE OF frozen_sha256, frozen, sent_at, heading, reason, background, deadline ON per_capsulam_decision FOR EACH ROW WHEN (OLD.frozen_sha256 IS NOT NULL AND (NEW.frozen_sha256 IS DISTINCT FROM OLD.frozen_sha256 OR NEW.frozen IS DISTINCT FROM OLD.frozen OR NEW.sent_at IS DISTINCT FROM OLD.sent_at OR NEW.heading IS DISTINCT FROM OLD.heading OR NEW.reason IS DISTINCT FROM OLD.reason OR NEW.background IS DISTINCT FROM OLD.background OR NEW.deadline IS DISTINCT FROM OLD.deadline)) EXECUTE FUNCTION klubba_refuse()""",
        """CREATE TRIGGER per_capsulam_decision_frozen_sha256_stays BEFORE DELETE ON per_capsulam_decision FOR EACH ROW WHEN (OLD.frozen_sha256 IS NOT NULL) EXECUTE FUNCTION klubba_refuse()""",
        """CREATE TRIGGER per_capsulam_decision_number_kept BEFORE UPDATE OF number, year, decided_on, carried, file_version_id ON per_capsulam_decision FOR EACH ROW WHEN (OLD.number IS NOT NULL AND (NEW.number IS DISTINCT FROM OLD.number OR NEW.year IS DISTINCT FROM OLD.year OR NEW.decided_on IS DISTINCT FROM OLD.decided_on OR NEW.carried IS DISTINCT FROM OLD.carried OR NEW.file_version_id IS DISTINCT FROM OLD.file_version_id)) EXECUTE FUNCTION klubba_refuse()""",
        """CREATE TRIGGER per_capsulam_decision_number_stays BEFORE DELETE ON per_capsulam_decision FOR EACH ROW WHEN (OLD.number IS NOT NULL) EXECUTE FUNCTION klubba_refuse()""",
        """CREATE TRIGGER record_file_no_delete BEFORE DELETE ON record_file FOR EACH ROW EXECUTE FUNCTION klubba_refuse()""",
        """CREATE TRIGGER record_file_no_update BEFORE UPDATE OF id, record_id, file_version_id ON record_file FOR EACH ROW EXECUTE FUNCTION klubba_refuse()""",
        """CREATE TRIGGER record_file_no_truncate BEFORE TRUNCATE ON record_file EXECUTE FUNCTION klubba_refuse()""",
        """CREATE TRIGGER recorded_decision_no_delete BEFORE DELETE ON recorded_decision FOR EACH ROW EXECUTE FUNCTION klubba_refuse()""",
        """CREATE TRIGGER recorded_decision_no_update BEFORE UPDATE OF id, case_id, record_id, round, meeting_on, body_name, paragraph_label, clauses, recorded_at ON recorded_decision FOR EACH ROW EXECUTE FUNCTION klubba_refuse()""",
        """CREATE TRIGGER recorded_decision_no_truncate BEFORE TRUNCATE ON recorded_decision EXECUTE FUNCTION klubba_refuse()""",
        """CREATE TRIGGER summons_no_delete BEFORE DELETE ON summons FOR EACH ROW EXECUTE FUNCTION klubba_refuse()""",
        """CREATE TRIGGER summons_no_update BEFORE UPDATE OF id, meeting_id, version, kind, sent_at, sent_by, file_version_id, late ON summons FOR EACH ROW EXECUTE FUNCTION klubba_refuse()""",
        """CREATE TRIGGER summons_no_truncate BEFORE TRUNCATE ON summons EXECUTE FUNCTION klubba_refuse()""",
        """CREATE TRIGGER per_capsulam_voter_no_delete BEFORE DELETE ON per_capsulam_voter FOR EACH ROW EXECUTE FUNCTION klubba_refuse()""",
        """CREATE TRIGGER per_capsulam_voter_no_update BEFORE UPDATE OF id, decision_id, person_id, name, role, member, leads ON per_capsulam_voter FOR EACH ROW EXECUTE FUNCTION klubba_refuse()""",
        """CREATE TRIGGER per_capsulam_voter_no_truncate BEFORE TRUNCATE ON per_capsulam_voter EXECUTE FUNCTION klubba_refuse()""",
        """CREATE TRIGGER summons_recipient_no_delete BEFORE DELETE ON summons_recipient FOR EACH ROW EXECUTE FUNCTION klubba_refuse()""",
        """CREATE TRIGGER summons_recipient_no_update BEFORE UPDATE OF id, summons_id, person_id, name, email, outbox_message_id ON summons_recipient FOR EACH ROW EXECUTE FUNCTION klubba_refuse()""",
        """CREATE TRIGGER summons_recipient_no_truncate BEFORE TRUNCATE ON summons_recipient EXECUTE FUNCTION klubba_refuse()""",
        """CREATE TRIGGER paragraph_number_kept BEFORE UPDATE OF number, series, meeting_id ON paragraph FOR EACH ROW WHEN (OLD.number IS NOT NULL AND (NEW.number IS DISTINCT FROM OLD.number OR NEW.series IS DISTINCT FROM OLD.series OR NEW.meeting_id IS DISTINCT FROM OLD.meeting_id)) EXECUTE FUNCTION klubba_refuse()""",
        """CREATE TRIGGER paragraph_number_stays BEFORE DELETE ON paragraph FOR EACH ROW WHEN (OLD.number IS NOT NULL) EXECUTE FUNCTION klubba_refuse()""",
        """CREATE TRIGGER per_capsulam_answer_no_delete BEFORE DELETE ON per_capsulam_answer FOR EACH ROW EXECUTE FUNCTION klubba_refuse()""",
        """CREATE TRIGGER per_capsulam_answer_no_update BEFORE UPDATE OF id, decision_id, voter_id, frozen_sha256, form, matter, statement, answered_at, assurance ON per_capsulam_answer FOR EACH ROW EXECUTE FUNCTION klubba_refuse()""",
        """CREATE TRIGGER per_capsulam_answer_no_truncate BEFORE TRUNCATE ON per_capsulam_answer EXECUTE FUNCTION klubba_refuse()""",
        """CREATE TRIGGER application_submission_no_delete BEFORE DELETE ON application_submission FOR EACH ROW EXECUTE FUNCTION klubba_refuse()""",
        """CREATE TRIGGER application_submission_no_update BEFORE UPDATE OF id, application_id, number, form_version, content, sha256, submitted_at, submitted_by, file_version_id ON application_submission FOR EACH ROW EXECUTE FUNCTION klubba_refuse()""",
        """CREATE TRIGGER application_submission_no_truncate BEFORE TRUNCATE ON application_submission EXECUTE FUNCTION klubba_refuse()""",
        """CREATE TRIGGER agreement_signed_on_kept BEFORE UPDATE OF signed_on, signed_by, state, application_id, terms, file_version_id, signed_file_version_id ON agreement FOR EACH ROW WHEN (OLD.signed_on IS NOT NULL AND (NEW.signed_on IS DISTINCT FROM OLD.signed_on OR NEW.signed_by IS DISTINCT FROM OLD.signed_by OR NEW.state IS DISTINCT FROM OLD.state OR NEW.application_id IS DISTINCT FROM OLD.application_id OR NEW.terms IS DISTINCT FROM OLD.terms OR NEW.file_version_id IS DISTINCT FROM OLD.file_version_id OR NEW.signed_file_version_id IS DISTINCT FROM OLD.signed_file_version_id)) EXECUTE FUNCTION klubba_refuse()""",
        """CREATE TRIGGER agreement_signed_on_stays BEFORE DELETE ON agreement FOR EACH ROW WHEN (OLD.signed_on IS NOT NULL) EXECUTE FUNCTION klubba_refuse()""",
        """CREATE TRIGGER minutes_version_no_delete BEFORE DELETE ON minutes_version FOR EACH ROW EXECUTE FUNCTION klubba_refuse()""",
        """CREATE TRIGGER minutes_version_no_update BEFORE UPDATE OF id, meeting_id, paragraph_id, number, file_version_id, sha256, frozen_at, frozen_by ON minutes_version FOR EACH ROW EXECUTE FUNCTION klubba_refuse()""",
        """CREATE TRIGGER minutes_version_no_truncate BEFORE TRUNCATE ON minutes_version EXECUTE FUNCTION klubba_refuse()""",
        """CREATE OR REPLACE FUNCTION klubba_minutes_version_signed_by_all_holds() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN IF NOT (OLD.voided_at IS NULL AND EXISTS (
    SELECT 1 FROM signer AS s LEFT JOIN attestation AS a
    ON a.minutes_version_id = s.minutes_version_id AND a.person_id = s.person_id
    WHERE s.minutes_version_id = OLD.id AND a.id IS NULL
)) THEN RAISE EXCEPTION 'refused: %', TG_NAME
USING ERRCODE = 'restrict_violation'; END IF; RETURN NEW; END $$""",
        """CREATE TRIGGER minutes_version_signed_by_all_holds BEFORE UPDATE OF voided_at, void_reason ON minutes_version FOR EACH ROW EXECUTE FUNCTION klubba_minutes_version_signed_by_all_holds()""",
        """CREATE TRIGGER commission_reported_on_kept BEFORE UPDATE OF reported_on, report, reported_by, what, to_words, due_on, paragraph_id ON commission FOR EACH ROW WHEN (OLD.reported_on IS NOT NULL AND (NEW.reported_on IS DISTINCT FROM OLD.reported_on OR NEW.report IS DISTINCT FROM OLD.report OR NEW.reported_by IS DISTINCT FROM OLD.reported_by OR NEW.what IS DISTINCT FROM OLD.what OR NEW.to_words IS DISTINCT FROM OLD.to_words OR NEW.due_on IS DISTINCT FROM OLD.due_on OR NEW.paragraph_id IS DISTINCT FROM OLD.paragraph_id)) EXECUTE FUNCTION klubba_refuse()""",
        """CREATE TRIGGER commission_reported_on_stays BEFORE DELETE ON commission FOR EACH ROW WHEN (OLD.reported_on IS NOT NULL) EXECUTE FUNCTION klubba_refuse()""",
        """CREATE TRIGGER opinion_sent_at_kept BEFORE UPDATE OF sent_at, preparation_id, member_organisation_id, state, stance, ore, text, ground, given_by_id, given_by ON opinion FOR EACH ROW WHEN (OLD.sent_at IS NOT NULL AND (NEW.sent_at IS DISTINCT FROM OLD.sent_at OR NEW.preparation_id IS DISTINCT FROM OLD.preparation_id OR NEW.member_organisation_id IS DISTINCT FROM OLD.member_organisation_id OR NEW.state IS DISTINCT FROM OLD.state OR NEW.stance IS DISTINCT FROM OLD.stance OR NEW.ore IS DISTINCT FROM OLD.ore OR NEW.text IS DISTINCT FROM OLD.text OR NEW.ground IS DISTINCT FROM OLD.ground OR NEW.given_by_id IS DISTINCT FROM OLD.given_by_id OR NEW.given_by IS DISTINCT FROM OLD.given_by)) EXECUTE FUNCTION klubba_refuse()""",
        """CREATE TRIGGER opinion_sent_at_stays BEFORE DELETE ON opinion FOR EACH ROW WHEN (OLD.sent_at IS NOT NULL) EXECUTE FUNCTION klubba_refuse()""",
        """CREATE TRIGGER signer_no_delete BEFORE DELETE ON signer FOR EACH ROW EXECUTE FUNCTION klubba_refuse()""",
        """CREATE TRIGGER signer_no_update BEFORE UPDATE OF id, minutes_version_id, person_id, role, name ON signer FOR EACH ROW EXECUTE FUNCTION klubba_refuse()""",
        """CREATE TRIGGER signer_no_truncate BEFORE TRUNCATE ON signer EXECUTE FUNCTION klubba_refuse()""",
        """CREATE OR REPLACE FUNCTION klubba_signer_before_signatures() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN IF NOT (NOT EXISTS (
    SELECT 1 FROM attestation AS a WHERE a.minutes_version_id = NEW.minutes_version_id
)) THEN RAISE EXCEPTION 'refused: %', TG_NAME
USING ERRCODE = 'restrict_violation'; END IF; RETURN NEW; END $$""",
        """CREATE TRIGGER signer_before_signatures BEFORE INSERT ON signer FOR EACH ROW EXECUTE FUNCTION klubba_signer_before_signatures()""",
        """CREATE OR REPLACE FUNCTION klubba_signer_not_recused() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN IF NOT (NOT EXISTS (
    SELECT 1 FROM minutes_version AS v JOIN paragraph AS p ON p.id = v.paragraph_id
    JOIN attendance AS t ON t.meeting_id = v.meeting_id AND t.person_id = NEW.person_id
    JOIN attendance_change AS c ON c.attendance_id = t.id
    AND c.kind = 'recused' AND c.ruling <> 'not_recused'
    JOIN paragraph AS f ON f.id = c.from_paragraph_id
    LEFT JOIN paragraph AS u ON u.id = c.to_paragraph_id
    WHERE v.id = NEW.minutes_version_id AND p.position >= f.position
    AND (u.id IS NULL OR p.position <= u.position)
)) THEN RAISE EXCEPTION 'refused: %', TG_NAME
USING ERRCODE = 'restrict_violation'; END IF; RETURN NEW; END $$""",
        """CREATE TRIGGER signer_not_recused BEFORE INSERT ON signer FOR EACH ROW EXECUTE FUNCTION klubba_signer_not_recused()""",
        """CREATE TRIGGER extract_no_delete BEFORE DELETE ON extract FOR EACH ROW EXECUTE FUNCTION klubba_refuse()""",
        """CREATE TRIGGER extract_no_update BEFORE UPDATE OF id, minutes_version_id, file_version_id, paragraphs, made_at, made_by ON extract FOR EACH ROW EXECUTE FUNCTION klubba_refuse()""",
        """CREATE TRIGGER extract_no_truncate BEFORE TRUNCATE ON extract EXECUTE FUNCTION klubba_refuse()""",
        """CREATE TRIGGER correction_no_delete BEFORE DELETE ON correction FOR EACH ROW EXECUTE FUNCTION klubba_refuse()""",
        """CREATE TRIGGER correction_no_update BEFORE UPDATE OF id, meeting_id, paragraph_id, minutes_version_id, number, was, should_be, reason, made_by_id, made_by, made_at, file_version_id, sha256, assurance ON correction FOR EACH ROW EXECUTE FUNCTION klubba_refuse()""",
        """CREATE TRIGGER correction_no_truncate BEFORE TRUNCATE ON correction EXECUTE FUNCTION klubba_refuse()""",
        """CREATE OR REPLACE FUNCTION klubba_correction_of_attested_minutes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN IF NOT (EXISTS (
    SELECT 1 FROM minutes_version AS v JOIN paragraph AS p ON p.meeting_id = v.meeting_id
    WHERE v.id = NEW.minutes_version_id AND p.id = NEW.paragraph_id
    AND v.meeting_id = NEW.meeting_id AND v.voided_at IS NULL
    AND (v.paragraph_id IS NULL OR v.paragraph_id = p.id)
    AND EXISTS (SELECT 1 FROM signer AS s WHERE s.minutes_version_id = v.id)
    AND NOT EXISTS (SELECT 1 FROM signer AS s LEFT JOIN attestation AS a
    ON a.minutes_version_id = s.minutes_version_id AND a.person_id = s.person_id
    WHERE s.minutes_version_id = v.id AND a.id IS NULL)
)) THEN RAISE EXCEPTION 'refused: %', TG_NAME
USING ERRCODE = 'restrict_violation'; END IF; RETURN NEW; END $$""",
        """CREATE TRIGGER correction_of_attested_minutes BEFORE INSERT ON correction FOR EACH ROW EXECUTE FUNCTION klubba_correction_of_attested_minutes()""",
        """CREATE TRIGGER posting_no_delete BEFORE DELETE ON posting FOR EACH ROW EXECUTE FUNCTION klubba_refuse()""",
        """CREATE TRIGGER posting_no_update BEFORE UPDATE OF id, notice_board_id, minutes_version_id, body_name, meeting_on, paragraphs, attested_on, posted_on, posted_at, posted_by, last_day, take_down_on, kept_at ON posting FOR EACH ROW EXECUTE FUNCTION klubba_refuse()""",
        """CREATE TRIGGER posting_no_truncate BEFORE TRUNCATE ON posting EXECUTE FUNCTION klubba_refuse()""",
        """CREATE TRIGGER posting_taken_down_at_kept BEFORE UPDATE OF taken_down_at ON posting FOR EACH ROW WHEN (OLD.taken_down_at IS NOT NULL AND (NEW.taken_down_at IS DISTINCT FROM OLD.taken_down_at)) EXECUTE FUNCTION klubba_refuse()""",
        """CREATE TRIGGER posting_taken_down_at_stays BEFORE DELETE ON posting FOR EACH ROW WHEN (OLD.taken_down_at IS NOT NULL) EXECUTE FUNCTION klubba_refuse()""",
        """CREATE TRIGGER posting_broken_at_kept BEFORE UPDATE OF broken_at ON posting FOR EACH ROW WHEN (OLD.broken_at IS NOT NULL AND (NEW.broken_at IS DISTINCT FROM OLD.broken_at)) EXECUTE FUNCTION klubba_refuse()""",
        """CREATE TRIGGER posting_broken_at_stays BEFORE DELETE ON posting FOR EACH ROW WHEN (OLD.broken_at IS NOT NULL) EXECUTE FUNCTION klubba_refuse()""",
        """CREATE TRIGGER posting_proof_id_kept BEFORE UPDATE OF proof_id ON posting FOR EACH ROW WHEN (OLD.proof_id IS NOT NULL AND (NEW.proof_id IS DISTINCT FROM OLD.proof_id)) EXECUTE FUNCTION klubba_refuse()""",
        """CREATE TRIGGER posting_proof_id_stays BEFORE DELETE ON posting FOR EACH ROW WHEN (OLD.proof_id IS NOT NULL) EXECUTE FUNCTION klubba_refuse()""",
        """CREATE TRIGGER posting_closing_proof_id_kept BEFORE UPDATE OF closing_proof_id ON posting FOR EACH ROW WHEN (OLD.closing_proof_id IS NOT NULL AND (NEW.closing_proof_id IS DISTINCT FROM OLD.closing_proof_id)) EXECUTE FUNCTION klubba_refuse()""",
        """CREATE TRIGGER posting_closing_proof_id_stays BEFORE DELETE ON posting FOR EACH ROW WHEN (OLD.closing_proof_id IS NOT NULL) EXECUTE FUNCTION klubba_refuse()""",
        """CREATE TRIGGER posting_down_too_early BEFORE UPDATE OF taken_down_at ON posting FOR EACH ROW WHEN (NEW.taken_down_at IS NOT NULL AND NEW.broken_at IS NULL AND NEW.taken_down_at < (NEW.take_down_on::timestamp AT TIME ZONE 'Europe/Stockholm')) EXECUTE FUNCTION klubba_refuse()""",
        """CREATE TRIGGER posting_never_up BEFORE INSERT ON posting FOR EACH ROW WHEN (NEW.taken_down_at IS NOT NULL AND NEW.broken_at IS NULL AND NEW.taken_down_at < (NEW.take_down_on::timestamp AT TIME ZONE 'Europe/Stockholm')) EXECUTE FUNCTION klubba_refuse()""",
        """CREATE TRIGGER posting_too_short BEFORE INSERT ON posting FOR EACH ROW WHEN (NEW.last_day < NEW.posted_on + 21) EXECUTE FUNCTION klubba_refuse()""",
        """CREATE TRIGGER attested_document_no_delete BEFORE DELETE ON attested_document FOR EACH ROW EXECUTE FUNCTION klubba_refuse()""",
        """CREATE TRIGGER attested_document_no_update BEFORE UPDATE OF id, minutes_version_id, file_version_id ON attested_document FOR EACH ROW EXECUTE FUNCTION klubba_refuse()""",
        """CREATE TRIGGER attested_document_no_truncate BEFORE TRUNCATE ON attested_document EXECUTE FUNCTION klubba_refuse()""",
        """CREATE OR REPLACE FUNCTION klubba_attested_document_of_signed_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN IF NOT (EXISTS (
    SELECT 1 FROM minutes_version AS v JOIN signer AS s ON s.minutes_version_id = v.id
    WHERE v.id = NEW.minutes_version_id AND v.voided_at IS NULL
) AND NOT EXISTS (
    SELECT 1 FROM signer AS s LEFT JOIN attestation AS a
    ON a.minutes_version_id = s.minutes_version_id AND a.person_id = s.person_id
    WHERE s.minutes_version_id = NEW.minutes_version_id AND a.id IS NULL
)) THEN RAISE EXCEPTION 'refused: %', TG_NAME
USING ERRCODE = 'restrict_violation'; END IF; RETURN NEW; END $$""",
        """CREATE TRIGGER attested_document_of_signed_version BEFORE INSERT ON attested_document FOR EACH ROW EXECUTE FUNCTION klubba_attested_document_of_signed_version()""",
        """CREATE TRIGGER masking_no_delete BEFORE DELETE ON masking FOR EACH ROW EXECUTE FUNCTION klubba_refuse()""",
        """CREATE TRIGGER masking_no_update BEFORE UPDATE OF id, minutes_version_id, key, kind, verdict, path, starts_at, ends_at, provision, reason, decided_at, decided_by ON masking FOR EACH ROW EXECUTE FUNCTION klubba_refuse()""",
        """CREATE TRIGGER masking_no_truncate BEFORE TRUNCATE ON masking EXECUTE FUNCTION klubba_refuse()""",
        """CREATE TRIGGER published_version_no_delete BEFORE DELETE ON published_version FOR EACH ROW EXECUTE FUNCTION klubba_refuse()""",
        """CREATE TRIGGER published_version_no_update BEFORE UPDATE OF id, minutes_version_id, number, supersedes_id, body_name, meeting_on, paragraphs, data, sha256, word_id, published_at, published_by, unpublish_on ON published_version FOR EACH ROW EXECUTE FUNCTION klubba_refuse()""",
        """CREATE TRIGGER published_version_no_truncate BEFORE TRUNCATE ON published_version EXECUTE FUNCTION klubba_refuse()""",
        """CREATE TRIGGER published_version_unpublished_at_kept BEFORE UPDATE OF unpublished_at, unpublished_by, unpublish_reason ON published_version FOR EACH ROW WHEN (OLD.unpublished_at IS NOT NULL AND (NEW.unpublished_at IS DISTINCT FROM OLD.unpublished_at OR NEW.unpublished_by IS DISTINCT FROM OLD.unpublished_by OR NEW.unpublish_reason IS DISTINCT FROM OLD.unpublish_reason)) EXECUTE FUNCTION klubba_refuse()""",
        """CREATE TRIGGER published_version_unpublished_at_stays BEFORE DELETE ON published_version FOR EACH ROW WHEN (OLD.unpublished_at IS NOT NULL) EXECUTE FUNCTION klubba_refuse()""",
        """CREATE OR REPLACE FUNCTION klubba_published_version_of_attested_minutes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN IF NOT (EXISTS (
    SELECT 1 FROM minutes_version AS v
    WHERE v.id = NEW.minutes_version_id AND v.paragraph_id IS NULL AND v.voided_at IS NULL
    AND EXISTS (SELECT 1 FROM signer AS s WHERE s.minutes_version_id = v.id)
    AND NOT EXISTS (SELECT 1 FROM signer AS s LEFT JOIN attestation AS a
    ON a.minutes_version_id = s.minutes_version_id AND a.person_id = s.person_id
    WHERE s.minutes_version_id = v.id AND a.id IS NULL)
)) THEN RAISE EXCEPTION 'refused: %', TG_NAME
USING ERRCODE = 'restrict_violation'; END IF; RETURN NEW; END $$""",
        """CREATE TRIGGER published_version_of_attested_minutes BEFORE INSERT ON published_version FOR EACH ROW EXECUTE FUNCTION klubba_published_version_of_attested_minutes()""",
        """CREATE TRIGGER initiative_direction_kept BEFORE UPDATE OF direction, application_id ON initiative FOR EACH ROW WHEN (OLD.direction IS NOT NULL AND (NEW.direction IS DISTINCT FROM OLD.direction OR NEW.application_id IS DISTINCT FROM OLD.application_id)) EXECUTE FUNCTION klubba_refuse()""",
        """CREATE TRIGGER initiative_direction_stays BEFORE DELETE ON initiative FOR EACH ROW WHEN (OLD.direction IS NOT NULL) EXECUTE FUNCTION klubba_refuse()""",
        """CREATE TRIGGER attestation_no_delete BEFORE DELETE ON attestation FOR EACH ROW EXECUTE FUNCTION klubba_refuse()""",
        """CREATE TRIGGER attestation_no_update BEFORE UPDATE OF id, minutes_version_id, person_id, sha256, method, attested_on, registered_at, registered_by, scan_id, assurance, evidence_id ON attestation FOR EACH ROW EXECUTE FUNCTION klubba_refuse()""",
        """CREATE TRIGGER attestation_no_truncate BEFORE TRUNCATE ON attestation EXECUTE FUNCTION klubba_refuse()""",
        """CREATE OR REPLACE FUNCTION klubba_attestation_of_holding_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN IF NOT (EXISTS (
    SELECT 1 FROM minutes_version AS v WHERE v.id = NEW.minutes_version_id AND v.voided_at IS NULL
)) THEN RAISE EXCEPTION 'refused: %', TG_NAME
USING ERRCODE = 'restrict_violation'; END IF; RETURN NEW; END $$""",
        """CREATE TRIGGER attestation_of_holding_version BEFORE INSERT ON attestation FOR EACH ROW EXECUTE FUNCTION klubba_attestation_of_holding_version()""",
        """CREATE TRIGGER published_paragraph_no_delete BEFORE DELETE ON published_paragraph FOR EACH ROW EXECUTE FUNCTION klubba_refuse()""",
        """CREATE TRIGGER published_paragraph_no_update BEFORE UPDATE OF id, published_version_id, position, label, anchor, heading, text ON published_paragraph FOR EACH ROW EXECUTE FUNCTION klubba_refuse()""",
        """CREATE TRIGGER published_paragraph_no_truncate BEFORE TRUNCATE ON published_paragraph EXECUTE FUNCTION klubba_refuse()""",
        """CREATE TRIGGER dispatch_no_delete BEFORE DELETE ON dispatch FOR EACH ROW EXECUTE FUNCTION klubba_refuse()""",
        """CREATE TRIGGER dispatch_no_update BEFORE UPDATE OF id, extract_id, way, recipient, address, made_at, made_by ON dispatch FOR EACH ROW EXECUTE FUNCTION klubba_refuse()""",
        """CREATE TRIGGER dispatch_no_truncate BEFORE TRUNCATE ON dispatch EXECUTE FUNCTION klubba_refuse()""",
        """CREATE TRIGGER dispatch_posted_on_kept BEFORE UPDATE OF posted_on ON dispatch FOR EACH ROW WHEN (OLD.posted_on IS NOT NULL AND (NEW.posted_on IS DISTINCT FROM OLD.posted_on)) EXECUTE FUNCTION klubba_refuse()""",
        """CREATE TRIGGER dispatch_posted_on_stays BEFORE DELETE ON dispatch FOR EACH ROW WHEN (OLD.posted_on IS NOT NULL) EXECUTE FUNCTION klubba_refuse()""",
        """CREATE TRIGGER initiative_extension_no_delete BEFORE DELETE ON initiative_extension FOR EACH ROW EXECUTE FUNCTION klubba_refuse()""",
        """CREATE TRIGGER initiative_extension_no_update BEFORE UPDATE OF id, initiative_id, application_id, agreement_id, agreement_signed_on, ends_on, granted_ore, added_at ON initiative_extension FOR EACH ROW EXECUTE FUNCTION klubba_refuse()""",
        """CREATE TRIGGER initiative_extension_no_truncate BEFORE TRUNCATE ON initiative_extension EXECUTE FUNCTION klubba_refuse()""",
        """CREATE TRIGGER review_comment_no_delete BEFORE DELETE ON review_comment FOR EACH ROW EXECUTE FUNCTION klubba_refuse()""",
        """CREATE TRIGGER review_comment_no_update BEFORE UPDATE OF id, minutes_version_id, paragraph_id, person_id, signer_id, by_office, written_by, written_at, text ON review_comment FOR EACH ROW EXECUTE FUNCTION klubba_refuse()""",
        """CREATE TRIGGER review_comment_no_truncate BEFORE TRUNCATE ON review_comment EXECUTE FUNCTION klubba_refuse()""",
        """CREATE TRIGGER review_refusal_no_delete BEFORE DELETE ON review_refusal FOR EACH ROW EXECUTE FUNCTION klubba_refuse()""",
        """CREATE TRIGGER review_refusal_no_update BEFORE UPDATE OF id, minutes_version_id, person_id, name, reason, refused_at ON review_refusal FOR EACH ROW EXECUTE FUNCTION klubba_refuse()""",
        """CREATE TRIGGER review_refusal_no_truncate BEFORE TRUNCATE ON review_refusal EXECUTE FUNCTION klubba_refuse()""",
        """CREATE TRIGGER review_reading_no_delete BEFORE DELETE ON review_reading FOR EACH ROW EXECUTE FUNCTION klubba_refuse()""",
        """CREATE TRIGGER review_reading_no_update BEFORE UPDATE OF id, minutes_version_id, person_id, read_at, fingerprints ON review_reading FOR EACH ROW EXECUTE FUNCTION klubba_refuse()""",
        """CREATE TRIGGER review_reading_no_truncate BEFORE TRUNCATE ON review_reading EXECUTE FUNCTION klubba_refuse()""",
        """CREATE TRIGGER review_reminder_no_delete BEFORE DELETE ON review_reminder FOR EACH ROW EXECUTE FUNCTION klubba_refuse()""",
        """CREATE TRIGGER review_reminder_no_update BEFORE UPDATE OF id, minutes_version_id, person_id, sent_on ON review_reminder FOR EACH ROW EXECUTE FUNCTION klubba_refuse()""",
        """CREATE TRIGGER review_reminder_no_truncate BEFORE TRUNCATE ON review_reminder EXECUTE FUNCTION klubba_refuse()""",
        """CREATE TRIGGER dispatch_recipient_no_delete BEFORE DELETE ON dispatch_recipient FOR EACH ROW EXECUTE FUNCTION klubba_refuse()""",
        """CREATE TRIGGER dispatch_recipient_no_update BEFORE UPDATE OF id, meeting_id, minutes_version_id, paragraph_id, label, position, name ON dispatch_recipient FOR EACH ROW EXECUTE FUNCTION klubba_refuse()""",
        """CREATE TRIGGER dispatch_recipient_no_truncate BEFORE TRUNCATE ON dispatch_recipient EXECUTE FUNCTION klubba_refuse()""",
    ],
}


def upgrade() -> None:
    # ### commands auto generated by Alembic - please adjust! ###
    op.create_table('application_call',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('title', sa.Text(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('criteria', sa.Text(), nullable=False),
    sa.Column('opens_on', sa.Date(), nullable=False),
    sa.Column('closes_on', sa.Date(), nullable=True),
    sa.Column('open_to_all', sa.Boolean(), nullable=False),
    sa.Column('published_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('version_id', sa.Integer(), nullable=False),
    sa.CheckConstraint("title <> ''", name=op.f('ck_application_call_has_title')),
    sa.CheckConstraint('closes_on IS NULL OR closes_on >= opens_on', name=op.f('ck_application_call_closes_after_opening')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_application_call'))
    )
    op.create_table('association',
    sa.Column('id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('organisation_number', sa.Text(), nullable=False),
    sa.Column('town', sa.Text(), nullable=False),
    sa.Column('postal_address', sa.Text(), nullable=False),
    sa.Column('visiting_address', sa.Text(), nullable=False),
    sa.Column('telephone', sa.Text(), nullable=False),
    sa.Column('email', sa.Text(), nullable=False),
    sa.Column('web_page', sa.Text(), nullable=False),
    sa.Column('version_id', sa.Integer(), nullable=False),
    sa.CheckConstraint('id = 1', name=op.f('ck_association_only_one')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_association'))
    )
    op.create_table('audit_check',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('checked_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('milliseconds', sa.Integer(), nullable=False),
    sa.Column('looked', sa.JSON(), nullable=False),
    sa.Column('findings', sa.JSON(), nullable=False),
    sa.Column('seal_number', sa.Integer(), nullable=True),
    sa.Column('seal_sha256', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_audit_check'))
    )
    with op.batch_alter_table('audit_check', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_audit_check_checked_at'), ['checked_at'], unique=False)

    op.create_table('audit_entry',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=True),
    sa.Column('actor_name', sa.Text(), nullable=False),
    sa.Column('action', sa.Text(), nullable=False),
    sa.Column('subject_type', sa.Text(), nullable=False),
    sa.Column('subject_id', sa.Integer(), nullable=False),
    sa.Column('sentence', sa.Text(), nullable=False),
    sa.Column('details', sa.JSON(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_audit_entry'))
    )
    with op.batch_alter_table('audit_entry', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_audit_entry_at'), ['at'], unique=False)
        batch_op.create_index(batch_op.f('ix_audit_entry_subject_type_subject_id'), ['subject_type', 'subject_id'], unique=False)

    op.create_table('audit_seal',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('covers', sa.Text(), nullable=False),
    sa.Column('columns', sa.JSON(), nullable=False),
    sa.Column('first_id', sa.Integer(), nullable=False),
    sa.Column('last_id', sa.Integer(), nullable=False),
    sa.Column('count', sa.Integer(), nullable=False),
    sa.Column('row_hashes', sa.LargeBinary(), nullable=False),
    sa.Column('sealed_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('previous_sha256', sa.Text(), nullable=False),
    sa.Column('sha256', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_audit_seal')),
    sa.UniqueConstraint('previous_sha256', name=op.f('uq_audit_seal_previous_sha256'))
    )
    op.create_table('board_watch',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('first_seen_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('last_seen_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('longest_pause', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_board_watch'))
    )
    op.create_table('body',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('ended_on', sa.Date(), nullable=True),
    sa.CheckConstraint("kind IN ('board', 'presidium', 'preparatory')", name=op.f('ck_body_kind_known')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_body')),
    sa.UniqueConstraint('name', name=op.f('uq_body_name'))
    )
    op.create_table('counter',
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('value', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('name', name=op.f('pk_counter'))
    )
    op.create_table('document',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('title', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_document'))
    )
    op.create_table('duty_done',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('done_on', sa.Date(), nullable=False),
    sa.Column('reference', sa.Text(), nullable=False),
    sa.CheckConstraint("kind IN ('annual_report', 'consultation', 'budget')", name=op.f('ck_duty_done_kind_known')),
    sa.CheckConstraint("reference <> ''", name=op.f('ck_duty_done_has_reference')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_duty_done')),
    sa.UniqueConstraint('year', 'kind', name=op.f('uq_duty_done_year_kind'))
    )
    op.create_table('fund_frame',
    sa.Column('year', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('ore', sa.BigInteger(), nullable=False),
    sa.Column('source', sa.Text(), nullable=False),
    sa.Column('version_id', sa.Integer(), nullable=False),
    sa.CheckConstraint('ore >= 0', name=op.f('ck_fund_frame_not_negative')),
    sa.PrimaryKeyConstraint('year', name=op.f('pk_fund_frame'))
    )
    op.create_table('login_attempt',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('key', sa.Text(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_login_attempt'))
    )
    with op.batch_alter_table('login_attempt', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_login_attempt_key_at'), ['key', 'at'], unique=False)

    op.create_table('member_organisation',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('party_type', sa.String(length=40), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('left_on', sa.Date(), nullable=True),
    sa.CheckConstraint("party_type IN ('state_af', 'state_fk', 'region', 'municipality')", name=op.f('ck_member_organisation_party_type_known')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_member_organisation')),
    sa.UniqueConstraint('name', name=op.f('uq_member_organisation_name'))
    )
    op.create_table('notice_board',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('place', sa.Text(), nullable=False),
    sa.Column('digital', sa.Boolean(), nullable=False),
    sa.Column('ended_on', sa.Date(), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_notice_board')),
    sa.UniqueConstraint('name', name=op.f('uq_notice_board_name'))
    )
    op.create_table('outbox_message',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('message_id', sa.Text(), nullable=False),
    sa.Column('recipient', sa.Text(), nullable=False),
    sa.Column('heading', sa.Text(), nullable=False),
    sa.Column('body', sa.Text(), nullable=False),
    sa.Column('attachments', sa.JSON(), nullable=False),
    sa.Column('calendar', sa.Text(), nullable=True),
    sa.Column('calendar_method', sa.Text(), nullable=True),
    sa.Column('subject_type', sa.Text(), nullable=False),
    sa.Column('subject_id', sa.Integer(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('next_try_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('attempts', sa.Integer(), nullable=False),
    sa.Column('last_error', sa.Text(), nullable=True),
    sa.Column('sent_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('failed_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint('sent_at IS NULL OR failed_at IS NULL', name=op.f('ck_outbox_message_sent_or_failed')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_outbox_message')),
    sa.UniqueConstraint('message_id', name=op.f('uq_outbox_message_message_id'))
    )
    with op.batch_alter_table('outbox_message', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_outbox_message_subject_type_subject_id'), ['subject_type', 'subject_id'], unique=False)
        batch_op.create_index('ix_outbox_message_waiting', ['next_try_at'], unique=False)

    op.create_table('pdf_copy',
    sa.Column('source_sha256', sa.Text(), nullable=False),
    sa.Column('pdf_sha256', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('source_sha256', name=op.f('pk_pdf_copy'))
    )
    op.create_table('person',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('given_name', sa.Text(), nullable=False),
    sa.Column('family_name', sa.Text(), nullable=False),
    sa.Column('sort_key', sa.Text(), nullable=False),
    sa.Column('email', sa.Text(), nullable=False),
    sa.Column('telephone', sa.Text(), nullable=False),
    sa.Column('title', sa.Text(), nullable=False),
    sa.Column('organisation', sa.Text(), nullable=False),
    sa.Column('version_id', sa.Integer(), nullable=False),
    sa.CheckConstraint("family_name <> ''", name=op.f('ck_person_has_name')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_person'))
    )
    with op.batch_alter_table('person', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_person_sort_key'), ['sort_key'], unique=False)

    op.create_table('setting',
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('value', sa.JSON(), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('name', name=op.f('pk_setting'))
    )
    op.create_table('state_change',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=True),
    sa.Column('subject_type', sa.Text(), nullable=False),
    sa.Column('subject_id', sa.Integer(), nullable=False),
    sa.Column('source', sa.Text(), nullable=False),
    sa.Column('event', sa.Text(), nullable=False),
    sa.Column('target', sa.Text(), nullable=False),
    sa.Column('note', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_state_change'))
    )
    with op.batch_alter_table('state_change', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_state_change_subject_type_subject_id'), ['subject_type', 'subject_id'], unique=False)

    op.create_table('application_sign_up',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('call_id', sa.Integer(), nullable=False),
    sa.Column('given_name', sa.Text(), nullable=False),
    sa.Column('family_name', sa.Text(), nullable=False),
    sa.Column('email', sa.Text(), nullable=False),
    sa.Column('address', sa.Text(), nullable=False),
    sa.Column('token_hash', sa.Text(), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('expires_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('consumed_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint('consumed_at IS NULL OR token_hash IS NOT NULL', name=op.f('ck_application_sign_up_used_by_token')),
    sa.ForeignKeyConstraint(['call_id'], ['application_call.id'], name=op.f('fk_application_sign_up_call_id_application_call')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_application_sign_up')),
    sa.UniqueConstraint('token_hash', name=op.f('uq_application_sign_up_token_hash'))
    )
    with op.batch_alter_table('application_sign_up', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_application_sign_up_address_created_at'), ['address', 'created_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_application_sign_up_email_created_at'), ['email', 'created_at'], unique=False)

    op.create_table('application_view',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('query', sa.Text(), nullable=False),
    sa.CheckConstraint("name <> ''", name=op.f('ck_application_view_has_name')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_application_view_person_id_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_application_view')),
    sa.UniqueConstraint('person_id', 'name', name=op.f('uq_application_view_person_id_name'))
    )
    op.create_table('calendar_feed',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('token_hash', sa.Text(), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_calendar_feed_person_id_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_calendar_feed')),
    sa.UniqueConstraint('person_id', name=op.f('uq_calendar_feed_person_id')),
    sa.UniqueConstraint('token_hash', name=op.f('uq_calendar_feed_token_hash'))
    )
    op.create_table('case_file',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Text(), nullable=False),
    sa.Column('heading', sa.Text(), nullable=False),
    sa.Column('counterpart', sa.Text(), nullable=False),
    sa.Column('responsible_id', sa.Integer(), nullable=True),
    sa.Column('state', sa.String(length=40), nullable=False),
    sa.Column('opened_on', sa.Date(), nullable=False),
    sa.Column('confidentiality_provision', sa.Text(), nullable=False),
    sa.Column('confidentiality_authority', sa.Text(), nullable=False),
    sa.Column('confidentiality_marked_on', sa.Date(), nullable=True),
    sa.Column('version_id', sa.Integer(), nullable=False),
    sa.CheckConstraint("(confidentiality_provision = '') = (confidentiality_authority = '') AND (confidentiality_provision = '') = (confidentiality_marked_on IS NULL)", name=op.f('ck_case_file_confidentiality_whole')),
    sa.CheckConstraint("heading <> ''", name=op.f('ck_case_file_has_heading')),
    sa.CheckConstraint("state IN ('open', 'closed')", name=op.f('ck_case_file_state_known')),
    sa.ForeignKeyConstraint(['responsible_id'], ['person.id'], name=op.f('fk_case_file_responsible_id_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_case_file')),
    sa.UniqueConstraint('number', name=op.f('uq_case_file_number'))
    )
    with op.batch_alter_table('case_file', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_case_file_opened_on'), ['opened_on'], unique=False)

    op.create_table('file_version',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('document_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('sha256', sa.Text(), nullable=False),
    sa.Column('size', sa.Integer(), nullable=False),
    sa.Column('media_type', sa.Text(), nullable=False),
    sa.Column('filename', sa.Text(), nullable=False),
    sa.Column('data', sa.JSON(), nullable=True),
    sa.Column('edited_by_hand', sa.Boolean(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('created_by', sa.Text(), nullable=False),
    sa.CheckConstraint('length(sha256) = 64', name=op.f('ck_file_version_sha256_whole')),
    sa.CheckConstraint('size >= 0', name=op.f('ck_file_version_size_known')),
    sa.ForeignKeyConstraint(['document_id'], ['document.id'], name=op.f('fk_file_version_document_id_document')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_file_version')),
    sa.UniqueConstraint('document_id', 'number', name=op.f('uq_file_version_document_id_number'))
    )
    with op.batch_alter_table('file_version', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_file_version_sha256'), ['sha256'], unique=False)

    op.create_table('meeting_plan',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('body_id', sa.Integer(), nullable=False),
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('state', sa.String(length=40), nullable=False),
    sa.Column('adopted_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('version_id', sa.Integer(), nullable=False),
    sa.CheckConstraint("(state = 'adopted') = (adopted_at IS NOT NULL)", name=op.f('ck_meeting_plan_adopted_some_day')),
    sa.CheckConstraint("state IN ('proposed', 'adopted')", name=op.f('ck_meeting_plan_state_known')),
    sa.ForeignKeyConstraint(['body_id'], ['body.id'], name=op.f('fk_meeting_plan_body_id_body')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_meeting_plan')),
    sa.UniqueConstraint('body_id', 'year', name=op.f('uq_meeting_plan_body_id_year'))
    )
    op.create_table('paragraph_pattern',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('body_id', sa.Integer(), nullable=False),
    sa.Column('from_year', sa.Integer(), nullable=False),
    sa.Column('pattern', sa.Text(), nullable=False),
    sa.CheckConstraint("pattern LIKE '%{number%'", name=op.f('ck_paragraph_pattern_has_number')),
    sa.CheckConstraint('from_year BETWEEN 1990 AND 2200', name=op.f('ck_paragraph_pattern_year_in_range')),
    sa.ForeignKeyConstraint(['body_id'], ['body.id'], name=op.f('fk_paragraph_pattern_body_id_body')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_paragraph_pattern')),
    sa.UniqueConstraint('body_id', 'from_year', name=op.f('uq_paragraph_pattern_body_id_from_year'))
    )
    op.create_table('seat',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('role', sa.String(length=40), nullable=False),
    sa.Column('body_id', sa.Integer(), nullable=True),
    sa.Column('member_organisation_id', sa.Integer(), nullable=True),
    sa.Column('appointed_by', sa.Text(), nullable=False),
    sa.Column('order_of_call', sa.Integer(), nullable=False),
    sa.Column('valid_from', sa.Date(), nullable=False),
    sa.Column('valid_to', sa.Date(), nullable=True),
    sa.CheckConstraint("(body_id IS NOT NULL) = (role IN ('chair', 'vice_chair', 'regular', 'substitute', 'member'))", name=op.f('ck_seat_body_roles_have_body')),
    sa.CheckConstraint("role IN ('director', 'administrator', 'chair', 'vice_chair', 'regular', 'substitute', 'member', 'applicant', 'auditor')", name=op.f('ck_seat_role_known')),
    sa.CheckConstraint('valid_to IS NULL OR valid_to >= valid_from', name=op.f('ck_seat_ends_after_start')),
    sa.ForeignKeyConstraint(['body_id'], ['body.id'], name=op.f('fk_seat_body_id_body')),
    sa.ForeignKeyConstraint(['member_organisation_id'], ['member_organisation.id'], name=op.f('fk_seat_member_organisation_id_member_organisation')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_seat_person_id_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_seat'))
    )
    with op.batch_alter_table('seat', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_seat_body_id_valid_from'), ['body_id', 'valid_from'], unique=False)
        batch_op.create_index(batch_op.f('ix_seat_person_id_valid_from'), ['person_id', 'valid_from'], unique=False)

    op.create_table('user_account',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('email', sa.Text(), nullable=False),
    sa.Column('password_hash', sa.Text(), nullable=True),
    sa.Column('closed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint('email = lower(email)', name=op.f('ck_user_account_email_lowercase')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_user_account_person_id_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_user_account')),
    sa.UniqueConstraint('email', name=op.f('uq_user_account_email')),
    sa.UniqueConstraint('person_id', name=op.f('uq_user_account_person_id'))
    )
    op.create_table('delegated_decision',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('body_id', sa.Integer(), nullable=False),
    sa.Column('case_id', sa.Integer(), nullable=False),
    sa.Column('decided_on', sa.Date(), nullable=False),
    sa.Column('decided_by_id', sa.Integer(), nullable=False),
    sa.Column('decided_by', sa.Text(), nullable=False),
    sa.Column('heading', sa.Text(), nullable=False),
    sa.Column('background', sa.Text(), nullable=False),
    sa.Column('clauses', sa.JSON(), nullable=False),
    sa.Column('ground', sa.Text(), nullable=False),
    sa.Column('urgency', sa.Text(), nullable=False),
    sa.Column('file_version_id', sa.Integer(), nullable=False),
    sa.Column('registered_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('registered_by', sa.Text(), nullable=False),
    sa.Column('notified_in', sa.Text(), nullable=True),
    sa.Column('notified_on', sa.Date(), nullable=True),
    sa.CheckConstraint("heading <> ''", name=op.f('ck_delegated_decision_has_heading')),
    sa.CheckConstraint("kind IN ('delegated', 'urgent')", name=op.f('ck_delegated_decision_kind_known')),
    sa.CheckConstraint('(notified_in IS NULL) = (notified_on IS NULL)', name=op.f('ck_delegated_decision_notified_some_day')),
    sa.CheckConstraint('number > 0', name=op.f('ck_delegated_decision_number_counts_from_one')),
    sa.ForeignKeyConstraint(['body_id'], ['body.id'], name=op.f('fk_delegated_decision_body_id_body')),
    sa.ForeignKeyConstraint(['case_id'], ['case_file.id'], name=op.f('fk_delegated_decision_case_id_case_file')),
    sa.ForeignKeyConstraint(['decided_by_id'], ['person.id'], name=op.f('fk_delegated_decision_decided_by_id_person')),
    sa.ForeignKeyConstraint(['file_version_id'], ['file_version.id'], name=op.f('fk_delegated_decision_file_version_id_file_version')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_delegated_decision')),
    sa.UniqueConstraint('kind', 'year', 'number', name=op.f('uq_delegated_decision_kind_year_number'))
    )
    with op.batch_alter_table('delegated_decision', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_delegated_decision_case_id'), ['case_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_delegated_decision_decided_on'), ['decided_on'], unique=False)

    op.create_table('group_meeting',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('body_id', sa.Integer(), nullable=False),
    sa.Column('held_on', sa.Date(), nullable=False),
    sa.Column('place', sa.Text(), nullable=False),
    sa.Column('present', sa.Text(), nullable=False),
    sa.Column('absent', sa.Text(), nullable=False),
    sa.Column('other_points', sa.Text(), nullable=False),
    sa.Column('file_version_id', sa.Integer(), nullable=True),
    sa.Column('version_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['body_id'], ['body.id'], name=op.f('fk_group_meeting_body_id_body')),
    sa.ForeignKeyConstraint(['file_version_id'], ['file_version.id'], name=op.f('fk_group_meeting_file_version_id_file_version')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_group_meeting')),
    sa.UniqueConstraint('body_id', 'held_on', name=op.f('uq_group_meeting_body_id_held_on'))
    )
    op.create_table('invitation',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=False),
    sa.Column('token_hash', sa.Text(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('expires_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('consumed_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['user_id'], ['user_account.id'], name=op.f('fk_invitation_user_id_user_account')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_invitation')),
    sa.UniqueConstraint('token_hash', name=op.f('uq_invitation_token_hash'))
    )
    with op.batch_alter_table('invitation', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_invitation_user_id'), ['user_id'], unique=False)

    op.create_table('login_session',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=False),
    sa.Column('token_hash', sa.Text(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('last_seen_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('revoked_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('user_agent', sa.Text(), nullable=False),
    sa.Column('limited', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['user_id'], ['user_account.id'], name=op.f('fk_login_session_user_id_user_account')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_login_session')),
    sa.UniqueConstraint('token_hash', name=op.f('uq_login_session_token_hash'))
    )
    with op.batch_alter_table('login_session', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_login_session_user_id'), ['user_id'], unique=False)

    op.create_table('meeting',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('body_id', sa.Integer(), nullable=False),
    sa.Column('case_id', sa.Integer(), nullable=False),
    sa.Column('held_on', sa.Date(), nullable=False),
    sa.Column('starts_at', sa.Time(), nullable=False),
    sa.Column('ends_at', sa.Time(), nullable=False),
    sa.Column('place', sa.Text(), nullable=False),
    sa.Column('details', sa.Text(), nullable=False),
    sa.Column('digital_link', sa.Text(), nullable=False),
    sa.Column('convener_id', sa.Integer(), nullable=True),
    sa.Column('state', sa.String(length=40), nullable=False),
    sa.Column('cancelled_because', sa.Text(), nullable=False),
    sa.Column('remind_unopened', sa.Boolean(), nullable=False),
    sa.Column('calendar_uid', sa.Text(), nullable=False),
    sa.Column('calendar_sequence', sa.Integer(), nullable=False),
    sa.Column('version_id', sa.Integer(), nullable=False),
    sa.CheckConstraint("state IN ('planned', 'drafting', 'summoned', 'in_session', 'minutes_drafting', 'frozen', 'attested', 'posted', 'final', 'cancelled')", name=op.f('ck_meeting_state_known')),
    sa.CheckConstraint('ends_at > starts_at', name=op.f('ck_meeting_ends_after_start')),
    sa.ForeignKeyConstraint(['body_id'], ['body.id'], name=op.f('fk_meeting_body_id_body')),
    sa.ForeignKeyConstraint(['case_id'], ['case_file.id'], name=op.f('fk_meeting_case_id_case_file')),
    sa.ForeignKeyConstraint(['convener_id'], ['person.id'], name=op.f('fk_meeting_convener_id_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_meeting')),
    sa.UniqueConstraint('body_id', 'held_on', name=op.f('uq_meeting_body_id_held_on')),
    sa.UniqueConstraint('calendar_uid', name=op.f('uq_meeting_calendar_uid'))
    )
    with op.batch_alter_table('meeting', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_meeting_held_on'), ['held_on'], unique=False)

    op.create_table('passkey',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=False),
    sa.Column('credential_id', sa.Text(), nullable=False),
    sa.Column('public_key', sa.Text(), nullable=False),
    sa.Column('sign_count', sa.Integer(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('last_used_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint("name <> ''", name=op.f('ck_passkey_has_name')),
    sa.ForeignKeyConstraint(['user_id'], ['user_account.id'], name=op.f('fk_passkey_user_id_user_account')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_passkey')),
    sa.UniqueConstraint('credential_id', name=op.f('uq_passkey_credential_id'))
    )
    with op.batch_alter_table('passkey', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_passkey_user_id'), ['user_id'], unique=False)

    op.create_table('passkey_challenge',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=False),
    sa.Column('purpose', sa.String(length=40), nullable=False),
    sa.Column('bound_to', sa.Text(), nullable=False),
    sa.Column('nonce', sa.Text(), nullable=False),
    sa.Column('challenge', sa.Text(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('used_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint("(purpose = 'sign') = (length(bound_to) = 64)", name=op.f('ck_passkey_challenge_signing_is_about_bytes')),
    sa.CheckConstraint("purpose IN ('register', 'login', 'manage', 'sign')", name=op.f('ck_passkey_challenge_purpose_known')),
    sa.ForeignKeyConstraint(['user_id'], ['user_account.id'], name=op.f('fk_passkey_challenge_user_id_user_account')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_passkey_challenge')),
    sa.UniqueConstraint('challenge', name=op.f('uq_passkey_challenge_challenge'))
    )
    with op.batch_alter_table('passkey_challenge', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_passkey_challenge_user_id'), ['user_id'], unique=False)

    op.create_table('pdf_export',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('source_id', sa.Integer(), nullable=False),
    sa.Column('sealed', sa.Boolean(), nullable=False),
    sa.Column('state', sa.String(length=40), nullable=False),
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('tries', sa.Integer(), nullable=False),
    sa.Column('claimed_until', sa.DateTime(timezone=True), nullable=False),
    sa.Column('finished_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('failed_because', sa.Text(), nullable=False),
    sa.Column('file_version_id', sa.Integer(), nullable=True),
    sa.CheckConstraint("(state = 'done') = (file_version_id IS NOT NULL)", name=op.f('ck_pdf_export_done_has_file')),
    sa.CheckConstraint("(state = 'failed') = (failed_because <> '')", name=op.f('ck_pdf_export_failed_says_why')),
    sa.CheckConstraint("state IN ('queued', 'running', 'done', 'failed')", name=op.f('ck_pdf_export_state_known')),
    sa.ForeignKeyConstraint(['file_version_id'], ['file_version.id'], name=op.f('fk_pdf_export_file_version_id_file_version')),
    sa.ForeignKeyConstraint(['source_id'], ['file_version.id'], name=op.f('fk_pdf_export_source_id_file_version')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_pdf_export')),
    sa.UniqueConstraint('source_id', 'sealed', name=op.f('uq_pdf_export_source_id_sealed'))
    )
    with op.batch_alter_table('pdf_export', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_pdf_export_state_claimed_until'), ['state', 'claimed_until'], unique=False)

    op.create_table('pending_login',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=False),
    sa.Column('token_hash', sa.Text(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('consumed_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['user_id'], ['user_account.id'], name=op.f('fk_pending_login_user_id_user_account')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_pending_login')),
    sa.UniqueConstraint('token_hash', name=op.f('uq_pending_login_token_hash'))
    )
    with op.batch_alter_table('pending_login', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_pending_login_user_id'), ['user_id'], unique=False)

    op.create_table('per_capsulam_decision',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('state', sa.String(length=40), nullable=False),
    sa.Column('body_id', sa.Integer(), nullable=False),
    sa.Column('case_id', sa.Integer(), nullable=True),
    sa.Column('heading', sa.Text(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('background', sa.Text(), nullable=False),
    sa.Column('clauses', sa.JSON(), nullable=False),
    sa.Column('deadline', sa.Date(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('created_by', sa.Text(), nullable=False),
    sa.Column('sent_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('frozen', sa.Text(), nullable=True),
    sa.Column('frozen_sha256', sa.Text(), nullable=True),
    sa.Column('reminded_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('ended_because', sa.Text(), nullable=False),
    sa.Column('year', sa.Integer(), nullable=True),
    sa.Column('number', sa.Integer(), nullable=True),
    sa.Column('decided_on', sa.Date(), nullable=True),
    sa.Column('carried', sa.Boolean(), nullable=True),
    sa.Column('file_version_id', sa.Integer(), nullable=True),
    sa.Column('notified_in', sa.Text(), nullable=True),
    sa.Column('notified_on', sa.Date(), nullable=True),
    sa.Column('version_id', sa.Integer(), nullable=False),
    sa.CheckConstraint("(state = 'decided') = (number IS NOT NULL)", name=op.f('ck_per_capsulam_decision_decided_has_number')),
    sa.CheckConstraint("heading <> ''", name=op.f('ck_per_capsulam_decision_has_heading')),
    sa.CheckConstraint("sent_at IS NOT NULL OR state IN ('draft', 'withdrawn')", name=op.f('ck_per_capsulam_decision_asked_is_sent')),
    sa.CheckConstraint("state IN ('draft', 'asked', 'decided', 'stopped', 'lapsed', 'withdrawn')", name=op.f('ck_per_capsulam_decision_state_known')),
    sa.CheckConstraint('(notified_in IS NULL) = (notified_on IS NULL)', name=op.f('ck_per_capsulam_decision_notified_some_day')),
    sa.CheckConstraint('(number IS NULL) = (decided_on IS NULL)', name=op.f('ck_per_capsulam_decision_decided_on_a_day')),
    sa.CheckConstraint('(number IS NULL) = (file_version_id IS NULL)', name=op.f('ck_per_capsulam_decision_decided_has_document')),
    sa.CheckConstraint('(sent_at IS NULL) = (frozen_sha256 IS NULL)', name=op.f('ck_per_capsulam_decision_sent_is_frozen')),
    sa.ForeignKeyConstraint(['body_id'], ['body.id'], name=op.f('fk_per_capsulam_decision_body_id_body')),
    sa.ForeignKeyConstraint(['case_id'], ['case_file.id'], name=op.f('fk_per_capsulam_decision_case_id_case_file')),
    sa.ForeignKeyConstraint(['file_version_id'], ['file_version.id'], name=op.f('fk_per_capsulam_decision_file_version_id_file_version')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_per_capsulam_decision')),
    sa.UniqueConstraint('id', 'frozen_sha256', name=op.f('uq_per_capsulam_decision_id_frozen_sha256')),
    sa.UniqueConstraint('year', 'number', name=op.f('uq_per_capsulam_decision_year_number'))
    )
    with op.batch_alter_table('per_capsulam_decision', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_per_capsulam_decision_case_id'), ['case_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_per_capsulam_decision_state'), ['state'], unique=False)

    op.create_table('record',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('case_id', sa.Integer(), nullable=False),
    sa.Column('serial', sa.Integer(), nullable=False),
    sa.Column('direction', sa.String(length=40), nullable=False),
    sa.Column('dated', sa.Date(), nullable=False),
    sa.Column('counterpart', sa.Text(), nullable=False),
    sa.Column('content', sa.Text(), nullable=False),
    sa.Column('registered_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('registered_by', sa.Text(), nullable=False),
    sa.Column('confidentiality_provision', sa.Text(), nullable=False),
    sa.Column('confidentiality_authority', sa.Text(), nullable=False),
    sa.Column('confidentiality_marked_on', sa.Date(), nullable=True),
    sa.CheckConstraint("(confidentiality_provision = '') = (confidentiality_authority = '') AND (confidentiality_provision = '') = (confidentiality_marked_on IS NULL)", name=op.f('ck_record_confidentiality_whole')),
    sa.CheckConstraint("content <> ''", name=op.f('ck_record_has_content')),
    sa.CheckConstraint("direction = 'internal' OR counterpart <> ''", name=op.f('ck_record_has_counterpart')),
    sa.CheckConstraint("direction IN ('in', 'out', 'internal')", name=op.f('ck_record_direction_known')),
    sa.ForeignKeyConstraint(['case_id'], ['case_file.id'], name=op.f('fk_record_case_id_case_file')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_record')),
    sa.UniqueConstraint('case_id', 'serial', name=op.f('uq_record_case_id_serial'))
    )
    with op.batch_alter_table('record', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_record_registered_at'), ['registered_at'], unique=False)

    op.create_table('recovery_code',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=False),
    sa.Column('code_hash', sa.Text(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('used_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['user_id'], ['user_account.id'], name=op.f('fk_recovery_code_user_id_user_account')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_recovery_code')),
    sa.UniqueConstraint('code_hash', name=op.f('uq_recovery_code_code_hash'))
    )
    with op.batch_alter_table('recovery_code', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_recovery_code_user_id'), ['user_id'], unique=False)

    op.create_table('totp',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=False),
    sa.Column('secret', sa.Text(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('confirmed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('last_counter', sa.Integer(), nullable=False),
    sa.CheckConstraint('last_counter >= 0', name=op.f('ck_totp_counts_from_zero')),
    sa.ForeignKeyConstraint(['user_id'], ['user_account.id'], name=op.f('fk_totp_user_id_user_account')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_totp')),
    sa.UniqueConstraint('user_id', name=op.f('uq_totp_user_id'))
    )
    op.create_table('agenda_item',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('meeting_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('standing', sa.String(length=40), nullable=False),
    sa.Column('heading', sa.Text(), nullable=False),
    sa.Column('background', sa.Text(), nullable=False),
    sa.Column('presenter', sa.Text(), nullable=False),
    sa.Column('case_id', sa.Integer(), nullable=True),
    sa.Column('subordinate', sa.Boolean(), nullable=False),
    sa.Column('added_late', sa.Boolean(), nullable=False),
    sa.Column('planned_minutes', sa.Integer(), nullable=True),
    sa.Column('sent_as', sa.Text(), nullable=False),
    sa.Column('election_of', sa.Text(), nullable=False),
    sa.Column('election_count', sa.Integer(), nullable=True),
    sa.Column('election_term', sa.Text(), nullable=False),
    sa.Column('version_id', sa.Integer(), nullable=False),
    sa.CheckConstraint("heading <> ''", name=op.f('ck_agenda_item_has_heading')),
    sa.CheckConstraint("kind IN ('decision', 'information', 'notification', 'election')", name=op.f('ck_agenda_item_kind_known')),
    sa.CheckConstraint("standing IN ('none', 'opening', 'agenda', 'previous_minutes', 'attesters', 'other_questions', 'closing')", name=op.f('ck_agenda_item_standing_known')),
    sa.CheckConstraint('election_count > 0', name=op.f('ck_agenda_item_elects_somebody')),
    sa.CheckConstraint('planned_minutes > 0', name=op.f('ck_agenda_item_takes_some_time')),
    sa.ForeignKeyConstraint(['case_id'], ['case_file.id'], name=op.f('fk_agenda_item_case_id_case_file')),
    sa.ForeignKeyConstraint(['meeting_id'], ['meeting.id'], name=op.f('fk_agenda_item_meeting_id_meeting')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_agenda_item'))
    )
    with op.batch_alter_table('agenda_item', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_agenda_item_case_id'), ['case_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_agenda_item_meeting_id_position'), ['meeting_id', 'position'], unique=False)

    op.create_table('attendance',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('meeting_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('capacity', sa.String(length=40), nullable=False),
    sa.Column('title', sa.Text(), nullable=False),
    sa.Column('organisation', sa.Text(), nullable=False),
    sa.Column('member_organisation_id', sa.Integer(), nullable=True),
    sa.Column('present', sa.Boolean(), nullable=False),
    sa.Column('replaces_id', sa.Integer(), nullable=True),
    sa.Column('mode', sa.String(length=40), nullable=False),
    sa.Column('mode_reason', sa.Text(), nullable=False),
    sa.Column('chairs', sa.Boolean(), nullable=False),
    sa.Column('takes_minutes', sa.Boolean(), nullable=False),
    sa.Column('attests', sa.Boolean(), nullable=False),
    sa.CheckConstraint("capacity IN ('chair', 'vice_chair', 'regular', 'substitute', 'official', 'co_opted', 'presenter', 'guest')", name=op.f('ck_attendance_capacity_known')),
    sa.CheckConstraint("mode IN ('in_room', 'video', 'audio')", name=op.f('ck_attendance_mode_known')),
    sa.CheckConstraint("replaces_id IS NULL OR capacity = 'substitute'", name=op.f('ck_attendance_only_substitutes')),
    sa.CheckConstraint('NOT (chairs AND attests)', name=op.f('ck_attendance_chair_is_no_attester')),
    sa.ForeignKeyConstraint(['meeting_id'], ['meeting.id'], name=op.f('fk_attendance_meeting_id_meeting')),
    sa.ForeignKeyConstraint(['member_organisation_id'], ['member_organisation.id'], name=op.f('fk_attendance_member_organisation_id_member_organisation')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_attendance_person_id_person')),
    sa.ForeignKeyConstraint(['replaces_id'], ['attendance.id'], name=op.f('fk_attendance_replaces_id_attendance')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_attendance')),
    sa.UniqueConstraint('meeting_id', 'person_id', name=op.f('uq_attendance_meeting_id_person_id'))
    )
    op.create_table('invitee',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('meeting_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('part', sa.String(length=40), nullable=False),
    sa.CheckConstraint("part IN ('other', 'for_information')", name=op.f('ck_invitee_part_known')),
    sa.ForeignKeyConstraint(['meeting_id'], ['meeting.id'], name=op.f('fk_invitee_meeting_id_meeting')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_invitee_person_id_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_invitee')),
    sa.UniqueConstraint('meeting_id', 'person_id', name=op.f('uq_invitee_meeting_id_person_id'))
    )
    op.create_table('minutes',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('meeting_id', sa.Integer(), nullable=False),
    sa.Column('opened_at', sa.Time(), nullable=True),
    sa.Column('closed_at', sa.Time(), nullable=True),
    sa.Column('place', sa.Text(), nullable=False),
    sa.Column('attestation_place', sa.Text(), nullable=False),
    sa.Column('attestation_on', sa.Date(), nullable=True),
    sa.Column('attestation_time', sa.Time(), nullable=True),
    sa.Column('kept_at', sa.Text(), nullable=False),
    sa.Column('distance_basis', sa.Text(), nullable=False),
    sa.Column('version_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['meeting_id'], ['meeting.id'], name=op.f('fk_minutes_meeting_id_meeting')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_minutes')),
    sa.UniqueConstraint('meeting_id', name=op.f('uq_minutes_meeting_id'))
    )
    op.create_table('packet',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('meeting_id', sa.Integer(), nullable=False),
    sa.Column('state', sa.String(length=40), nullable=False),
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('asked_by', sa.Text(), nullable=False),
    sa.Column('fingerprint', sa.Text(), nullable=False),
    sa.Column('of_draft', sa.Boolean(), nullable=False),
    sa.Column('total_papers', sa.Integer(), nullable=False),
    sa.Column('done_papers', sa.Integer(), nullable=False),
    sa.Column('tries', sa.Integer(), nullable=False),
    sa.Column('claimed_until', sa.DateTime(timezone=True), nullable=False),
    sa.Column('finished_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('pages', sa.Integer(), nullable=False),
    sa.Column('left_out', sa.Integer(), nullable=False),
    sa.Column('failed_because', sa.Text(), nullable=False),
    sa.Column('file_version_id', sa.Integer(), nullable=True),
    sa.CheckConstraint("(state = 'done') = (file_version_id IS NOT NULL)", name=op.f('ck_packet_done_has_file')),
    sa.CheckConstraint("(state = 'failed') = (failed_because <> '')", name=op.f('ck_packet_failed_says_why')),
    sa.CheckConstraint("state IN ('queued', 'running', 'done', 'failed')", name=op.f('ck_packet_state_known')),
    sa.CheckConstraint('done_papers <= total_papers', name=op.f('ck_packet_progress_within')),
    sa.ForeignKeyConstraint(['file_version_id'], ['file_version.id'], name=op.f('fk_packet_file_version_id_file_version')),
    sa.ForeignKeyConstraint(['meeting_id'], ['meeting.id'], name=op.f('fk_packet_meeting_id_meeting')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_packet'))
    )
    with op.batch_alter_table('packet', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_packet_meeting_id'), ['meeting_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_packet_state_claimed_until'), ['state', 'claimed_until'], unique=False)

    op.create_table('per_capsulam_paper',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('decision_id', sa.Integer(), nullable=False),
    sa.Column('file_version_id', sa.Integer(), nullable=False),
    sa.Column('title', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['decision_id'], ['per_capsulam_decision.id'], name=op.f('fk_per_capsulam_paper_decision_id_per_capsulam_decision')),
    sa.ForeignKeyConstraint(['file_version_id'], ['file_version.id'], name=op.f('fk_per_capsulam_paper_file_version_id_file_version')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_per_capsulam_paper'))
    )
    with op.batch_alter_table('per_capsulam_paper', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_per_capsulam_paper_decision_id'), ['decision_id'], unique=False)

    op.create_table('per_capsulam_voter',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('decision_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('role', sa.Text(), nullable=False),
    sa.Column('member', sa.Text(), nullable=False),
    sa.Column('leads', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['decision_id'], ['per_capsulam_decision.id'], name=op.f('fk_per_capsulam_voter_decision_id_per_capsulam_decision')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_per_capsulam_voter_person_id_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_per_capsulam_voter')),
    sa.UniqueConstraint('decision_id', 'id', name=op.f('uq_per_capsulam_voter_decision_id_id')),
    sa.UniqueConstraint('decision_id', 'person_id', name=op.f('uq_per_capsulam_voter_decision_id_person_id'))
    )
    op.create_table('planned_meeting',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('plan_id', sa.Integer(), nullable=False),
    sa.Column('held_on', sa.Date(), nullable=False),
    sa.Column('starts_at', sa.Time(), nullable=False),
    sa.Column('ends_at', sa.Time(), nullable=False),
    sa.Column('place', sa.Text(), nullable=False),
    sa.Column('meeting_id', sa.Integer(), nullable=True),
    sa.CheckConstraint('ends_at > starts_at', name=op.f('ck_planned_meeting_ends_after_start')),
    sa.ForeignKeyConstraint(['meeting_id'], ['meeting.id'], name=op.f('fk_planned_meeting_meeting_id_meeting')),
    sa.ForeignKeyConstraint(['plan_id'], ['meeting_plan.id'], name=op.f('fk_planned_meeting_plan_id_meeting_plan')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_planned_meeting')),
    sa.UniqueConstraint('meeting_id', name=op.f('uq_planned_meeting_meeting_id')),
    sa.UniqueConstraint('plan_id', 'held_on', name=op.f('uq_planned_meeting_plan_id_held_on'))
    )
    with op.batch_alter_table('planned_meeting', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_planned_meeting_plan_id'), ['plan_id'], unique=False)

    op.create_table('read_mark',
    sa.Column('meeting_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('read_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('digests', sa.JSON(), nullable=False),
    sa.ForeignKeyConstraint(['meeting_id'], ['meeting.id'], name=op.f('fk_read_mark_meeting_id_meeting')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_read_mark_person_id_person')),
    sa.PrimaryKeyConstraint('meeting_id', 'person_id', name=op.f('pk_read_mark'))
    )
    op.create_table('record_file',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('record_id', sa.Integer(), nullable=False),
    sa.Column('file_version_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['file_version_id'], ['file_version.id'], name=op.f('fk_record_file_file_version_id_file_version')),
    sa.ForeignKeyConstraint(['record_id'], ['record.id'], name=op.f('fk_record_file_record_id_record')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_record_file')),
    sa.UniqueConstraint('record_id', 'file_version_id', name=op.f('uq_record_file_record_id_file_version_id'))
    )
    op.create_table('recorded_decision',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('case_id', sa.Integer(), nullable=False),
    sa.Column('record_id', sa.Integer(), nullable=False),
    sa.Column('round', sa.Integer(), nullable=True),
    sa.Column('meeting_on', sa.Date(), nullable=False),
    sa.Column('body_name', sa.Text(), nullable=False),
    sa.Column('paragraph_label', sa.Text(), nullable=False),
    sa.Column('clauses', sa.JSON(), nullable=False),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['case_id'], ['case_file.id'], name=op.f('fk_recorded_decision_case_id_case_file')),
    sa.ForeignKeyConstraint(['record_id'], ['record.id'], name=op.f('fk_recorded_decision_record_id_record')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_recorded_decision')),
    sa.UniqueConstraint('case_id', 'record_id', name=op.f('uq_recorded_decision_case_id_record_id')),
    sa.UniqueConstraint('record_id', name=op.f('uq_recorded_decision_record_id'))
    )
    op.create_table('reply',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('meeting_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('token_hash', sa.Text(), nullable=False),
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('asked_for', sa.Date(), nullable=False),
    sa.Column('answer', sa.String(length=40), nullable=True),
    sa.Column('comment', sa.Text(), nullable=False),
    sa.Column('answered_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('answered_by', sa.Text(), nullable=False),
    sa.Column('serves_for_id', sa.Integer(), nullable=True),
    sa.Column('version_id', sa.Integer(), nullable=False),
    sa.CheckConstraint("answer IN ('attends', 'distance', 'absent')", name=op.f('ck_reply_answer_known')),
    sa.CheckConstraint('(answer IS NULL) = (answered_at IS NULL)', name=op.f('ck_reply_answered_some_day')),
    sa.ForeignKeyConstraint(['meeting_id'], ['meeting.id'], name=op.f('fk_reply_meeting_id_meeting')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_reply_person_id_person')),
    sa.ForeignKeyConstraint(['serves_for_id'], ['person.id'], name=op.f('fk_reply_serves_for_id_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_reply')),
    sa.UniqueConstraint('meeting_id', 'person_id', name=op.f('uq_reply_meeting_id_person_id')),
    sa.UniqueConstraint('token_hash', name=op.f('uq_reply_token_hash'))
    )
    with op.batch_alter_table('reply', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_reply_person_id'), ['person_id'], unique=False)

    op.create_table('summons',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('meeting_id', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('sent_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('sent_by', sa.Text(), nullable=False),
    sa.Column('file_version_id', sa.Integer(), nullable=True),
    sa.Column('late', sa.Boolean(), nullable=False),
    sa.CheckConstraint("(kind = 'cancellation') = (file_version_id IS NULL)", name=op.f('ck_summons_document_unless_cancelled')),
    sa.CheckConstraint("kind IN ('first', 'revised', 'cancellation')", name=op.f('ck_summons_kind_known')),
    sa.ForeignKeyConstraint(['file_version_id'], ['file_version.id'], name=op.f('fk_summons_file_version_id_file_version')),
    sa.ForeignKeyConstraint(['meeting_id'], ['meeting.id'], name=op.f('fk_summons_meeting_id_meeting')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_summons')),
    sa.UniqueConstraint('meeting_id', 'version', name=op.f('uq_summons_meeting_id_version'))
    )
    op.create_table('annex',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('meeting_id', sa.Integer(), nullable=False),
    sa.Column('agenda_item_id', sa.Integer(), nullable=True),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('title', sa.Text(), nullable=False),
    sa.Column('file_version_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['agenda_item_id'], ['agenda_item.id'], name=op.f('fk_annex_agenda_item_id_agenda_item')),
    sa.ForeignKeyConstraint(['file_version_id'], ['file_version.id'], name=op.f('fk_annex_file_version_id_file_version')),
    sa.ForeignKeyConstraint(['meeting_id'], ['meeting.id'], name=op.f('fk_annex_meeting_id_meeting')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_annex')),
    sa.UniqueConstraint('meeting_id', 'number', name=op.f('uq_annex_meeting_id_number'))
    )
    with op.batch_alter_table('annex', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_annex_agenda_item_id'), ['agenda_item_id'], unique=False)

    op.create_table('application',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('case_id', sa.Integer(), nullable=True),
    sa.Column('call_id', sa.Integer(), nullable=True),
    sa.Column('extends_id', sa.Integer(), nullable=True),
    sa.Column('form_version', sa.Integer(), nullable=False),
    sa.Column('state', sa.String(length=40), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('organisation', sa.Text(), nullable=False),
    sa.Column('organisation_number', sa.Text(), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('direction', sa.String(length=40), nullable=True),
    sa.Column('starts_on', sa.Date(), nullable=True),
    sa.Column('ends_on', sa.Date(), nullable=True),
    sa.Column('applied_ore', sa.BigInteger(), nullable=False),
    sa.Column('on_paper', sa.Boolean(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('submitted_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('reopened_until', sa.Date(), nullable=True),
    sa.Column('parties_override', sa.Text(), nullable=False),
    sa.Column('reserved', sa.Boolean(), nullable=False),
    sa.Column('outcome', sa.String(length=40), nullable=True),
    sa.Column('granted_ore', sa.BigInteger(), nullable=True),
    sa.Column('paragraph_label', sa.Text(), nullable=False),
    sa.Column('decided_on', sa.Date(), nullable=True),
    sa.Column('decision_record_id', sa.Integer(), nullable=True),
    sa.Column('version_id', sa.Integer(), nullable=False),
    sa.CheckConstraint("(outcome IS NOT NULL) = (state IN ('decided', 'closed'))", name=op.f('ck_application_decided_has_outcome')),
    sa.CheckConstraint("direction IN ('individual', 'structural')", name=op.f('ck_application_direction_known')),
    sa.CheckConstraint("kind IN ('new', 'extension', 'change', 'pre_study', 'esf')", name=op.f('ck_application_kind_known')),
    sa.CheckConstraint("outcome <> 'granted' OR granted_ore = applied_ore", name=op.f('ck_application_granted_is_all')),
    sa.CheckConstraint("outcome <> 'granted_in_part' OR (granted_ore > 0 AND granted_ore < applied_ore)", name=op.f('ck_application_in_part_is_less')),
    sa.CheckConstraint("outcome <> 'rejected' OR granted_ore = 0", name=op.f('ck_application_rejected_is_nothing')),
    sa.CheckConstraint("outcome IN ('granted', 'granted_in_part', 'rejected')", name=op.f('ck_application_outcome_known')),
    sa.CheckConstraint("state IN ('draft', 'submitted', 'registered', 'in_preparation', 'ready_for_board', 'on_agenda', 'decided', 'closed', 'withdrawn', 'dismissed')", name=op.f('ck_application_state_known')),
    sa.CheckConstraint("state IN ('draft', 'withdrawn') OR case_id IS NOT NULL", name=op.f('ck_application_case_once_submitted')),
    sa.CheckConstraint('(outcome IS NULL) = (decided_on IS NULL)', name=op.f('ck_application_outcome_has_day')),
    sa.CheckConstraint('(outcome IS NULL) = (decision_record_id IS NULL)', name=op.f('ck_application_outcome_has_par')),
    sa.CheckConstraint('(outcome IS NULL) = (granted_ore IS NULL)', name=op.f('ck_application_outcome_has_amount')),
    sa.CheckConstraint('applied_ore >= 0', name=op.f('ck_application_applied_known')),
    sa.CheckConstraint('ends_on IS NULL OR ends_on >= starts_on', name=op.f('ck_application_ends_after_start')),
    sa.ForeignKeyConstraint(['call_id'], ['application_call.id'], name=op.f('fk_application_call_id_application_call')),
    sa.ForeignKeyConstraint(['case_id', 'decision_record_id'], ['recorded_decision.case_id', 'recorded_decision.record_id'], name='fk_application_attested_paragraph'),
    sa.ForeignKeyConstraint(['case_id'], ['case_file.id'], name=op.f('fk_application_case_id_case_file')),
    sa.ForeignKeyConstraint(['extends_id'], ['application.id'], name=op.f('fk_application_extends_id_application')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_application')),
    sa.UniqueConstraint('case_id', name=op.f('uq_application_case_id'))
    )
    with op.batch_alter_table('application', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_application_call_id'), ['call_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_application_extends_id'), ['extends_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_application_state_id'), ['state', 'id'], unique=False)
        batch_op.create_index(batch_op.f('ix_application_submitted_at'), ['submitted_at'], unique=False)

    op.create_table('item_author',
    sa.Column('agenda_item_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['agenda_item_id'], ['agenda_item.id'], name=op.f('fk_item_author_agenda_item_id_agenda_item')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_item_author_person_id_person')),
    sa.PrimaryKeyConstraint('agenda_item_id', 'person_id', name=op.f('pk_item_author'))
    )
    with op.batch_alter_table('item_author', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_item_author_person_id'), ['person_id'], unique=False)

    op.create_table('paragraph',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('meeting_id', sa.Integer(), nullable=False),
    sa.Column('agenda_item_id', sa.Integer(), nullable=True),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('standing', sa.String(length=40), nullable=False),
    sa.Column('series', sa.Text(), nullable=True),
    sa.Column('number', sa.Integer(), nullable=True),
    sa.Column('heading', sa.Text(), nullable=False),
    sa.Column('case_id', sa.Integer(), nullable=True),
    sa.Column('background', sa.Text(), nullable=False),
    sa.Column('notes', sa.Text(), nullable=False),
    sa.Column('dispatch_to', sa.Text(), nullable=False),
    sa.Column('outcome', sa.String(length=40), nullable=False),
    sa.Column('outcome_reason', sa.Text(), nullable=False),
    sa.Column('tabled_until', sa.Date(), nullable=True),
    sa.Column('behind_closed_doors', sa.Boolean(), nullable=False),
    sa.Column('at_once', sa.Boolean(), nullable=False),
    sa.Column('from_proposal', sa.Boolean(), nullable=False),
    sa.Column('version_id', sa.Integer(), nullable=False),
    sa.CheckConstraint("heading <> ''", name=op.f('ck_paragraph_has_heading')),
    sa.CheckConstraint("kind IN ('decision', 'information', 'notification', 'election')", name=op.f('ck_paragraph_kind_known')),
    sa.CheckConstraint("outcome IN ('none', 'decided', 'referred_back', 'tabled', 'withdrawn', 'filed', 'noted')", name=op.f('ck_paragraph_outcome_known')),
    sa.CheckConstraint("standing IN ('none', 'opening', 'agenda', 'previous_minutes', 'attesters', 'other_questions', 'closing')", name=op.f('ck_paragraph_standing_known')),
    sa.CheckConstraint("tabled_until IS NULL OR outcome = 'tabled'", name=op.f('ck_paragraph_only_tabled_waits')),
    sa.CheckConstraint('(series IS NULL) = (number IS NULL)', name=op.f('ck_paragraph_number_in_series')),
    sa.ForeignKeyConstraint(['agenda_item_id'], ['agenda_item.id'], name=op.f('fk_paragraph_agenda_item_id_agenda_item')),
    sa.ForeignKeyConstraint(['case_id'], ['case_file.id'], name=op.f('fk_paragraph_case_id_case_file')),
    sa.ForeignKeyConstraint(['meeting_id'], ['meeting.id'], name=op.f('fk_paragraph_meeting_id_meeting')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_paragraph')),
    sa.UniqueConstraint('meeting_id', 'agenda_item_id', name=op.f('uq_paragraph_meeting_id_agenda_item_id')),
    sa.UniqueConstraint('series', 'number', name=op.f('uq_paragraph_series_number'))
    )
    with op.batch_alter_table('paragraph', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_paragraph_case_id'), ['case_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_paragraph_meeting_id'), ['meeting_id'], unique=False)

    op.create_table('per_capsulam_answer',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('decision_id', sa.Integer(), nullable=False),
    sa.Column('voter_id', sa.Integer(), nullable=False),
    sa.Column('frozen_sha256', sa.Text(), nullable=False),
    sa.Column('form', sa.String(length=40), nullable=False),
    sa.Column('matter', sa.String(length=40), nullable=True),
    sa.Column('statement', sa.Text(), nullable=False),
    sa.Column('answered_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('assurance', sa.Text(), nullable=False),
    sa.CheckConstraint("form <> 'yes' OR matter IS NOT NULL", name=op.f('ck_per_capsulam_answer_answers_the_matter')),
    sa.CheckConstraint("form IN ('yes', 'no', 'recused')", name=op.f('ck_per_capsulam_answer_form_known')),
    sa.CheckConstraint("matter IS NULL OR matter IN ('yes', 'no')", name=op.f('ck_per_capsulam_answer_matter_known')),
    sa.ForeignKeyConstraint(['decision_id', 'frozen_sha256'], ['per_capsulam_decision.id', 'per_capsulam_decision.frozen_sha256'], name=op.f('fk_per_capsulam_answer_decision_id_frozen_sha256_per_capsulam_decision')),
    sa.ForeignKeyConstraint(['decision_id', 'voter_id'], ['per_capsulam_voter.decision_id', 'per_capsulam_voter.id'], name=op.f('fk_per_capsulam_answer_decision_id_voter_id_per_capsulam_voter')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_per_capsulam_answer')),
    sa.UniqueConstraint('voter_id', name=op.f('uq_per_capsulam_answer_voter_id'))
    )
    with op.batch_alter_table('per_capsulam_answer', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_per_capsulam_answer_decision_id'), ['decision_id'], unique=False)

    op.create_table('private_note',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('meeting_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('agenda_item_id', sa.Integer(), nullable=True),
    sa.Column('heading', sa.Text(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('written_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('version_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['agenda_item_id'], ['agenda_item.id'], name=op.f('fk_private_note_agenda_item_id_agenda_item'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['meeting_id'], ['meeting.id'], name=op.f('fk_private_note_meeting_id_meeting')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_private_note_person_id_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_private_note')),
    sa.UniqueConstraint('person_id', 'agenda_item_id', name=op.f('uq_private_note_person_id_agenda_item_id'))
    )
    with op.batch_alter_table('private_note', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_private_note_agenda_item_id'), ['agenda_item_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_private_note_meeting_id_person_id'), ['meeting_id', 'person_id'], unique=False)

    op.create_table('proposal_clause',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('agenda_item_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['agenda_item_id'], ['agenda_item.id'], name=op.f('fk_proposal_clause_agenda_item_id_agenda_item')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_proposal_clause')),
    sa.UniqueConstraint('agenda_item_id', 'position', name=op.f('uq_proposal_clause_agenda_item_id_position'))
    )
    op.create_table('summons_opening',
    sa.Column('summons_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('first_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_summons_opening_person_id_person')),
    sa.ForeignKeyConstraint(['summons_id'], ['summons.id'], name=op.f('fk_summons_opening_summons_id_summons')),
    sa.PrimaryKeyConstraint('summons_id', 'person_id', name=op.f('pk_summons_opening'))
    )
    op.create_table('summons_recipient',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('summons_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('email', sa.Text(), nullable=False),
    sa.Column('outbox_message_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['outbox_message_id'], ['outbox_message.id'], name=op.f('fk_summons_recipient_outbox_message_id_outbox_message')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_summons_recipient_person_id_person')),
    sa.ForeignKeyConstraint(['summons_id'], ['summons.id'], name=op.f('fk_summons_recipient_summons_id_summons')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_summons_recipient')),
    sa.UniqueConstraint('summons_id', 'person_id', name=op.f('uq_summons_recipient_summons_id_person_id'))
    )
    op.create_table('waiting_matter',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('body_id', sa.Integer(), nullable=False),
    sa.Column('reason', sa.String(length=40), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('heading', sa.Text(), nullable=False),
    sa.Column('background', sa.Text(), nullable=False),
    sa.Column('clauses', sa.JSON(), nullable=False),
    sa.Column('case_id', sa.Integer(), nullable=True),
    sa.Column('presenter', sa.Text(), nullable=False),
    sa.Column('not_before', sa.Date(), nullable=True),
    sa.Column('told', sa.Text(), nullable=False),
    sa.Column('source', sa.Text(), nullable=True),
    sa.Column('added_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('added_by', sa.Text(), nullable=False),
    sa.Column('agenda_item_id', sa.Integer(), nullable=True),
    sa.Column('dropped_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('dropped_because', sa.Text(), nullable=False),
    sa.CheckConstraint("heading <> ''", name=op.f('ck_waiting_matter_has_heading')),
    sa.CheckConstraint("kind IN ('decision', 'information', 'notification', 'election')", name=op.f('ck_waiting_matter_kind_known')),
    sa.CheckConstraint("reason IN ('wished', 'tabled', 'referred_back', 'notification', 'commission')", name=op.f('ck_waiting_matter_reason_known')),
    sa.ForeignKeyConstraint(['agenda_item_id'], ['agenda_item.id'], name=op.f('fk_waiting_matter_agenda_item_id_agenda_item')),
    sa.ForeignKeyConstraint(['body_id'], ['body.id'], name=op.f('fk_waiting_matter_body_id_body')),
    sa.ForeignKeyConstraint(['case_id'], ['case_file.id'], name=op.f('fk_waiting_matter_case_id_case_file')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_waiting_matter')),
    sa.UniqueConstraint('source', name=op.f('uq_waiting_matter_source'))
    )
    with op.batch_alter_table('waiting_matter', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_waiting_matter_body_id_agenda_item_id'), ['body_id', 'agenda_item_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_waiting_matter_case_id'), ['case_id'], unique=False)

    op.create_table('adjournment',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('meeting_id', sa.Integer(), nullable=False),
    sa.Column('paragraph_id', sa.Integer(), nullable=False),
    sa.Column('starts_at', sa.Time(), nullable=False),
    sa.Column('ends_at', sa.Time(), nullable=False),
    sa.CheckConstraint('ends_at > starts_at', name=op.f('ck_adjournment_ends_after_start')),
    sa.ForeignKeyConstraint(['meeting_id'], ['meeting.id'], name=op.f('fk_adjournment_meeting_id_meeting')),
    sa.ForeignKeyConstraint(['paragraph_id'], ['paragraph.id'], name=op.f('fk_adjournment_paragraph_id_paragraph')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_adjournment'))
    )
    with op.batch_alter_table('adjournment', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_adjournment_meeting_id'), ['meeting_id'], unique=False)

    op.create_table('agreement',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('application_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('state', sa.String(length=40), nullable=False),
    sa.Column('budget', sa.JSON(), nullable=False),
    sa.Column('terms', sa.Text(), nullable=False),
    sa.Column('owner_signatory', sa.Text(), nullable=False),
    sa.Column('our_signatory', sa.Text(), nullable=False),
    sa.Column('signed_on', sa.Date(), nullable=True),
    sa.Column('signed_by', sa.String(length=40), nullable=True),
    sa.Column('file_version_id', sa.Integer(), nullable=True),
    sa.Column('signed_file_version_id', sa.Integer(), nullable=True),
    sa.Column('version_id', sa.Integer(), nullable=False),
    sa.CheckConstraint("(state = 'signed') = (signed_on IS NOT NULL)", name=op.f('ck_agreement_signed_when')),
    sa.CheckConstraint("signed_by IN ('on_paper', 'elsewhere')", name=op.f('ck_agreement_signed_by_known')),
    sa.CheckConstraint("state IN ('draft', 'offered', 'signed', 'given_up')", name=op.f('ck_agreement_state_known')),
    sa.CheckConstraint('(signed_on IS NULL) = (signed_by IS NULL)', name=op.f('ck_agreement_signed_how')),
    sa.ForeignKeyConstraint(['application_id'], ['application.id'], name=op.f('fk_agreement_application_id_application')),
    sa.ForeignKeyConstraint(['file_version_id'], ['file_version.id'], name=op.f('fk_agreement_file_version_id_file_version')),
    sa.ForeignKeyConstraint(['signed_file_version_id'], ['file_version.id'], name=op.f('fk_agreement_signed_file_version_id_file_version')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_agreement')),
    sa.UniqueConstraint('application_id', 'number', name=op.f('uq_agreement_application_id_number')),
    sa.UniqueConstraint('id', 'signed_on', name=op.f('uq_agreement_id_signed_on'))
    )
    with op.batch_alter_table('agreement', schema=None) as batch_op:
        batch_op.create_index('uq_agreement_living', ['application_id'], unique=True, sqlite_where=sa.text("state <> 'given_up'"), postgresql_where=sa.text("state <> 'given_up'"))

    op.create_table('application_collaborator',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('application_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('part', sa.String(length=40), nullable=False),
    sa.Column('added_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('added_by', sa.Text(), nullable=False),
    sa.CheckConstraint("part IN ('submit', 'write', 'comment')", name=op.f('ck_application_collaborator_part_known')),
    sa.ForeignKeyConstraint(['application_id'], ['application.id'], name=op.f('fk_application_collaborator_application_id_application')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_application_collaborator_person_id_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_application_collaborator')),
    sa.UniqueConstraint('application_id', 'person_id', name=op.f('uq_application_collaborator_application_id_person_id'))
    )
    with op.batch_alter_table('application_collaborator', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_application_collaborator_person_id'), ['person_id'], unique=False)

    op.create_table('application_decision',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('application_id', sa.Integer(), nullable=False),
    sa.Column('round', sa.Integer(), nullable=False),
    sa.Column('stage', sa.String(length=40), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('conditions', sa.Text(), nullable=False),
    sa.Column('reasons', sa.Text(), nullable=False),
    sa.Column('refer_to', sa.Text(), nullable=False),
    sa.Column('table_to', sa.Date(), nullable=True),
    sa.Column('meeting_on', sa.Date(), nullable=True),
    sa.Column('record_id', sa.Integer(), nullable=True),
    sa.Column('written_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('written_by', sa.Text(), nullable=False),
    sa.Column('version_id', sa.Integer(), nullable=False),
    sa.CheckConstraint("kind <> 'reject' OR reasons <> ''", name=op.f('ck_application_decision_rejection_has_reasons')),
    sa.CheckConstraint("kind IN ('grant', 'grant_in_part', 'reject', 'refer_back', 'table')", name=op.f('ck_application_decision_kind_known')),
    sa.CheckConstraint("stage = 'decision' OR record_id IS NULL", name=op.f('ck_application_decision_only_decisions_take_effect')),
    sa.CheckConstraint("stage IN ('proposal', 'decision')", name=op.f('ck_application_decision_stage_known')),
    sa.ForeignKeyConstraint(['application_id'], ['application.id'], name=op.f('fk_application_decision_application_id_application')),
    sa.ForeignKeyConstraint(['record_id'], ['record.id'], name=op.f('fk_application_decision_record_id_record')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_application_decision')),
    sa.UniqueConstraint('application_id', 'round', 'stage', name=op.f('uq_application_decision_application_id_round_stage'))
    )
    op.create_table('application_file',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('application_id', sa.Integer(), nullable=False),
    sa.Column('title', sa.Text(), nullable=False),
    sa.Column('file_version_id', sa.Integer(), nullable=False),
    sa.Column('added_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('added_by', sa.Text(), nullable=False),
    sa.Column('removed_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['application_id'], ['application.id'], name=op.f('fk_application_file_application_id_application')),
    sa.ForeignKeyConstraint(['file_version_id'], ['file_version.id'], name=op.f('fk_application_file_file_version_id_file_version')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_application_file'))
    )
    with op.batch_alter_table('application_file', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_application_file_application_id'), ['application_id'], unique=False)

    op.create_table('application_place',
    sa.Column('application_id', sa.Integer(), nullable=False),
    sa.Column('municipality', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['application_id'], ['application.id'], name=op.f('fk_application_place_application_id_application')),
    sa.PrimaryKeyConstraint('application_id', 'municipality', name=op.f('pk_application_place'))
    )
    op.create_table('application_section',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('application_id', sa.Integer(), nullable=False),
    sa.Column('key', sa.Text(), nullable=False),
    sa.Column('content', sa.JSON(), nullable=False),
    sa.Column('saved_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('saved_by', sa.Text(), nullable=False),
    sa.Column('version_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['application_id'], ['application.id'], name=op.f('fk_application_section_application_id_application')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_application_section')),
    sa.UniqueConstraint('application_id', 'key', name=op.f('uq_application_section_application_id_key'))
    )
    op.create_table('application_submission',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('application_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('form_version', sa.Integer(), nullable=False),
    sa.Column('content', sa.JSON(), nullable=False),
    sa.Column('sha256', sa.Text(), nullable=False),
    sa.Column('submitted_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('submitted_by', sa.Text(), nullable=False),
    sa.Column('file_version_id', sa.Integer(), nullable=False),
    sa.CheckConstraint('length(sha256) = 64', name=op.f('ck_application_submission_sha256_whole')),
    sa.ForeignKeyConstraint(['application_id'], ['application.id'], name=op.f('fk_application_submission_application_id_application')),
    sa.ForeignKeyConstraint(['file_version_id'], ['file_version.id'], name=op.f('fk_application_submission_file_version_id_file_version')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_application_submission')),
    sa.UniqueConstraint('application_id', 'number', name=op.f('uq_application_submission_application_id_number'))
    )
    op.create_table('applied_year',
    sa.Column('application_id', sa.Integer(), nullable=False),
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('ore', sa.BigInteger(), nullable=False),
    sa.CheckConstraint('ore >= 0', name=op.f('ck_applied_year_not_negative')),
    sa.ForeignKeyConstraint(['application_id'], ['application.id'], name=op.f('fk_applied_year_application_id_application')),
    sa.PrimaryKeyConstraint('application_id', 'year', name=op.f('pk_applied_year'))
    )
    with op.batch_alter_table('applied_year', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_applied_year_year'), ['year'], unique=False)

    op.create_table('attendance_change',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('attendance_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('from_paragraph_id', sa.Integer(), nullable=False),
    sa.Column('to_paragraph_id', sa.Integer(), nullable=True),
    sa.Column('partly', sa.Boolean(), nullable=False),
    sa.Column('clock', sa.Time(), nullable=True),
    sa.Column('replaces_id', sa.Integer(), nullable=True),
    sa.Column('ground', sa.Text(), nullable=False),
    sa.Column('ground_kind', sa.String(length=40), nullable=True),
    sa.Column('raised_by_id', sa.Integer(), nullable=True),
    sa.Column('ruling', sa.String(length=40), nullable=True),
    sa.CheckConstraint("ground_kind IN ('party', 'represents', 'supervision', 'assists', 'other')", name=op.f('ck_attendance_change_ground_kind_known')),
    sa.CheckConstraint("kind <> 'recused' OR ruling IS NOT NULL", name=op.f('ck_attendance_change_recusals_have_ruling')),
    sa.CheckConstraint("kind = 'recused' OR (ground_kind IS NULL AND raised_by_id IS NULL)", name=op.f('ck_attendance_change_only_recusals_are_raised')),
    sa.CheckConstraint("kind = 'recused' OR ruling IS NULL", name=op.f('ck_attendance_change_only_recusals_are_ruled')),
    sa.CheckConstraint("kind IN ('arrived', 'left', 'present', 'absent', 'serving', 'recused', 'chairing', 'writing')", name=op.f('ck_attendance_change_kind_known')),
    sa.CheckConstraint("ruling IN ('undisputed', 'recused', 'not_recused')", name=op.f('ck_attendance_change_ruling_known')),
    sa.CheckConstraint('raised_by_id <> attendance_id', name=op.f('ck_attendance_change_oneself_is_nobody_else')),
    sa.ForeignKeyConstraint(['attendance_id'], ['attendance.id'], name=op.f('fk_attendance_change_attendance_id_attendance')),
    sa.ForeignKeyConstraint(['from_paragraph_id'], ['paragraph.id'], name=op.f('fk_attendance_change_from_paragraph_id_paragraph')),
    sa.ForeignKeyConstraint(['raised_by_id'], ['attendance.id'], name=op.f('fk_attendance_change_raised_by_id_attendance')),
    sa.ForeignKeyConstraint(['replaces_id'], ['attendance.id'], name=op.f('fk_attendance_change_replaces_id_attendance')),
    sa.ForeignKeyConstraint(['to_paragraph_id'], ['paragraph.id'], name=op.f('fk_attendance_change_to_paragraph_id_paragraph')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_attendance_change'))
    )
    with op.batch_alter_table('attendance_change', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_attendance_change_attendance_id'), ['attendance_id'], unique=False)

    op.create_table('ballot',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('paragraph_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('secret', sa.Boolean(), nullable=False),
    sa.Column('yes_means', sa.Text(), nullable=False),
    sa.Column('no_means', sa.Text(), nullable=False),
    sa.Column('majority', sa.String(length=40), nullable=False),
    sa.Column('yes_count', sa.Integer(), nullable=True),
    sa.Column('no_count', sa.Integer(), nullable=True),
    sa.Column('abstain_count', sa.Integer(), nullable=True),
    sa.Column('casting', sa.String(length=40), nullable=True),
    sa.Column('lot_fell_on', sa.Text(), nullable=False),
    sa.CheckConstraint("casting IN ('yes', 'no', 'abstains')", name=op.f('ck_ballot_casting_known')),
    sa.CheckConstraint("casting IS NULL OR casting <> 'abstains'", name=op.f('ck_ballot_casting_decides')),
    sa.CheckConstraint("casting IS NULL OR kind = 'question'", name=op.f('ck_ballot_lots_in_elections')),
    sa.CheckConstraint("kind IN ('question', 'election')", name=op.f('ck_ballot_kind_known')),
    sa.CheckConstraint("lot_fell_on = '' OR kind = 'election'", name=op.f('ck_ballot_no_lots_in_questions')),
    sa.CheckConstraint("majority IN ('simple', 'two_thirds', 'three_quarters', 'unanimous')", name=op.f('ck_ballot_majority_known')),
    sa.CheckConstraint('COALESCE(yes_count, 0) >= 0 AND COALESCE(no_count, 0) >= 0 AND COALESCE(abstain_count, 0) >= 0', name=op.f('ck_ballot_counts_not_negative')),
    sa.CheckConstraint('secret OR (yes_count IS NULL AND no_count IS NULL AND abstain_count IS NULL)', name=op.f('ck_ballot_only_secret_is_counted')),
    sa.ForeignKeyConstraint(['paragraph_id'], ['paragraph.id'], name=op.f('fk_ballot_paragraph_id_paragraph')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_ballot'))
    )
    with op.batch_alter_table('ballot', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_ballot_paragraph_id'), ['paragraph_id'], unique=False)

    op.create_table('commission',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('paragraph_id', sa.Integer(), nullable=False),
    sa.Column('what', sa.Text(), nullable=False),
    sa.Column('to_words', sa.Text(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=True),
    sa.Column('due_on', sa.Date(), nullable=True),
    sa.Column('given_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('given_by', sa.Text(), nullable=False),
    sa.Column('reported_on', sa.Date(), nullable=True),
    sa.Column('report', sa.Text(), nullable=False),
    sa.Column('reported_by', sa.Text(), nullable=False),
    sa.Column('record_id', sa.Integer(), nullable=True),
    sa.CheckConstraint("(reported_on IS NULL) = (report = '') AND (reported_on IS NULL) = (reported_by = '')", name=op.f('ck_commission_reported_by_somebody')),
    sa.CheckConstraint("to_words <> ''", name=op.f('ck_commission_says_to_whom')),
    sa.CheckConstraint("what <> ''", name=op.f('ck_commission_says_what')),
    sa.CheckConstraint('record_id IS NULL OR reported_on IS NOT NULL', name=op.f('ck_commission_record_of_report')),
    sa.ForeignKeyConstraint(['paragraph_id'], ['paragraph.id'], name=op.f('fk_commission_paragraph_id_paragraph')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_commission_person_id_person')),
    sa.ForeignKeyConstraint(['record_id'], ['record.id'], name=op.f('fk_commission_record_id_record')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_commission'))
    )
    with op.batch_alter_table('commission', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_commission_paragraph_id'), ['paragraph_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_commission_person_id'), ['person_id'], unique=False)

    op.create_table('completion_request',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('application_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('state', sa.String(length=40), nullable=False),
    sa.Column('due_on', sa.Date(), nullable=False),
    sa.Column('message', sa.Text(), nullable=False),
    sa.Column('sent_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('sent_by', sa.Text(), nullable=False),
    sa.Column('reminded_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('answered_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('read_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('before_number', sa.Integer(), nullable=False),
    sa.Column('answer_number', sa.Integer(), nullable=True),
    sa.Column('file_version_id', sa.Integer(), nullable=True),
    sa.CheckConstraint("(state = 'answered') = (answered_at IS NOT NULL)", name=op.f('ck_completion_request_answered_when')),
    sa.CheckConstraint("read_at IS NULL OR state = 'answered'", name=op.f('ck_completion_request_read_once_answered')),
    sa.CheckConstraint("state IN ('open', 'answered', 'withdrawn')", name=op.f('ck_completion_request_state_known')),
    sa.CheckConstraint('(answered_at IS NULL) = (answer_number IS NULL)', name=op.f('ck_completion_request_answered_by')),
    sa.CheckConstraint('answer_number > before_number', name=op.f('ck_completion_request_answer_is_later')),
    sa.ForeignKeyConstraint(['application_id'], ['application.id'], name=op.f('fk_completion_request_application_id_application')),
    sa.ForeignKeyConstraint(['file_version_id'], ['file_version.id'], name=op.f('fk_completion_request_file_version_id_file_version')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_completion_request')),
    sa.UniqueConstraint('application_id', 'number', name=op.f('uq_completion_request_application_id_number'))
    )
    with op.batch_alter_table('completion_request', schema=None) as batch_op:
        batch_op.create_index('uq_completion_request_open', ['application_id'], unique=True, sqlite_where=sa.text("state = 'open'"), postgresql_where=sa.text("state = 'open'"))

    op.create_table('decision_clause',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('paragraph_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['paragraph_id'], ['paragraph.id'], name=op.f('fk_decision_clause_paragraph_id_paragraph')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_decision_clause')),
    sa.UniqueConstraint('paragraph_id', 'position', name=op.f('uq_decision_clause_paragraph_id_position'))
    )
    op.create_table('minutes_version',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('meeting_id', sa.Integer(), nullable=False),
    sa.Column('paragraph_id', sa.Integer(), nullable=True),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('file_version_id', sa.Integer(), nullable=False),
    sa.Column('sha256', sa.Text(), nullable=False),
    sa.Column('frozen_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('frozen_by', sa.Text(), nullable=False),
    sa.Column('voided_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('void_reason', sa.Text(), nullable=False),
    sa.CheckConstraint("(voided_at IS NULL) = (void_reason = '')", name=op.f('ck_minutes_version_void_has_reason')),
    sa.ForeignKeyConstraint(['file_version_id'], ['file_version.id'], name=op.f('fk_minutes_version_file_version_id_file_version')),
    sa.ForeignKeyConstraint(['meeting_id'], ['meeting.id'], name=op.f('fk_minutes_version_meeting_id_meeting')),
    sa.ForeignKeyConstraint(['paragraph_id'], ['paragraph.id'], name=op.f('fk_minutes_version_paragraph_id_paragraph')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_minutes_version')),
    sa.UniqueConstraint('id', 'sha256', name=op.f('uq_minutes_version_id_sha256'))
    )
    with op.batch_alter_table('minutes_version', schema=None) as batch_op:
        batch_op.create_index('uq_minutes_version_minutes_hold', ['meeting_id'], unique=True, sqlite_where=sa.text('paragraph_id IS NULL AND voided_at IS NULL'), postgresql_where=sa.text('paragraph_id IS NULL AND voided_at IS NULL'))
        batch_op.create_index('uq_minutes_version_paragraph_holds', ['paragraph_id'], unique=True, sqlite_where=sa.text('voided_at IS NULL'), postgresql_where=sa.text('voided_at IS NULL'))
        batch_op.create_index('uq_minutes_version_version_of_minutes', ['meeting_id', 'number'], unique=True, sqlite_where=sa.text('paragraph_id IS NULL'), postgresql_where=sa.text('paragraph_id IS NULL'))
        batch_op.create_index('uq_minutes_version_version_of_paragraph', ['paragraph_id', 'number'], unique=True, sqlite_where=sa.text('paragraph_id IS NOT NULL'), postgresql_where=sa.text('paragraph_id IS NOT NULL'))

    op.create_table('motion',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('paragraph_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('withdrawn', sa.Boolean(), nullable=False),
    sa.CheckConstraint("kind IN ('approval', 'rejection', 'amendment', 'addition', 'referral_back', 'tabling')", name=op.f('ck_motion_kind_known')),
    sa.ForeignKeyConstraint(['paragraph_id'], ['paragraph.id'], name=op.f('fk_motion_paragraph_id_paragraph')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_motion'))
    )
    with op.batch_alter_table('motion', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_motion_paragraph_id'), ['paragraph_id'], unique=False)

    op.create_table('non_participation',
    sa.Column('paragraph_id', sa.Integer(), nullable=False),
    sa.Column('attendance_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['attendance_id'], ['attendance.id'], name=op.f('fk_non_participation_attendance_id_attendance')),
    sa.ForeignKeyConstraint(['paragraph_id'], ['paragraph.id'], name=op.f('fk_non_participation_paragraph_id_paragraph')),
    sa.PrimaryKeyConstraint('paragraph_id', 'attendance_id', name=op.f('pk_non_participation'))
    )
    op.create_table('preparation',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('application_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('body_id', sa.Integer(), nullable=False),
    sa.Column('meeting_id', sa.Integer(), nullable=True),
    sa.Column('due_on', sa.Date(), nullable=True),
    sa.Column('assigned_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('notes', sa.Text(), nullable=False),
    sa.Column('position', sa.String(length=40), nullable=True),
    sa.Column('position_ore', sa.BigInteger(), nullable=True),
    sa.Column('position_text', sa.Text(), nullable=False),
    sa.Column('position_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('closed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('version_id', sa.Integer(), nullable=False),
    sa.CheckConstraint("(position_ore IS NOT NULL) = (position IS NOT NULL AND position = 'grant_in_part')", name=op.f('ck_preparation_amount_in_part')),
    sa.CheckConstraint("position IN ('grant', 'grant_in_part', 'reject', 'refer_back')", name=op.f('ck_preparation_position_known')),
    sa.CheckConstraint('(position IS NULL) = (position_at IS NULL)', name=op.f('ck_preparation_position_when')),
    sa.CheckConstraint('position_ore IS NULL OR position_ore > 0', name=op.f('ck_preparation_amount_positive')),
    sa.ForeignKeyConstraint(['application_id'], ['application.id'], name=op.f('fk_preparation_application_id_application')),
    sa.ForeignKeyConstraint(['body_id'], ['body.id'], name=op.f('fk_preparation_body_id_body')),
    sa.ForeignKeyConstraint(['meeting_id'], ['group_meeting.id'], name=op.f('fk_preparation_meeting_id_group_meeting')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_preparation')),
    sa.UniqueConstraint('application_id', 'number', name=op.f('uq_preparation_application_id_number'))
    )
    with op.batch_alter_table('preparation', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_preparation_meeting_id'), ['meeting_id'], unique=False)
        batch_op.create_index('uq_preparation_open', ['application_id'], unique=True, sqlite_where=sa.text('closed_at IS NULL'), postgresql_where=sa.text('closed_at IS NULL'))

    op.create_table('proposition',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('paragraph_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('asked', sa.Text(), nullable=False),
    sa.Column('found', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['paragraph_id'], ['paragraph.id'], name=op.f('fk_proposition_paragraph_id_paragraph')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_proposition'))
    )
    with op.batch_alter_table('proposition', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_proposition_paragraph_id'), ['paragraph_id'], unique=False)

    op.create_table('room',
    sa.Column('meeting_id', sa.Integer(), nullable=False),
    sa.Column('paragraph_id', sa.Integer(), nullable=False),
    sa.Column('since', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['meeting_id'], ['meeting.id'], name=op.f('fk_room_meeting_id_meeting')),
    sa.ForeignKeyConstraint(['paragraph_id'], ['paragraph.id'], name=op.f('fk_room_paragraph_id_paragraph')),
    sa.PrimaryKeyConstraint('meeting_id', name=op.f('pk_room'))
    )
    op.create_table('section_comment',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('application_id', sa.Integer(), nullable=False),
    sa.Column('key', sa.Text(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('written_by', sa.Text(), nullable=False),
    sa.Column('written_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('settled_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint("text <> ''", name=op.f('ck_section_comment_has_text')),
    sa.ForeignKeyConstraint(['application_id'], ['application.id'], name=op.f('fk_section_comment_application_id_application')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_section_comment_person_id_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_section_comment'))
    )
    with op.batch_alter_table('section_comment', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_section_comment_application_id'), ['application_id'], unique=False)

    op.create_table('statement',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('paragraph_id', sa.Integer(), nullable=False),
    sa.Column('attendance_id', sa.Integer(), nullable=True),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.CheckConstraint("kind IN ('particular', 'note')", name=op.f('ck_statement_kind_known')),
    sa.CheckConstraint("text <> ''", name=op.f('ck_statement_said')),
    sa.ForeignKeyConstraint(['attendance_id'], ['attendance.id'], name=op.f('fk_statement_attendance_id_attendance')),
    sa.ForeignKeyConstraint(['paragraph_id'], ['paragraph.id'], name=op.f('fk_statement_paragraph_id_paragraph')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_statement'))
    )
    with op.batch_alter_table('statement', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_statement_paragraph_id'), ['paragraph_id'], unique=False)

    op.create_table('agreement_payment',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('agreement_id', sa.Integer(), nullable=False),
    sa.Column('due_on', sa.Date(), nullable=False),
    sa.Column('ore', sa.BigInteger(), nullable=False),
    sa.CheckConstraint('ore > 0', name=op.f('ck_agreement_payment_positive')),
    sa.ForeignKeyConstraint(['agreement_id'], ['agreement.id'], name=op.f('fk_agreement_payment_agreement_id_agreement')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_agreement_payment'))
    )
    with op.batch_alter_table('agreement_payment', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_agreement_payment_agreement_id'), ['agreement_id'], unique=False)

    op.create_table('agreement_report',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('agreement_id', sa.Integer(), nullable=False),
    sa.Column('due_on', sa.Date(), nullable=False),
    sa.Column('final', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['agreement_id'], ['agreement.id'], name=op.f('fk_agreement_report_agreement_id_agreement')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_agreement_report')),
    sa.UniqueConstraint('agreement_id', 'due_on', name=op.f('uq_agreement_report_agreement_id_due_on'))
    )
    op.create_table('attested_document',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('minutes_version_id', sa.Integer(), nullable=False),
    sa.Column('file_version_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['file_version_id'], ['file_version.id'], name=op.f('fk_attested_document_file_version_id_file_version')),
    sa.ForeignKeyConstraint(['minutes_version_id'], ['minutes_version.id'], name=op.f('fk_attested_document_minutes_version_id_minutes_version')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_attested_document')),
    sa.UniqueConstraint('file_version_id', name=op.f('uq_attested_document_file_version_id')),
    sa.UniqueConstraint('minutes_version_id', name=op.f('uq_attested_document_minutes_version_id'))
    )
    op.create_table('candidate',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('ballot_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('votes', sa.Integer(), nullable=False),
    sa.CheckConstraint("name <> ''", name=op.f('ck_candidate_has_name')),
    sa.CheckConstraint('votes >= 0', name=op.f('ck_candidate_votes_not_negative')),
    sa.ForeignKeyConstraint(['ballot_id'], ['ballot.id'], name=op.f('fk_candidate_ballot_id_ballot'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_candidate')),
    sa.UniqueConstraint('ballot_id', 'position', name=op.f('uq_candidate_ballot_id_position'))
    )
    op.create_table('completion_point',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('request_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('key', sa.Text(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.CheckConstraint("text <> ''", name=op.f('ck_completion_point_has_text')),
    sa.ForeignKeyConstraint(['request_id'], ['completion_request.id'], name=op.f('fk_completion_point_request_id_completion_request')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_completion_point')),
    sa.UniqueConstraint('request_id', 'position', name=op.f('uq_completion_point_request_id_position'))
    )
    op.create_table('correction',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('meeting_id', sa.Integer(), nullable=False),
    sa.Column('paragraph_id', sa.Integer(), nullable=False),
    sa.Column('minutes_version_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('was', sa.Text(), nullable=False),
    sa.Column('should_be', sa.Text(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('made_by_id', sa.Integer(), nullable=False),
    sa.Column('made_by', sa.Text(), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('file_version_id', sa.Integer(), nullable=False),
    sa.Column('sha256', sa.Text(), nullable=False),
    sa.Column('assurance', sa.Text(), nullable=False),
    sa.CheckConstraint("was <> '' AND should_be <> '' AND reason <> ''", name=op.f('ck_correction_says_it_all')),
    sa.CheckConstraint('length(sha256) = 64', name=op.f('ck_correction_sha256_whole')),
    sa.CheckConstraint('number > 0', name=op.f('ck_correction_numbered')),
    sa.CheckConstraint('was <> should_be', name=op.f('ck_correction_changes_something')),
    sa.ForeignKeyConstraint(['file_version_id'], ['file_version.id'], name=op.f('fk_correction_file_version_id_file_version')),
    sa.ForeignKeyConstraint(['made_by_id'], ['person.id'], name=op.f('fk_correction_made_by_id_person')),
    sa.ForeignKeyConstraint(['meeting_id'], ['meeting.id'], name=op.f('fk_correction_meeting_id_meeting')),
    sa.ForeignKeyConstraint(['minutes_version_id'], ['minutes_version.id'], name=op.f('fk_correction_minutes_version_id_minutes_version')),
    sa.ForeignKeyConstraint(['paragraph_id'], ['paragraph.id'], name=op.f('fk_correction_paragraph_id_paragraph')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_correction')),
    sa.UniqueConstraint('meeting_id', 'number', name=op.f('uq_correction_meeting_id_number'))
    )
    with op.batch_alter_table('correction', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_correction_paragraph_id'), ['paragraph_id'], unique=False)

    op.create_table('decision_letter',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('decision_id', sa.Integer(), nullable=False),
    sa.Column('file_version_id', sa.Integer(), nullable=False),
    sa.Column('sent_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('sent_to', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['decision_id'], ['application_decision.id'], name=op.f('fk_decision_letter_decision_id_application_decision')),
    sa.ForeignKeyConstraint(['file_version_id'], ['file_version.id'], name=op.f('fk_decision_letter_file_version_id_file_version')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_decision_letter')),
    sa.UniqueConstraint('decision_id', name=op.f('uq_decision_letter_decision_id'))
    )
    op.create_table('dissent',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('paragraph_id', sa.Integer(), nullable=False),
    sa.Column('attendance_id', sa.Integer(), nullable=False),
    sa.Column('motion_id', sa.Integer(), nullable=True),
    sa.Column('notified_at', sa.Time(), nullable=False),
    sa.Column('motivation', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['attendance_id'], ['attendance.id'], name=op.f('fk_dissent_attendance_id_attendance')),
    sa.ForeignKeyConstraint(['motion_id'], ['motion.id'], name=op.f('fk_dissent_motion_id_motion')),
    sa.ForeignKeyConstraint(['paragraph_id'], ['paragraph.id'], name=op.f('fk_dissent_paragraph_id_paragraph')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_dissent')),
    sa.UniqueConstraint('paragraph_id', 'attendance_id', name=op.f('uq_dissent_paragraph_id_attendance_id'))
    )
    with op.batch_alter_table('dissent', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_dissent_paragraph_id'), ['paragraph_id'], unique=False)

    op.create_table('extract',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('minutes_version_id', sa.Integer(), nullable=False),
    sa.Column('file_version_id', sa.Integer(), nullable=False),
    sa.Column('paragraphs', sa.Text(), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('made_by', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['file_version_id'], ['file_version.id'], name=op.f('fk_extract_file_version_id_file_version')),
    sa.ForeignKeyConstraint(['minutes_version_id'], ['minutes_version.id'], name=op.f('fk_extract_minutes_version_id_minutes_version')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_extract'))
    )
    with op.batch_alter_table('extract', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_extract_minutes_version_id'), ['minutes_version_id'], unique=False)

    op.create_table('grant_line',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('decision_id', sa.Integer(), nullable=False),
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('ore', sa.BigInteger(), nullable=False),
    sa.CheckConstraint('ore >= 0', name=op.f('ck_grant_line_not_negative')),
    sa.ForeignKeyConstraint(['decision_id'], ['application_decision.id'], name=op.f('fk_grant_line_decision_id_application_decision')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_grant_line')),
    sa.UniqueConstraint('decision_id', 'year', 'position', name=op.f('uq_grant_line_decision_id_year_position'))
    )
    with op.batch_alter_table('grant_line', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_grant_line_year'), ['year'], unique=False)

    op.create_table('initiative',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('application_id', sa.Integer(), nullable=False),
    sa.Column('case_id', sa.Integer(), nullable=False),
    sa.Column('agreement_id', sa.Integer(), nullable=False),
    sa.Column('agreement_signed_on', sa.Date(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('owner', sa.Text(), nullable=False),
    sa.Column('direction', sa.String(length=40), nullable=False),
    sa.Column('starts_on', sa.Date(), nullable=False),
    sa.Column('ends_on', sa.Date(), nullable=False),
    sa.Column('granted_ore', sa.BigInteger(), nullable=False),
    sa.Column('goals', sa.JSON(), nullable=False),
    sa.Column('state', sa.String(length=40), nullable=False),
    sa.Column('version_id', sa.Integer(), nullable=False),
    sa.CheckConstraint("direction IN ('individual', 'structural')", name=op.f('ck_initiative_direction_known')),
    sa.CheckConstraint("state IN ('agreed', 'running', 'ended')", name=op.f('ck_initiative_state_known')),
    sa.CheckConstraint('ends_on >= starts_on', name=op.f('ck_initiative_ends_after_start')),
    sa.CheckConstraint('granted_ore > 0', name=op.f('ck_initiative_something_granted')),
    sa.ForeignKeyConstraint(['agreement_id', 'agreement_signed_on'], ['agreement.id', 'agreement.signed_on'], name='fk_initiative_signed_agreement'),
    sa.ForeignKeyConstraint(['application_id'], ['application.id'], name=op.f('fk_initiative_application_id_application')),
    sa.ForeignKeyConstraint(['case_id'], ['case_file.id'], name=op.f('fk_initiative_case_id_case_file')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_initiative')),
    sa.UniqueConstraint('application_id', name=op.f('uq_initiative_application_id'))
    )
    with op.batch_alter_table('initiative', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_initiative_case_id'), ['case_id'], unique=False)

    op.create_table('masking',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('minutes_version_id', sa.Integer(), nullable=False),
    sa.Column('key', sa.Text(), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('verdict', sa.String(length=40), nullable=False),
    sa.Column('path', sa.Text(), nullable=False),
    sa.Column('starts_at', sa.Integer(), nullable=False),
    sa.Column('ends_at', sa.Integer(), nullable=False),
    sa.Column('provision', sa.Text(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('decided_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('decided_by', sa.Text(), nullable=False),
    sa.CheckConstraint("NOT (kind = 'confidentiality' AND verdict = 'mask' AND provision = '')", name=op.f('ck_masking_secret_has_provision')),
    sa.CheckConstraint("NOT (kind = 'personal_number' AND verdict = 'stand')", name=op.f('ck_masking_number_never_stands')),
    sa.CheckConstraint("kind IN ('personal_number', 'telephone', 'email', 'confidentiality', 'personal_data')", name=op.f('ck_masking_kind_known')),
    sa.CheckConstraint("verdict <> 'stand' OR reason <> ''", name=op.f('ck_masking_standing_has_reason')),
    sa.CheckConstraint("verdict IN ('mask', 'stand', 'undone')", name=op.f('ck_masking_verdict_known')),
    sa.CheckConstraint('starts_at >= 0 AND ends_at >= starts_at', name=op.f('ck_masking_span_in_order')),
    sa.ForeignKeyConstraint(['minutes_version_id'], ['minutes_version.id'], name=op.f('fk_masking_minutes_version_id_minutes_version')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_masking'))
    )
    with op.batch_alter_table('masking', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_masking_minutes_version_id'), ['minutes_version_id'], unique=False)

    op.create_table('motion_mover',
    sa.Column('motion_id', sa.Integer(), nullable=False),
    sa.Column('attendance_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['attendance_id'], ['attendance.id'], name=op.f('fk_motion_mover_attendance_id_attendance')),
    sa.ForeignKeyConstraint(['motion_id'], ['motion.id'], name=op.f('fk_motion_mover_motion_id_motion'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('motion_id', 'attendance_id', name=op.f('pk_motion_mover'))
    )
    op.create_table('opinion',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('preparation_id', sa.Integer(), nullable=False),
    sa.Column('member_organisation_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('state', sa.String(length=40), nullable=False),
    sa.Column('stance', sa.String(length=40), nullable=True),
    sa.Column('ore', sa.BigInteger(), nullable=True),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('ground', sa.Text(), nullable=False),
    sa.Column('given_by_id', sa.Integer(), nullable=True),
    sa.Column('given_by', sa.Text(), nullable=False),
    sa.Column('sent_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('version_id', sa.Integer(), nullable=False),
    sa.CheckConstraint("(state = 'open') = (sent_at IS NULL)", name=op.f('ck_opinion_sent_when')),
    sa.CheckConstraint("stance IN ('grant', 'grant_in_part', 'reject', 'refer_back')", name=op.f('ck_opinion_stance_known')),
    sa.CheckConstraint("state <> 'recused' OR ground <> ''", name=op.f('ck_opinion_recused_has_ground')),
    sa.CheckConstraint("state <> 'recused' OR stance IS NULL", name=op.f('ck_opinion_recused_has_none')),
    sa.CheckConstraint("state <> 'sent' OR ((stance = 'grant_in_part') = (ore IS NOT NULL))", name=op.f('ck_opinion_amount_in_part')),
    sa.CheckConstraint("state <> 'sent' OR stance IS NOT NULL", name=op.f('ck_opinion_sent_has_stance')),
    sa.CheckConstraint("state IN ('open', 'sent', 'recused')", name=op.f('ck_opinion_state_known')),
    sa.CheckConstraint('ore IS NULL OR ore > 0', name=op.f('ck_opinion_amount_positive')),
    sa.ForeignKeyConstraint(['given_by_id'], ['person.id'], name=op.f('fk_opinion_given_by_id_person')),
    sa.ForeignKeyConstraint(['member_organisation_id'], ['member_organisation.id'], name=op.f('fk_opinion_member_organisation_id_member_organisation')),
    sa.ForeignKeyConstraint(['preparation_id'], ['preparation.id'], name=op.f('fk_opinion_preparation_id_preparation')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_opinion')),
    sa.UniqueConstraint('preparation_id', 'member_organisation_id', name=op.f('uq_opinion_preparation_id_member_organisation_id'))
    )
    op.create_table('posting',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('notice_board_id', sa.Integer(), nullable=False),
    sa.Column('minutes_version_id', sa.Integer(), nullable=False),
    sa.Column('body_name', sa.Text(), nullable=False),
    sa.Column('meeting_on', sa.Date(), nullable=False),
    sa.Column('paragraphs', sa.Text(), nullable=False),
    sa.Column('attested_on', sa.Date(), nullable=False),
    sa.Column('posted_on', sa.Date(), nullable=False),
    sa.Column('posted_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('posted_by', sa.Text(), nullable=False),
    sa.Column('last_day', sa.Date(), nullable=False),
    sa.Column('take_down_on', sa.Date(), nullable=False),
    sa.Column('kept_at', sa.Text(), nullable=False),
    sa.Column('taken_down_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('broken_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('proof_id', sa.Integer(), nullable=True),
    sa.Column('closing_proof_id', sa.Integer(), nullable=True),
    sa.CheckConstraint('last_day > posted_on', name=op.f('ck_posting_appeal_period_follows')),
    sa.CheckConstraint('posted_on >= attested_on', name=op.f('ck_posting_posted_after_attestation')),
    sa.CheckConstraint('take_down_on > last_day', name=op.f('ck_posting_taken_down_after_last_day')),
    sa.ForeignKeyConstraint(['closing_proof_id'], ['file_version.id'], name=op.f('fk_posting_closing_proof_id_file_version')),
    sa.ForeignKeyConstraint(['minutes_version_id'], ['minutes_version.id'], name=op.f('fk_posting_minutes_version_id_minutes_version')),
    sa.ForeignKeyConstraint(['notice_board_id'], ['notice_board.id'], name=op.f('fk_posting_notice_board_id_notice_board')),
    sa.ForeignKeyConstraint(['proof_id'], ['file_version.id'], name=op.f('fk_posting_proof_id_file_version')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_posting'))
    )
    with op.batch_alter_table('posting', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_posting_minutes_version_id'), ['minutes_version_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_posting_posted_on'), ['posted_on'], unique=False)
        batch_op.create_index('uq_posting_holds', ['notice_board_id', 'minutes_version_id'], unique=True, sqlite_where=sa.text('broken_at IS NULL'), postgresql_where=sa.text('broken_at IS NULL'))

    op.create_table('published_version',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('minutes_version_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('supersedes_id', sa.Integer(), nullable=True),
    sa.Column('body_name', sa.Text(), nullable=False),
    sa.Column('meeting_on', sa.Date(), nullable=False),
    sa.Column('paragraphs', sa.Text(), nullable=False),
    sa.Column('data', sa.JSON(), nullable=False),
    sa.Column('sha256', sa.Text(), nullable=False),
    sa.Column('word_id', sa.Integer(), nullable=False),
    sa.Column('published_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('published_by', sa.Text(), nullable=False),
    sa.Column('unpublish_on', sa.Date(), nullable=True),
    sa.Column('unpublished_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('unpublished_by', sa.Text(), nullable=False),
    sa.Column('unpublish_reason', sa.Text(), nullable=False),
    sa.CheckConstraint("(unpublished_at IS NULL) = (unpublish_reason = '')", name=op.f('ck_published_version_taken_away_has_reason')),
    sa.CheckConstraint('(number = 1) = (supersedes_id IS NULL)', name=op.f('ck_published_version_supersedes_the_last')),
    sa.CheckConstraint('length(sha256) = 64', name=op.f('ck_published_version_sha256_whole')),
    sa.CheckConstraint('number > 0', name=op.f('ck_published_version_numbered')),
    sa.ForeignKeyConstraint(['minutes_version_id'], ['minutes_version.id'], name=op.f('fk_published_version_minutes_version_id_minutes_version')),
    sa.ForeignKeyConstraint(['supersedes_id'], ['published_version.id'], name=op.f('fk_published_version_supersedes_id_published_version')),
    sa.ForeignKeyConstraint(['word_id'], ['file_version.id'], name=op.f('fk_published_version_word_id_file_version')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_published_version')),
    sa.UniqueConstraint('minutes_version_id', 'number', name=op.f('uq_published_version_minutes_version_id_number'))
    )
    with op.batch_alter_table('published_version', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_published_version_meeting_on'), ['meeting_on'], unique=False)

    op.create_table('signer',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('minutes_version_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('role', sa.String(length=40), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.CheckConstraint("role IN ('chair', 'secretary', 'attester')", name=op.f('ck_signer_role_known')),
    sa.ForeignKeyConstraint(['minutes_version_id'], ['minutes_version.id'], name=op.f('fk_signer_minutes_version_id_minutes_version')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_signer_person_id_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_signer')),
    sa.UniqueConstraint('minutes_version_id', 'person_id', name=op.f('uq_signer_minutes_version_id_person_id'))
    )
    with op.batch_alter_table('signer', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_signer_person_id'), ['person_id'], unique=False)

    op.create_table('vote',
    sa.Column('ballot_id', sa.Integer(), nullable=False),
    sa.Column('attendance_id', sa.Integer(), nullable=False),
    sa.Column('choice', sa.String(length=40), nullable=False),
    sa.CheckConstraint("choice IN ('yes', 'no', 'abstains')", name=op.f('ck_vote_choice_known')),
    sa.ForeignKeyConstraint(['attendance_id'], ['attendance.id'], name=op.f('fk_vote_attendance_id_attendance')),
    sa.ForeignKeyConstraint(['ballot_id'], ['ballot.id'], name=op.f('fk_vote_ballot_id_ballot'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('ballot_id', 'attendance_id', name=op.f('pk_vote'))
    )
    op.create_table('attestation',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('minutes_version_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('sha256', sa.Text(), nullable=False),
    sa.Column('method', sa.String(length=40), nullable=False),
    sa.Column('attested_on', sa.Date(), nullable=False),
    sa.Column('registered_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('registered_by', sa.Text(), nullable=False),
    sa.Column('scan_id', sa.Integer(), nullable=True),
    sa.Column('assurance', sa.Text(), nullable=False),
    sa.Column('evidence_id', sa.Integer(), nullable=True),
    sa.CheckConstraint("(method = 'on_paper') = (scan_id IS NOT NULL)", name=op.f('ck_attestation_paper_has_scan')),
    sa.CheckConstraint("(method IN ('remote', 'uploaded')) = (evidence_id IS NOT NULL)", name=op.f('ck_attestation_outside_has_evidence')),
    sa.CheckConstraint("method <> 'in_tool' OR assurance <> ''", name=op.f('ck_attestation_in_tool_says_how')),
    sa.CheckConstraint("method IN ('in_tool', 'on_paper', 'remote', 'uploaded')", name=op.f('ck_attestation_method_known')),
    sa.ForeignKeyConstraint(['evidence_id'], ['file_version.id'], name=op.f('fk_attestation_evidence_id_file_version')),
    sa.ForeignKeyConstraint(['minutes_version_id', 'person_id'], ['signer.minutes_version_id', 'signer.person_id'], name='fk_attestation_signer'),
    sa.ForeignKeyConstraint(['minutes_version_id', 'sha256'], ['minutes_version.id', 'minutes_version.sha256'], name='fk_attestation_same_bytes'),
    sa.ForeignKeyConstraint(['scan_id'], ['file_version.id'], name=op.f('fk_attestation_scan_id_file_version')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_attestation')),
    sa.UniqueConstraint('minutes_version_id', 'person_id', name=op.f('uq_attestation_minutes_version_id_person_id'))
    )
    op.create_table('dispatch',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('extract_id', sa.Integer(), nullable=False),
    sa.Column('way', sa.String(length=40), nullable=False),
    sa.Column('recipient', sa.Text(), nullable=False),
    sa.Column('address', sa.Text(), nullable=False),
    sa.Column('outbox_message_id', sa.Integer(), nullable=True),
    sa.Column('posted_on', sa.Date(), nullable=True),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('made_by', sa.Text(), nullable=False),
    sa.CheckConstraint("(way = 'mail') = (outbox_message_id IS NOT NULL)", name=op.f('ck_dispatch_mail_in_outbox')),
    sa.CheckConstraint("recipient <> '' AND address <> ''", name=op.f('ck_dispatch_has_address')),
    sa.CheckConstraint("way <> 'not_needed'", name=op.f('ck_dispatch_goes_somewhere')),
    sa.CheckConstraint("way = 'letter' OR posted_on IS NULL", name=op.f('ck_dispatch_only_letters_are_posted')),
    sa.CheckConstraint("way IN ('mail', 'letter', 'not_needed')", name=op.f('ck_dispatch_way_known')),
    sa.ForeignKeyConstraint(['extract_id'], ['extract.id'], name=op.f('fk_dispatch_extract_id_extract')),
    sa.ForeignKeyConstraint(['outbox_message_id'], ['outbox_message.id'], name=op.f('fk_dispatch_outbox_message_id_outbox_message')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_dispatch')),
    sa.UniqueConstraint('extract_id', 'address', name=op.f('uq_dispatch_extract_id_address'))
    )
    op.create_table('initiative_extension',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('initiative_id', sa.Integer(), nullable=False),
    sa.Column('application_id', sa.Integer(), nullable=False),
    sa.Column('agreement_id', sa.Integer(), nullable=False),
    sa.Column('agreement_signed_on', sa.Date(), nullable=False),
    sa.Column('ends_on', sa.Date(), nullable=False),
    sa.Column('granted_ore', sa.BigInteger(), nullable=False),
    sa.Column('added_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint('granted_ore >= 0', name=op.f('ck_initiative_extension_granted_not_negative')),
    sa.ForeignKeyConstraint(['agreement_id', 'agreement_signed_on'], ['agreement.id', 'agreement.signed_on'], name='fk_initiative_extension_signed_agreement'),
    sa.ForeignKeyConstraint(['application_id'], ['application.id'], name=op.f('fk_initiative_extension_application_id_application')),
    sa.ForeignKeyConstraint(['initiative_id'], ['initiative.id'], name=op.f('fk_initiative_extension_initiative_id_initiative')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_initiative_extension')),
    sa.UniqueConstraint('application_id', name=op.f('uq_initiative_extension_application_id'))
    )
    with op.batch_alter_table('initiative_extension', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_initiative_extension_initiative_id'), ['initiative_id'], unique=False)

    op.create_table('published_paragraph',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('published_version_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('label', sa.Text(), nullable=False),
    sa.Column('anchor', sa.Text(), nullable=False),
    sa.Column('heading', sa.Text(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['published_version_id'], ['published_version.id'], name=op.f('fk_published_paragraph_published_version_id_published_version')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_published_paragraph')),
    sa.UniqueConstraint('published_version_id', 'position', name=op.f('uq_published_paragraph_published_version_id_position'))
    )
    op.create_table('review_comment',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('minutes_version_id', sa.Integer(), nullable=False),
    sa.Column('paragraph_id', sa.Integer(), nullable=True),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('signer_id', sa.Integer(), nullable=True),
    sa.Column('by_office', sa.Boolean(), nullable=False),
    sa.Column('written_by', sa.Text(), nullable=False),
    sa.Column('written_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('resolved_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('resolved_by', sa.Text(), nullable=False),
    sa.CheckConstraint("(resolved_at IS NULL) = (resolved_by = '')", name=op.f('ck_review_comment_resolved_by_somebody')),
    sa.CheckConstraint("text <> ''", name=op.f('ck_review_comment_says_something')),
    sa.CheckConstraint('(by_office AND signer_id IS NULL) OR (NOT by_office AND signer_id IS NOT NULL AND signer_id = person_id)', name=op.f('ck_review_comment_signer_or_office')),
    sa.ForeignKeyConstraint(['minutes_version_id', 'signer_id'], ['signer.minutes_version_id', 'signer.person_id'], name='fk_review_comment_signer'),
    sa.ForeignKeyConstraint(['minutes_version_id'], ['minutes_version.id'], name=op.f('fk_review_comment_minutes_version_id_minutes_version')),
    sa.ForeignKeyConstraint(['paragraph_id'], ['paragraph.id'], name=op.f('fk_review_comment_paragraph_id_paragraph')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_review_comment_person_id_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_review_comment'))
    )
    with op.batch_alter_table('review_comment', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_review_comment_minutes_version_id'), ['minutes_version_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_review_comment_paragraph_id'), ['paragraph_id'], unique=False)

    op.create_table('review_mark',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('minutes_version_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('marked_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['minutes_version_id', 'person_id'], ['signer.minutes_version_id', 'signer.person_id'], name='fk_review_mark_signer'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_review_mark')),
    sa.UniqueConstraint('minutes_version_id', 'person_id', name=op.f('uq_review_mark_minutes_version_id_person_id'))
    )
    op.create_table('review_reading',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('minutes_version_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('read_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('fingerprints', sa.JSON(), nullable=False),
    sa.ForeignKeyConstraint(['minutes_version_id', 'person_id'], ['signer.minutes_version_id', 'signer.person_id'], name='fk_review_reading_signer'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_review_reading')),
    sa.UniqueConstraint('minutes_version_id', 'person_id', name=op.f('uq_review_reading_minutes_version_id_person_id'))
    )
    with op.batch_alter_table('review_reading', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_review_reading_person_id'), ['person_id'], unique=False)

    op.create_table('review_refusal',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('minutes_version_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('refused_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint("reason <> ''", name=op.f('ck_review_refusal_has_reason')),
    sa.ForeignKeyConstraint(['minutes_version_id', 'person_id'], ['signer.minutes_version_id', 'signer.person_id'], name='fk_review_refusal_signer'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_review_refusal')),
    sa.UniqueConstraint('minutes_version_id', name=op.f('uq_review_refusal_minutes_version_id'))
    )
    op.create_table('review_reminder',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('minutes_version_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('sent_on', sa.Date(), nullable=False),
    sa.ForeignKeyConstraint(['minutes_version_id', 'person_id'], ['signer.minutes_version_id', 'signer.person_id'], name='fk_review_reminder_signer'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_review_reminder')),
    sa.UniqueConstraint('minutes_version_id', 'person_id', 'sent_on', name=op.f('uq_review_reminder_minutes_version_id_person_id_sent_on'))
    )
    op.create_table('signing_request',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('minutes_version_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=True),
    sa.Column('people', sa.JSON(), nullable=False),
    sa.Column('method', sa.String(length=40), nullable=False),
    sa.Column('state', sa.String(length=40), nullable=False),
    sa.Column('reference', sa.Text(), nullable=False),
    sa.Column('started_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('started_by', sa.Text(), nullable=False),
    sa.Column('started_by_id', sa.Integer(), nullable=True),
    sa.Column('sent_id', sa.Integer(), nullable=True),
    sa.Column('links', sa.JSON(), nullable=False),
    sa.Column('next_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('tries', sa.Integer(), nullable=False),
    sa.Column('claims', sa.Integer(), nullable=False),
    sa.Column('trouble', sa.Text(), nullable=False),
    sa.Column('finished_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('failed_because', sa.Text(), nullable=False),
    sa.Column('evidence_id', sa.Integer(), nullable=True),
    sa.CheckConstraint("(method = 'remote') = (person_id IS NOT NULL)", name=op.f('ck_signing_request_one_or_all')),
    sa.CheckConstraint("(state = 'done') = (evidence_id IS NOT NULL)", name=op.f('ck_signing_request_done_has_evidence')),
    sa.CheckConstraint("(state = 'failed') = (failed_because <> '')", name=op.f('ck_signing_request_failed_says_why')),
    sa.CheckConstraint("(state IN ('started', 'waiting')) = (finished_at IS NULL)", name=op.f('ck_signing_request_finished_has_moment')),
    sa.CheckConstraint("method IN ('in_tool', 'on_paper', 'remote', 'uploaded')", name=op.f('ck_signing_request_method_known')),
    sa.CheckConstraint("method IN ('remote', 'uploaded')", name=op.f('ck_signing_request_asks_outside')),
    sa.CheckConstraint("state IN ('started', 'waiting', 'done', 'failed', 'cancelled')", name=op.f('ck_signing_request_state_known')),
    sa.ForeignKeyConstraint(['evidence_id'], ['file_version.id'], name=op.f('fk_signing_request_evidence_id_file_version')),
    sa.ForeignKeyConstraint(['minutes_version_id', 'person_id'], ['signer.minutes_version_id', 'signer.person_id'], name='fk_signing_request_signer'),
    sa.ForeignKeyConstraint(['minutes_version_id'], ['minutes_version.id'], name=op.f('fk_signing_request_minutes_version_id_minutes_version')),
    sa.ForeignKeyConstraint(['sent_id'], ['file_version.id'], name=op.f('fk_signing_request_sent_id_file_version')),
    sa.ForeignKeyConstraint(['started_by_id'], ['person.id'], name=op.f('fk_signing_request_started_by_id_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_signing_request')),
    sa.UniqueConstraint('reference', name=op.f('uq_signing_request_reference'))
    )
    with op.batch_alter_table('signing_request', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_signing_request_state_next_at'), ['state', 'next_at'], unique=False)
        batch_op.create_index('uq_signing_request_of_all', ['minutes_version_id'], unique=True, sqlite_where=sa.text("state IN ('started', 'waiting') AND person_id IS NULL"), postgresql_where=sa.text("state IN ('started', 'waiting') AND person_id IS NULL"))
        batch_op.create_index('uq_signing_request_of_person', ['minutes_version_id', 'person_id'], unique=True, sqlite_where=sa.text("state IN ('started', 'waiting') AND person_id IS NOT NULL"), postgresql_where=sa.text("state IN ('started', 'waiting') AND person_id IS NOT NULL"))

    op.create_table('dispatch_recipient',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('meeting_id', sa.Integer(), nullable=False),
    sa.Column('minutes_version_id', sa.Integer(), nullable=False),
    sa.Column('paragraph_id', sa.Integer(), nullable=False),
    sa.Column('label', sa.Text(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('dispatch_id', sa.Integer(), nullable=True),
    sa.Column('not_needed', sa.Text(), nullable=False),
    sa.CheckConstraint("dispatch_id IS NULL OR not_needed = ''", name=op.f('ck_dispatch_recipient_sent_or_not_needed')),
    sa.CheckConstraint("name <> ''", name=op.f('ck_dispatch_recipient_has_name')),
    sa.ForeignKeyConstraint(['dispatch_id'], ['dispatch.id'], name=op.f('fk_dispatch_recipient_dispatch_id_dispatch')),
    sa.ForeignKeyConstraint(['meeting_id'], ['meeting.id'], name=op.f('fk_dispatch_recipient_meeting_id_meeting')),
    sa.ForeignKeyConstraint(['minutes_version_id'], ['minutes_version.id'], name=op.f('fk_dispatch_recipient_minutes_version_id_minutes_version')),
    sa.ForeignKeyConstraint(['paragraph_id'], ['paragraph.id'], name=op.f('fk_dispatch_recipient_paragraph_id_paragraph')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_dispatch_recipient')),
    sa.UniqueConstraint('paragraph_id', 'name', name=op.f('uq_dispatch_recipient_paragraph_id_name'))
    )
    with op.batch_alter_table('dispatch_recipient', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_dispatch_recipient_dispatch_id'), ['dispatch_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_dispatch_recipient_meeting_id'), ['meeting_id'], unique=False)
        batch_op.create_index('ix_dispatch_recipient_open', ['meeting_id'], unique=False, sqlite_where=sa.text("dispatch_id IS NULL AND not_needed = ''"), postgresql_where=sa.text("dispatch_id IS NULL AND not_needed = ''"))

    # ### end Alembic commands ###
    for statement in TRIGGERS[op.get_bind().dialect.name]:
        op.execute(statement)


def downgrade() -> None:
    # ### commands auto generated by Alembic - please adjust! ###
    with op.batch_alter_table('dispatch_recipient', schema=None) as batch_op:
        batch_op.drop_index('ix_dispatch_recipient_open', sqlite_where=sa.text("dispatch_id IS NULL AND not_needed = ''"), postgresql_where=sa.text("dispatch_id IS NULL AND not_needed = ''"))
        batch_op.drop_index(batch_op.f('ix_dispatch_recipient_meeting_id'))
        batch_op.drop_index(batch_op.f('ix_dispatch_recipient_dispatch_id'))

    op.drop_table('dispatch_recipient')
    with op.batch_alter_table('signing_request', schema=None) as batch_op:
        batch_op.drop_index('uq_signing_request_of_person', sqlite_where=sa.text("state IN ('started', 'waiting') AND person_id IS NOT NULL"), postgresql_where=sa.text("state IN ('started', 'waiting') AND person_id IS NOT NULL"))
        batch_op.drop_index('uq_signing_request_of_all', sqlite_where=sa.text("state IN ('started', 'waiting') AND person_id IS NULL"), postgresql_where=sa.text("state IN ('started', 'waiting') AND person_id IS NULL"))
        batch_op.drop_index(batch_op.f('ix_signing_request_state_next_at'))

    op.drop_table('signing_request')
    op.drop_table('review_reminder')
    op.drop_table('review_refusal')
    with op.batch_alter_table('review_reading', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_review_reading_person_id'))

    op.drop_table('review_reading')
    op.drop_table('review_mark')
    with op.batch_alter_table('review_comment', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_review_comment_paragraph_id'))
        batch_op.drop_index(batch_op.f('ix_review_comment_minutes_version_id'))

    op.drop_table('review_comment')
    op.drop_table('published_paragraph')
    with op.batch_alter_table('initiative_extension', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_initiative_extension_initiative_id'))

    op.drop_table('initiative_extension')
    op.drop_table('dispatch')
    op.drop_table('attestation')
    op.drop_table('vote')
    with op.batch_alter_table('signer', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_signer_person_id'))

    op.drop_table('signer')
    with op.batch_alter_table('published_version', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_published_version_meeting_on'))

    op.drop_table('published_version')
    with op.batch_alter_table('posting', schema=None) as batch_op:
        batch_op.drop_index('uq_posting_holds', sqlite_where=sa.text('broken_at IS NULL'), postgresql_where=sa.text('broken_at IS NULL'))
        batch_op.drop_index(batch_op.f('ix_posting_posted_on'))
        batch_op.drop_index(batch_op.f('ix_posting_minutes_version_id'))

    op.drop_table('posting')
    op.drop_table('opinion')
    op.drop_table('motion_mover')
    with op.batch_alter_table('masking', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_masking_minutes_version_id'))

    op.drop_table('masking')
    with op.batch_alter_table('initiative', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_initiative_case_id'))

    op.drop_table('initiative')
    with op.batch_alter_table('grant_line', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_grant_line_year'))

    op.drop_table('grant_line')
    with op.batch_alter_table('extract', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_extract_minutes_version_id'))

    op.drop_table('extract')
    with op.batch_alter_table('dissent', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_dissent_paragraph_id'))

    op.drop_table('dissent')
    op.drop_table('decision_letter')
    with op.batch_alter_table('correction', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_correction_paragraph_id'))

    op.drop_table('correction')
    op.drop_table('completion_point')
    op.drop_table('candidate')
    op.drop_table('attested_document')
    op.drop_table('agreement_report')
    with op.batch_alter_table('agreement_payment', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_agreement_payment_agreement_id'))

    op.drop_table('agreement_payment')
    with op.batch_alter_table('statement', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_statement_paragraph_id'))

    op.drop_table('statement')
    with op.batch_alter_table('section_comment', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_section_comment_application_id'))

    op.drop_table('section_comment')
    op.drop_table('room')
    with op.batch_alter_table('proposition', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_proposition_paragraph_id'))

    op.drop_table('proposition')
    with op.batch_alter_table('preparation', schema=None) as batch_op:
        batch_op.drop_index('uq_preparation_open', sqlite_where=sa.text('closed_at IS NULL'), postgresql_where=sa.text('closed_at IS NULL'))
        batch_op.drop_index(batch_op.f('ix_preparation_meeting_id'))

    op.drop_table('preparation')
    op.drop_table('non_participation')
    with op.batch_alter_table('motion', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_motion_paragraph_id'))

    op.drop_table('motion')
    with op.batch_alter_table('minutes_version', schema=None) as batch_op:
        batch_op.drop_index('uq_minutes_version_version_of_paragraph', sqlite_where=sa.text('paragraph_id IS NOT NULL'), postgresql_where=sa.text('paragraph_id IS NOT NULL'))
        batch_op.drop_index('uq_minutes_version_version_of_minutes', sqlite_where=sa.text('paragraph_id IS NULL'), postgresql_where=sa.text('paragraph_id IS NULL'))
        batch_op.drop_index('uq_minutes_version_paragraph_holds', sqlite_where=sa.text('voided_at IS NULL'), postgresql_where=sa.text('voided_at IS NULL'))
        batch_op.drop_index('uq_minutes_version_minutes_hold', sqlite_where=sa.text('paragraph_id IS NULL AND voided_at IS NULL'), postgresql_where=sa.text('paragraph_id IS NULL AND voided_at IS NULL'))

    op.drop_table('minutes_version')
    op.drop_table('decision_clause')
    with op.batch_alter_table('completion_request', schema=None) as batch_op:
        batch_op.drop_index('uq_completion_request_open', sqlite_where=sa.text("state = 'open'"), postgresql_where=sa.text("state = 'open'"))

    op.drop_table('completion_request')
    with op.batch_alter_table('commission', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_commission_person_id'))
        batch_op.drop_index(batch_op.f('ix_commission_paragraph_id'))

    op.drop_table('commission')
    with op.batch_alter_table('ballot', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_ballot_paragraph_id'))

    op.drop_table('ballot')
    with op.batch_alter_table('attendance_change', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_attendance_change_attendance_id'))

    op.drop_table('attendance_change')
    with op.batch_alter_table('applied_year', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_applied_year_year'))

    op.drop_table('applied_year')
    op.drop_table('application_submission')
    op.drop_table('application_section')
    op.drop_table('application_place')
    with op.batch_alter_table('application_file', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_application_file_application_id'))

    op.drop_table('application_file')
    op.drop_table('application_decision')
    with op.batch_alter_table('application_collaborator', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_application_collaborator_person_id'))

    op.drop_table('application_collaborator')
    with op.batch_alter_table('agreement', schema=None) as batch_op:
        batch_op.drop_index('uq_agreement_living', sqlite_where=sa.text("state <> 'given_up'"), postgresql_where=sa.text("state <> 'given_up'"))

    op.drop_table('agreement')
    with op.batch_alter_table('adjournment', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_adjournment_meeting_id'))

    op.drop_table('adjournment')
    with op.batch_alter_table('waiting_matter', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_waiting_matter_case_id'))
        batch_op.drop_index(batch_op.f('ix_waiting_matter_body_id_agenda_item_id'))

    op.drop_table('waiting_matter')
    op.drop_table('summons_recipient')
    op.drop_table('summons_opening')
    op.drop_table('proposal_clause')
    with op.batch_alter_table('private_note', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_private_note_meeting_id_person_id'))
        batch_op.drop_index(batch_op.f('ix_private_note_agenda_item_id'))

    op.drop_table('private_note')
    with op.batch_alter_table('per_capsulam_answer', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_per_capsulam_answer_decision_id'))

    op.drop_table('per_capsulam_answer')
    with op.batch_alter_table('paragraph', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_paragraph_meeting_id'))
        batch_op.drop_index(batch_op.f('ix_paragraph_case_id'))

    op.drop_table('paragraph')
    with op.batch_alter_table('item_author', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_item_author_person_id'))

    op.drop_table('item_author')
    with op.batch_alter_table('application', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_application_submitted_at'))
        batch_op.drop_index(batch_op.f('ix_application_state_id'))
        batch_op.drop_index(batch_op.f('ix_application_extends_id'))
        batch_op.drop_index(batch_op.f('ix_application_call_id'))

    op.drop_table('application')
    with op.batch_alter_table('annex', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_annex_agenda_item_id'))

    op.drop_table('annex')
    op.drop_table('summons')
    with op.batch_alter_table('reply', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_reply_person_id'))

    op.drop_table('reply')
    op.drop_table('recorded_decision')
    op.drop_table('record_file')
    op.drop_table('read_mark')
    with op.batch_alter_table('planned_meeting', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_planned_meeting_plan_id'))

    op.drop_table('planned_meeting')
    op.drop_table('per_capsulam_voter')
    with op.batch_alter_table('per_capsulam_paper', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_per_capsulam_paper_decision_id'))

    op.drop_table('per_capsulam_paper')
    with op.batch_alter_table('packet', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_packet_state_claimed_until'))
        batch_op.drop_index(batch_op.f('ix_packet_meeting_id'))

    op.drop_table('packet')
    op.drop_table('minutes')
    op.drop_table('invitee')
    op.drop_table('attendance')
    with op.batch_alter_table('agenda_item', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_agenda_item_meeting_id_position'))
        batch_op.drop_index(batch_op.f('ix_agenda_item_case_id'))

    op.drop_table('agenda_item')
    op.drop_table('totp')
    with op.batch_alter_table('recovery_code', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_recovery_code_user_id'))

    op.drop_table('recovery_code')
    with op.batch_alter_table('record', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_record_registered_at'))

    op.drop_table('record')
    with op.batch_alter_table('per_capsulam_decision', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_per_capsulam_decision_state'))
        batch_op.drop_index(batch_op.f('ix_per_capsulam_decision_case_id'))

    op.drop_table('per_capsulam_decision')
    with op.batch_alter_table('pending_login', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_pending_login_user_id'))

    op.drop_table('pending_login')
    with op.batch_alter_table('pdf_export', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_pdf_export_state_claimed_until'))

    op.drop_table('pdf_export')
    with op.batch_alter_table('passkey_challenge', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_passkey_challenge_user_id'))

    op.drop_table('passkey_challenge')
    with op.batch_alter_table('passkey', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_passkey_user_id'))

    op.drop_table('passkey')
    with op.batch_alter_table('meeting', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_meeting_held_on'))

    op.drop_table('meeting')
    with op.batch_alter_table('login_session', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_login_session_user_id'))

    op.drop_table('login_session')
    with op.batch_alter_table('invitation', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_invitation_user_id'))

    op.drop_table('invitation')
    op.drop_table('group_meeting')
    with op.batch_alter_table('delegated_decision', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_delegated_decision_decided_on'))
        batch_op.drop_index(batch_op.f('ix_delegated_decision_case_id'))

    op.drop_table('delegated_decision')
    op.drop_table('user_account')
    with op.batch_alter_table('seat', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_seat_person_id_valid_from'))
        batch_op.drop_index(batch_op.f('ix_seat_body_id_valid_from'))

    op.drop_table('seat')
    op.drop_table('paragraph_pattern')
    op.drop_table('meeting_plan')
    with op.batch_alter_table('file_version', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_file_version_sha256'))

    op.drop_table('file_version')
    with op.batch_alter_table('case_file', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_case_file_opened_on'))

    op.drop_table('case_file')
    op.drop_table('calendar_feed')
    op.drop_table('application_view')
    with op.batch_alter_table('application_sign_up', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_application_sign_up_email_created_at'))
        batch_op.drop_index(batch_op.f('ix_application_sign_up_address_created_at'))

    op.drop_table('application_sign_up')
    with op.batch_alter_table('state_change', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_state_change_subject_type_subject_id'))

    op.drop_table('state_change')
    op.drop_table('setting')
    with op.batch_alter_table('person', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_person_sort_key'))

    op.drop_table('person')
    op.drop_table('pdf_copy')
    with op.batch_alter_table('outbox_message', schema=None) as batch_op:
        batch_op.drop_index('ix_outbox_message_waiting')
        batch_op.drop_index(batch_op.f('ix_outbox_message_subject_type_subject_id'))

    op.drop_table('outbox_message')
    op.drop_table('notice_board')
    op.drop_table('member_organisation')
    with op.batch_alter_table('login_attempt', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_login_attempt_key_at'))

    op.drop_table('login_attempt')
    op.drop_table('fund_frame')
    op.drop_table('duty_done')
    op.drop_table('document')
    op.drop_table('counter')
    op.drop_table('body')
    op.drop_table('board_watch')
    op.drop_table('audit_seal')
    with op.batch_alter_table('audit_entry', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_audit_entry_subject_type_subject_id'))
        batch_op.drop_index(batch_op.f('ix_audit_entry_at'))

    op.drop_table('audit_entry')
    with op.batch_alter_table('audit_check', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_audit_check_checked_at'))

    op.drop_table('audit_check')
    op.drop_table('association')
    op.drop_table('application_call')
    # ### end Alembic commands ###
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION IF EXISTS klubba_attestation_of_holding_version()")
        op.execute("DROP FUNCTION IF EXISTS klubba_attested_document_of_signed_version()")
        op.execute("DROP FUNCTION IF EXISTS klubba_correction_of_attested_minutes()")
        op.execute("DROP FUNCTION IF EXISTS klubba_minutes_version_signed_by_all_holds()")
        op.execute("DROP FUNCTION IF EXISTS klubba_published_version_of_attested_minutes()")
        op.execute("DROP FUNCTION IF EXISTS klubba_refuse()")
        op.execute("DROP FUNCTION IF EXISTS klubba_signer_before_signatures()")
        op.execute("DROP FUNCTION IF EXISTS klubba_signer_not_recused()")
