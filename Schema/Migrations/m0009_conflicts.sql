-- Whether an exclusion covers one entry or the juror's whole size class; repeats the current rules version.
ALTER TABLE round ADD COLUMN exclusion text NOT NULL DEFAULT 'entry';
ALTER TABLE round ALTER COLUMN exclusion DROP DEFAULT;
ALTER TABLE round ADD CONSTRAINT round_exclusion_known CHECK (exclusion IN ('entry', 'track'));

-- What connects a person with institutions that may enter: of the person, not of an entry, so that it is told once.
CREATE TABLE juror_link (
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    account_id uuid NOT NULL,
    kind text NOT NULL,
    role text NOT NULL,
    municipality_id uuid,
    land_code text,
    institution text,
    recorded_at timestamptz NOT NULL DEFAULT now(),
    recorded_by uuid NOT NULL,
    removed_at timestamptz,
    removed_by uuid,
    CONSTRAINT juror_link_pkey PRIMARY KEY (id),
    CONSTRAINT juror_link_kind_known CHECK (kind IN
        ('employer', 'office', 'association', 'home', 'advice', 'laureate', 'relative', 'other')),
    CONSTRAINT juror_link_role_given CHECK (role <> ''),
    CONSTRAINT juror_link_one_target CHECK (num_nonnulls(municipality_id, land_code, institution) = 1 AND institution <> ''),
    CONSTRAINT juror_link_removal_has_person CHECK ((removed_at IS NULL) = (removed_by IS NULL)),
    CONSTRAINT juror_link_account_fkey FOREIGN KEY (account_id) REFERENCES account (id),
    CONSTRAINT juror_link_municipality_fkey FOREIGN KEY (municipality_id) REFERENCES municipality (id),
    CONSTRAINT juror_link_land_fkey FOREIGN KEY (land_code) REFERENCES land (code),
    CONSTRAINT juror_link_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES account (id),
    CONSTRAINT juror_link_removed_by_fkey FOREIGN KEY (removed_by) REFERENCES account (id)
);
CREATE INDEX juror_link_by_account ON juror_link (account_id);
CREATE INDEX juror_link_by_municipality ON juror_link (municipality_id);

-- Suggestions are computed; kept is only that one was false. `source` names what it came from.
CREATE TABLE suggestion_dismissal (
    round_id uuid NOT NULL,
    juror_id uuid NOT NULL,
    entry_id uuid NOT NULL,
    source text NOT NULL,
    reason text NOT NULL,
    dismissed_at timestamptz NOT NULL DEFAULT now(),
    dismissed_by uuid NOT NULL,
    CONSTRAINT suggestion_dismissal_pkey PRIMARY KEY (juror_id, entry_id, source),
    CONSTRAINT suggestion_dismissal_reason_given CHECK (reason <> ''),
    CONSTRAINT suggestion_dismissal_juror_fkey FOREIGN KEY (juror_id, round_id) REFERENCES juror (id, round_id),
    CONSTRAINT suggestion_dismissal_entry_fkey FOREIGN KEY (entry_id, round_id) REFERENCES entry (id, round_id),
    CONSTRAINT suggestion_dismissal_dismissed_by_fkey FOREIGN KEY (dismissed_by) REFERENCES account (id)
);
CREATE INDEX suggestion_dismissal_by_entry ON suggestion_dismissal (entry_id);
CREATE TRIGGER suggestion_dismissal_append_only BEFORE UPDATE OR DELETE ON suggestion_dismissal
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER suggestion_dismissal_no_truncate BEFORE TRUNCATE ON suggestion_dismissal
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Whether a juror is biased, where that has to be decided (sections 20 (4) and 21 VwVfG). `rule` stands for what counted
-- without a decision before there were any.
CREATE TABLE conflict_decision (
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    assignment_id uuid NOT NULL,
    biased boolean NOT NULL,
    reason text NOT NULL,
    decided_at timestamptz NOT NULL DEFAULT now(),
    decided_as text NOT NULL,
    decided_by uuid,
    CONSTRAINT conflict_decision_pkey PRIMARY KEY (id),
    CONSTRAINT conflict_decision_verdict UNIQUE (assignment_id, id, biased),
    CONSTRAINT conflict_decision_reason_given CHECK (reason <> ''),
    CONSTRAINT conflict_decision_as_known CHECK (decided_as IN ('chair', 'staff', 'rule')),
    CONSTRAINT conflict_decision_has_person CHECK ((decided_as = 'rule') = (decided_by IS NULL)),
    CONSTRAINT conflict_decision_assignment_fkey FOREIGN KEY (assignment_id) REFERENCES assignment (id),
    CONSTRAINT conflict_decision_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES account (id)
);

