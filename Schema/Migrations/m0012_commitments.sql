-- Acts bind what they were about, by salted hashes: a sheet's act all of its marks, an entry's act whose entry it is. Whatever
-- is changed between the act and the next official one shows.

-- Stands for a juror in those hashes and in what is published: random, so that it tells nothing and leads nowhere else.
ALTER TABLE juror ADD COLUMN pseudonym bytea NOT NULL
    DEFAULT sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()));
ALTER TABLE juror ADD CONSTRAINT juror_pseudonym_length CHECK (length(pseudonym) = 32);
ALTER TABLE juror ADD CONSTRAINT juror_pseudonym_unique UNIQUE (pseudonym);

-- Of the sheet's last act. Those of counted sheets are published with the ranking, the others never.
ALTER TABLE score_sheet ADD COLUMN salt bytea;
ALTER TABLE score_sheet ADD CONSTRAINT score_sheet_salt_length CHECK (length(salt) = 32);
GRANT UPDATE (salt) ON score_sheet TO lorbeer_juror;

-- What opens the hashes of the frozen sheets, as it was when they were frozen.
ALTER TABLE ranking_run ADD COLUMN sheets jsonb;

-- Why a checkpoint was made. Each hour has one, whether or not something happened, so that the public sees no single act by a
-- new one; one made for a receipt stands in that receipt alone.
ALTER TABLE checkpoint ADD COLUMN occasion text NOT NULL DEFAULT 'act';
ALTER TABLE checkpoint ADD CONSTRAINT checkpoint_occasion_known CHECK (occasion IN ('act', 'hour', 'receipt'));
ALTER TABLE checkpoint DROP CONSTRAINT checkpoint_pkey;
ALTER TABLE checkpoint ADD CONSTRAINT checkpoint_pkey PRIMARY KEY (size, key, occasion, at);
GRANT INSERT (occasion) ON checkpoint TO lorbeer_applicant, lorbeer_staff, lorbeer_record;
