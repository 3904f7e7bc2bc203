\set revision :revision + 1
\set op random(1, 9223372036854775806)
BEGIN ISOLATION LEVEL READ COMMITTED;
SELECT set_config('lorbeer.context', :context, true);
SELECT account_id, request_hash, result FROM operation WHERE id = lpad(:op::text, 32, '0')::uuid;
SELECT a.round_id, a.entry_id, e.track, j.account_id, encode(j.pseudonym, 'hex') AS pseudonym, r.state AS round_state, r.rules_version, e.state AS entry_state,
       s.state, s.standing, s.revision, s.comment,
       ARRAY(SELECT m.criterion FROM score_mark m WHERE m.assignment_id = a.id ORDER BY m.criterion) AS criteria,
       ARRAY(SELECT m.points FROM score_mark m WHERE m.assignment_id = a.id ORDER BY m.criterion) AS points
FROM assignment a
JOIN juror j ON j.id = a.juror_id
JOIN round r ON r.id = a.round_id
JOIN entry e ON e.id = a.entry_id
JOIN score_sheet s ON s.assignment_id = a.id
WHERE a.id = :assignment
FOR KEY SHARE OF r FOR SHARE OF j FOR UPDATE OF s;
WITH sheet AS (
    UPDATE score_sheet
    SET state = :state, revision = revision + 1, comment = :comment,
        saved_at = now()::timestamptz, finalised_at = nullif(:finalised_at::text, 'none')::timestamptz, salt = :salt
    WHERE assignment_id = :assignment AND revision = :revision
    RETURNING assignment_id, round_id
), emptied AS (
    DELETE FROM score_mark m USING sheet
    WHERE m.assignment_id = sheet.assignment_id AND m.criterion = ANY(:emptied::text[])
), marked AS (
    INSERT INTO score_mark (assignment_id, round_id, criterion, points)
    SELECT sheet.assignment_id, sheet.round_id, mark.criterion, mark.points
    FROM sheet, unnest(:codes::text[], :points::numeric[]) AS mark (criterion, points)
    ON CONFLICT ON CONSTRAINT score_mark_pkey DO UPDATE SET points = excluded.points
)
SELECT count(*) FROM sheet;
SELECT record_event(:action, :subject_kind, :assignment, nullif(:nobody::text, 'none')::uuid, :round, :account,
                    :content, :facts);
INSERT INTO operation (id, account_id, request_hash, result)
VALUES (lpad(:op::text, 32, '0')::uuid, :account, :request_hash, :result);
COMMIT;