ALTER TABLE conflict_declaration DROP CONSTRAINT conflict_declaration_ground_known;
ALTER TABLE conflict_declaration ADD CONSTRAINT conflict_declaration_ground_known CHECK (ground IN
    ('participant', 'relative', 'representative', 'relativeOfRepresentative', 'employment', 'officeOrBoard', 'advice', 'advantage',
     'ownMunicipality', 'otherConcern'));
-- denied: no conflict although a suggestion says so, with the reason as note.
ALTER TABLE conflict_declaration ADD COLUMN denied boolean NOT NULL DEFAULT false;
ALTER TABLE conflict_declaration ADD CONSTRAINT conflict_declaration_denial_has_note
    CHECK (NOT denied OR (NOT conflict AND note <> ''));
ALTER TABLE conflict_declaration ADD COLUMN declared_by uuid;
UPDATE conflict_declaration d SET declared_by = j.account_id
FROM assignment a JOIN juror j ON j.id = a.juror_id WHERE a.id = d.assignment_id;
ALTER TABLE conflict_declaration ALTER COLUMN declared_by SET NOT NULL;
ALTER TABLE conflict_declaration ADD CONSTRAINT conflict_declaration_declared_by_fkey
    FOREIGN KEY (declared_by) REFERENCES account (id);

-- Grows with each declaration and each decision.
ALTER TABLE conflict_declaration ADD COLUMN revision integer NOT NULL DEFAULT 1;
ALTER TABLE conflict_declaration ADD COLUMN decision_id uuid;
ALTER TABLE conflict_declaration ADD COLUMN biased boolean;
INSERT INTO conflict_decision (assignment_id, biased, reason, decided_as, decided_at)
SELECT assignment_id, true, 'Vor Einführung der Entscheidung durch den Vorsitz schloss jede Anzeige aus.', 'rule', declared_at
FROM conflict_declaration WHERE ground IN ('ownMunicipality', 'otherConcern');
UPDATE conflict_declaration d SET decision_id = c.id, biased = c.biased FROM conflict_decision c WHERE c.assignment_id = d.assignment_id;
CREATE TRIGGER conflict_decision_append_only BEFORE UPDATE OR DELETE ON conflict_decision
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER conflict_decision_no_truncate BEFORE TRUNCATE ON conflict_decision
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE conflict_declaration ADD CONSTRAINT conflict_declaration_verdict_has_decision
    CHECK ((decision_id IS NULL) = (biased IS NULL));
ALTER TABLE conflict_declaration ADD CONSTRAINT conflict_declaration_decision_fkey
    FOREIGN KEY (assignment_id, decision_id, biased) REFERENCES conflict_decision (assignment_id, id, biased);

-- A verdict goes before what was said; the grounds of section 20 exclude by themselves, those of section 21 wait for it.
ALTER TABLE conflict_declaration ADD COLUMN standing text NOT NULL GENERATED ALWAYS AS (
    CASE
        WHEN biased THEN 'excluded'
        WHEN NOT biased THEN 'clear'
        WHEN conflict AND ground NOT IN ('ownMunicipality', 'otherConcern') THEN 'excluded'
        WHEN conflict OR denied THEN 'pending'
        ELSE 'clear'
    END
) STORED;
ALTER TABLE conflict_declaration ADD CONSTRAINT conflict_declaration_standing_unique UNIQUE (assignment_id, standing);

