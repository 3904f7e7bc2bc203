-- The wall behind the permissions: a login for each kind of use, a signed context that tells who acts, and policies on every
-- row. The logins are there when this runs; they own nothing.
CREATE SCHEMA wall;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public, wall TO
    lorbeer_gate, lorbeer_public, lorbeer_applicant, lorbeer_juror, lorbeer_staff, lorbeer_payment, lorbeer_audit, lorbeer_record,
    lorbeer_chair;

-- What later migrations create is closed as well.
ALTER DEFAULT PRIVILEGES REVOKE ALL ON FUNCTIONS FROM PUBLIC;
ALTER DEFAULT PRIVILEGES REVOKE ALL ON TYPES FROM PUBLIC;

-- The key as HMAC uses it (RFC 2104): one block of SHA-256, combined with the inner and the outer pad.
CREATE TABLE wall.context_key (
    one boolean NOT NULL DEFAULT true,
    inner_pad bytea NOT NULL,
    outer_pad bytea NOT NULL,
    CONSTRAINT context_key_pkey PRIMARY KEY (one),
    CONSTRAINT context_key_only_one CHECK (one),
    CONSTRAINT context_key_block CHECK (length(inner_pad) = 64 AND length(outer_pad) = 64)
);

-- Which door the session came through; NULL for the owner and for administrators.
CREATE FUNCTION wall.door() RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
    SELECT substr(session_user, 9) WHERE session_user IN ('lorbeer_gate', 'lorbeer_public', 'lorbeer_applicant', 'lorbeer_juror',
        'lorbeer_chair', 'lorbeer_staff', 'lorbeer_payment', 'lorbeer_audit', 'lorbeer_record')
$$;

-- Who acts: lorbeer.context is '<account>.<expiry>.<HMAC over login, account and expiry>', set for one transaction. NULL where
-- none is set; an error where it is not ours, for another login, or was over when the transaction began.
CREATE FUNCTION wall.account() RETURNS uuid
LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    token constant text := current_setting('lorbeer.context', true);
    part constant text[] := string_to_array(token, '.');
    is_ours boolean;
BEGIN
    IF coalesce(token, '') = '' THEN
        RETURN NULL;
    END IF;
    IF token ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\.[0-9]{1,11}\.[0-9a-f]{64}$' THEN
        SELECT sha256(k.outer_pad || sha256(k.inner_pad || convert_to(concat_ws('.', session_user, part[1], part[2]), 'UTF8')))
            = decode(part[3], 'hex')
        INTO is_ours FROM wall.context_key k;
    END IF;
    IF is_ours IS NOT TRUE THEN
        RAISE EXCEPTION 'the context is not signed for this login' USING ERRCODE = 'invalid_authorization_specification';
    END IF;
    IF to_timestamp(part[2]::bigint) <= now() THEN
        RAISE EXCEPTION 'the context is over' USING ERRCODE = 'invalid_authorization_specification';
    END IF;
    RETURN part[1]::uuid;
END
$$;

CREATE FUNCTION wall.has_role(wanted text) RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT EXISTS (
        SELECT FROM public.account_role r JOIN public.account a ON a.id = r.account_id
        WHERE r.account_id = (SELECT wall.account()) AND r.role = wanted AND a.disabled_at IS NULL
    )
$$;

-- The municipalities whose entries the person works on.
CREATE FUNCTION wall.municipalities() RETURNS uuid[]
LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce(array_agg(m.municipality_id), '{}') FROM public.membership m WHERE m.account_id = (SELECT wall.account())
$$;

CREATE FUNCTION wall.own_entries() RETURNS uuid[]
LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce(array_agg(e.id), '{}') FROM public.entry e
    WHERE e.municipality_id = ANY ((SELECT wall.municipalities())::uuid[])
$$;

-- Whoever has written or decided something in an entry of the person's municipalities: their names stand beside it.
CREATE FUNCTION wall.people_of_own_entries() RETURNS uuid[]
LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    WITH own AS (SELECT unnest(wall.own_entries()) AS id)
    SELECT coalesce(array_agg(DISTINCT p.person), '{}') FROM (
        SELECT unnest(ARRAY[e.submitted_by, e.decided_by]) FROM public.entry e JOIN own ON own.id = e.id
        UNION ALL SELECT s.saved_by FROM public.entry_section s JOIN own ON own.id = s.entry_id
        UNION ALL SELECT m.saved_by FROM public.measure m JOIN own ON own.id = m.entry_id
        UNION ALL SELECT wall.account()
    ) AS p (person)
    WHERE p.person IS NOT NULL
$$;

CREATE FUNCTION wall.seats() RETURNS uuid[]
LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce(array_agg(j.id), '{}') FROM public.juror j WHERE j.account_id = (SELECT wall.account())
$$;

CREATE FUNCTION wall.own_assignments() RETURNS uuid[]
LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce(array_agg(a.id), '{}') FROM public.assignment a WHERE a.juror_id = ANY ((SELECT wall.seats())::uuid[])
$$;

CREATE FUNCTION wall.assigned_entries() RETURNS uuid[]
LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce(array_agg(a.entry_id), '{}') FROM public.assignment a WHERE a.juror_id = ANY ((SELECT wall.seats())::uuid[])
$$;

-- Own assignments declared free of conflict whose sheet nothing bars.
CREATE FUNCTION wall.opened_assignments() RETURNS uuid[]
LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce(array_agg(a.id), '{}') FROM public.assignment a
    JOIN public.score_sheet s ON s.assignment_id = a.id AND s.state <> 'recused'
    JOIN public.conflict_declaration d ON d.assignment_id = a.id AND d.standing = 'clear'
    WHERE a.juror_id = ANY ((SELECT wall.seats())::uuid[])
$$;

