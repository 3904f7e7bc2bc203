CREATE TABLE entry (
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    round_id uuid NOT NULL,
    municipality_id uuid NOT NULL,
    track text NOT NULL,
    population integer,
    population_date date,
    population_source text,
    state text NOT NULL DEFAULT 'draft',
    origin text NOT NULL DEFAULT 'online',
    number integer,
    revision integer NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    created_by uuid NOT NULL,
    submitted_at timestamptz,
    submitted_by uuid,
    content_hash bytea,
    content jsonb,
    decided_at timestamptz,
    decided_by uuid,
    rejection_reason text,
    CONSTRAINT entry_pkey PRIMARY KEY (id),
    CONSTRAINT entry_in_round UNIQUE (id, round_id),
    CONSTRAINT entry_one_per_municipality UNIQUE (round_id, municipality_id),
    CONSTRAINT entry_number_unique UNIQUE (round_id, number),
    CONSTRAINT entry_state_known CHECK (state IN ('draft', 'submitted', 'admitted', 'rejected')),
    CONSTRAINT entry_origin_known CHECK (origin IN ('online', 'staff')),
    CONSTRAINT entry_submitted_has_receipt CHECK (
        (state = 'draft') = (submitted_at IS NULL)
        AND (submitted_at IS NULL) = (number IS NULL)
        AND (submitted_at IS NULL) = (content_hash IS NULL)
        AND (submitted_at IS NULL) = (content IS NULL)
        AND (submitted_at IS NULL) = (submitted_by IS NULL)
    ),
    CONSTRAINT entry_content_hash_length CHECK (length(content_hash) = 32),
    CONSTRAINT entry_decision_has_person CHECK (
        (state IN ('admitted', 'rejected')) = (decided_at IS NOT NULL)
        AND (decided_at IS NULL) = (decided_by IS NULL)
    ),
    CONSTRAINT entry_rejection_has_reason CHECK ((state = 'rejected') = (rejection_reason IS NOT NULL AND rejection_reason <> '')),
    CONSTRAINT entry_population_has_date CHECK (
        (population IS NULL) = (population_date IS NULL) AND (population IS NULL) = (population_source IS NULL)
    ),
    CONSTRAINT entry_round_fkey FOREIGN KEY (round_id) REFERENCES round (id),
    CONSTRAINT entry_municipality_fkey FOREIGN KEY (municipality_id) REFERENCES municipality (id),
    CONSTRAINT entry_track_fkey FOREIGN KEY (round_id, track) REFERENCES track (round_id, code),
    CONSTRAINT entry_created_by_fkey FOREIGN KEY (created_by) REFERENCES account (id),
    CONSTRAINT entry_submitted_by_fkey FOREIGN KEY (submitted_by) REFERENCES account (id),
    CONSTRAINT entry_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES account (id)
);
CREATE INDEX entry_by_municipality ON entry (municipality_id);
CREATE INDEX entry_by_track ON entry (round_id, track);

-- One row per section of the form: the section is the page that is edited and saved as a whole.
CREATE TABLE entry_section (
    entry_id uuid NOT NULL,
    section text NOT NULL,
    revision integer NOT NULL,
    answers jsonb NOT NULL,
    saved_at timestamptz NOT NULL DEFAULT now(),
    saved_by uuid NOT NULL,
    CONSTRAINT entry_section_pkey PRIMARY KEY (entry_id, section),
    CONSTRAINT entry_section_revision_positive CHECK (revision > 0),
    CONSTRAINT entry_section_answers_object CHECK (jsonb_typeof(answers) = 'object'),
    CONSTRAINT entry_section_entry_fkey FOREIGN KEY (entry_id) REFERENCES entry (id),
    CONSTRAINT entry_section_saved_by_fkey FOREIGN KEY (saved_by) REFERENCES account (id)
);

-- No word is lost: every text that was ever saved stays here until the retention date.
CREATE TABLE entry_section_history (
    entry_id uuid NOT NULL,
    section text NOT NULL,
    revision integer NOT NULL,
    answers jsonb NOT NULL,
    saved_at timestamptz NOT NULL,
    saved_by uuid NOT NULL,
    CONSTRAINT entry_section_history_pkey PRIMARY KEY (entry_id, section, revision),
    CONSTRAINT entry_section_history_entry_fkey FOREIGN KEY (entry_id) REFERENCES entry (id)
);

CREATE FUNCTION keep_entry_section() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO entry_section_history (entry_id, section, revision, answers, saved_at, saved_by)
    VALUES (NEW.entry_id, NEW.section, NEW.revision, NEW.answers, NEW.saved_at, NEW.saved_by);
    RETURN NULL;
END
$$;
CREATE TRIGGER entry_section_keep AFTER INSERT OR UPDATE ON entry_section
    FOR EACH ROW EXECUTE FUNCTION keep_entry_section();

CREATE TABLE measure (
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    entry_id uuid NOT NULL,
    position integer NOT NULL,
    field text NOT NULL,
    title text NOT NULL,
    description text NOT NULL,
    started_year integer,
    finished_year integer,
    revision integer NOT NULL DEFAULT 1,
    saved_at timestamptz NOT NULL DEFAULT now(),
    saved_by uuid NOT NULL,
    removed_at timestamptz,
    CONSTRAINT measure_pkey PRIMARY KEY (id),
    CONSTRAINT measure_years_ordered CHECK (finished_year IS NULL OR started_year IS NULL OR finished_year >= started_year),
    CONSTRAINT measure_years_plausible CHECK (
        (started_year IS NULL OR started_year BETWEEN 1950 AND 2100)
        AND (finished_year IS NULL OR finished_year BETWEEN 1950 AND 2100)
    ),
    CONSTRAINT measure_entry_fkey FOREIGN KEY (entry_id) REFERENCES entry (id),
    CONSTRAINT measure_saved_by_fkey FOREIGN KEY (saved_by) REFERENCES account (id)
);
CREATE INDEX measure_by_entry ON measure (entry_id, position);

-- What has been submitted stays what it was: no section or measure changes outside a draft.
CREATE FUNCTION refuse_change_after_submission() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM entry WHERE id = NEW.entry_id AND state <> 'draft') THEN
        RAISE EXCEPTION 'entry is submitted'
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'entry_content_frozen';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER entry_section_frozen BEFORE INSERT OR UPDATE ON entry_section
    FOR EACH ROW EXECUTE FUNCTION refuse_change_after_submission();
CREATE TRIGGER measure_frozen BEFORE INSERT OR UPDATE ON measure
    FOR EACH ROW EXECUTE FUNCTION refuse_change_after_submission();

-- Searching finds "Müller" by müller, muller and mueller alike, and "Gießen" by giessen.
CREATE FUNCTION folded(text_to_fold text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT translate(
        replace(normalize(lower(text_to_fold COLLATE "de-x-icu"), NFC), 'ß', 'ss'),
        'äöüáàâéèêëíìîóòôúùûçñ', 'aouaaaeeeeiiiooouuucn'
    )
$$;
CREATE FUNCTION search_form(name text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT folded(name) || E'\n' || folded(
        replace(replace(replace(normalize(lower(name COLLATE "de-x-icu"), NFC), 'ä', 'ae'), 'ö', 'oe'), 'ü', 'ue')
    )
$$;