-- A sheet repeats its declaration's standing, held to it by a foreign key: no save and no declaration can slip past each
-- other. excluded_with is the assignment whose exclusion covers the size class; held_… is what a recused sheet was before.
ALTER TABLE score_sheet ADD COLUMN standing text;
ALTER TABLE score_sheet ADD COLUMN excluded_with uuid;
ALTER TABLE score_sheet ADD COLUMN held_state text;
ALTER TABLE score_sheet ADD COLUMN held_finalised_at timestamptz;
UPDATE score_sheet s SET standing = d.standing, held_state = CASE WHEN s.state = 'recused' THEN
    CASE WHEN EXISTS (SELECT FROM score_mark m WHERE m.assignment_id = s.assignment_id) THEN 'draft' ELSE 'notStarted' END END
FROM conflict_declaration d WHERE d.assignment_id = s.assignment_id;
ALTER TABLE score_sheet ADD CONSTRAINT score_sheet_started_after_declaration
    CHECK (standing IS NOT NULL OR state IN ('notStarted', 'recused'));
ALTER TABLE score_sheet ADD CONSTRAINT score_sheet_recused_when_barred
    CHECK ((state = 'recused') = (coalesce(standing IN ('pending', 'excluded'), false) OR excluded_with IS NOT NULL));
ALTER TABLE score_sheet ADD CONSTRAINT score_sheet_held_when_recused
    CHECK ((state = 'recused') = (held_state IS NOT NULL) AND held_state IN ('notStarted', 'draft', 'final', 'abstained'));
ALTER TABLE score_sheet ADD CONSTRAINT score_sheet_held_final_has_time
    CHECK (coalesce(held_state IN ('final', 'abstained'), false) = (held_finalised_at IS NOT NULL));
ALTER TABLE score_sheet ADD CONSTRAINT score_sheet_standing_fkey FOREIGN KEY (assignment_id, standing)
    REFERENCES conflict_declaration (assignment_id, standing) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE score_sheet ADD CONSTRAINT score_sheet_excluded_with_fkey FOREIGN KEY (excluded_with) REFERENCES assignment (id);
CREATE INDEX score_sheet_by_cause ON score_sheet (excluded_with);
ALTER TABLE score_sheet ADD CONSTRAINT score_sheet_state_unique UNIQUE (assignment_id, state);

-- The lock waits for a declaration under way, which changes the sheet's row.
CREATE FUNCTION refuse_marks_on_closed_sheets() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    touched uuid[] := CASE TG_OP WHEN 'INSERT' THEN ARRAY[NEW.assignment_id] WHEN 'DELETE' THEN ARRAY[OLD.assignment_id]
        ELSE ARRAY[OLD.assignment_id, NEW.assignment_id] END;
BEGIN
    PERFORM FROM score_sheet WHERE assignment_id = ANY (touched) ORDER BY assignment_id FOR SHARE;
    IF EXISTS (SELECT FROM score_sheet WHERE assignment_id = ANY (touched) AND (standing IS DISTINCT FROM 'clear' OR state = 'recused')) THEN
        RAISE EXCEPTION 'sheet is closed to marks'
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'score_mark_sheet_open';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END
$$;
CREATE TRIGGER score_mark_sheet_open BEFORE INSERT OR UPDATE OR DELETE ON score_mark
    FOR EACH ROW EXECUTE FUNCTION refuse_marks_on_closed_sheets();

-- Where an exclusion covers the size class, a save and an exclusion of the same juror meet at the juror's row.
CREATE FUNCTION excluded_from_class(wanted uuid) RETURNS boolean LANGUAGE sql AS $$
    SELECT EXISTS (
        SELECT FROM assignment own
        JOIN entry e ON e.id = own.entry_id
        JOIN assignment other ON other.juror_id = own.juror_id
        JOIN entry o ON o.id = other.entry_id AND o.track = e.track
        JOIN conflict_declaration d ON d.assignment_id = other.id AND d.standing = 'excluded'
        WHERE own.id = wanted
    )
$$;
CREATE FUNCTION refuse_sheets_of_excluded_class() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT exclusion FROM round WHERE id = NEW.round_id) <> 'track' THEN RETURN NEW; END IF;
    PERFORM FROM juror j WHERE j.id = (SELECT juror_id FROM assignment WHERE id = NEW.assignment_id) FOR SHARE;
    IF excluded_from_class(NEW.assignment_id) THEN
        RAISE EXCEPTION 'juror is excluded from the size class'
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'score_sheet_class_open';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER score_sheet_class_open BEFORE INSERT OR UPDATE ON score_sheet
    FOR EACH ROW WHEN (NEW.state IN ('draft', 'final', 'abstained')) EXECUTE FUNCTION refuse_sheets_of_excluded_class();

