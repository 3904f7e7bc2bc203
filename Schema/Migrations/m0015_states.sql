-- What stands in which order. Each rule binds the doors only: commands of the owner bring in rounds that were long ago.
-- The rules are asked after a change, behind the policies, so that nobody learns from a refusal what they may not see.

-- A moment that a request may write: it began up to two minutes ago, by the database's clock.
CREATE FUNCTION wall.is_now(moment timestamptz) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT moment BETWEEN now() - interval '2 minutes' AND now() + interval '1 second'
$$;

-- Holds a round against closing and tells its state.
CREATE FUNCTION wall.held_state(of_round uuid) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    found text;
BEGIN
    SELECT r.state INTO found FROM round r WHERE r.id = of_round FOR KEY SHARE;
    RETURN found;
END
$$;

-- Every way from one state to another, and the door that leads there. Nothing else moves, and rounds move forward.
CREATE TABLE wall.step (
    subject text NOT NULL,
    door text NOT NULL,
    before text NOT NULL,
    after text NOT NULL,
    CONSTRAINT step_pkey PRIMARY KEY (subject, door, before, after)
);
INSERT INTO wall.step (subject, door, before, after) VALUES
    ('round', 'staff', 'open', 'scoringClosed'),
    ('round', 'staff', 'scoringClosed', 'published'),
    ('entry', 'applicant', 'draft', 'draft'),
    ('entry', 'applicant', 'draft', 'submitted'),
    ('entry', 'staff', 'draft', 'submitted'),
    ('entry', 'staff', 'submitted', 'admitted'),
    ('entry', 'staff', 'submitted', 'rejected'),
    ('entry', 'staff', 'admitted', 'rejected'),
    ('entry', 'staff', 'rejected', 'admitted'),
    ('sheet', 'juror', 'notStarted', 'draft'),
    ('sheet', 'juror', 'notStarted', 'final'),
    ('sheet', 'juror', 'notStarted', 'abstained'),
    ('sheet', 'juror', 'draft', 'draft'),
    ('sheet', 'juror', 'draft', 'final'),
    ('sheet', 'juror', 'draft', 'abstained'),
    ('sheet', 'juror', 'final', 'draft'),
    ('sheet', 'juror', 'abstained', 'draft');