-- The rounds whose jury the person chairs, with everybody on it.
CREATE FUNCTION wall.chaired_rounds() RETURNS uuid[]
LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce(array_agg(j.round_id), '{}') FROM public.juror j WHERE j.account_id = (SELECT wall.account()) AND j.chair
$$;

CREATE FUNCTION wall.chaired_people() RETURNS uuid[]
LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce(array_agg(DISTINCT j.account_id), '{}') FROM public.juror j
    WHERE j.round_id = ANY ((SELECT wall.chaired_rounds())::uuid[])
$$;

CREATE FUNCTION wall.chaired_assignments() RETURNS uuid[]
LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce(array_agg(a.id), '{}') FROM public.assignment a
    WHERE a.round_id = ANY ((SELECT wall.chaired_rounds())::uuid[])
$$;

-- Whoever has decided about bias in a chaired round: their names stand beside it.
CREATE FUNCTION wall.deciders_of_chaired_rounds() RETURNS uuid[]
LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce(array_agg(DISTINCT v.decided_by), '{}') FROM public.conflict_decision v
    WHERE v.decided_by IS NOT NULL AND v.assignment_id = ANY ((SELECT wall.chaired_assignments())::uuid[])
$$;

-- The text of a submitted entry as jurors read it; a column can't be hidden by a policy, so they have this in its place.
CREATE FUNCTION wall.opened_entry(wanted uuid) RETURNS TABLE (number integer, content jsonb)
LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT e.number, e.content FROM public.entry e
    WHERE e.id = wanted AND e.number IS NOT NULL AND (wall.door() IS DISTINCT FROM 'juror' OR EXISTS (
        SELECT FROM public.assignment a WHERE a.entry_id = e.id AND a.id = ANY ((SELECT wall.opened_assignments())::uuid[])
    ))
$$;

-- The counter goes up by one and in no other way, for whoever may submit something to the round.
CREATE FUNCTION wall.next_entry_number(wanted uuid) RETURNS integer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    number integer;
BEGIN
    IF wall.door() = 'applicant' AND cardinality(wall.municipalities()) = 0 OR wall.door() = 'staff' AND NOT wall.has_role('staff') THEN
        RAISE EXCEPTION 'no entry to number' USING ERRCODE = 'insufficient_privilege';
    END IF;
    UPDATE public.round SET last_entry_number = last_entry_number + 1 WHERE id = wanted RETURNING last_entry_number INTO number;
    RETURN number;
END
$$;

-- How many jurors and final sheets a published result rests on, without telling who they are.
CREATE FUNCTION wall.published_counts(wanted uuid) RETURNS TABLE (jurors bigint, sheets bigint)
LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT count(DISTINCT a.juror_id), count(*)
    FROM public.round r
    JOIN public.assignment a ON a.round_id = r.id
    JOIN public.score_sheet s ON s.assignment_id = a.id AND s.state = 'final'
    JOIN public.entry e ON e.id = a.entry_id AND e.state = 'admitted'
    WHERE r.id = wanted AND r.state = 'published'
$$;

-- A write without a context is an error, not a change of no row. At the gate nobody is known before they have signed in.
CREATE FUNCTION wall.require_context() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF wall.door() NOT IN ('gate', 'record') AND wall.account() IS NULL THEN
        RAISE EXCEPTION 'nobody acts' USING ERRCODE = 'invalid_authorization_specification';
    END IF;
    RETURN NULL;
END
$$;

-- Keeps all but the doors out of this database, and everyone from making temporary objects in it. Such rights belong to a
-- database and not to what a dump or a copy of it holds, so that each is closed by itself.
-- Answers the database's name where that is for its owner to do.
CREATE FUNCTION wall.close_database() RETURNS text
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    here constant text := current_database();
BEGIN
    IF has_database_privilege('public', here, 'CONNECT') OR has_database_privilege('public', here, 'TEMPORARY')
        OR NOT has_database_privilege('lorbeer_public', here, 'CONNECT') THEN
        EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', here);
        EXECUTE format('GRANT CONNECT ON DATABASE %I TO lorbeer_gate, lorbeer_public, lorbeer_applicant, lorbeer_juror, '
            'lorbeer_staff, lorbeer_payment, lorbeer_audit, lorbeer_record, lorbeer_chair', here);
    END IF;
    RETURN CASE WHEN has_database_privilege('public', here, 'CONNECT') OR has_database_privilege('public', here, 'TEMPORARY')
        THEN here END;
END
$$;

-- Nobody has a right that is not written below.
DO $$
DECLARE
    item record;
BEGIN
    FOR item IN
        SELECT p.oid::regprocedure AS signature, p.prorettype = 'trigger'::regtype AS is_trigger FROM pg_proc p
        WHERE p.pronamespace IN ('public'::regnamespace, 'wall'::regnamespace)
          AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.classid = 'pg_proc'::regclass AND d.deptype = 'e')
    LOOP
        EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', item.signature);
        -- A rule of the schema sees all rows, whoever writes, and finds nothing that somebody has put in its way.
        IF item.is_trigger AND item.signature::text <> 'wall.require_context()' THEN
            EXECUTE format('ALTER FUNCTION %s SECURITY DEFINER SET search_path = public, pg_temp', item.signature);
        END IF;
    END LOOP;
    FOR item IN
        SELECT c.relname AS name FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
          AND c.relname <> ALL (ARRAY['land', 'municipality_population', 'schema_migration', 'schema_view'])
    LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', item.name);
        EXECUTE format('CREATE POLICY owner ON %I TO %I USING (true) WITH CHECK (true)', item.name, current_user);
        EXECUTE format('CREATE TRIGGER wall_context BEFORE INSERT OR UPDATE OR DELETE ON %I '
            'FOR EACH STATEMENT EXECUTE FUNCTION wall.require_context()', item.name);
    END LOOP;
