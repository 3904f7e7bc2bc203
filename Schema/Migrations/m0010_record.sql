-- The record of acts as a hash chain. Each event's body is canonical JSON (RFC 8785) without personal data, stored as the text
-- that is hashed; whatever concerns a person stands beside it in event_detail, bound by a salted hash, and can be deleted.
CREATE TEMPORARY TABLE event_unchained ON COMMIT DROP AS
    SELECT seq, at, actor_id, action, subject_kind, subject_id, round_id, before, after FROM event;
DROP TABLE event;

CREATE TABLE event (
    seq bigint NOT NULL,
    at timestamptz NOT NULL,
    action text NOT NULL,
    subject_kind text NOT NULL,
    subject_id uuid,
    round_id uuid,
    -- Salted hashes, hexadecimal: who acted, the account it is about, the detail.
    actor text,
    account text,
    detail text NOT NULL,
    facts text NOT NULL,
    body text NOT NULL,
    hash bytea NOT NULL,
    CONSTRAINT event_pkey PRIMARY KEY (seq),
    CONSTRAINT event_seq_positive CHECK (seq > 0),
    CONSTRAINT event_names_plain CHECK (action ~ '^[A-Za-z]+$' AND subject_kind ~ '^[A-Za-z]+$'),
    CONSTRAINT event_hashes_shape CHECK (
        actor ~ '^[0-9a-f]{64}$' AND account ~ '^[0-9a-f]{64}$' AND detail ~ '^[0-9a-f]{64}$' AND length(hash) = 32
    ),
    CONSTRAINT event_one_subject CHECK (subject_id IS NULL OR account IS NULL),
    CONSTRAINT event_account_salted CHECK (subject_kind <> 'account' OR subject_id IS NULL),
    CONSTRAINT event_facts_object CHECK (jsonb_typeof(facts::jsonb) = 'object')
);
CREATE INDEX event_by_round ON event (round_id, seq);
CREATE INDEX event_by_subject ON event (subject_id, seq);
CREATE INDEX event_by_action ON event (action, seq);

CREATE TABLE event_detail (
    seq bigint NOT NULL,
    actor_id uuid,
    account_id uuid,
    salt bytea NOT NULL,
    content text NOT NULL,
    CONSTRAINT event_detail_pkey PRIMARY KEY (seq),
    CONSTRAINT event_detail_salt_length CHECK (length(salt) = 32),
    CONSTRAINT event_detail_content_object CHECK (jsonb_typeof(content::jsonb) = 'object'),
    CONSTRAINT event_detail_event_fkey FOREIGN KEY (seq) REFERENCES event (seq),
    CONSTRAINT event_detail_actor_fkey FOREIGN KEY (actor_id) REFERENCES account (id),
    CONSTRAINT event_detail_account_fkey FOREIGN KEY (account_id) REFERENCES account (id)
);
CREATE INDEX event_detail_by_actor ON event_detail (actor_id);
CREATE INDEX event_detail_by_account ON event_detail (account_id);

-- Where the chain ends: one row. edge holds the roots of the full subtrees of the Merkle tree (RFC 6962), the largest first.
CREATE TABLE event_head (
    one boolean NOT NULL DEFAULT true,
    size bigint NOT NULL,
    at timestamptz NOT NULL,
    hash bytea NOT NULL,
    edge bytea[] NOT NULL,
    CONSTRAINT event_head_pkey PRIMARY KEY (one),
    CONSTRAINT event_head_only_one CHECK (one),
    CONSTRAINT event_head_edge_fits CHECK (cardinality(edge) = length(replace(size::bit(63)::text, '0', '')))
);
INSERT INTO event_head (size, at, hash, edge) VALUES (0, '-infinity', decode(repeat('00', 32), 'hex'), '{}');

CREATE FUNCTION salted(salt bytea, purpose text, content text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT encode(sha256(salt || convert_to(purpose || E'\n' || content, 'UTF8')), 'hex')
$$;

-- Keys in the order of RFC 8785; the texts put in need no escapes.
CREATE FUNCTION event_body(e event) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT '{"action":"' || e.action
        || '","actor":' || coalesce('"' || e.actor || '"', 'null')
        || ',"at":"' || to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
        || '","detail":"' || e.detail
        || '","facts":' || e.facts
        || ',"round":' || coalesce('"' || e.round_id || '"', 'null')
        || ',"seq":' || e.seq
        || ',"subject":{"id":' || coalesce('"' || coalesce(e.subject_id::text, e.account) || '"', 'null')
        || ',"kind":"' || e.subject_kind || '"}}'
$$;

-- Every insert goes through here, whoever makes it: number, time, body and hash follow from the head, which is held until the
-- end of the transaction.
CREATE FUNCTION chain_event() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    head event_head%ROWTYPE;
    node bytea;
    nodes bytea[];
    rest bigint;
    body text;
    hash bytea;
BEGIN
    SELECT * INTO STRICT head FROM event_head FOR UPDATE;
    IF NEW.seq <> head.size + 1 THEN
        RAISE EXCEPTION 'the next event has the number %', head.size + 1
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'event_seq_follows';
    END IF;
    NEW.seq := head.size + 1;
    IF TG_NARGS = 0 THEN
        NEW.at := greatest(clock_timestamp(), head.at);
    END IF;
    body := event_body(NEW);
    hash := sha256(head.hash || convert_to(body, 'UTF8'));
    IF NEW.body <> body OR NEW.hash <> hash THEN
        RAISE EXCEPTION 'the hash does not follow from the event before'
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'event_hash_follows';
    END IF;
    NEW.body := body;
    NEW.hash := hash;
    node := sha256('\x00'::bytea || hash);
    nodes := head.edge;
    rest := head.size;
    WHILE rest % 2 = 1 LOOP
        node := sha256('\x01'::bytea || nodes[cardinality(nodes)] || node);
        nodes := nodes[1:cardinality(nodes) - 1];
        rest := rest / 2;
    END LOOP;
    UPDATE event_head SET size = NEW.seq, at = NEW.at, hash = NEW.hash, edge = nodes || node;
    RETURN NEW;
END
$$;

-- The root of the Merkle tree whose right edge this is.
CREATE FUNCTION event_root(edge bytea[]) RETURNS bytea LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
    root bytea := edge[cardinality(edge)];
BEGIN
    FOR place IN REVERSE cardinality(edge) - 1 .. 1 LOOP
        root := sha256('\x01'::bytea || edge[place] || root);
    END LOOP;
    RETURN root;
END
$$;

-- The one way in for use cases: salts, hashes and stores what is personal, and appends the event.
CREATE FUNCTION record_event(
    action text, subject_kind text, subject_id uuid, account_id uuid, round_id uuid, actor_id uuid, content text, facts text
) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    salt bytea := sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()));
    number bigint;
