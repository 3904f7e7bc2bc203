-- What a door may do, and when. Acts belong to doors and follow from deeds, states move in one order, and moments are the
-- database's. Whoever has taken over a door can't step out of that; the owner's commands, which bring in what is old, can.

-- Invitations: staff invite whom they have just added to the accounts, and nobody who could be somebody already. Roles are
-- the administrators' to offer, to give and to take.
CREATE FUNCTION wall.written(version xid) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT version = pg_current_xact_id()::xid
$$;
COMMENT ON FUNCTION wall.written IS 'whether this transaction wrote the version of a row that has this xmin';

CREATE FUNCTION wall.is_new_account(wanted uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT EXISTS (SELECT FROM public.account a WHERE a.id = wanted AND wall.written(a.xmin) AND a.created_at = now() AND a.password_hash IS NULL)
        AND NOT public.powerful_account(wanted)
$$;
-- Whoever has lost access on getting a seat or the chair needs an invitation; but nobody with a role, whom staff don't let in.
CREATE FUNCTION wall.is_renewed_juror(wanted uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT EXISTS (
        SELECT FROM public.account a JOIN public.juror j ON j.account_id = a.id
        WHERE a.id = wanted AND a.password_hash IS NULL AND wall.written(j.xmin)
    ) AND NOT EXISTS (SELECT FROM public.account_role r WHERE r.account_id = wanted)
    AND NOT EXISTS (SELECT FROM public.invitation i WHERE i.account_id = wanted AND i.accepted_at IS NULL AND i.revoked_at IS NULL AND i.roles <> '{}')
$$;
CREATE FUNCTION wall.is_new_chair(wanted uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT EXISTS (SELECT FROM public.juror j WHERE j.account_id = wanted AND j.chair AND wall.written(j.xmin))
$$;
-- A role comes with an invitation that was accepted in this transaction.
CREATE FUNCTION wall.is_offered(wanted uuid, role text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT EXISTS (SELECT FROM public.invitation i WHERE i.account_id = wanted AND i.accepted_at = now() AND role = ANY (i.roles))
$$;
GRANT EXECUTE ON FUNCTION wall.is_new_account(uuid), wall.is_renewed_juror(uuid), wall.is_new_chair(uuid) TO lorbeer_staff;
GRANT EXECUTE ON FUNCTION wall.is_offered(uuid, text), wall.has_role(text) TO lorbeer_gate;

DROP POLICY staff ON invitation;
CREATE POLICY staff ON invitation FOR INSERT TO lorbeer_staff WITH CHECK (
    (SELECT wall.has_role('staff')) AND created_by = (SELECT wall.account()) AND roles = '{}' AND municipality_id IS NULL AND NOT lead
    AND accepted_at IS NULL AND revoked_at IS NULL
    AND ((SELECT wall.is_new_account(account_id)) OR (SELECT wall.is_renewed_juror(account_id)))
);
DROP POLICY staff_sends ON outbox_mail;
CREATE POLICY staff_sends ON outbox_mail FOR INSERT TO lorbeer_staff
    WITH CHECK ((SELECT wall.has_role('staff')) AND CASE kind
        WHEN 'invitation' THEN (SELECT wall.is_new_account(account_id)) OR (SELECT wall.is_renewed_juror(account_id))
        WHEN 'rolesChanged' THEN (SELECT wall.is_new_chair(account_id))
        ELSE false END);
CREATE POLICY staff_without_password ON account AS RESTRICTIVE FOR INSERT TO lorbeer_staff WITH CHECK (password_hash IS NULL);

DROP POLICY gate ON invitation;
CREATE POLICY gate_reads ON invitation FOR SELECT TO lorbeer_gate USING (true);
CREATE POLICY gate_invites ON invitation FOR INSERT TO lorbeer_gate
    WITH CHECK (created_by = (SELECT wall.account()) AND (roles = '{}' OR (SELECT wall.has_role('administrator'))));
CREATE POLICY gate_ends ON invitation FOR UPDATE TO lorbeer_gate USING (true);
REVOKE DELETE ON invitation FROM lorbeer_gate;
REVOKE UPDATE ON invitation FROM lorbeer_gate;
GRANT UPDATE (accepted_at, revoked_at) ON invitation TO lorbeer_gate;
DROP POLICY gate ON account_role;
CREATE POLICY gate_reads ON account_role FOR SELECT TO lorbeer_gate USING (true);
CREATE POLICY gate_gives ON account_role FOR INSERT TO lorbeer_gate
    WITH CHECK ((SELECT wall.has_role('administrator')) OR (SELECT wall.is_offered(account_id, role)));
CREATE POLICY gate_takes ON account_role FOR DELETE TO lorbeer_gate USING ((SELECT wall.has_role('administrator')));

CREATE FUNCTION wall.refuse(rule text, problem text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RAISE EXCEPTION '%', problem USING ERRCODE = 'restrict_violation', CONSTRAINT = rule;
END
$$;
CREATE FUNCTION wall.guard_account() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF wall.door() IS NOT NULL AND NEW.disabled_at IS DISTINCT FROM OLD.disabled_at AND NOT wall.has_role('administrator') THEN
        PERFORM wall.refuse('wall_administrator', 'accounts are closed and opened by administrators');
    END IF;
    RETURN NEW;
END
$$;
-- Before the change, so that an administrator who ceases to be one is still one.
CREATE TRIGGER wall_guard BEFORE UPDATE OF disabled_at ON account FOR EACH ROW EXECUTE FUNCTION wall.guard_account();

-- The record: which acts a door may record, about what, and what has to hold of who acts.
-- self: it is about the actor's own account. own: the subject is one of the person's at that door.
CREATE TABLE wall.recordable (
    door text NOT NULL,
    action text NOT NULL,
    subject_kind text NOT NULL,
    who text NOT NULL,
    CONSTRAINT recordable_pkey PRIMARY KEY (door, action, subject_kind),
    CONSTRAINT recordable_who_known CHECK (who IN ('anybody', 'self', 'caller', 'own', 'staff', 'office', 'administrator'))
);
INSERT INTO wall.recordable (door, action, subject_kind, who)
SELECT line.door, action, line.subject_kind, line.who FROM (VALUES
    ('gate', 'account', 'anybody', 'passwordResetAsked'),
    ('gate', 'account', 'self', 'signedIn signedOut confirmed sessionsEnded passwordChanged passwordReset secondFactorEnrolled '
        'secondFactorRemoved recoveryCodeUsed recoveryCodesReplaced invitationAccepted invitationDeclined'),
    ('gate', 'account', 'anybody', 'accessRenewed'),
    ('gate', 'account', 'caller', 'accountCreated invited invitationRevoked'),
    ('gate', 'account', 'office', 'secondFactorReset'),
    ('gate', 'account', 'administrator', 'rolesChanged accountDisabled accountEnabled'),
    ('gate', 'municipality', 'anybody', 'memberAdded'),
    ('gate', 'municipality', 'caller', 'memberRemoved leadHandedOver'),
    ('gate', 'municipality', 'staff', 'leadNamed'),
    ('gate', 'mail', 'office', 'mailShown mailSent'),
    ('applicant', 'entry', 'own', 'entryStarted sectionSaved entrySubmitted'),
    ('applicant', 'measure', 'own', 'measureSaved measureRemoved measureMoved'),
    ('juror', 'assignment', 'own', 'sheetSaved sheetFinalised sheetAbstained sheetReopened conflictDeclared noConflictDeclared '
        'suggestionDenied'),
    ('juror', 'account', 'self', 'jurorLinkRecorded jurorLinkRemoved'),
    ('chair', 'assignment', 'own', 'conflictRecorded biasDecided'),
    ('chair', 'juror', 'own', 'suggestionDismissed'),
    ('staff', 'account', 'staff', 'accountCreated invited accessRenewed jurorLinkRecorded jurorLinkRemoved'),
    ('staff', 'entry', 'staff', 'entryRecorded entryAdmitted entryRejected'),
    ('staff', 'juror', 'staff', 'jurorAdded chairNamed suggestionDismissed'),
    ('staff', 'assignment', 'staff', 'conflictRecorded biasDecided'),
    ('staff', 'round', 'staff', 'rulesChanged assignmentsChanged scoringClosed resultPublished'),
    ('staff', 'rankingRun', 'staff', 'rankingFrozen'),
    ('staff', 'juryDecision', 'staff', 'decisionRecorded decisionSuperseded'),
    ('staff', 'allocation', 'staff', 'prizesAllocated')
) AS line (door, subject_kind, who, actions), string_to_table(line.actions, ' ') AS action;

-- What happens once is recorded once.
CREATE UNIQUE INDEX event_once ON event (action, subject_id) WHERE action IN ('entryStarted', 'entrySubmitted', 'entryRecorded',
    'scoringClosed', 'rankingFrozen', 'decisionRecorded', 'decisionSuperseded', 'prizesAllocated', 'resultPublished');

CREATE FUNCTION wall.round_of(kind text, subject uuid) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT CASE kind
        WHEN 'round' THEN (SELECT id FROM round WHERE id = subject)
        WHEN 'entry' THEN (SELECT round_id FROM entry WHERE id = subject)
        WHEN 'measure' THEN (SELECT e.round_id FROM measure m JOIN entry e ON e.id = m.entry_id WHERE m.id = subject)
        WHEN 'juror' THEN (SELECT round_id FROM juror WHERE id = subject)
        WHEN 'assignment' THEN (SELECT round_id FROM assignment WHERE id = subject)
        WHEN 'rankingRun' THEN (SELECT round_id FROM ranking_run WHERE id = subject)
        WHEN 'juryDecision' THEN (SELECT round_id FROM jury_decision WHERE id = subject)
        WHEN 'allocation' THEN (SELECT round_id FROM allocation WHERE id = subject)
    END
$$;

CREATE FUNCTION wall.is_own(kind text, subject uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT CASE wall.door() || ' ' || kind
        WHEN 'applicant entry' THEN subject = ANY (wall.own_entries())
        WHEN 'applicant measure' THEN EXISTS (SELECT FROM measure WHERE id = subject AND entry_id = ANY (wall.own_entries()))
        WHEN 'juror assignment' THEN subject = ANY (wall.own_assignments())
        WHEN 'chair assignment' THEN subject = ANY (wall.chaired_assignments())
        WHEN 'chair juror' THEN EXISTS (SELECT FROM juror WHERE id = subject AND round_id = ANY (wall.chaired_rounds()))
    END
$$;

-- Whether this transaction has done what an act tells. What accounts do leaves no row that could show it.
CREATE FUNCTION wall.is_done(act text, subject uuid, about uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    RETURN CASE
        WHEN act IN ('entryStarted', 'entrySubmitted', 'entryRecorded', 'entryAdmitted', 'entryRejected') THEN EXISTS (
            SELECT FROM entry WHERE id = subject AND wall.written(xmin) AND state = CASE act
                WHEN 'entryStarted' THEN 'draft' WHEN 'entryAdmitted' THEN 'admitted' WHEN 'entryRejected' THEN 'rejected' ELSE 'submitted' END)
        WHEN act = 'sectionSaved' THEN EXISTS (SELECT FROM entry_section WHERE entry_id = subject AND wall.written(xmin))
        WHEN act IN ('measureSaved', 'measureRemoved', 'measureMoved') THEN EXISTS (
            SELECT FROM measure WHERE id = subject AND wall.written(xmin) AND (removed_at IS NOT NULL) = (act = 'measureRemoved'))
        WHEN act IN ('sheetSaved', 'sheetFinalised', 'sheetAbstained', 'sheetReopened') THEN EXISTS (
            SELECT FROM score_sheet WHERE assignment_id = subject AND wall.written(xmin) AND state = CASE act
                WHEN 'sheetFinalised' THEN 'final' WHEN 'sheetAbstained' THEN 'abstained' ELSE 'draft' END)
        WHEN act IN ('conflictDeclared', 'noConflictDeclared', 'suggestionDenied', 'conflictRecorded') THEN EXISTS (
            SELECT FROM conflict_declaration WHERE assignment_id = subject AND wall.written(xmin)
                AND conflict = (act IN ('conflictDeclared', 'conflictRecorded')))
        WHEN act = 'biasDecided' THEN EXISTS (SELECT FROM conflict_decision WHERE assignment_id = subject AND wall.written(xmin))
        WHEN act = 'suggestionDismissed' THEN EXISTS (SELECT FROM suggestion_dismissal WHERE juror_id = subject AND wall.written(xmin))
        WHEN act IN ('jurorLinkRecorded', 'jurorLinkRemoved') THEN EXISTS (
            SELECT FROM juror_link WHERE account_id = about AND wall.written(xmin) AND (removed_at IS NOT NULL) = (act = 'jurorLinkRemoved'))
        WHEN act IN ('jurorAdded', 'chairNamed') THEN EXISTS (
            SELECT FROM juror WHERE id = subject AND wall.written(xmin) AND (chair OR act = 'jurorAdded'))
        WHEN act IN ('rulesChanged', 'scoringClosed', 'resultPublished') THEN EXISTS (
            SELECT FROM round WHERE id = subject AND wall.written(xmin) AND state = CASE act
                WHEN 'scoringClosed' THEN 'scoringClosed' WHEN 'resultPublished' THEN 'published' ELSE 'open' END)
        WHEN act = 'assignmentsChanged' THEN EXISTS (SELECT FROM round WHERE id = subject AND state = 'open')
        WHEN act = 'rankingFrozen' THEN EXISTS (SELECT FROM ranking_run WHERE id = subject AND wall.written(xmin))
        WHEN act IN ('decisionRecorded', 'decisionSuperseded') THEN EXISTS (
            SELECT FROM jury_decision WHERE id = subject AND wall.written(xmin) AND (superseded_at IS NULL) = (act = 'decisionRecorded'))
        WHEN act = 'prizesAllocated' THEN EXISTS (SELECT FROM allocation WHERE id = subject AND wall.written(xmin))
        ELSE wall.door() = 'gate' OR act IN ('accountCreated', 'invited') AND wall.is_new_account(about)
            OR act IN ('accessRenewed', 'invited') AND wall.is_renewed_juror(about)
    END;
END
$$;

CREATE FUNCTION wall.may_record(act text, kind text, subject uuid, about uuid, of_round uuid, actor uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    here constant text := wall.door();
    me constant uuid := wall.account();
    rule constant text := (SELECT r.who FROM wall.recordable r WHERE r.door = here AND r.action = act AND r.subject_kind = kind);
    holds boolean;
BEGIN
    -- At the gate people are not known before they have signed in.
    IF actor IS DISTINCT FROM me AND NOT (here = 'gate' AND me IS NULL) THEN
        RETURN false;
    END IF;
    holds := CASE rule
        WHEN 'anybody' THEN true
        WHEN 'self' THEN about = actor
        WHEN 'caller' THEN me IS NOT NULL
        WHEN 'own' THEN wall.is_own(kind, subject)
        WHEN 'staff' THEN wall.has_role('staff')
        WHEN 'office' THEN wall.has_role('staff') OR wall.has_role('administrator')
        WHEN 'administrator' THEN wall.has_role('administrator')
    END;
    RETURN holds AND of_round IS NOT DISTINCT FROM wall.round_of(kind, subject) AND wall.is_done(act, subject, about);
END
$$;

-- What is published is what was allocated: the two acts say the same hash.
CREATE FUNCTION wall.says_what_was_allocated(published uuid, claimed jsonb) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT EXISTS (
        SELECT FROM round r JOIN event e ON e.action = 'prizesAllocated' AND e.subject_id = r.published_allocation_id
        WHERE r.id = published AND e.facts::jsonb -> 'allocation' IS NOT DISTINCT FROM claimed -> 'allocation'
    )
$$;

CREATE OR REPLACE FUNCTION record_event(
    action text, subject_kind text, subject_id uuid, account_id uuid, round_id uuid, actor_id uuid, content text, facts text
) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF wall.door() IS NOT NULL AND (
        wall.may_record(action, subject_kind, subject_id, account_id, round_id, actor_id) IS NOT TRUE
        OR action = 'resultPublished' AND NOT wall.says_what_was_allocated(subject_id, facts::jsonb)
    ) THEN
        RAISE EXCEPTION 'an act is recorded by who did it, where it is done, when it is done' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN append_event(action, subject_kind, subject_id, account_id, round_id, actor_id, content, facts);
END
$$;

-- RFC 8785 for what the chain says: no key twice, and one spelling of everything. Other numbers than whole ones have none.
CREATE FUNCTION canonical_json(value jsonb) RETURNS text
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN CASE jsonb_typeof(value)
        WHEN 'object' THEN '{' || coalesce((
            SELECT string_agg(to_json(m.key)::text || ':' || public.canonical_json(m.value), ',' ORDER BY m.key COLLATE "C") FROM jsonb_each(value) m
        ), '') || '}'
        WHEN 'array' THEN '[' || coalesce((
            SELECT string_agg(public.canonical_json(i.value), ',' ORDER BY i.place) FROM jsonb_array_elements(value) WITH ORDINALITY i (value, place)
        ), '') || ']'
        WHEN 'number' THEN CASE WHEN value::text ~ '^(0|-?[1-9][0-9]{0,14})$' THEN value::text END
        ELSE value::text
    END;
END
$$;
ALTER TABLE event ADD CONSTRAINT event_facts_plain CHECK (canonical_json(facts::jsonb) = facts);

-- Checkpoints: the server proves with the key of contexts that it has signed one; a door alone can't add any.
CREATE TABLE wall.record_key (
    one boolean NOT NULL DEFAULT true,
    key text NOT NULL,
    CONSTRAINT record_key_pkey PRIMARY KEY (one),
    CONSTRAINT record_key_only_one CHECK (one)
);
CREATE FUNCTION wall.installation_key() RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT k.key FROM wall.record_key k
$$;
CREATE FUNCTION wall.keep_checkpoint(covered bigint, signer text, tree bytea, signed text, cause text, mark text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    claim constant text := concat_ws('.', 'checkpoint', covered, signer, encode(tree, 'hex'), cause, signed);
    is_ours boolean;
    fits boolean;
BEGIN
    SELECT sha256(k.outer_pad || sha256(k.inner_pad || convert_to(claim, 'UTF8'))) = decode(mark, 'hex') INTO is_ours FROM wall.context_key k;
    -- The root of a smaller tree isn't kept; that the server signed it is proved.
    SELECT covered < h.size OR covered = h.size AND tree = event_root(h.edge) INTO fits FROM event_head h;
    IF (is_ours AND fits AND signer = wall.installation_key()) IS NOT TRUE THEN
        RAISE EXCEPTION 'the checkpoint is not this installation''s' USING ERRCODE = 'insufficient_privilege';
    END IF;
    -- Each hour has one, whether or not something happened.
    INSERT INTO checkpoint (size, key, root, note, occasion) SELECT covered, signer, tree, signed, cause
    WHERE cause = 'hour' OR NOT EXISTS (SELECT FROM checkpoint c WHERE c.size = covered AND c.key = signer AND c.occasion = cause);
END
$$;
DROP POLICY applicant ON checkpoint;
DROP POLICY staff ON checkpoint;
DROP POLICY record ON checkpoint;
REVOKE INSERT (size, key, root, note, occasion) ON checkpoint FROM lorbeer_applicant, lorbeer_staff, lorbeer_record;
GRANT EXECUTE ON FUNCTION wall.keep_checkpoint(bigint, text, bytea, text, text, text) TO lorbeer_applicant, lorbeer_staff, lorbeer_record;
GRANT EXECUTE ON FUNCTION wall.installation_key() TO
    lorbeer_public, lorbeer_applicant, lorbeer_juror, lorbeer_staff, lorbeer_audit, lorbeer_record;

-- Large objects and the server's counters are everybody's by default: who could fill the database, or count along how many
-- marks there are. Rights on the catalogue belong to a database; on a server that is lent they are not its owner's to take.
CREATE FUNCTION wall.catalog_gaps() RETURNS SETOF text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT 'FUNCTION ' || p.oid::regprocedure FROM pg_proc p
    WHERE p.pronamespace = 'pg_catalog'::regnamespace AND has_function_privilege('public', p.oid, 'EXECUTE')
      AND (p.proname LIKE 'lo\_%' OR p.proname LIKE 'pg\_stat\_get\_%' OR p.proname IN ('loread', 'lowrite', 'pg_relation_size',
           'pg_table_size', 'pg_total_relation_size', 'pg_indexes_size', 'pg_database_size', 'pg_tablespace_size'))
    UNION ALL
    SELECT c.relname::text FROM pg_class c
    WHERE c.relnamespace = 'pg_catalog'::regnamespace AND c.relkind = 'v' AND has_table_privilege('public', c.oid, 'SELECT')
      AND (c.relname LIKE 'pg\_stat\_%' OR c.relname LIKE 'pg\_statio\_%')
$$;
CREATE FUNCTION wall.close_catalog() RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    gap text;
BEGIN
    IF current_setting('is_superuser') = 'on' THEN
        FOR gap IN SELECT * FROM wall.catalog_gaps() LOOP
            EXECUTE 'REVOKE ALL ON ' || gap || ' FROM PUBLIC';
        END LOOP;
    END IF;
END
$$;
