SELECT h.size::text, 'the head of the record is not its last event' AS problem
FROM event_head h LEFT JOIN event e ON e.seq = h.size
WHERE h.size <> (SELECT count(*) FROM event) OR (h.size > 0 AND h.hash IS DISTINCT FROM e.hash)
