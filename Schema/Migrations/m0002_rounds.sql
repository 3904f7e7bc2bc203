CREATE EXTENSION IF NOT EXISTS btree_gist;

CREATE TABLE competition (
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    slug text NOT NULL,
    title text NOT NULL,
    CONSTRAINT competition_pkey PRIMARY KEY (id),
    CONSTRAINT competition_slug_unique UNIQUE (slug),
    CONSTRAINT competition_slug_shape CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$')
);

-- The columns from time_zone to budget_cents repeat the current rules version, for SQL's sake;
-- an invariant holds them to it. Deadlines are local wall time plus zone.
CREATE TABLE round (
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    competition_id uuid NOT NULL,
    slug text NOT NULL,
    title text NOT NULL,
    state text NOT NULL DEFAULT 'open',
    rules_version integer NOT NULL,
    time_zone text NOT NULL,
    call_opens timestamp NOT NULL,
    entry_deadline timestamp NOT NULL,
    jury_meets date,
    ceremony date,
    population_date date NOT NULL,
    budget_cents bigint NOT NULL,
    sample_data boolean NOT NULL,
    last_entry_number integer NOT NULL DEFAULT 0,
    created_at timestamptz NOT NULL DEFAULT now(),
    scoring_closed_at timestamptz,
    published_at timestamptz,
    CONSTRAINT round_pkey PRIMARY KEY (id),
    CONSTRAINT round_slug_unique UNIQUE (slug),
    CONSTRAINT round_slug_shape CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
    CONSTRAINT round_state_known CHECK (state IN ('open', 'scoringClosed', 'published')),
    CONSTRAINT round_closed_has_time CHECK ((state = 'open') = (scoring_closed_at IS NULL)),
    CONSTRAINT round_published_has_time CHECK ((state = 'published') = (published_at IS NOT NULL)),
    CONSTRAINT round_deadline_after_opening CHECK (entry_deadline > call_opens),
    CONSTRAINT round_budget_positive CHECK (budget_cents > 0),
    CONSTRAINT round_competition_fkey FOREIGN KEY (competition_id) REFERENCES competition (id)
);

CREATE TABLE round_rules (
    round_id uuid NOT NULL,
    version integer NOT NULL,
    rules jsonb NOT NULL,
    source text NOT NULL,
    source_sha256 bytea NOT NULL,
    imported_at timestamptz NOT NULL DEFAULT now(),
    imported_by uuid,
    CONSTRAINT round_rules_pkey PRIMARY KEY (round_id, version),
    CONSTRAINT round_rules_version_positive CHECK (version > 0),
    CONSTRAINT round_rules_round_fkey FOREIGN KEY (round_id) REFERENCES round (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT round_rules_imported_by_fkey FOREIGN KEY (imported_by) REFERENCES account (id)
);
CREATE TRIGGER round_rules_append_only BEFORE UPDATE OR DELETE ON round_rules
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER round_rules_no_truncate BEFORE TRUNCATE ON round_rules
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

ALTER TABLE round ADD CONSTRAINT round_rules_version_fkey
    FOREIGN KEY (id, rules_version) REFERENCES round_rules (round_id, version) DEFERRABLE INITIALLY DEFERRED;

CREATE TABLE track (
    round_id uuid NOT NULL,
    code text NOT NULL,
    position integer NOT NULL,
    title text NOT NULL,
    population_from integer NOT NULL,
    population_to integer,
    CONSTRAINT track_pkey PRIMARY KEY (round_id, code),
    CONSTRAINT track_position_unique UNIQUE (round_id, position) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT track_bounds_ordered CHECK (population_from >= 0 AND (population_to IS NULL OR population_to >= population_from)),
    CONSTRAINT track_no_overlap EXCLUDE USING gist
        (round_id WITH =, int4range(population_from, population_to, '[]') WITH &&),
    CONSTRAINT track_round_fkey FOREIGN KEY (round_id) REFERENCES round (id)
);

CREATE TABLE track_place (
    round_id uuid NOT NULL,
    track text NOT NULL,
    place integer NOT NULL,
    amount_cents bigint NOT NULL,
    CONSTRAINT track_place_pkey PRIMARY KEY (round_id, track, place),
    CONSTRAINT track_place_positive CHECK (place > 0),
    CONSTRAINT track_place_amount_positive CHECK (amount_cents > 0),
    CONSTRAINT track_place_track_fkey FOREIGN KEY (round_id, track) REFERENCES track (round_id, code)
);

CREATE TABLE criterion (
    round_id uuid NOT NULL,
    code text NOT NULL,
    position integer NOT NULL,
    title text NOT NULL,
    weight numeric(12, 6) NOT NULL,
    scale_min numeric(12, 6) NOT NULL,
    scale_max numeric(12, 6) NOT NULL,
    scale_step numeric(12, 6) NOT NULL,
    CONSTRAINT criterion_pkey PRIMARY KEY (round_id, code),
    CONSTRAINT criterion_weight_positive CHECK (weight > 0),
    CONSTRAINT criterion_scale_ordered CHECK (scale_max > scale_min),
    CONSTRAINT criterion_step_fits CHECK (scale_step > 0 AND (scale_max - scale_min) % scale_step = 0),
    CONSTRAINT criterion_round_fkey FOREIGN KEY (round_id) REFERENCES round (id)
);

CREATE TABLE special_prize (
    round_id uuid NOT NULL,
    code text NOT NULL,
    position integer NOT NULL,
    title text NOT NULL,
    amount_cents bigint NOT NULL,
    joint boolean NOT NULL,
    CONSTRAINT special_prize_pkey PRIMARY KEY (round_id, code),
    CONSTRAINT special_prize_amount_positive CHECK (amount_cents > 0),
    CONSTRAINT special_prize_round_fkey FOREIGN KEY (round_id) REFERENCES round (id)
);
