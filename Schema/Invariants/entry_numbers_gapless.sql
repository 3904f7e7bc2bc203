SELECT r.id, 'entry numbers have a gap or exceed the counter' AS problem
FROM round r
WHERE r.last_entry_number <> (SELECT count(e.number) FROM entry e WHERE e.round_id = r.id)
   OR r.last_entry_number <> (SELECT coalesce(max(e.number), 0) FROM entry e WHERE e.round_id = r.id)