CREATE FUNCTION hold_juror_of_declaration() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM juror j WHERE j.id = (SELECT juror_id FROM assignment WHERE id = NEW.assignment_id) FOR NO KEY UPDATE;
    RETURN NEW;
END
$$;
CREATE TRIGGER conflict_declaration_holds_juror BEFORE INSERT OR UPDATE ON conflict_declaration
    FOR EACH ROW EXECUTE FUNCTION hold_juror_of_declaration();

CREATE FUNCTION refuse_exclusion_with_counted_class() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM assignment own
        JOIN round r ON r.id = own.round_id AND r.exclusion = 'track'
        JOIN conflict_declaration d ON d.assignment_id = own.id AND d.standing = 'excluded'
        JOIN entry e ON e.id = own.entry_id
        JOIN assignment other ON other.juror_id = own.juror_id
        JOIN entry o ON o.id = other.entry_id AND o.track = e.track
        JOIN score_sheet s ON s.assignment_id = other.id AND s.state IN ('draft', 'final', 'abstained')
        WHERE own.id = NEW.assignment_id
    ) THEN
        RAISE EXCEPTION 'sheets of the size class are still open'
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'conflict_declaration_closes_class';
    END IF;
    RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER conflict_declaration_closes_class AFTER INSERT OR UPDATE ON conflict_declaration
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION refuse_exclusion_with_counted_class();

-- The sheets a frozen ranking counts. The foreign key lets in final sheets alone, and no conflict can reach one of them
-- afterwards.
CREATE TABLE ranking_run_sheet (
    run_id uuid NOT NULL,
    assignment_id uuid NOT NULL,
    state text NOT NULL,
    CONSTRAINT ranking_run_sheet_pkey PRIMARY KEY (run_id, assignment_id),
    CONSTRAINT ranking_run_sheet_is_final CHECK (state = 'final'),
    CONSTRAINT ranking_run_sheet_run_fkey FOREIGN KEY (run_id) REFERENCES ranking_run (id),
    CONSTRAINT ranking_run_sheet_sheet_fkey FOREIGN KEY (assignment_id, state) REFERENCES score_sheet (assignment_id, state)
);
CREATE INDEX ranking_run_sheet_by_sheet ON ranking_run_sheet (assignment_id, state);
CREATE TRIGGER ranking_run_sheet_append_only BEFORE UPDATE OR DELETE ON ranking_run_sheet
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER ranking_run_sheet_no_truncate BEFORE TRUNCATE ON ranking_run_sheet
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Read from the frozen input itself, so that nothing can stand there that is not held here.
CREATE FUNCTION keep_counted_sheets() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO ranking_run_sheet (run_id, assignment_id, state)
    SELECT NEW.id, a.id, 'final'
    FROM json_array_elements(NEW.input -> 'tracks') t
    CROSS JOIN json_array_elements(t -> 'input' -> 'sheets') s
    LEFT JOIN assignment a ON a.juror_id = (s ->> 'juror')::uuid AND a.entry_id = (s ->> 'entry')::uuid AND a.round_id = NEW.round_id
    WHERE s ->> 'state' = 'final';
    RETURN NULL;
END
$$;
CREATE TRIGGER ranking_run_keeps_sheets AFTER INSERT ON ranking_run
    FOR EACH ROW EXECUTE FUNCTION keep_counted_sheets();
INSERT INTO ranking_run_sheet (run_id, assignment_id, state)
SELECT r.id, a.id, 'final'
FROM ranking_run r
CROSS JOIN json_array_elements(r.input -> 'tracks') t
CROSS JOIN json_array_elements(t -> 'input' -> 'sheets') s
JOIN assignment a ON a.juror_id = (s ->> 'juror')::uuid AND a.entry_id = (s ->> 'entry')::uuid AND a.round_id = r.round_id
WHERE s ->> 'state' = 'final';