END
$$;

GRANT EXECUTE ON FUNCTION wall.account(), wall.door() TO
    lorbeer_gate, lorbeer_public, lorbeer_applicant, lorbeer_juror, lorbeer_staff, lorbeer_payment, lorbeer_audit, lorbeer_record,
    lorbeer_chair;
GRANT EXECUTE ON FUNCTION wall.has_role(text) TO lorbeer_staff, lorbeer_payment, lorbeer_audit;
GRANT EXECUTE ON FUNCTION wall.municipalities(), wall.own_entries(), wall.people_of_own_entries() TO lorbeer_applicant;
GRANT EXECUTE ON FUNCTION wall.seats(), wall.own_assignments(), wall.assigned_entries(), wall.opened_assignments(),
    wall.opened_entry(uuid) TO lorbeer_juror;
GRANT EXECUTE ON FUNCTION wall.chaired_rounds(), wall.chaired_people(), wall.chaired_assignments(), wall.deciders_of_chaired_rounds()
    TO lorbeer_chair;
GRANT EXECUTE ON FUNCTION wall.next_entry_number(uuid) TO lorbeer_applicant, lorbeer_staff;
GRANT EXECUTE ON FUNCTION wall.published_counts(uuid) TO lorbeer_public;
GRANT EXECUTE ON FUNCTION folded(text), search_form(text) TO lorbeer_juror, lorbeer_staff, lorbeer_audit;

-- Reference data and rules: the same for everyone, and no row is a secret or a person's.
GRANT SELECT ON land, municipality, competition, track, track_place, criterion, special_prize TO
    lorbeer_public, lorbeer_applicant, lorbeer_juror, lorbeer_chair, lorbeer_staff, lorbeer_payment, lorbeer_audit;
GRANT SELECT (round_id, version, rules, source_sha256, imported_at) ON round_rules TO
    lorbeer_public, lorbeer_applicant, lorbeer_juror, lorbeer_chair, lorbeer_payment;
GRANT SELECT ON round_rules TO lorbeer_staff, lorbeer_audit;
CREATE POLICY everyone ON municipality FOR SELECT TO lorbeer_gate, lorbeer_public, lorbeer_applicant, lorbeer_juror, lorbeer_chair,
    lorbeer_staff, lorbeer_payment, lorbeer_audit USING (true);
-- Whoever changes a team holds its municipality.
GRANT UPDATE (id) ON municipality TO lorbeer_gate;
CREATE POLICY locking ON municipality FOR UPDATE TO lorbeer_gate USING (true) WITH CHECK (false);
GRANT SELECT ON municipality_population TO lorbeer_applicant, lorbeer_staff, lorbeer_audit;
GRANT SELECT ON schema_migration, schema_view TO lorbeer_public;

-- A round is public; closing, publishing and new rules are the staff's. Applicants and jurors hold it while they write: locking
-- needs a policy for UPDATE, and no row passes its check.
GRANT SELECT ON round TO
    lorbeer_public, lorbeer_applicant, lorbeer_juror, lorbeer_chair, lorbeer_staff, lorbeer_payment, lorbeer_audit, lorbeer_record;
CREATE POLICY everyone ON round FOR SELECT TO
    lorbeer_public, lorbeer_applicant, lorbeer_juror, lorbeer_chair, lorbeer_staff, lorbeer_payment, lorbeer_audit, lorbeer_record USING (true);
GRANT UPDATE (id) ON round TO lorbeer_applicant, lorbeer_juror, lorbeer_chair;
CREATE POLICY locking ON round FOR UPDATE TO lorbeer_applicant, lorbeer_juror, lorbeer_chair USING (true) WITH CHECK (false);
GRANT UPDATE (title, state, rules_version, time_zone, call_opens, entry_deadline, jury_meets, ceremony, population_date,
    budget_cents, sample_data, exclusion, scoring_closed_at, published_at, published_allocation_id) ON round TO lorbeer_staff;
CREATE POLICY staff ON round FOR UPDATE TO lorbeer_staff USING ((SELECT wall.has_role('staff')));
-- A round's rules are replaced through the web, a round is created by a command.
GRANT INSERT ON round_rules, track, track_place, criterion, special_prize TO lorbeer_staff;
GRANT UPDATE ON track TO lorbeer_staff;
GRANT DELETE ON track, track_place, criterion, special_prize TO lorbeer_staff;
DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['competition', 'round_rules', 'track', 'track_place', 'criterion', 'special_prize'] LOOP
        EXECUTE format('CREATE POLICY everyone ON %I FOR SELECT TO lorbeer_public, lorbeer_applicant, lorbeer_juror, lorbeer_chair, '
            'lorbeer_staff, lorbeer_payment, lorbeer_audit USING (true)', name);
        EXECUTE format('CREATE POLICY staff ON %I TO lorbeer_staff USING ((SELECT wall.has_role(''staff'')))', name);
    END LOOP;
END
$$;

