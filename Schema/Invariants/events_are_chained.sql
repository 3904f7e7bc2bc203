SELECT coalesce(e.seq, e.place)::text, 'an event does not follow from the one before, or its body is not what it records' AS problem
FROM (
    SELECT v.seq, v.body, v.hash, event_body(v) AS own, row_number() OVER (ORDER BY v.seq) AS place,
           lag(v.hash, 1, decode(repeat('00', 32), 'hex')) OVER (ORDER BY v.seq) AS before
    FROM event v
) e
WHERE e.seq <> e.place OR e.body <> e.own OR e.hash <> sha256(e.before || convert_to(e.body, 'UTF8'))