CREATE FUNCTION wall.may_step(what text, was text, becomes text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT EXISTS (SELECT FROM wall.step s WHERE s.subject = what AND s.door = wall.door() AND s.before = was AND s.after = becomes)
$$;

-- Arguments: what the row hangs on, the states of the round in which it may be written, and those in which a juror may.
CREATE FUNCTION wall.require_state() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    fields jsonb;
    of_round uuid;
    states constant text := CASE wall.door() WHEN 'juror' THEN TG_ARGV[2] ELSE TG_ARGV[1] END;
BEGIN
    IF wall.door() IS NULL THEN
        RETURN NULL;
    END IF;
    fields := CASE TG_OP WHEN 'DELETE' THEN to_jsonb(OLD) ELSE to_jsonb(NEW) END;
    of_round := CASE TG_ARGV[0]
        WHEN 'round' THEN (fields ->> 'round_id')::uuid
        ELSE wall.round_of(TG_ARGV[0], (fields ->> (TG_ARGV[0] || '_id'))::uuid)
    END;
    -- Where the row it hung on is gone with it, that row was asked.
    IF wall.held_state(of_round) <> ALL (string_to_array(states, ' ')) THEN
        PERFORM wall.refuse('wall_round_state', 'the round is not in the state for this');
    END IF;
    RETURN NULL;
END
$$;

-- Arguments: columns that say when (…_at) and by whom (…_by). A change says now, and by who acts; nothing is unsaid again.
CREATE FUNCTION wall.require_stamps() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    was jsonb := '{}';
    becomes jsonb;
    name text;
BEGIN
    IF wall.door() IS NULL THEN
        RETURN NULL;
    END IF;
    becomes := to_jsonb(NEW);
    IF TG_OP = 'UPDATE' THEN
        was := to_jsonb(OLD);
    END IF;
    FOREACH name IN ARRAY TG_ARGV LOOP
        IF becomes ->> name IS NOT DISTINCT FROM was ->> name THEN
            CONTINUE;
        END IF;
        IF (CASE WHEN name LIKE '%\_by' THEN (becomes ->> name)::uuid = wall.account() ELSE wall.is_now((becomes ->> name)::timestamptz) END)
            IS NOT TRUE THEN
            PERFORM wall.refuse('wall_stamp', format('%s says something else', name));
        END IF;
    END LOOP;
    RETURN NULL;
END
$$;

-- Argument: the table the row is a part of. Parts are written with their whole, and not added to it later.
CREATE FUNCTION wall.require_whole() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    is_new boolean;
BEGIN
    IF wall.door() IS NULL THEN
        RETURN NULL;
    END IF;
    is_new := CASE TG_ARGV[0]
        WHEN 'ranking_run' THEN EXISTS (SELECT FROM ranking_run WHERE id = (to_jsonb(NEW) ->> 'run_id')::uuid AND wall.written(xmin))
        WHEN 'jury_decision' THEN EXISTS (SELECT FROM jury_decision WHERE id = (to_jsonb(NEW) ->> 'decision_id')::uuid AND wall.written(xmin))
        WHEN 'allocation' THEN EXISTS (SELECT FROM allocation WHERE id = (to_jsonb(NEW) ->> 'allocation_id')::uuid AND wall.written(xmin))
    END;
    IF is_new IS NOT TRUE THEN
        PERFORM wall.refuse('wall_whole', 'what was decided is not added to');
    END IF;
    RETURN NULL;
END
$$;

CREATE FUNCTION wall.guard_round() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    rules_stay boolean;
    steps_stay boolean;
    counter_stays boolean;
BEGIN
    IF wall.door() IS NULL THEN
        RETURN NULL;
    END IF;
    rules_stay := (NEW.title, NEW.rules_version, NEW.time_zone, NEW.call_opens, NEW.entry_deadline, NEW.jury_meets, NEW.ceremony,
                   NEW.population_date, NEW.budget_cents, NEW.sample_data, NEW.exclusion)
        IS NOT DISTINCT FROM (OLD.title, OLD.rules_version, OLD.time_zone, OLD.call_opens, OLD.entry_deadline, OLD.jury_meets, OLD.ceremony,
                              OLD.population_date, OLD.budget_cents, OLD.sample_data, OLD.exclusion);
    steps_stay := (NEW.state, NEW.scoring_closed_at, NEW.published_at, NEW.published_allocation_id)
        IS NOT DISTINCT FROM (OLD.state, OLD.scoring_closed_at, OLD.published_at, OLD.published_allocation_id);
    counter_stays := NEW.last_entry_number = OLD.last_entry_number;
    IF (CASE
        WHEN NOT counter_stays THEN OLD.state = 'open' AND rules_stay AND steps_stay AND NEW.last_entry_number = OLD.last_entry_number + 1
        WHEN NOT rules_stay THEN OLD.state = 'open' AND steps_stay AND NEW.rules_version = OLD.rules_version + 1
        WHEN steps_stay THEN true
        WHEN NEW.state = 'scoringClosed' THEN wall.may_step('round', OLD.state, NEW.state) AND wall.is_now(NEW.scoring_closed_at)
        WHEN NEW.state = 'published' THEN wall.may_step('round', OLD.state, NEW.state) AND wall.is_now(NEW.published_at)
            AND NEW.scoring_closed_at = OLD.scoring_closed_at AND EXISTS (
                SELECT FROM allocation l JOIN jury_decision d ON d.id = l.decision_id AND d.superseded_at IS NULL
                WHERE l.id = NEW.published_allocation_id AND l.round_id = NEW.id)
    END) IS NOT TRUE THEN
        PERFORM wall.refuse('wall_step', 'the round does not go there');
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER wall_guard AFTER UPDATE ON round FOR EACH ROW EXECUTE FUNCTION wall.guard_round();

-- Every number that was taken is an entry's when the transaction ends.
CREATE FUNCTION wall.require_gapless_numbers() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF wall.door() IS NOT NULL AND (SELECT r.last_entry_number FROM round r WHERE r.id = NEW.id)
        <> (SELECT count(*) FROM entry e WHERE e.round_id = NEW.id AND e.number IS NOT NULL) THEN
        PERFORM wall.refuse('wall_number', 'a number without an entry');
    END IF;
    RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER round_numbers_used AFTER UPDATE OF last_entry_number ON round
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION wall.require_gapless_numbers();
CREATE OR REPLACE FUNCTION wall.next_entry_number(wanted uuid) RETURNS integer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    number integer;
BEGIN
    IF wall.door() = 'applicant' AND NOT EXISTS (
            SELECT FROM public.entry e WHERE e.round_id = wanted AND e.state = 'draft' AND e.id = ANY (wall.own_entries()))
        OR wall.door() = 'staff' AND NOT wall.has_role('staff') THEN
        RAISE EXCEPTION 'no entry to number' USING ERRCODE = 'insufficient_privilege';
    END IF;
    UPDATE public.round SET last_entry_number = last_entry_number + 1 WHERE id = wanted RETURNING last_entry_number INTO number;
    RETURN number;
END
$$;

CREATE FUNCTION wall.guard_entry() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    here constant text := wall.door();
    me uuid;
    held round%ROWTYPE;
    in_time boolean;
BEGIN
    IF here IS NULL THEN
        RETURN NULL;
    END IF;
    me := wall.account();
    PERFORM wall.held_state(NEW.round_id);
    SELECT * INTO held FROM round WHERE id = NEW.round_id;
    -- Staff may bring in what came on paper and in time; the reason stands in the record.
    in_time := here = 'staff' OR now() >= held.call_opens AT TIME ZONE held.time_zone
        AND coalesce(NEW.submitted_at, now() - interval '2 minutes') < held.entry_deadline AT TIME ZONE held.time_zone;
    IF (held.state = 'open' AND CASE
        WHEN TG_OP = 'INSERT' THEN NEW.state = 'draft' AND NEW.created_by = me AND in_time
        WHEN NOT wall.may_step('entry', OLD.state, NEW.state) THEN false
        WHEN NEW.state = 'draft' THEN true
        WHEN OLD.state = 'draft' THEN in_time AND wall.is_now(NEW.submitted_at) AND NEW.submitted_by = me
            AND (here = 'applicant' OR NEW.origin = 'staff' AND NEW.created_by = me AND NEW.created_at = now())
            AND EXISTS (SELECT FROM round r WHERE r.id = NEW.round_id AND r.last_entry_number = NEW.number AND wall.written(r.xmin))
        ELSE wall.is_now(NEW.decided_at) AND NEW.decided_by = me
            AND (NEW.number, NEW.submitted_at, NEW.submitted_by, NEW.content, NEW.content_hash, NEW.content_salt)
                IS NOT DISTINCT FROM (OLD.number, OLD.submitted_at, OLD.submitted_by, OLD.content, OLD.content_hash, OLD.content_salt)
    END) IS NOT TRUE THEN
        PERFORM wall.refuse('wall_step', 'the entry does not go there');
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER wall_guard AFTER INSERT OR UPDATE ON entry FOR EACH ROW EXECUTE FUNCTION wall.guard_entry();

-- A sheet closes over what it holds and opens again as it was, as declarations and decisions have it; besides that only its
-- juror moves it, while scores are taken.
CREATE FUNCTION wall.guard_sheet() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    here constant text := wall.door();
    now_in text;
BEGIN
    IF here IS NULL THEN
        RETURN NULL;
    END IF;
    now_in := wall.held_state(NEW.round_id);
    IF (CASE
        WHEN NEW.state = 'recused' OR OLD.state = 'recused' THEN
            (now_in = 'open' OR now_in = 'scoringClosed' AND here <> 'juror')
            AND (NEW.comment, NEW.saved_at) IS NOT DISTINCT FROM (OLD.comment, OLD.saved_at)
            AND CASE
                WHEN OLD.state = NEW.state THEN
                    (NEW.held_state, NEW.held_finalised_at) IS NOT DISTINCT FROM (OLD.held_state, OLD.held_finalised_at)
                WHEN NEW.state = 'recused' THEN (NEW.held_state, NEW.held_finalised_at) IS NOT DISTINCT FROM (OLD.state, OLD.finalised_at)
                ELSE (NEW.state, NEW.finalised_at) IS NOT DISTINCT FROM (OLD.held_state, OLD.held_finalised_at)
            END
        -- Only the standing has changed.
        WHEN NEW.standing IS DISTINCT FROM OLD.standing THEN
            now_in <> 'published' AND (NEW.state, NEW.revision, NEW.comment, NEW.saved_at, NEW.finalised_at)
                IS NOT DISTINCT FROM (OLD.state, OLD.revision, OLD.comment, OLD.saved_at, OLD.finalised_at)
        ELSE now_in = 'open' AND wall.may_step('sheet', OLD.state, NEW.state) AND NEW.revision = OLD.revision + 1
            AND wall.is_now(NEW.saved_at) AND (NEW.finalised_at IS NULL OR wall.is_now(NEW.finalised_at))
            AND EXISTS (SELECT FROM assignment a JOIN entry e ON e.id = a.entry_id AND e.state = 'admitted' WHERE a.id = NEW.assignment_id)
    END) IS NOT TRUE THEN
        PERFORM wall.refuse('wall_step', 'the sheet does not go there');
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER wall_guard AFTER UPDATE ON score_sheet FOR EACH ROW EXECUTE FUNCTION wall.guard_sheet();
CREATE FUNCTION wall.guard_sheet_removal() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF wall.door() IS NOT NULL AND OLD.state <> 'notStarted' THEN
        PERFORM wall.refuse('wall_step', 'the sheet holds something');
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER wall_guard_removal AFTER DELETE ON score_sheet FOR EACH ROW EXECUTE FUNCTION wall.guard_sheet_removal();

-- Marks change with their sheet, whose own rule has been asked.
CREATE FUNCTION wall.guard_mark() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    touched constant uuid[] := CASE TG_OP WHEN 'INSERT' THEN ARRAY[NEW.assignment_id] WHEN 'DELETE' THEN ARRAY[OLD.assignment_id]
        ELSE ARRAY[OLD.assignment_id, NEW.assignment_id] END;
BEGIN
    IF wall.door() IS NOT NULL AND EXISTS (
        SELECT FROM unnest(touched) AS sheet WHERE NOT EXISTS (
            SELECT FROM score_sheet s JOIN round r ON r.id = s.round_id AND r.state = 'open'
            WHERE s.assignment_id = sheet AND wall.written(s.xmin))
    ) THEN
        PERFORM wall.refuse('wall_step', 'marks change with their sheet');
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER wall_guard AFTER INSERT OR UPDATE OR DELETE ON score_mark FOR EACH ROW EXECUTE FUNCTION wall.guard_mark();

DO $$
DECLARE
    line record;
BEGIN
    FOR line IN
        SELECT * FROM (VALUES
            ('round_rules', 'INSERT', 'round', 'open', NULL),
            ('track', 'INSERT OR UPDATE OR DELETE', 'round', 'open', NULL),
            ('track_place', 'INSERT OR DELETE', 'round', 'open', NULL),
            ('criterion', 'INSERT OR DELETE', 'round', 'open', NULL),
            ('special_prize', 'INSERT OR DELETE', 'round', 'open', NULL),
            ('entry_section', 'INSERT OR UPDATE', 'entry', 'open', NULL),
            ('measure', 'INSERT OR UPDATE', 'entry', 'open', NULL),
            ('juror', 'INSERT', 'round', 'open', NULL),
            ('juror', 'UPDATE', 'round', 'open scoringClosed', NULL),
            ('assignment', 'INSERT OR DELETE', 'round', 'open', NULL),
            ('score_sheet', 'INSERT OR DELETE', 'round', 'open', NULL),
            ('conflict_declaration', 'INSERT OR UPDATE', 'assignment', 'open scoringClosed', 'open'),
            ('conflict_declaration', 'DELETE', 'assignment', 'open', NULL),
            ('conflict_decision', 'INSERT', 'assignment', 'open scoringClosed', NULL),
            ('ranking_run', 'INSERT', 'round', 'scoringClosed', NULL),
            ('ranking_row', 'INSERT', 'round', 'scoringClosed', NULL),
            ('jury_decision', 'INSERT OR UPDATE', 'round', 'scoringClosed', NULL),
            ('allocation', 'INSERT', 'round', 'scoringClosed', NULL)
        ) AS v (name, event, hangs_on, states, jurors)
    LOOP
        EXECUTE format('CREATE TRIGGER wall_state_%s AFTER %s ON %I FOR EACH ROW EXECUTE FUNCTION wall.require_state(%L, %L, %L)',
            lower(left(line.event, 3)), line.event, line.name, line.hangs_on, line.states, coalesce(line.jurors, line.states));
    END LOOP;
    FOR line IN
        SELECT * FROM (VALUES
            ('round_rules', 'INSERT', 'imported_at imported_by'),
            ('entry_section', 'INSERT OR UPDATE', 'saved_at saved_by'),
            ('measure', 'INSERT OR UPDATE', 'saved_at saved_by removed_at'),
            ('juror', 'INSERT', 'added_at'),
            ('assignment', 'INSERT', 'assigned_at assigned_by'),
            ('conflict_declaration', 'INSERT OR UPDATE', 'declared_at declared_by'),
            ('conflict_decision', 'INSERT', 'decided_at decided_by'),
            ('suggestion_dismissal', 'INSERT', 'dismissed_at dismissed_by'),
            ('juror_link', 'INSERT OR UPDATE', 'recorded_at recorded_by removed_at removed_by'),
            ('ranking_run', 'INSERT', 'frozen_at frozen_by'),
            ('jury_decision', 'INSERT OR UPDATE', 'recorded_at recorded_by superseded_at'),
            ('allocation', 'INSERT', 'computed_at computed_by')
        ) AS v (name, event, columns)
    LOOP
        EXECUTE format('CREATE TRIGGER wall_stamps AFTER %s ON %I FOR EACH ROW EXECUTE FUNCTION wall.require_stamps(%s)',
            line.event, line.name, (SELECT string_agg(quote_literal(c), ', ') FROM string_to_table(line.columns, ' ') c));
    END LOOP;
    FOR line IN
        SELECT * FROM (VALUES ('ranking_row', 'ranking_run'), ('jury_place', 'jury_decision'), ('jury_special', 'jury_decision'),
            ('award', 'allocation')) AS v (name, whole)
    LOOP
        EXECUTE format('CREATE TRIGGER wall_whole AFTER INSERT ON %I FOR EACH ROW EXECUTE FUNCTION wall.require_whole(%L)', line.name, line.whole);
    END LOOP;
END
$$;