BEGIN
    INSERT INTO event (action, subject_kind, subject_id, round_id, actor, account, detail, facts)
    VALUES (action, subject_kind, subject_id, round_id, salted(salt, 'actor', actor_id::text),
            salted(salt, 'account', account_id::text), salted(salt, 'detail', content), facts)
    RETURNING seq INTO number;
    INSERT INTO event_detail (seq, actor_id, account_id, salt, content) VALUES (number, actor_id, account_id, salt, content);
    RETURN number;
END
$$;

-- What was recorded before there was a chain keeps its order and its time, and is numbered without gaps.
CREATE TRIGGER event_chain BEFORE INSERT ON event FOR EACH ROW EXECUTE FUNCTION chain_event('keep the time');
DO $$
DECLARE
    old record;
    salt bytea;
    content text;
    number bigint;
BEGIN
    FOR old IN SELECT * FROM event_unchained ORDER BY seq LOOP
        salt := sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()));
        content := jsonb_strip_nulls(jsonb_build_object('before', old.before, 'after', old.after))::text;
        INSERT INTO event (at, action, subject_kind, subject_id, round_id, actor, account, detail, facts)
        VALUES (old.at, old.action, old.subject_kind, CASE WHEN old.subject_kind <> 'account' THEN old.subject_id END, old.round_id,
                salted(salt, 'actor', old.actor_id::text),
                salted(salt, 'account', CASE WHEN old.subject_kind = 'account' THEN old.subject_id END::text),
                salted(salt, 'detail', content), '{}')
        RETURNING seq INTO number;
        INSERT INTO event_detail (seq, actor_id, account_id, salt, content)
        VALUES (number, old.actor_id, CASE WHEN old.subject_kind = 'account' THEN old.subject_id END, salt, content);
    END LOOP;
END
$$;
DROP TRIGGER event_chain ON event;
CREATE TRIGGER event_chain BEFORE INSERT ON event FOR EACH ROW EXECUTE FUNCTION chain_event();

CREATE TRIGGER event_append_only BEFORE UPDATE OR DELETE ON event
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER event_no_truncate BEFORE TRUNCATE ON event
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- The head moves with the chain and in no other way.
CREATE FUNCTION refuse_moving_the_head() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND pg_trigger_depth() > 1 THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'the head moves with the chain'
        USING ERRCODE = 'restrict_violation', CONSTRAINT = 'event_head_moves_with_chain';
END
$$;
CREATE TRIGGER event_head_guard BEFORE INSERT OR UPDATE OR DELETE ON event_head
    FOR EACH ROW EXECUTE FUNCTION refuse_moving_the_head();
CREATE TRIGGER event_head_no_truncate BEFORE TRUNCATE ON event_head
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_moving_the_head();

-- A detail may be deleted (Art. 17 GDPR), never changed.
CREATE FUNCTION refuse_other_detail() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a detail is deleted or stays as it is'
        USING ERRCODE = 'restrict_violation', CONSTRAINT = 'event_detail_unchanged';
END
$$;
CREATE TRIGGER event_detail_unchanged BEFORE UPDATE ON event_detail
    FOR EACH ROW EXECUTE FUNCTION refuse_other_detail();

-- The size and root of the tree at a moment, signed (C2SP tlog-checkpoint).
CREATE TABLE checkpoint (
    size bigint NOT NULL,
    key text NOT NULL,
    root bytea NOT NULL,
    note text NOT NULL,
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT checkpoint_pkey PRIMARY KEY (size, key),
    CONSTRAINT checkpoint_size_positive CHECK (size > 0),
    CONSTRAINT checkpoint_root_length CHECK (length(root) = 32)
);
CREATE TRIGGER checkpoint_append_only BEFORE UPDATE OR DELETE ON checkpoint
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER checkpoint_no_truncate BEFORE TRUNCATE ON checkpoint
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- The chain binds what an entry says by a salted hash; without the salt nobody can try out texts.
ALTER TABLE entry ADD COLUMN content_salt bytea;
ALTER TABLE entry ADD CONSTRAINT entry_content_salt_length CHECK (length(content_salt) = 32);
-- Jurors' numbers in what is published follow from the salt and tell nothing without it.
ALTER TABLE ranking_run ADD COLUMN juror_salt bytea;
ALTER TABLE ranking_run ADD CONSTRAINT ranking_run_juror_salt_length CHECK (length(juror_salt) = 32);
