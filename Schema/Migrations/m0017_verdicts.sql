-- What was said about a conflict, and what was decided, stands until somebody who may decides otherwise. Seats are not for
-- whoever gives them, nor for whoever reads everything.

-- As Permissions.mayDecideBias has it: the chair; staff where there is none, or where it is about the chair or the chair is out of
-- it. Nobody decides about themselves (section 20 (4) VwVfG).
CREATE FUNCTION wall.guard_decision() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    me uuid;
    person uuid;
    chair uuid;
    office text;
BEGIN
    IF wall.door() IS NULL THEN
        RETURN NULL;
    END IF;
    me := wall.account();
    SELECT j.account_id, c.account_id, CASE
        WHEN c.id IS NULL OR c.id = j.id OR EXISTS (
            SELECT FROM assignment ca JOIN score_sheet cs ON cs.assignment_id = ca.id
            WHERE ca.juror_id = c.id AND ca.entry_id = a.entry_id AND cs.state = 'recused') THEN 'staff'
        ELSE 'chair' END
    INTO person, chair, office
    FROM assignment a JOIN juror j ON j.id = a.juror_id LEFT JOIN juror c ON c.round_id = a.round_id AND c.chair
    WHERE a.id = NEW.assignment_id;
    IF (NEW.decided_as = office AND NEW.decided_by = me AND me <> person
        AND CASE office WHEN 'chair' THEN me = chair ELSE wall.has_role('staff') END) IS NOT TRUE THEN
        PERFORM wall.refuse('wall_decider', 'somebody else decides about this');
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER wall_guard AFTER INSERT ON conflict_decision FOR EACH ROW EXECUTE FUNCTION wall.guard_decision();

-- A juror answers once and may add a conflict later; others add a conflict, with a note. What bars the juror goes by a new decision
-- alone, and nothing moves once a ranking is frozen.
CREATE FUNCTION wall.guard_declaration() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    here constant text := wall.door();
    fits boolean;
BEGIN
    IF here IS NULL THEN
        RETURN NULL;
    END IF;
    fits := CASE
        WHEN TG_OP = 'DELETE' THEN NOT EXISTS (SELECT FROM assignment a WHERE a.id = OLD.assignment_id)
        WHEN EXISTS (SELECT FROM assignment a JOIN ranking_run k ON k.round_id = a.round_id WHERE a.id = NEW.assignment_id) THEN false
        WHEN NEW.decision_id IS NOT NULL THEN
            OLD.standing <> 'clear' AND NOT (NEW.biased AND OLD.standing = 'excluded') AND NEW.revision = OLD.revision + 1
            AND (NEW.conflict, NEW.ground, NEW.denied, NEW.note, NEW.declared_at, NEW.declared_by)
                IS NOT DISTINCT FROM (OLD.conflict, OLD.ground, OLD.denied, OLD.note, OLD.declared_at, OLD.declared_by)
            AND EXISTS (SELECT FROM conflict_decision c WHERE c.id = NEW.decision_id AND wall.written(c.xmin))
        ELSE NEW.declared_by = wall.account() AND wall.is_now(NEW.declared_at) AND (NEW.conflict OR here = 'juror' AND TG_OP = 'INSERT')
            AND (here = 'juror' OR NEW.note <> '') AND (TG_OP = 'INSERT' OR OLD.standing = 'clear' AND NEW.revision = OLD.revision + 1)
    END;
    IF fits IS NOT TRUE THEN
        PERFORM wall.refuse('wall_unsaid', 'what was said stands until it is decided otherwise');
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER wall_guard AFTER INSERT OR UPDATE OR DELETE ON conflict_declaration FOR EACH ROW EXECUTE FUNCTION wall.guard_declaration();

