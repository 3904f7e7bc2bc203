-- Closer doors: nobody reads how an open round stands, access is renewed where power is gained and the record tells it, a size
-- class follows from the register, and the public door reads what is published and no more.

-- How an open round stands: points, comments, and what opens the hashes over them, are for the juror who wrote them. Staff and
-- auditors have the points when scores are closed.
CREATE FUNCTION wall.closed_rounds() RETURNS uuid[]
LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce(array_agg(r.id), '{}') FROM public.round r WHERE r.state <> 'open'
$$;
DROP POLICY staff ON score_mark;
DROP POLICY audit ON score_mark;
CREATE POLICY staff ON score_mark FOR SELECT TO lorbeer_staff
    USING ((SELECT wall.has_role('staff')) AND round_id = ANY ((SELECT wall.closed_rounds())::uuid[]));
CREATE POLICY audit ON score_mark FOR SELECT TO lorbeer_audit
    USING ((SELECT wall.has_role('auditor')) AND round_id = ANY ((SELECT wall.closed_rounds())::uuid[]));
REVOKE SELECT ON score_sheet FROM lorbeer_staff, lorbeer_audit;
GRANT SELECT (assignment_id, round_id, state, revision, saved_at, finalised_at, standing, excluded_with, held_state, held_finalised_at)
    ON score_sheet TO lorbeer_staff, lorbeer_audit;
REVOKE SELECT ON event_detail FROM lorbeer_staff, lorbeer_audit;
GRANT SELECT (seq, actor_id, account_id) ON event_detail TO lorbeer_staff, lorbeer_audit;

-- How many marks a sheet holds, at any time: that something is there is progress, and what it says is not told.
CREATE FUNCTION wall.marks_held(wanted uuid) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT count(*) FROM public.score_mark m WHERE m.assignment_id = wanted AND CASE wall.door()
        WHEN 'juror' THEN wanted = ANY ((SELECT wall.own_assignments())::uuid[])
        WHEN 'chair' THEN wanted = ANY ((SELECT wall.chaired_assignments())::uuid[])
        WHEN 'staff' THEN (SELECT wall.has_role('staff'))
        WHEN 'audit' THEN (SELECT wall.has_role('auditor'))
        ELSE true
    END
$$;
DROP POLICY chair ON score_mark;
REVOKE SELECT (assignment_id, round_id) ON score_mark FROM lorbeer_chair;

-- What opens the hashes of a round's sheets: the juror's own, and all for whoever freezes the ranking.
CREATE FUNCTION wall.sheet_salts(of_round uuid) RETURNS TABLE (assignment_id uuid, salt bytea)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT s.assignment_id, s.salt FROM public.score_sheet s JOIN public.round r ON r.id = s.round_id
    WHERE s.round_id = of_round AND CASE wall.door()
        WHEN 'juror' THEN s.assignment_id = ANY ((SELECT wall.own_assignments())::uuid[])
        WHEN 'staff' THEN (SELECT wall.has_role('staff')) AND r.state <> 'open'
        ELSE true
    END
$$;

-- The detail of the act by which staff recorded an entry; no other detail is read at their doors.
CREATE FUNCTION wall.entry_recording(wanted uuid) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT d.content FROM public.event e JOIN public.event_detail d ON d.seq = e.seq
    WHERE e.subject_id = wanted AND e.action = 'entryRecorded'
      AND (wall.door() IS NULL OR (SELECT wall.has_role('staff')) OR (SELECT wall.has_role('auditor')))
$$;
GRANT EXECUTE ON FUNCTION wall.closed_rounds(), wall.entry_recording(uuid) TO lorbeer_staff, lorbeer_audit;
GRANT EXECUTE ON FUNCTION wall.marks_held(uuid) TO lorbeer_juror, lorbeer_chair, lorbeer_staff, lorbeer_audit;
GRANT EXECUTE ON FUNCTION wall.sheet_salts(uuid) TO lorbeer_juror, lorbeer_staff;

