-- An invited person has no password yet and cannot sign in.
ALTER TABLE account ALTER COLUMN password_hash DROP NOT NULL;

ALTER TABLE session ADD COLUMN id uuid NOT NULL DEFAULT gen_random_uuid();
ALTER TABLE session ADD CONSTRAINT session_id_unique UNIQUE (id);
-- In coarse words, for the person's own list: the browser's whole description is nobody's business.
ALTER TABLE session ADD COLUMN device text NOT NULL DEFAULT '';
-- When the person last proved that it is them: at sign-in, and before acts that ask again.
ALTER TABLE session ADD COLUMN confirmed_at timestamptz NOT NULL DEFAULT now();

-- What an invited person gets on accepting: roles, or a place in a municipality's team.
CREATE TABLE invitation (
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    account_id uuid NOT NULL,
    token_hash bytea NOT NULL,
    roles text[] NOT NULL DEFAULT '{}',
    municipality_id uuid,
    lead boolean NOT NULL DEFAULT false,
    created_by uuid,
    created_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL,
    accepted_at timestamptz,
    revoked_at timestamptz,
    CONSTRAINT invitation_pkey PRIMARY KEY (id),
    CONSTRAINT invitation_token_unique UNIQUE (token_hash),
    CONSTRAINT invitation_token_length CHECK (length(token_hash) = 32),
    CONSTRAINT invitation_roles_known CHECK (roles <@ ARRAY['administrator', 'staff', 'payment', 'auditor']),
    CONSTRAINT invitation_lead_of_municipality CHECK (NOT lead OR municipality_id IS NOT NULL),
    CONSTRAINT invitation_ends_once CHECK (accepted_at IS NULL OR revoked_at IS NULL),
    CONSTRAINT invitation_account_fkey FOREIGN KEY (account_id) REFERENCES account (id),
    CONSTRAINT invitation_municipality_fkey FOREIGN KEY (municipality_id) REFERENCES municipality (id),
    CONSTRAINT invitation_creator_fkey FOREIGN KEY (created_by) REFERENCES account (id)
);
-- One at a time: a link that ordinary staff have seen never carries what an administrator adds later.
CREATE UNIQUE INDEX invitation_one_open ON invitation (account_id) WHERE accepted_at IS NULL AND revoked_at IS NULL;
CREATE INDEX invitation_by_municipality ON invitation (municipality_id);

CREATE TABLE password_reset (
    token_hash bytea NOT NULL,
    account_id uuid NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL,
    CONSTRAINT password_reset_pkey PRIMARY KEY (token_hash),
    CONSTRAINT password_reset_token_length CHECK (length(token_hash) = 32),
    CONSTRAINT password_reset_account_fkey FOREIGN KEY (account_id) REFERENCES account (id)
);
CREATE INDEX password_reset_by_account ON password_reset (account_id);

CREATE TABLE second_factor (
    account_id uuid NOT NULL,
    sealed_secret bytea NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    -- NULL until the first code was right.
    enrolled_at timestamptz,
    -- The 30-second step of the last code accepted: none at or before it is accepted again.
    last_step bigint NOT NULL DEFAULT 0,
    CONSTRAINT second_factor_pkey PRIMARY KEY (account_id),
    CONSTRAINT second_factor_account_fkey FOREIGN KEY (account_id) REFERENCES account (id)
);

CREATE TABLE recovery_code (
    account_id uuid NOT NULL,
    code_hash bytea NOT NULL,
    CONSTRAINT recovery_code_pkey PRIMARY KEY (account_id, code_hash),
    CONSTRAINT recovery_code_hash_length CHECK (length(code_hash) = 32),
    CONSTRAINT recovery_code_account_fkey FOREIGN KEY (account_id) REFERENCES account (id)
);

-- The password was right and the second factor is still to come. This is no session and opens nothing.
CREATE TABLE sign_in_challenge (
    token_hash bytea NOT NULL,
    account_id uuid NOT NULL,
    expires_at timestamptz NOT NULL,
    CONSTRAINT sign_in_challenge_pkey PRIMARY KEY (token_hash),
    CONSTRAINT sign_in_challenge_token_length CHECK (length(token_hash) = 32),
    CONSTRAINT sign_in_challenge_account_fkey FOREIGN KEY (account_id) REFERENCES account (id)
);
CREATE INDEX sign_in_challenge_by_account ON sign_in_challenge (account_id);

-- A device that the person has signed in from has a throttle of its own, so that strangers cannot lock the person out.
CREATE TABLE known_device (
    token_hash bytea NOT NULL,
    account_id uuid NOT NULL,
    last_seen_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT known_device_pkey PRIMARY KEY (token_hash, account_id),
    CONSTRAINT known_device_token_length CHECK (length(token_hash) = 32),
    CONSTRAINT known_device_account_fkey FOREIGN KEY (account_id) REFERENCES account (id)
);
CREATE INDEX known_device_by_account ON known_device (account_id);

-- Token buckets. The key is an HMAC: neither addresses nor mail addresses are stored.
CREATE TABLE throttle (
    key bytea NOT NULL,
    -- When the bucket will be full again. Each token taken moves it one refill time on.
    full_at timestamptz NOT NULL,
    CONSTRAINT throttle_pkey PRIMARY KEY (key),
    CONSTRAINT throttle_key_length CHECK (length(key) = 32)
);
CREATE INDEX throttle_by_full ON throttle (full_at);

-- Each mail that is to go out. Its text may hold a link that opens an account, so it is sealed and goes when the link dies.
CREATE TABLE outbox_mail (
    id uuid NOT NULL,
    account_id uuid NOT NULL,
    recipient text NOT NULL,
    kind text NOT NULL,
    subject text NOT NULL,
    sealed_text bytea,
    created_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL,
    CONSTRAINT outbox_mail_pkey PRIMARY KEY (id),
    CONSTRAINT outbox_mail_kind_known CHECK (
        kind IN ('invitation', 'passwordReset', 'passwordChanged', 'leadGiven', 'memberAdded', 'secondFactorReset', 'rolesChanged')
    ),
    CONSTRAINT outbox_mail_subject_given CHECK (subject <> ''),
    CONSTRAINT outbox_mail_account_fkey FOREIGN KEY (account_id) REFERENCES account (id)
);
CREATE INDEX outbox_mail_by_time ON outbox_mail (created_at DESC, id);
CREATE INDEX outbox_mail_by_account ON outbox_mail (account_id);

-- Whether a link to this account would open more than a municipality's entries: it has a role, is offered one, or chairs a jury.
CREATE FUNCTION powerful_account(account uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (SELECT FROM account_role r WHERE r.account_id = account)
        OR EXISTS (SELECT FROM juror j WHERE j.account_id = account AND j.chair)
        OR EXISTS (
            SELECT FROM invitation i
            WHERE i.account_id = account AND i.accepted_at IS NULL AND i.revoked_at IS NULL AND i.roles <> '{}'
        )
$$;
