-- Links open accounts, so whoever has held one may hold the account. Set when somebody who may not read mail to powerful
-- accounts was shown a link to this one; taken off when all that it could have opened was closed.
ALTER TABLE account ADD COLUMN link_shown_at timestamptz;

-- An invitation without a token is an offer to somebody who has an account: they answer it signed in, and no link decides for
-- them. revoked_at: taken back, or declined.
ALTER TABLE invitation ALTER COLUMN token_hash DROP NOT NULL;
ALTER TABLE invitation ADD CONSTRAINT invitation_offers_team
    CHECK (token_hash IS NOT NULL OR (municipality_id IS NOT NULL AND roles = '{}'));
-- As whoever invites has written it. The person's own name is told to the team when they join.
ALTER TABLE invitation ADD COLUMN invited_name text NOT NULL DEFAULT '';
-- Why the invited person takes the lead from whoever has it; NULL where they lead only if nobody does.
ALTER TABLE invitation ADD COLUMN lead_reason text;
ALTER TABLE invitation ADD CONSTRAINT invitation_reason_of_lead CHECK (lead_reason IS NULL OR lead AND lead_reason <> '');
DROP INDEX invitation_one_open;
-- One link at a time: what an administrator adds later comes with a link that ordinary staff have not seen.
CREATE UNIQUE INDEX invitation_one_open ON invitation (account_id)
    WHERE token_hash IS NOT NULL AND accepted_at IS NULL AND revoked_at IS NULL;
CREATE UNIQUE INDEX invitation_once_a_team ON invitation (account_id, municipality_id) WHERE accepted_at IS NULL AND revoked_at IS NULL;

-- Who reads everything official takes no part in it.
ALTER TABLE invitation ADD CONSTRAINT invitation_auditor_alone CHECK (NOT 'auditor' = ANY (roles) OR cardinality(roles) = 1);
CREATE FUNCTION refuse_auditor_with_role() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT FROM account_role r WHERE r.account_id = NEW.account_id AND r.role = 'auditor')
        AND EXISTS (SELECT FROM account_role r WHERE r.account_id = NEW.account_id AND r.role <> 'auditor') THEN
        RAISE EXCEPTION 'an auditor has no other role'
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'account_role_auditor_alone';
    END IF;
    RETURN NULL;
END
$$;
-- At the end: whoever changes roles gives the new ones before taking the old ones.
CREATE CONSTRAINT TRIGGER account_role_auditor_alone AFTER INSERT ON account_role DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION refuse_auditor_with_role();

-- A secret that waits for its first code is the session's in which it was made, and dies with it.
DELETE FROM second_factor WHERE enrolled_at IS NULL;
ALTER TABLE second_factor ADD COLUMN session_id uuid;
ALTER TABLE second_factor ADD CONSTRAINT second_factor_session_fkey
    FOREIGN KEY (session_id) REFERENCES session (id) ON DELETE CASCADE;
ALTER TABLE second_factor ADD CONSTRAINT second_factor_waits_in_session CHECK ((enrolled_at IS NULL) = (session_id IS NOT NULL));
CREATE INDEX second_factor_by_session ON second_factor (session_id);

ALTER TABLE outbox_mail DROP CONSTRAINT outbox_mail_kind_known;
ALTER TABLE outbox_mail ADD CONSTRAINT outbox_mail_kind_known CHECK (
    kind IN ('invitation', 'teamInvitation', 'passwordReset', 'passwordChanged', 'leadGiven', 'secondFactorReset', 'rolesChanged')
);
-- Its link was used, replaced or taken back: nobody has to send it any more.
ALTER TABLE outbox_mail ADD COLUMN settled_at timestamptz;
-- Somebody of the office has sent it by hand.
ALTER TABLE outbox_mail ADD COLUMN sent_at timestamptz;
ALTER TABLE outbox_mail ADD COLUMN sent_by uuid;
ALTER TABLE outbox_mail ADD CONSTRAINT outbox_mail_sent_by_fkey FOREIGN KEY (sent_by) REFERENCES account (id);
ALTER TABLE outbox_mail ADD CONSTRAINT outbox_mail_sent_by_somebody CHECK ((sent_at IS NULL) = (sent_by IS NULL));

