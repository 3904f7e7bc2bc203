BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;
SELECT set_config('lorbeer.context', '', true);
SELECT clock_timestamp() AS requested_at, s.csrf_token, s.confirmed_at, a.id, a.display_name, a.email, a.sample_data,
       s.last_seen_at < now() - interval '1 minute' AS stale,
       ARRAY(SELECT r.role FROM account_role r WHERE r.account_id = a.id ORDER BY r.role) AS roles,
       EXISTS (SELECT FROM membership m WHERE m.account_id = a.id) AS is_applicant,
       EXISTS (SELECT FROM juror j WHERE j.account_id = a.id) AS is_juror,
       EXISTS (SELECT FROM juror j WHERE j.account_id = a.id AND j.chair) AS chairs,
       EXISTS (SELECT FROM second_factor f WHERE f.account_id = a.id AND f.enrolled_at IS NOT NULL) AS enrolled
FROM session s JOIN account a ON a.id = s.account_id
WHERE s.token_hash = :token_hash AND s.expires_at > now()
  AND s.last_seen_at > now() - interval '30 minutes' AND a.disabled_at IS NULL;
COMMIT;
