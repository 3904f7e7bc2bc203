-- payment pays and sees bank data; auditor reads everything official and changes nothing.
ALTER TABLE account_role DROP CONSTRAINT account_role_known;
ALTER TABLE account_role ADD CONSTRAINT account_role_known
    CHECK (role IN ('administrator', 'staff', 'payment', 'auditor'));

-- The chair is a juror of the round, and there is at most one.
ALTER TABLE juror ADD COLUMN chair boolean NOT NULL DEFAULT false;
CREATE UNIQUE INDEX juror_one_chair ON juror (round_id) WHERE chair;
