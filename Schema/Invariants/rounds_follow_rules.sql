SELECT r.id, 'a round''s columns differ from its current rules' AS problem
FROM round r
JOIN round_rules v ON v.round_id = r.id AND v.version = r.rules_version
WHERE r.budget_cents <> (v.rules ->> 'budgetCents')::bigint
   OR r.time_zone <> v.rules #>> '{round,timeZone}'
   OR r.sample_data <> (v.rules #>> '{round,sampleData}')::boolean
   OR r.entry_deadline <> (v.rules #>> '{dates,entryDeadline}')::timestamp
   OR r.call_opens <> (v.rules #>> '{dates,callOpens}')::timestamp
   OR r.exclusion <> coalesce(v.rules #>> '{jury,exclusion}', 'entry')
   OR (SELECT coalesce(sum(p.amount_cents), 0) FROM track_place p WHERE p.round_id = r.id)
      + (SELECT coalesce(sum(p.amount_cents), 0) FROM special_prize p WHERE p.round_id = r.id) <> r.budget_cents