-- Accounts and sessions.
GRANT SELECT, INSERT, UPDATE ON account TO lorbeer_gate;
GRANT SELECT, INSERT, DELETE ON account_role TO lorbeer_gate;
GRANT SELECT, INSERT, UPDATE, DELETE ON session TO lorbeer_gate;
GRANT SELECT, INSERT, UPDATE, DELETE ON membership TO lorbeer_gate;
GRANT SELECT (id, account_id, round_id, chair) ON juror TO lorbeer_gate;
CREATE POLICY gate ON account TO lorbeer_gate USING (true);
CREATE POLICY gate ON account_role TO lorbeer_gate USING (true);
CREATE POLICY gate ON session TO lorbeer_gate USING (true);
CREATE POLICY gate ON membership TO lorbeer_gate USING (true);
CREATE POLICY gate ON juror FOR SELECT TO lorbeer_gate USING (true);
GRANT SELECT ON land, municipality, competition, round TO lorbeer_gate;
CREATE POLICY gate ON competition FOR SELECT TO lorbeer_gate USING (true);
CREATE POLICY gate ON round FOR SELECT TO lorbeer_gate USING (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON invitation, password_reset, second_factor, recovery_code, sign_in_challenge, known_device,
    throttle, outbox_mail TO lorbeer_gate;
GRANT EXECUTE ON FUNCTION powerful_account(uuid), folded(text), search_form(text) TO lorbeer_gate;
DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['invitation', 'password_reset', 'second_factor', 'recovery_code', 'sign_in_challenge', 'known_device',
        'throttle', 'outbox_mail'] LOOP
        EXECUTE format('CREATE POLICY gate ON %I TO lorbeer_gate USING (true)', name);
    END LOOP;
END
$$;
-- Staff invite jurors: never with a role, and what they send they can't read again.
GRANT INSERT ON invitation, outbox_mail TO lorbeer_staff;
GRANT SELECT (id, expires_at, sealed_text) ON outbox_mail TO lorbeer_staff;
GRANT UPDATE (sealed_text) ON outbox_mail TO lorbeer_staff;
CREATE POLICY staff ON invitation FOR INSERT TO lorbeer_staff
    WITH CHECK ((SELECT wall.has_role('staff')) AND roles = '{}' AND created_by = (SELECT wall.account()));
CREATE POLICY staff_sends ON outbox_mail FOR INSERT TO lorbeer_staff WITH CHECK ((SELECT wall.has_role('staff')));
CREATE POLICY staff_finds ON outbox_mail FOR SELECT TO lorbeer_staff USING ((SELECT wall.has_role('staff')) AND expires_at < now());
CREATE POLICY staff_clears ON outbox_mail FOR UPDATE TO lorbeer_staff USING ((SELECT wall.has_role('staff')) AND expires_at < now())
    WITH CHECK (sealed_text IS NULL);

-- Names beside what people did; no door but the gate reads a password's hash.
GRANT SELECT (id, display_name) ON account TO lorbeer_public, lorbeer_applicant, lorbeer_chair, lorbeer_payment;
GRANT SELECT (id, email, display_name, sample_data, created_at, disabled_at) ON account TO lorbeer_staff, lorbeer_audit;
GRANT INSERT (email, display_name, password_hash, sample_data) ON account TO lorbeer_staff;
CREATE POLICY applicant ON account FOR SELECT TO lorbeer_applicant
    USING (id = ANY ((SELECT wall.people_of_own_entries())::uuid[]));
CREATE POLICY chair ON account FOR SELECT TO lorbeer_chair
    USING (id = ANY ((SELECT wall.chaired_people())::uuid[]) OR id = ANY ((SELECT wall.deciders_of_chaired_rounds())::uuid[]));
CREATE POLICY staff ON account TO lorbeer_staff USING ((SELECT wall.has_role('staff')));
CREATE POLICY payment ON account FOR SELECT TO lorbeer_payment USING ((SELECT wall.has_role('payment')));
CREATE POLICY audit ON account FOR SELECT TO lorbeer_audit USING ((SELECT wall.has_role('auditor')));
GRANT SELECT ON account_role TO lorbeer_chair, lorbeer_staff, lorbeer_audit;
CREATE POLICY chair ON account_role FOR SELECT TO lorbeer_chair USING (account_id = (SELECT wall.account()));
CREATE POLICY staff ON account_role FOR SELECT TO lorbeer_staff USING ((SELECT wall.has_role('staff')));
CREATE POLICY audit ON account_role FOR SELECT TO lorbeer_audit USING ((SELECT wall.has_role('auditor')));
GRANT SELECT ON membership TO lorbeer_applicant, lorbeer_juror, lorbeer_chair, lorbeer_staff, lorbeer_audit;
CREATE POLICY juror ON membership FOR SELECT TO lorbeer_juror USING (account_id = (SELECT wall.account()));
CREATE POLICY chair ON membership FOR SELECT TO lorbeer_chair USING (account_id = ANY ((SELECT wall.chaired_people())::uuid[]));
CREATE POLICY applicant ON membership FOR SELECT TO lorbeer_applicant USING (account_id = (SELECT wall.account()));
CREATE POLICY staff ON membership FOR SELECT TO lorbeer_staff USING ((SELECT wall.has_role('staff')));
CREATE POLICY audit ON membership FOR SELECT TO lorbeer_audit USING ((SELECT wall.has_role('auditor')));

-- The outcome protocol: everyone writes and reads their own. The record: everyone adds to it in their own name.
GRANT SELECT, INSERT ON operation TO lorbeer_gate, lorbeer_applicant, lorbeer_juror, lorbeer_chair, lorbeer_staff, lorbeer_payment;
CREATE POLICY own ON operation TO lorbeer_gate, lorbeer_applicant, lorbeer_juror, lorbeer_chair, lorbeer_staff, lorbeer_payment
    USING (account_id = (SELECT wall.account()));
CREATE FUNCTION wall.event_hashes(first bigint, last bigint) RETURNS TABLE (seq bigint, hash bytea)
LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT e.seq, e.hash FROM public.event e WHERE e.seq BETWEEN first AND last
$$;
REVOKE ALL ON FUNCTION wall.event_hashes(bigint, bigint) FROM PUBLIC;
ALTER FUNCTION record_event(text, text, uuid, uuid, uuid, uuid, text, text) RENAME TO append_event;
REVOKE ALL ON FUNCTION append_event(text, text, uuid, uuid, uuid, uuid, text, text) FROM PUBLIC;
CREATE FUNCTION record_event(
    action text, subject_kind text, subject_id uuid, account_id uuid, round_id uuid, actor_id uuid, content text, facts text
) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    -- At the gate people are not known before they have signed in; it records what concerns accounts and nothing else.
    IF wall.door() = 'gate' AND subject_kind NOT IN ('account', 'mail', 'municipality') OR wall.door() <> 'gate' AND actor_id IS DISTINCT FROM wall.account() THEN
        RAISE EXCEPTION 'an act is recorded by who did it' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN append_event(action, subject_kind, subject_id, account_id, round_id, actor_id, content, facts);
END
$$;
GRANT EXECUTE ON FUNCTION record_event(text, text, uuid, uuid, uuid, uuid, text, text) TO
    lorbeer_gate, lorbeer_applicant, lorbeer_juror, lorbeer_chair, lorbeer_staff, lorbeer_payment;
GRANT EXECUTE ON FUNCTION wall.event_hashes(bigint, bigint) TO lorbeer_public, lorbeer_applicant, lorbeer_juror, lorbeer_audit;
GRANT EXECUTE ON FUNCTION event_root(bytea[]) TO lorbeer_applicant, lorbeer_staff, lorbeer_record;
-- Receipts: of an own entry, of an own sheet. A published round shows its acts, as its bundle does.
GRANT SELECT (seq, at, action, subject_kind, subject_id, round_id, body, hash) ON event TO lorbeer_public, lorbeer_applicant, lorbeer_juror;
GRANT SELECT (seq, action) ON event TO lorbeer_record;
GRANT SELECT (seq, salt, content) ON event_detail TO lorbeer_applicant;
GRANT SELECT (seq, actor_id, salt, content) ON event_detail TO lorbeer_juror;
GRANT SELECT ON event, event_detail TO lorbeer_staff, lorbeer_audit;
CREATE POLICY published ON event FOR SELECT TO lorbeer_public
    USING (round_id IN (SELECT r.id FROM round r WHERE r.state = 'published'));
CREATE POLICY applicant ON event FOR SELECT TO lorbeer_applicant
    USING (action IN ('entrySubmitted', 'entryRecorded') AND subject_id = ANY ((SELECT wall.own_entries())::uuid[]));
CREATE POLICY juror ON event FOR SELECT TO lorbeer_juror
    USING (action IN ('sheetFinalised', 'sheetAbstained') AND subject_id = ANY ((SELECT wall.own_assignments())::uuid[]));
CREATE POLICY record ON event FOR SELECT TO lorbeer_record USING (true);
CREATE POLICY staff ON event FOR SELECT TO lorbeer_staff USING ((SELECT wall.has_role('staff')));
CREATE POLICY audit ON event FOR SELECT TO lorbeer_audit USING ((SELECT wall.has_role('auditor')));
CREATE POLICY juror ON event_detail FOR SELECT TO lorbeer_juror USING (actor_id = (SELECT wall.account()));
CREATE POLICY staff ON event_detail FOR SELECT TO lorbeer_staff USING ((SELECT wall.has_role('staff')));
CREATE POLICY audit ON event_detail FOR SELECT TO lorbeer_audit USING ((SELECT wall.has_role('auditor')));
-- Where the chain ends and what was signed is no secret. Whoever's act needs a signature at once adds it, over the whole chain.
GRANT SELECT ON event_head TO lorbeer_applicant, lorbeer_staff, lorbeer_audit, lorbeer_record;
CREATE POLICY everyone ON event_head FOR SELECT TO lorbeer_applicant, lorbeer_staff, lorbeer_audit, lorbeer_record USING (true);
GRANT SELECT ON checkpoint TO lorbeer_public, lorbeer_applicant, lorbeer_juror, lorbeer_staff, lorbeer_audit, lorbeer_record;
CREATE POLICY everyone ON checkpoint FOR SELECT TO
    lorbeer_public, lorbeer_applicant, lorbeer_juror, lorbeer_staff, lorbeer_audit, lorbeer_record USING (true);
GRANT INSERT (size, key, root, note) ON checkpoint TO lorbeer_applicant, lorbeer_staff, lorbeer_record;
CREATE POLICY applicant ON checkpoint FOR INSERT TO lorbeer_applicant
    WITH CHECK (cardinality((SELECT wall.municipalities())) > 0 AND size = (SELECT h.size FROM event_head h));
CREATE POLICY staff ON checkpoint FOR INSERT TO lorbeer_staff
    WITH CHECK ((SELECT wall.has_role('staff')) AND size = (SELECT h.size FROM event_head h));
CREATE POLICY record ON checkpoint FOR INSERT TO lorbeer_record WITH CHECK (size = (SELECT h.size FROM event_head h));

-- Municipalities work on their own entries; a juror knows which entries are theirs and reads the text elsewhere.
GRANT SELECT ON entry, entry_section, entry_section_history, measure TO lorbeer_applicant, lorbeer_staff, lorbeer_audit;
GRANT INSERT (round_id, municipality_id, track, population, population_date, population_source, origin, created_by) ON entry
    TO lorbeer_applicant, lorbeer_staff;
GRANT UPDATE (state, number, revision, submitted_at, submitted_by, content, content_hash, content_salt) ON entry TO lorbeer_applicant;
GRANT UPDATE (state, number, revision, submitted_at, submitted_by, content, content_hash, content_salt, decided_at, decided_by, rejection_reason)
    ON entry TO lorbeer_staff;
GRANT INSERT ON entry_section, measure TO lorbeer_applicant, lorbeer_staff;
GRANT UPDATE ON entry_section, measure TO lorbeer_applicant;
GRANT SELECT (id, round_id, municipality_id, track, state, number, origin, created_by, submitted_by) ON entry TO lorbeer_juror, lorbeer_chair;
GRANT SELECT (id, round_id, municipality_id, track, state, number, population) ON entry TO lorbeer_payment;
GRANT SELECT (id, round_id, municipality_id, track, state, number, population, content_hash, content_salt) ON entry TO lorbeer_public;

CREATE POLICY applicant_reads ON entry FOR SELECT TO lorbeer_applicant
    USING (municipality_id = ANY ((SELECT wall.municipalities())::uuid[]));
CREATE POLICY applicant_starts ON entry FOR INSERT TO lorbeer_applicant WITH CHECK (
    municipality_id = ANY ((SELECT wall.municipalities())::uuid[]) AND created_by = (SELECT wall.account()) AND origin = 'online'
);
CREATE POLICY applicant_writes ON entry FOR UPDATE TO lorbeer_applicant
    USING (municipality_id = ANY ((SELECT wall.municipalities())::uuid[]) AND state = 'draft')
    WITH CHECK (state = 'draft' OR state = 'submitted' AND submitted_by = (SELECT wall.account()));
CREATE POLICY applicant ON entry_section TO lorbeer_applicant
    USING (entry_id = ANY ((SELECT wall.own_entries())::uuid[]))
    WITH CHECK (entry_id = ANY ((SELECT wall.own_entries())::uuid[]) AND saved_by = (SELECT wall.account()));
CREATE POLICY applicant ON entry_section_history FOR SELECT TO lorbeer_applicant
    USING (entry_id = ANY ((SELECT wall.own_entries())::uuid[]));
CREATE POLICY applicant ON measure TO lorbeer_applicant USING (entry_id = ANY ((SELECT wall.own_entries())::uuid[]));
-- Besides, what the person once entered for others: it suggests a conflict of interest.
CREATE POLICY juror ON entry FOR SELECT TO lorbeer_juror USING (
    id = ANY ((SELECT wall.assigned_entries())::uuid[]) OR created_by = (SELECT wall.account()) OR submitted_by = (SELECT wall.account())
);
CREATE POLICY chair ON entry FOR SELECT TO lorbeer_chair USING (
    round_id = ANY ((SELECT wall.chaired_rounds())::uuid[]) OR created_by = ANY ((SELECT wall.chaired_people())::uuid[])
    OR submitted_by = ANY ((SELECT wall.chaired_people())::uuid[])
);
CREATE POLICY staff ON entry TO lorbeer_staff USING ((SELECT wall.has_role('staff')));
CREATE POLICY staff ON entry_section TO lorbeer_staff USING ((SELECT wall.has_role('staff')));
CREATE POLICY staff ON entry_section_history FOR SELECT TO lorbeer_staff USING ((SELECT wall.has_role('staff')));
CREATE POLICY staff ON measure TO lorbeer_staff USING ((SELECT wall.has_role('staff')));
CREATE POLICY audit ON entry FOR SELECT TO lorbeer_audit USING ((SELECT wall.has_role('auditor')));
CREATE POLICY audit ON entry_section FOR SELECT TO lorbeer_audit USING ((SELECT wall.has_role('auditor')));
CREATE POLICY audit ON entry_section_history FOR SELECT TO lorbeer_audit USING ((SELECT wall.has_role('auditor')));
CREATE POLICY audit ON measure FOR SELECT TO lorbeer_audit USING ((SELECT wall.has_role('auditor')));
CREATE POLICY published ON entry FOR SELECT TO lorbeer_public
    USING (state = 'admitted' AND round_id IN (SELECT r.id FROM round r WHERE r.state = 'published'));
CREATE POLICY payment ON entry FOR SELECT TO lorbeer_payment USING ((SELECT wall.has_role('payment')));

-- Jurors have their own seats, assignments, declarations and sheets, and nobody else's.
GRANT SELECT ON juror, assignment, conflict_declaration, score_sheet, score_mark TO lorbeer_juror, lorbeer_staff, lorbeer_audit;
GRANT UPDATE (id) ON juror TO lorbeer_juror, lorbeer_chair;
GRANT INSERT (assignment_id, conflict, ground, denied, note, declared_at, declared_by) ON conflict_declaration
    TO lorbeer_juror, lorbeer_chair, lorbeer_staff;
GRANT UPDATE (conflict, ground, denied, note, declared_at, declared_by, decision_id, biased, revision) ON conflict_declaration
    TO lorbeer_juror, lorbeer_chair, lorbeer_staff;
GRANT UPDATE (state, revision, comment, saved_at, finalised_at, standing, excluded_with, held_state, held_finalised_at) ON score_sheet
    TO lorbeer_juror;
GRANT UPDATE (state, revision, finalised_at, standing, excluded_with, held_state, held_finalised_at) ON score_sheet
    TO lorbeer_chair, lorbeer_staff;
GRANT INSERT, DELETE ON score_mark TO lorbeer_juror;
GRANT UPDATE (points) ON score_mark TO lorbeer_juror;
GRANT INSERT ON juror, assignment TO lorbeer_staff;
GRANT INSERT (assignment_id, round_id) ON score_sheet TO lorbeer_staff;
GRANT UPDATE (chair) ON juror TO lorbeer_staff;
GRANT DELETE ON assignment, score_sheet, conflict_declaration TO lorbeer_staff;

CREATE POLICY juror ON juror FOR SELECT TO lorbeer_juror USING (account_id = (SELECT wall.account()));
CREATE POLICY juror_locks ON juror FOR UPDATE TO lorbeer_juror USING (account_id = (SELECT wall.account())) WITH CHECK (false);
CREATE POLICY juror ON assignment FOR SELECT TO lorbeer_juror USING (juror_id = ANY ((SELECT wall.seats())::uuid[]));
CREATE POLICY juror ON conflict_declaration TO lorbeer_juror USING (assignment_id = ANY ((SELECT wall.own_assignments())::uuid[]))
    WITH CHECK (assignment_id = ANY ((SELECT wall.own_assignments())::uuid[]) AND declared_by = (SELECT wall.account()) AND biased IS NULL);
CREATE POLICY juror_reads ON score_sheet FOR SELECT TO lorbeer_juror
    USING (assignment_id = ANY ((SELECT wall.own_assignments())::uuid[]));
CREATE POLICY juror_writes ON score_sheet FOR UPDATE TO lorbeer_juror
    USING (assignment_id = ANY ((SELECT wall.own_assignments())::uuid[]))
    WITH CHECK (state = 'recused' OR assignment_id = ANY ((SELECT wall.opened_assignments())::uuid[]));
CREATE POLICY juror_reads ON score_mark FOR SELECT TO lorbeer_juror
    USING (assignment_id = ANY ((SELECT wall.own_assignments())::uuid[]));
CREATE POLICY juror_marks ON score_mark FOR INSERT TO lorbeer_juror
    WITH CHECK (assignment_id = ANY ((SELECT wall.opened_assignments())::uuid[]));
CREATE POLICY juror_changes ON score_mark FOR UPDATE TO lorbeer_juror
    USING (assignment_id = ANY ((SELECT wall.opened_assignments())::uuid[]));
CREATE POLICY juror_empties ON score_mark FOR DELETE TO lorbeer_juror
    USING (assignment_id = ANY ((SELECT wall.opened_assignments())::uuid[]));
CREATE POLICY staff ON juror TO lorbeer_staff USING ((SELECT wall.has_role('staff')));
CREATE POLICY staff ON assignment TO lorbeer_staff USING ((SELECT wall.has_role('staff')));
CREATE POLICY staff ON conflict_declaration TO lorbeer_staff USING ((SELECT wall.has_role('staff')));
CREATE POLICY staff_reads ON score_sheet FOR SELECT TO lorbeer_staff USING ((SELECT wall.has_role('staff')));
CREATE POLICY staff_assigns ON score_sheet FOR INSERT TO lorbeer_staff WITH CHECK ((SELECT wall.has_role('staff')));
CREATE POLICY staff_settles ON score_sheet FOR UPDATE TO lorbeer_staff USING ((SELECT wall.has_role('staff')));
CREATE POLICY staff_unassigns ON score_sheet FOR DELETE TO lorbeer_staff USING ((SELECT wall.has_role('staff')));
CREATE POLICY staff ON score_mark FOR SELECT TO lorbeer_staff USING ((SELECT wall.has_role('staff')));
CREATE POLICY audit ON juror FOR SELECT TO lorbeer_audit USING ((SELECT wall.has_role('auditor')));
CREATE POLICY audit ON assignment FOR SELECT TO lorbeer_audit USING ((SELECT wall.has_role('auditor')));
CREATE POLICY audit ON conflict_declaration FOR SELECT TO lorbeer_audit USING ((SELECT wall.has_role('auditor')));
CREATE POLICY audit ON score_sheet FOR SELECT TO lorbeer_audit USING ((SELECT wall.has_role('auditor')));
CREATE POLICY audit ON score_mark FOR SELECT TO lorbeer_audit USING ((SELECT wall.has_role('auditor')));

-- What connects jurors with who may enter, what is suggested from it, and what was decided. A chair has it all for their own
-- rounds, and of the sheets whether they are open and whether they hold something.
GRANT SELECT ON juror, assignment, conflict_declaration TO lorbeer_chair;
GRANT SELECT (assignment_id, round_id, state, revision, finalised_at, standing, excluded_with, held_state, held_finalised_at)
    ON score_sheet TO lorbeer_chair;
GRANT SELECT (assignment_id, round_id) ON score_mark TO lorbeer_chair;
GRANT SELECT (id, round_id) ON ranking_run TO lorbeer_juror, lorbeer_chair;
GRANT SELECT (id, round_id, allocation_id, entry_id) ON award TO lorbeer_juror, lorbeer_chair;
GRANT SELECT ON juror_link, suggestion_dismissal TO lorbeer_juror, lorbeer_chair, lorbeer_staff, lorbeer_audit;
GRANT SELECT ON conflict_decision TO lorbeer_juror, lorbeer_chair, lorbeer_staff, lorbeer_audit;
GRANT SELECT ON ranking_run_sheet TO lorbeer_staff, lorbeer_audit;
GRANT INSERT (account_id, kind, role, municipality_id, land_code, institution, recorded_at, recorded_by) ON juror_link
    TO lorbeer_juror, lorbeer_staff;
GRANT UPDATE (removed_at, removed_by) ON juror_link TO lorbeer_juror, lorbeer_staff;
GRANT INSERT ON suggestion_dismissal, conflict_decision TO lorbeer_chair, lorbeer_staff;
CREATE POLICY chair ON juror FOR SELECT TO lorbeer_chair USING (round_id = ANY ((SELECT wall.chaired_rounds())::uuid[]));
CREATE POLICY chair_locks ON juror FOR UPDATE TO lorbeer_chair
    USING (round_id = ANY ((SELECT wall.chaired_rounds())::uuid[])) WITH CHECK (false);
CREATE POLICY chair ON assignment FOR SELECT TO lorbeer_chair USING (round_id = ANY ((SELECT wall.chaired_rounds())::uuid[]));
CREATE POLICY chair ON conflict_declaration TO lorbeer_chair USING (assignment_id = ANY ((SELECT wall.chaired_assignments())::uuid[]));
CREATE POLICY chair_reads ON score_sheet FOR SELECT TO lorbeer_chair USING (round_id = ANY ((SELECT wall.chaired_rounds())::uuid[]));
CREATE POLICY chair_settles ON score_sheet FOR UPDATE TO lorbeer_chair USING (round_id = ANY ((SELECT wall.chaired_rounds())::uuid[]));
CREATE POLICY chair ON score_mark FOR SELECT TO lorbeer_chair USING (round_id = ANY ((SELECT wall.chaired_rounds())::uuid[]));
CREATE POLICY jury ON ranking_run FOR SELECT TO lorbeer_juror, lorbeer_chair USING (true);
CREATE POLICY jury ON award FOR SELECT TO lorbeer_juror, lorbeer_chair
    USING (allocation_id IN (SELECT r.published_allocation_id FROM round r WHERE r.state = 'published'));
CREATE POLICY juror_reads ON juror_link FOR SELECT TO lorbeer_juror USING (account_id = (SELECT wall.account()));
CREATE POLICY juror_adds ON juror_link FOR INSERT TO lorbeer_juror
    WITH CHECK (account_id = (SELECT wall.account()) AND recorded_by = (SELECT wall.account()));
CREATE POLICY juror_removes ON juror_link FOR UPDATE TO lorbeer_juror
    USING (account_id = (SELECT wall.account()) AND recorded_by = (SELECT wall.account()));
CREATE POLICY chair ON juror_link FOR SELECT TO lorbeer_chair USING (account_id = ANY ((SELECT wall.chaired_people())::uuid[]));
CREATE POLICY staff ON juror_link TO lorbeer_staff USING ((SELECT wall.has_role('staff')));
CREATE POLICY audit ON juror_link FOR SELECT TO lorbeer_audit USING ((SELECT wall.has_role('auditor')));
CREATE POLICY juror ON suggestion_dismissal FOR SELECT TO lorbeer_juror USING (juror_id = ANY ((SELECT wall.seats())::uuid[]));
CREATE POLICY chair ON suggestion_dismissal TO lorbeer_chair USING (round_id = ANY ((SELECT wall.chaired_rounds())::uuid[]))
    WITH CHECK (round_id = ANY ((SELECT wall.chaired_rounds())::uuid[]) AND dismissed_by = (SELECT wall.account()));
CREATE POLICY staff ON suggestion_dismissal TO lorbeer_staff USING ((SELECT wall.has_role('staff')));
CREATE POLICY audit ON suggestion_dismissal FOR SELECT TO lorbeer_audit USING ((SELECT wall.has_role('auditor')));
CREATE POLICY juror ON conflict_decision FOR SELECT TO lorbeer_juror USING (assignment_id = ANY ((SELECT wall.own_assignments())::uuid[]));
CREATE POLICY chair ON conflict_decision TO lorbeer_chair USING (assignment_id = ANY ((SELECT wall.chaired_assignments())::uuid[]))
    WITH CHECK (assignment_id = ANY ((SELECT wall.chaired_assignments())::uuid[]) AND decided_by = (SELECT wall.account()));
CREATE POLICY staff ON conflict_decision TO lorbeer_staff USING ((SELECT wall.has_role('staff')));
CREATE POLICY audit ON conflict_decision FOR SELECT TO lorbeer_audit USING ((SELECT wall.has_role('auditor')));
CREATE POLICY staff ON ranking_run_sheet FOR SELECT TO lorbeer_staff USING ((SELECT wall.has_role('staff')));
CREATE POLICY audit ON ranking_run_sheet FOR SELECT TO lorbeer_audit USING ((SELECT wall.has_role('auditor')));

-- Rankings, decisions and awards: the staff's, and everyone's once the round is published.
GRANT SELECT, INSERT ON ranking_run, ranking_row, jury_decision, jury_place, jury_special, allocation, award TO lorbeer_staff;
GRANT UPDATE (superseded_at) ON jury_decision TO lorbeer_staff;
GRANT SELECT ON ranking_run, ranking_row, jury_decision, jury_place, jury_special, allocation, award TO lorbeer_audit;
GRANT SELECT ON ranking_run TO lorbeer_public;
GRANT SELECT ON ranking_row, jury_place, jury_special, allocation, award TO lorbeer_public;
GRANT SELECT ON jury_decision TO lorbeer_public;
GRANT SELECT ON allocation, award TO lorbeer_payment;
DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['ranking_run', 'ranking_row', 'jury_decision', 'jury_place', 'jury_special', 'allocation', 'award'] LOOP
        EXECUTE format('CREATE POLICY staff ON %I TO lorbeer_staff USING ((SELECT wall.has_role(''staff'')))', name);
        EXECUTE format('CREATE POLICY audit ON %I FOR SELECT TO lorbeer_audit USING ((SELECT wall.has_role(''auditor'')))', name);
    END LOOP;
    FOREACH name IN ARRAY ARRAY['ranking_run', 'ranking_row'] LOOP
        EXECUTE format('CREATE POLICY published ON %I FOR SELECT TO lorbeer_public '
            'USING (round_id IN (SELECT r.id FROM round r WHERE r.state = ''published''))', name);
    END LOOP;
    FOREACH name IN ARRAY ARRAY['jury_place', 'jury_special'] LOOP
        EXECUTE format('CREATE POLICY published ON %I FOR SELECT TO lorbeer_public '
            'USING (decision_id IN (SELECT d.id FROM jury_decision d))', name);
    END LOOP;
END
$$;
CREATE POLICY published ON allocation FOR SELECT TO lorbeer_public
    USING (id IN (SELECT r.published_allocation_id FROM round r WHERE r.state = 'published'));
CREATE POLICY published ON jury_decision FOR SELECT TO lorbeer_public USING (id IN (SELECT l.decision_id FROM allocation l));
CREATE POLICY published ON award FOR SELECT TO lorbeer_public USING (allocation_id IN (SELECT l.id FROM allocation l));
CREATE POLICY payment ON allocation FOR SELECT TO lorbeer_payment USING ((SELECT wall.has_role('payment')));
CREATE POLICY payment ON award FOR SELECT TO lorbeer_payment USING ((SELECT wall.has_role('payment')));