-- Access is renewed where somebody gains power in this transaction: by the chair, or by the first seat that gives any.
CREATE FUNCTION wall.gains_power(wanted uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT EXISTS (SELECT FROM public.juror j WHERE j.account_id = wanted AND j.chair AND wall.written(j.xmin))
        OR EXISTS (SELECT FROM public.juror j WHERE j.account_id = wanted AND j.added_at = now() AND wall.written(j.xmin))
        AND NOT EXISTS (SELECT FROM public.account_role r WHERE r.account_id = wanted)
        AND NOT EXISTS (
            SELECT FROM public.juror j JOIN public.round r ON r.id = j.round_id
            WHERE j.account_id = wanted AND NOT wall.written(j.xmin) AND (j.chair OR r.state <> 'published')
        )
$$;
CREATE OR REPLACE FUNCTION wall.is_renewed_juror(wanted uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT EXISTS (SELECT FROM public.account a WHERE a.id = wanted AND a.password_hash IS NULL) AND wall.gains_power(wanted)
        AND NOT EXISTS (SELECT FROM public.account_role r WHERE r.account_id = wanted)
        AND NOT EXISTS (
            SELECT FROM public.invitation i
            WHERE i.account_id = wanted AND i.accepted_at IS NULL AND i.revoked_at IS NULL AND i.roles <> '{}'
        )
$$;
ALTER FUNCTION wall.renew_access(uuid) RENAME TO close_access;
REVOKE ALL ON FUNCTION wall.close_access(uuid) FROM lorbeer_gate, lorbeer_staff;
CREATE FUNCTION wall.renew_access(wanted uuid) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF wall.door() = 'staff' AND NOT (wall.has_role('staff') AND wall.gains_power(wanted)) THEN
        RAISE EXCEPTION 'access is renewed where somebody gains power' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN wall.close_access(wanted);
END
$$;
GRANT EXECUTE ON FUNCTION wall.renew_access(uuid) TO lorbeer_gate, lorbeer_staff;

-- A seat is written when the chair goes from one to another, and once: nothing else makes it look new. Before the change, while
-- the version is there that it replaces; the other doors that hold a seat can't change it.
CREATE FUNCTION wall.guard_juror() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF wall.door() = 'staff' AND (NEW.chair = OLD.chair OR EXISTS (SELECT FROM juror j WHERE j.id = OLD.id AND wall.written(j.xmin))) THEN
        PERFORM wall.refuse('wall_step', 'the chair does not go there');
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER wall_guard_update BEFORE UPDATE ON juror FOR EACH ROW EXECUTE FUNCTION wall.guard_juror();

-- Who gets a link, a seat or the chair stands in the record when the transaction ends.
CREATE FUNCTION wall.require_recorded_link() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF wall.door() IS NOT NULL AND NOT EXISTS (
        SELECT FROM event_detail d JOIN event e ON e.seq = d.seq
        WHERE d.account_id = NEW.account_id AND e.action = 'invited' AND wall.written(e.xmin)
    ) THEN
        PERFORM wall.refuse('wall_record', 'a link stands in the record');
    END IF;
    RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER invitation_wall_record AFTER INSERT ON invitation
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION wall.require_recorded_link();
CREATE FUNCTION wall.require_recorded_seat() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF wall.door() IS NOT NULL AND NOT EXISTS (
        SELECT FROM event e WHERE e.round_id = NEW.round_id AND wall.written(e.xmin)
            AND CASE TG_OP WHEN 'INSERT' THEN e.action = 'jurorAdded' AND e.subject_id = NEW.id ELSE e.action = 'chairNamed' END
    ) THEN
        PERFORM wall.refuse('wall_record', 'a seat stands in the record');
    END IF;
    RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER juror_wall_record AFTER INSERT OR UPDATE ON juror
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION wall.require_recorded_seat();

-- An entry has the register's figure for the round's date: the latest up to it, or else the first after it. Its size class is
-- the figure's; staff may choose another for what came on paper, and the record tells it.
CREATE FUNCTION wall.guard_placement() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    due constant date := (SELECT r.population_date FROM round r WHERE r.id = NEW.round_id);
    figure municipality_population%ROWTYPE;
BEGIN
    IF wall.door() IS NULL THEN
        RETURN NULL;
    END IF;
    SELECT * INTO figure FROM municipality_population p WHERE p.municipality_id = NEW.municipality_id
    ORDER BY p.population_date > due, abs(p.population_date - due) LIMIT 1;
    IF (NEW.population, NEW.population_date, NEW.population_source)
        IS DISTINCT FROM (figure.population, figure.population_date, figure.source)
        OR wall.door() = 'applicant' AND NOT EXISTS (
            SELECT FROM track t WHERE t.round_id = NEW.round_id AND t.code = NEW.track
                AND int4range(t.population_from, t.population_to, '[]') @> figure.population
        ) THEN
        PERFORM wall.refuse('wall_placement', 'the size class is not the figure''s');
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER wall_placement AFTER INSERT ON entry FOR EACH ROW EXECUTE FUNCTION wall.guard_placement();

-- The public door. A frozen run is read there with numbers in place of jurors, in an order that tells nothing: by salted hashes
-- of their ids.
CREATE FUNCTION wall.public_run(of_round uuid) RETURNS TABLE (run uuid, input text, sheets text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    salt bytea;
    juror record;
BEGIN
    SELECT k.id, k.input::text, k.sheets::text, k.juror_salt INTO run, input, sheets, salt
    FROM ranking_run k JOIN round r ON r.id = k.round_id
    WHERE k.round_id = of_round AND k.sheets IS NOT NULL AND (wall.door() IS DISTINCT FROM 'public' OR r.state = 'published');
    IF NOT FOUND THEN
        RETURN;
    END IF;
    FOR juror IN
        SELECT named.juror AS name, row_number() OVER (ORDER BY salted(salt, 'juror', named.juror) COLLATE "C") AS number
        FROM (
            SELECT DISTINCT s ->> 'juror' AS juror
            FROM json_array_elements(input::json -> 'tracks') t, json_array_elements(t -> 'input' -> 'sheets') s
        ) AS named
    LOOP
        input := replace(input, juror.name, 'juror-' || juror.number);
        sheets := replace(sheets, juror.name, 'juror-' || juror.number);
    END LOOP;
    -- The order of their ids would tell them apart again.
    input := jsonb_set(input::jsonb, '{tracks}', (
        SELECT jsonb_agg(jsonb_set(u.track, '{input,sheets}', (
            SELECT coalesce(jsonb_agg(s ORDER BY s ->> 'entry' COLLATE "C", s ->> 'juror' COLLATE "C"), '[]') FROM jsonb_array_elements(u.track -> 'input' -> 'sheets') s
        )) ORDER BY u.place)
        FROM jsonb_array_elements(input::jsonb -> 'tracks') WITH ORDINALITY u (track, place)
    ))::text;
    sheets := jsonb_set(sheets::jsonb, '{openings}', (
        SELECT coalesce(jsonb_agg(o ORDER BY o ->> 'entry' COLLATE "C", o ->> 'juror' COLLATE "C"), '[]') FROM jsonb_array_elements(sheets::jsonb -> 'openings') o
    ))::text;
    RETURN NEXT;
END
$$;
-- Besides those of the hours: the sizes of the checkpoints that published rounds are proved by.
CREATE FUNCTION wall.publication_sizes() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce(array_agg((
        SELECT c.size FROM public.checkpoint c
        WHERE c.size >= e.seq AND c.key = wall.installation_key() AND c.occasion <> 'receipt' ORDER BY c.size, c.at LIMIT 1
    )), '{}')
    FROM public.event e WHERE e.action = 'resultPublished'
$$;
GRANT EXECUTE ON FUNCTION wall.public_run(uuid) TO lorbeer_public, lorbeer_staff;
GRANT EXECUTE ON FUNCTION wall.publication_sizes() TO lorbeer_public;

REVOKE SELECT ON ranking_run, jury_decision, round FROM lorbeer_public;
REVOKE SELECT ON round FROM lorbeer_gate;
GRANT SELECT (id, round_id, rules_version, input_sha256, frozen_at) ON ranking_run TO lorbeer_public;
GRANT SELECT (id, round_id, run_id, decided_by, decided_on, reason, superseded_at) ON jury_decision TO lorbeer_public;
GRANT SELECT (id, competition_id, slug, title, state, rules_version, time_zone, call_opens, entry_deadline, jury_meets, ceremony,
    population_date, budget_cents, sample_data, exclusion, created_at, scoring_closed_at, published_at, published_allocation_id)
    ON round TO lorbeer_gate, lorbeer_public;
-- Any other checkpoint would tell when somebody acted while a round is open.
DROP POLICY everyone ON checkpoint;
CREATE POLICY everyone ON checkpoint FOR SELECT TO lorbeer_applicant, lorbeer_juror, lorbeer_staff, lorbeer_audit, lorbeer_record USING (true);
CREATE POLICY published ON checkpoint FOR SELECT TO lorbeer_public USING (
    occasion = 'hour' OR occasion = 'act' AND (
        size = ANY ((SELECT wall.publication_sizes())::bigint[]) OR NOT EXISTS (SELECT FROM round r WHERE r.state = 'open'))
);

-- Nobody at a door ends connections; signals between a login's own are everybody's by default.
CREATE OR REPLACE FUNCTION wall.catalog_gaps() RETURNS SETOF text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT 'FUNCTION ' || p.oid::regprocedure FROM pg_proc p
    WHERE p.pronamespace = 'pg_catalog'::regnamespace AND has_function_privilege('public', p.oid, 'EXECUTE')
      AND (p.proname LIKE 'lo\_%' OR p.proname LIKE 'pg\_stat\_get\_%' OR p.proname IN ('loread', 'lowrite', 'pg_relation_size',
           'pg_table_size', 'pg_total_relation_size', 'pg_indexes_size', 'pg_database_size', 'pg_tablespace_size',
           'pg_terminate_backend', 'pg_cancel_backend'))
    UNION ALL
    SELECT c.relname::text FROM pg_class c
    WHERE c.relnamespace = 'pg_catalog'::regnamespace AND c.relkind = 'v' AND has_table_privilege('public', c.oid, 'SELECT')
      AND (c.relname LIKE 'pg\_stat\_%' OR c.relname LIKE 'pg\_statio\_%')
$$;