-- Whether a sheet is where the declarations of its juror and the round's rule put it; NULL where there is none.
CREATE FUNCTION wall.is_settled(wanted uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT s.standing IS NOT DISTINCT FROM d.standing
        AND CASE WHEN s.excluded_with IS NULL THEN cardinality(cause.ids) = 0 ELSE s.excluded_with = ANY (cause.ids) END
    FROM score_sheet s
    LEFT JOIN conflict_declaration d ON d.assignment_id = s.assignment_id
    CROSS JOIN LATERAL (
        SELECT coalesce(array_agg(other.id), '{}') AS ids
        FROM assignment own
        JOIN round r ON r.id = own.round_id AND r.exclusion = 'track'
        JOIN entry e ON e.id = own.entry_id
        JOIN assignment other ON other.juror_id = own.juror_id AND other.id <> own.id
        JOIN entry o ON o.id = other.entry_id AND o.track = e.track
        JOIN conflict_declaration x ON x.assignment_id = other.id AND x.standing = 'excluded'
        WHERE own.id = s.assignment_id
    ) AS cause
    WHERE s.assignment_id = wanted
$$;
CREATE FUNCTION wall.require_settled() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF wall.door() IS NULL THEN
        RETURN NULL;
    END IF;
    IF (CASE TG_TABLE_NAME
        WHEN 'score_sheet' THEN wall.is_settled(NEW.assignment_id) IS FALSE
        ELSE EXISTS (
            SELECT FROM assignment a JOIN round r ON r.id = a.round_id JOIN assignment touched ON touched.juror_id = a.juror_id
            WHERE touched.id = NEW.assignment_id AND (a.id = touched.id OR r.exclusion = 'track') AND wall.is_settled(a.id) IS FALSE)
    END) THEN
        PERFORM wall.refuse('wall_settled', 'the sheet is not where its declaration puts it');
    END IF;
    RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER score_sheet_wall_settled AFTER INSERT OR UPDATE OF standing, excluded_with ON score_sheet
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION wall.require_settled();
CREATE CONSTRAINT TRIGGER conflict_declaration_wall_settled AFTER INSERT OR UPDATE ON conflict_declaration
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION wall.require_settled();

-- What was said or decided about a juror before an entry is in the record, once, in these words; and a decision counts.
CREATE FUNCTION wall.require_told() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    wanted text;
    outcome text;
    is_told boolean;
BEGIN
    IF wall.door() IS NULL THEN
        RETURN NULL;
    END IF;
    IF TG_TABLE_NAME = 'conflict_decision' THEN
        wanted := 'biasDecided';
        outcome := CASE WHEN NEW.biased THEN '1' ELSE '0' END;
        IF NOT EXISTS (SELECT FROM conflict_declaration d WHERE d.assignment_id = NEW.assignment_id AND d.decision_id = NEW.id) THEN
            PERFORM wall.refuse('wall_decider', 'a decision is about something that was said');
        END IF;
    ELSIF NEW.decision_id IS NOT NULL THEN
        -- The decision asks for itself.
        RETURN NULL;
    ELSE
        wanted := CASE
            WHEN NEW.conflict THEN CASE wall.door() WHEN 'juror' THEN 'conflictDeclared' ELSE 'conflictRecorded' END
            WHEN NEW.denied THEN 'suggestionDenied'
            ELSE 'noConflictDeclared' END;
    END IF;
    SELECT count(*) = 1 AND bool_and(e.action = wanted AND (e.facts::jsonb ->> 'biased') IS NOT DISTINCT FROM outcome) INTO is_told
    FROM event e
    WHERE e.subject_id = NEW.assignment_id AND wall.written(e.xmin)
      AND e.action IN ('noConflictDeclared', 'conflictDeclared', 'suggestionDenied', 'conflictRecorded', 'biasDecided');
    IF is_told IS NOT TRUE THEN
        PERFORM wall.refuse('wall_untold', 'the record does not tell this');
    END IF;
    RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER conflict_decision_wall_told AFTER INSERT ON conflict_decision
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION wall.require_told();
CREATE CONSTRAINT TRIGGER conflict_declaration_wall_told AFTER INSERT OR UPDATE ON conflict_declaration
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION wall.require_told();

-- Who reads everything official takes no part in it, whichever comes first: the role, or its offer, and a seat on a jury or in a
-- team. Who has only judged what is published may audit.
CREATE FUNCTION wall.is_auditor(wanted uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT EXISTS (SELECT FROM account_role r WHERE r.account_id = wanted AND r.role = 'auditor')
        OR EXISTS (
            SELECT FROM invitation i
            WHERE i.account_id = wanted AND i.accepted_at IS NULL AND i.revoked_at IS NULL AND 'auditor' = ANY (i.roles)
        )
$$;
CREATE FUNCTION wall.takes_part(wanted uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT EXISTS (SELECT FROM juror j JOIN round r ON r.id = j.round_id WHERE j.account_id = wanted AND r.state <> 'published')
        OR EXISTS (SELECT FROM membership m WHERE m.account_id = wanted)
$$;
GRANT EXECUTE ON FUNCTION wall.is_auditor(uuid) TO lorbeer_gate, lorbeer_staff;
GRANT EXECUTE ON FUNCTION wall.takes_part(uuid) TO lorbeer_gate;
-- The account's lock lets the role and the seat not slip past each other.
CREATE FUNCTION refuse_auditor_taking_part() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM FROM account a WHERE a.id = NEW.account_id FOR NO KEY UPDATE;
    IF wall.is_auditor(NEW.account_id) AND wall.takes_part(NEW.account_id) THEN
        PERFORM wall.refuse('auditor_apart', 'an auditor is on no jury and in no team');
    END IF;
    RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER juror_auditor_apart AFTER INSERT ON juror
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION refuse_auditor_taking_part();
CREATE CONSTRAINT TRIGGER membership_auditor_apart AFTER INSERT ON membership
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION refuse_auditor_taking_part();
CREATE CONSTRAINT TRIGGER account_role_auditor_apart AFTER INSERT ON account_role
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.role = 'auditor') EXECUTE FUNCTION refuse_auditor_taking_part();
CREATE CONSTRAINT TRIGGER invitation_auditor_apart AFTER INSERT ON invitation
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN ('auditor' = ANY (NEW.roles)) EXECUTE FUNCTION refuse_auditor_taking_part();

CREATE FUNCTION wall.guard_seat() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF wall.door() IS NOT NULL AND NEW.account_id = wall.account() AND (TG_OP = 'INSERT' OR NEW.chair AND NOT OLD.chair) THEN
        PERFORM wall.refuse('wall_own_seat', 'nobody gives a seat to themselves');
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER wall_guard AFTER INSERT OR UPDATE ON juror FOR EACH ROW EXECUTE FUNCTION wall.guard_seat();

CREATE FUNCTION wall.guard_admission() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF wall.door() IS NOT NULL AND NEW.state <> OLD.state AND EXISTS (
        SELECT FROM membership m WHERE m.account_id = wall.account() AND m.municipality_id = NEW.municipality_id
    ) THEN
        PERFORM wall.refuse('wall_own_entry', 'nobody decides about an entry of their own municipality');
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER wall_guard_admission AFTER UPDATE ON entry
    FOR EACH ROW WHEN (NEW.state IN ('admitted', 'rejected')) EXECUTE FUNCTION wall.guard_admission();
