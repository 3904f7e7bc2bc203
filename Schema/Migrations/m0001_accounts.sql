CREATE TABLE land (
    code text NOT NULL,
    name text NOT NULL,
    short_name text NOT NULL,
    CONSTRAINT land_pkey PRIMARY KEY (code),
    CONSTRAINT land_code_two_digits CHECK (code ~ '^[0-9]{2}$'),
    CONSTRAINT land_name_unique UNIQUE (name)
);

-- A Landkreis has no AGS of its own: the key is unique only together with the kind.
CREATE TABLE municipality (
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    kind text NOT NULL,
    key text NOT NULL,
    official_name text NOT NULL,
    display_name text NOT NULL,
    designation text NOT NULL,
    article text NOT NULL,
    land_code text NOT NULL,
    sample_data boolean NOT NULL DEFAULT false,
    CONSTRAINT municipality_pkey PRIMARY KEY (id),
    CONSTRAINT municipality_kind_known CHECK (kind IN ('gemeinde', 'landkreis')),
    CONSTRAINT municipality_key_digits CHECK (
        (kind = 'gemeinde' AND key ~ '^[0-9]{8}$') OR (kind = 'landkreis' AND key ~ '^[0-9]{5}$')
    ),
    CONSTRAINT municipality_key_unique UNIQUE (kind, key),
    CONSTRAINT municipality_key_in_land CHECK (substr(key, 1, 2) = land_code),
    CONSTRAINT municipality_article_known CHECK (article IN ('der', 'die', 'das', '')),
    CONSTRAINT municipality_official_name_given CHECK (official_name <> ''),
    CONSTRAINT municipality_display_name_given CHECK (display_name <> ''),
    CONSTRAINT municipality_land_fkey FOREIGN KEY (land_code) REFERENCES land (code)
);

-- Size classes depend on the population at a reference date, so every figure keeps its date and source.
CREATE TABLE municipality_population (
    municipality_id uuid NOT NULL,
    population_date date NOT NULL,
    population integer NOT NULL,
    source text NOT NULL,
    CONSTRAINT municipality_population_pkey PRIMARY KEY (municipality_id, population_date),
    CONSTRAINT municipality_population_not_negative CHECK (population >= 0),
    CONSTRAINT municipality_population_source_given CHECK (source <> ''),
    CONSTRAINT municipality_population_municipality_fkey
        FOREIGN KEY (municipality_id) REFERENCES municipality (id)
);

CREATE TABLE account (
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    email text NOT NULL,
    display_name text NOT NULL,
    password_hash text NOT NULL,
    sample_data boolean NOT NULL DEFAULT false,
    created_at timestamptz NOT NULL DEFAULT now(),
    disabled_at timestamptz,
    CONSTRAINT account_pkey PRIMARY KEY (id),
    CONSTRAINT account_email_shape CHECK (email ~ '^[^@[:space:]]+@[^@[:space:]]+$' AND length(email) <= 254),
    CONSTRAINT account_display_name_given CHECK (display_name <> '')
);
CREATE UNIQUE INDEX account_email_unique ON account (lower(email));

CREATE TABLE account_role (
    account_id uuid NOT NULL,
    role text NOT NULL,
    CONSTRAINT account_role_pkey PRIMARY KEY (account_id, role),
    CONSTRAINT account_role_known CHECK (role IN ('administrator', 'staff')),
    CONSTRAINT account_role_account_fkey FOREIGN KEY (account_id) REFERENCES account (id)
);

CREATE TABLE membership (
    account_id uuid NOT NULL,
    municipality_id uuid NOT NULL,
    lead boolean NOT NULL DEFAULT false,
    CONSTRAINT membership_pkey PRIMARY KEY (account_id, municipality_id),
    CONSTRAINT membership_account_fkey FOREIGN KEY (account_id) REFERENCES account (id),
    CONSTRAINT membership_municipality_fkey FOREIGN KEY (municipality_id) REFERENCES municipality (id)
);
CREATE INDEX membership_by_municipality ON membership (municipality_id);

CREATE TABLE session (
    token_hash bytea NOT NULL,
    account_id uuid NOT NULL,
    csrf_token text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    last_seen_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL,
    CONSTRAINT session_pkey PRIMARY KEY (token_hash),
    CONSTRAINT session_token_hash_length CHECK (length(token_hash) = 32),
    CONSTRAINT session_account_fkey FOREIGN KEY (account_id) REFERENCES account (id)
);
CREATE INDEX session_by_account ON session (account_id);
CREATE INDEX session_by_expiry ON session (expires_at);

-- The outcome protocol: the first answer to a form, kept so that sending it again has no second effect.
CREATE TABLE operation (
    id uuid NOT NULL,
    account_id uuid NOT NULL,
    request_hash bytea NOT NULL,
    result jsonb NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT operation_pkey PRIMARY KEY (id),
    CONSTRAINT operation_request_hash_length CHECK (length(request_hash) = 32),
    CONSTRAINT operation_account_fkey FOREIGN KEY (account_id) REFERENCES account (id)
);

CREATE TABLE event (
    seq bigint GENERATED ALWAYS AS IDENTITY,
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    actor_id uuid,
    action text NOT NULL,
    subject_kind text NOT NULL,
    subject_id uuid,
    round_id uuid,
    before jsonb,
    after jsonb,
    CONSTRAINT event_pkey PRIMARY KEY (seq),
    CONSTRAINT event_action_given CHECK (action <> ''),
    CONSTRAINT event_actor_fkey FOREIGN KEY (actor_id) REFERENCES account (id)
);
CREATE INDEX event_by_round ON event (round_id, seq);
CREATE INDEX event_by_subject ON event (subject_id, seq);

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'table % is append-only', TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation', CONSTRAINT = TG_TABLE_NAME || '_append_only';
END
$$;

CREATE TRIGGER event_append_only BEFORE UPDATE OR DELETE ON event
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER event_no_truncate BEFORE TRUNCATE ON event
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
