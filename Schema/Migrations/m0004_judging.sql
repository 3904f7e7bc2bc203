CREATE TABLE juror (
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    round_id uuid NOT NULL,
    account_id uuid NOT NULL,
    organisation text NOT NULL,
    added_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT juror_pkey PRIMARY KEY (id),
    CONSTRAINT juror_in_round UNIQUE (id, round_id),
    CONSTRAINT juror_one_per_account UNIQUE (round_id, account_id),
    CONSTRAINT juror_round_fkey FOREIGN KEY (round_id) REFERENCES round (id),
    CONSTRAINT juror_account_fkey FOREIGN KEY (account_id) REFERENCES account (id)
);
CREATE INDEX juror_by_account ON juror (account_id);

CREATE TABLE assignment (
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    round_id uuid NOT NULL,
    juror_id uuid NOT NULL,
    entry_id uuid NOT NULL,
    assigned_at timestamptz NOT NULL DEFAULT now(),
    assigned_by uuid NOT NULL,
    CONSTRAINT assignment_pkey PRIMARY KEY (id),
    CONSTRAINT assignment_in_round UNIQUE (id, round_id),
    CONSTRAINT assignment_unique UNIQUE (juror_id, entry_id),
    CONSTRAINT assignment_juror_fkey FOREIGN KEY (juror_id, round_id) REFERENCES juror (id, round_id),
    CONSTRAINT assignment_entry_fkey FOREIGN KEY (entry_id, round_id) REFERENCES entry (id, round_id),
    CONSTRAINT assignment_assigned_by_fkey FOREIGN KEY (assigned_by) REFERENCES account (id)
);
CREATE INDEX assignment_by_entry ON assignment (entry_id);
CREATE INDEX assignment_by_round ON assignment (round_id);

-- Made before the entry's text opens. Grounds follow sections 20 and 21 VwVfG.
CREATE TABLE conflict_declaration (
    assignment_id uuid NOT NULL,
    conflict boolean NOT NULL,
    ground text,
    note text NOT NULL DEFAULT '',
    declared_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT conflict_declaration_pkey PRIMARY KEY (assignment_id),
    CONSTRAINT conflict_declaration_ground_known CHECK (ground IN
        ('ownMunicipality', 'employment', 'officeOrBoard', 'relative', 'advice', 'advantage', 'otherConcern')),
    CONSTRAINT conflict_declaration_ground_with_conflict CHECK (conflict = (ground IS NOT NULL)),
    CONSTRAINT conflict_declaration_assignment_fkey FOREIGN KEY (assignment_id) REFERENCES assignment (id)
);

-- notStarted, abstained and recused are states of a sheet, notApplicable one of a mark: four states, none of them a zero.
CREATE TABLE score_sheet (
    assignment_id uuid NOT NULL,
    round_id uuid NOT NULL,
    state text NOT NULL DEFAULT 'notStarted',
    revision integer NOT NULL DEFAULT 0,
    comment text NOT NULL DEFAULT '',
    saved_at timestamptz,
    finalised_at timestamptz,
    CONSTRAINT score_sheet_pkey PRIMARY KEY (assignment_id),
    CONSTRAINT score_sheet_in_round UNIQUE (assignment_id, round_id),
    CONSTRAINT score_sheet_state_known CHECK (state IN ('notStarted', 'draft', 'final', 'abstained', 'recused')),
    CONSTRAINT score_sheet_final_has_time CHECK ((state IN ('final', 'abstained')) = (finalised_at IS NOT NULL)),
    CONSTRAINT score_sheet_revision_not_negative CHECK (revision >= 0),
    CONSTRAINT score_sheet_assignment_fkey FOREIGN KEY (assignment_id, round_id) REFERENCES assignment (id, round_id)
);
CREATE INDEX score_sheet_by_round ON score_sheet (round_id);

CREATE TABLE score_mark (
    assignment_id uuid NOT NULL,
    round_id uuid NOT NULL,
    criterion text NOT NULL,
    points numeric(12, 6),
    CONSTRAINT score_mark_pkey PRIMARY KEY (assignment_id, criterion),
    CONSTRAINT score_mark_sheet_fkey FOREIGN KEY (assignment_id, round_id) REFERENCES score_sheet (assignment_id, round_id),
    CONSTRAINT score_mark_criterion_fkey FOREIGN KEY (round_id, criterion) REFERENCES criterion (round_id, code)
);
COMMENT ON COLUMN score_mark.points IS 'NULL is not applicable; a criterion not yet marked has no row';

CREATE FUNCTION refuse_marks_off_scale() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.points IS NOT NULL AND NOT EXISTS (
        SELECT FROM criterion c
        WHERE c.round_id = NEW.round_id AND c.code = NEW.criterion
          AND NEW.points BETWEEN c.scale_min AND c.scale_max
          AND (NEW.points - c.scale_min) % c.scale_step = 0
    ) THEN
        RAISE EXCEPTION 'points off the scale'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'score_mark_on_scale';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER score_mark_on_scale BEFORE INSERT OR UPDATE ON score_mark
    FOR EACH ROW EXECUTE FUNCTION refuse_marks_off_scale();
