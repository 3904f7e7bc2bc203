-- A frozen run: the exact input of the scoring engine and what it answered. json, not jsonb: the hash is over these bytes.
CREATE TABLE ranking_run (
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    round_id uuid NOT NULL,
    rules_version integer NOT NULL,
    input json NOT NULL,
    input_sha256 bytea NOT NULL,
    frozen_at timestamptz NOT NULL DEFAULT now(),
    frozen_by uuid NOT NULL,
    CONSTRAINT ranking_run_pkey PRIMARY KEY (id),
    CONSTRAINT ranking_run_one_per_round UNIQUE (round_id),
    CONSTRAINT ranking_run_sha256_length CHECK (length(input_sha256) = 32),
    CONSTRAINT ranking_run_rules_fkey FOREIGN KEY (round_id, rules_version) REFERENCES round_rules (round_id, version),
    CONSTRAINT ranking_run_frozen_by_fkey FOREIGN KEY (frozen_by) REFERENCES account (id)
);

CREATE TABLE ranking_row (
    run_id uuid NOT NULL,
    round_id uuid NOT NULL,
    entry_id uuid NOT NULL,
    track text NOT NULL,
    position integer NOT NULL,
    rank integer,
    score_exact text,
    score text,
    sheets integer NOT NULL,
    decided_by text,
    flags text[] NOT NULL DEFAULT '{}',
    CONSTRAINT ranking_row_pkey PRIMARY KEY (run_id, entry_id),
    CONSTRAINT ranking_row_position_unique UNIQUE (run_id, track, position),
    CONSTRAINT ranking_row_rank_positive CHECK (rank > 0),
    CONSTRAINT ranking_row_score_with_rank CHECK ((rank IS NULL) = (score_exact IS NULL)),
    CONSTRAINT ranking_row_run_fkey FOREIGN KEY (run_id) REFERENCES ranking_run (id),
    CONSTRAINT ranking_row_entry_fkey FOREIGN KEY (entry_id, round_id) REFERENCES entry (id, round_id)
);
CREATE TRIGGER ranking_run_append_only BEFORE UPDATE OR DELETE ON ranking_run
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER ranking_run_no_truncate BEFORE TRUNCATE ON ranking_run
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER ranking_row_append_only BEFORE UPDATE OR DELETE ON ranking_row
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER ranking_row_no_truncate BEFORE TRUNCATE ON ranking_row
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- What the jury decided: places in groups of merit and special prizes. A newer one supersedes, none is overwritten.
CREATE TABLE jury_decision (
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    round_id uuid NOT NULL,
    run_id uuid,
    decided_by text NOT NULL,
    decided_on date,
    reason text NOT NULL,
    recorded_at timestamptz NOT NULL DEFAULT now(),
    recorded_by uuid NOT NULL,
    superseded_at timestamptz,
    CONSTRAINT jury_decision_pkey PRIMARY KEY (id),
    CONSTRAINT jury_decision_in_round UNIQUE (id, round_id),
    CONSTRAINT jury_decision_decided_by_given CHECK (decided_by <> ''),
    CONSTRAINT jury_decision_round_fkey FOREIGN KEY (round_id) REFERENCES round (id),
    CONSTRAINT jury_decision_run_fkey FOREIGN KEY (run_id) REFERENCES ranking_run (id),
    CONSTRAINT jury_decision_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES account (id)
);
CREATE UNIQUE INDEX jury_decision_one_current ON jury_decision (round_id) WHERE superseded_at IS NULL;

CREATE TABLE jury_place (
    decision_id uuid NOT NULL,
    round_id uuid NOT NULL,
    track text NOT NULL,
    group_position integer NOT NULL,
    position integer NOT NULL,
    entry_id uuid NOT NULL,
    set_cents bigint,
    CONSTRAINT jury_place_pkey PRIMARY KEY (decision_id, entry_id),
    CONSTRAINT jury_place_group_positive CHECK (group_position > 0 AND position > 0),
    CONSTRAINT jury_place_set_not_negative CHECK (set_cents >= 0),
    CONSTRAINT jury_place_decision_fkey FOREIGN KEY (decision_id, round_id) REFERENCES jury_decision (id, round_id),
    CONSTRAINT jury_place_entry_fkey FOREIGN KEY (entry_id, round_id) REFERENCES entry (id, round_id),
    CONSTRAINT jury_place_track_fkey FOREIGN KEY (round_id, track) REFERENCES track (round_id, code)
);