-- Whether a link to this account would open more than a municipality's entries: it has a role or is offered one, chairs a jury,
-- or sits on one whose round is not published.
CREATE OR REPLACE FUNCTION powerful_account(account uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT EXISTS (SELECT FROM account_role r WHERE r.account_id = account)
        OR EXISTS (SELECT FROM juror j JOIN round r ON r.id = j.round_id WHERE j.account_id = account AND (j.chair OR r.state <> 'published'))
        OR EXISTS (
            SELECT FROM invitation i
            WHERE i.account_id = account AND i.accepted_at IS NULL AND i.revoked_at IS NULL AND i.roles <> '{}'
        )
$$;

-- Whatever could open an account that gains power, and might be in somebody else's hands, opens it no longer: links and their
-- mails, half-made second factors, sessions; and where ordinary staff have held a link, password and second factor as well.
-- Invitations with a role stay: ordinary staff have never read them. Offers of a team stay as such.
-- Answers whether the person has neither password nor link and so needs an invitation.
CREATE FUNCTION wall.renew_access(wanted uuid) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    was_shown boolean;
BEGIN
    IF wall.door() = 'staff' AND NOT (wall.has_role('staff') AND EXISTS (SELECT FROM public.juror j WHERE j.account_id = wanted)) THEN
        RAISE EXCEPTION 'access is renewed where somebody gains power' USING ERRCODE = 'insufficient_privilege';
    END IF;
    SELECT a.link_shown_at IS NOT NULL INTO was_shown FROM public.account a WHERE a.id = wanted FOR UPDATE;
    DELETE FROM public.session WHERE account_id = wanted;
    DELETE FROM public.sign_in_challenge WHERE account_id = wanted;
    DELETE FROM public.password_reset WHERE account_id = wanted;
    IF was_shown THEN
        DELETE FROM public.second_factor WHERE account_id = wanted;
        DELETE FROM public.recovery_code WHERE account_id = wanted;
        DELETE FROM public.known_device WHERE account_id = wanted;
        UPDATE public.account SET password_hash = NULL, link_shown_at = NULL WHERE id = wanted;
    END IF;
    UPDATE public.invitation SET token_hash = NULL
    WHERE account_id = wanted AND accepted_at IS NULL AND revoked_at IS NULL AND roles = '{}' AND municipality_id IS NOT NULL;
    UPDATE public.invitation SET revoked_at = now()
    WHERE account_id = wanted AND accepted_at IS NULL AND revoked_at IS NULL AND roles = '{}' AND token_hash IS NOT NULL;
    UPDATE public.outbox_mail SET sealed_text = NULL, settled_at = now()
    WHERE account_id = wanted AND sealed_text IS NOT NULL AND (kind = 'passwordReset' OR kind = 'invitation' AND NOT EXISTS (
        SELECT FROM public.invitation i
        WHERE i.account_id = wanted AND i.token_hash IS NOT NULL AND i.accepted_at IS NULL AND i.revoked_at IS NULL
    ));
    RETURN EXISTS (SELECT FROM public.account a WHERE a.id = wanted AND a.password_hash IS NULL) AND NOT EXISTS (
        SELECT FROM public.invitation i
        WHERE i.account_id = wanted AND i.token_hash IS NOT NULL AND i.accepted_at IS NULL AND i.revoked_at IS NULL
    );
END
$$;

-- Whether a person is on the jury that judges, or is about to judge, an entry of the municipality.
CREATE FUNCTION wall.judges(wanted uuid, town uuid) RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT EXISTS (
        SELECT FROM public.juror j
        JOIN public.round r ON r.id = j.round_id AND r.state <> 'published'
        JOIN public.entry e ON e.round_id = j.round_id
        WHERE j.account_id = wanted AND e.municipality_id = town
    )
$$;

REVOKE ALL ON FUNCTION wall.renew_access(uuid), wall.judges(uuid, uuid), refuse_auditor_with_role() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION wall.renew_access(uuid) TO lorbeer_gate, lorbeer_staff;
GRANT EXECUTE ON FUNCTION wall.judges(uuid, uuid) TO lorbeer_gate;
GRANT EXECUTE ON FUNCTION powerful_account(uuid) TO lorbeer_staff;