CREATE TABLE jury_special (
    decision_id uuid NOT NULL,
    round_id uuid NOT NULL,
    prize text NOT NULL,
    position integer NOT NULL,
    entry_id uuid NOT NULL,
    share integer NOT NULL,
    CONSTRAINT jury_special_pkey PRIMARY KEY (decision_id, prize, entry_id),
    CONSTRAINT jury_special_position_unique UNIQUE (decision_id, prize, position),
    CONSTRAINT jury_special_share_positive CHECK (share > 0),
    CONSTRAINT jury_special_decision_fkey FOREIGN KEY (decision_id, round_id) REFERENCES jury_decision (id, round_id),
    CONSTRAINT jury_special_entry_fkey FOREIGN KEY (entry_id, round_id) REFERENCES entry (id, round_id),
    CONSTRAINT jury_special_prize_fkey FOREIGN KEY (round_id, prize) REFERENCES special_prize (round_id, code)
);

CREATE TABLE allocation (
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    round_id uuid NOT NULL,
    decision_id uuid NOT NULL,
    rules_version integer NOT NULL,
    budget_cents bigint NOT NULL,
    total_cents bigint NOT NULL,
    unallocated_cents bigint NOT NULL,
    computed_at timestamptz NOT NULL DEFAULT now(),
    computed_by uuid NOT NULL,
    CONSTRAINT allocation_pkey PRIMARY KEY (id),
    CONSTRAINT allocation_in_round UNIQUE (id, round_id),
    CONSTRAINT allocation_one_per_decision UNIQUE (decision_id),
    CONSTRAINT allocation_adds_up CHECK (total_cents >= 0 AND unallocated_cents >= 0 AND total_cents + unallocated_cents = budget_cents),
    CONSTRAINT allocation_decision_fkey FOREIGN KEY (decision_id, round_id) REFERENCES jury_decision (id, round_id),
    CONSTRAINT allocation_rules_fkey FOREIGN KEY (round_id, rules_version) REFERENCES round_rules (round_id, version),
    CONSTRAINT allocation_computed_by_fkey FOREIGN KEY (computed_by) REFERENCES account (id)
);

CREATE TABLE award (
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    allocation_id uuid NOT NULL,
    round_id uuid NOT NULL,
    entry_id uuid NOT NULL,
    kind text NOT NULL,
    track text,
    prize text,
    position integer NOT NULL,
    rank integer,
    label text NOT NULL,
    cents bigint NOT NULL,
    CONSTRAINT award_pkey PRIMARY KEY (id),
    CONSTRAINT award_kind_known CHECK (kind IN ('place', 'special')),
    CONSTRAINT award_place_or_special CHECK (
        (kind = 'place' AND track IS NOT NULL AND rank IS NOT NULL AND prize IS NULL)
        OR (kind = 'special' AND prize IS NOT NULL AND track IS NULL AND rank IS NULL)
    ),
    CONSTRAINT award_cents_not_negative CHECK (cents >= 0),
    CONSTRAINT award_once UNIQUE NULLS NOT DISTINCT (allocation_id, entry_id, kind, prize),
    CONSTRAINT award_allocation_fkey FOREIGN KEY (allocation_id, round_id) REFERENCES allocation (id, round_id),
    CONSTRAINT award_entry_fkey FOREIGN KEY (entry_id, round_id) REFERENCES entry (id, round_id),
    CONSTRAINT award_track_fkey FOREIGN KEY (round_id, track) REFERENCES track (round_id, code),
    CONSTRAINT award_prize_fkey FOREIGN KEY (round_id, prize) REFERENCES special_prize (round_id, code)
);

CREATE FUNCTION refuse_awards_that_do_not_add_up() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT coalesce(sum(cents), 0) FROM award WHERE allocation_id = NEW.allocation_id)
        <> (SELECT total_cents FROM allocation WHERE id = NEW.allocation_id) THEN
        RAISE EXCEPTION 'awards do not add up'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'award_sum_is_total';
    END IF;
    RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER award_sum_is_total AFTER INSERT OR UPDATE ON award
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION refuse_awards_that_do_not_add_up();
CREATE TRIGGER award_append_only BEFORE UPDATE OR DELETE ON award
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER award_no_truncate BEFORE TRUNCATE ON award
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER allocation_append_only BEFORE UPDATE OR DELETE ON allocation
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER allocation_no_truncate BEFORE TRUNCATE ON allocation
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

ALTER TABLE round ADD COLUMN published_allocation_id uuid;
ALTER TABLE round ADD CONSTRAINT round_published_allocation_fkey
    FOREIGN KEY (published_allocation_id, id) REFERENCES allocation (id, round_id);
ALTER TABLE round ADD CONSTRAINT round_published_has_allocation
    CHECK ((state = 'published') = (published_allocation_id IS NOT NULL));
