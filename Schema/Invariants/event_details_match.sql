SELECT e.seq::text, 'the detail of an event is not the one its salted hash stands for' AS problem
FROM event e JOIN event_detail d ON d.seq = e.seq
WHERE e.detail <> salted(d.salt, 'detail', d.content)
   OR e.actor IS DISTINCT FROM salted(d.salt, 'actor', d.actor_id::text)
   OR e.account IS DISTINCT FROM salted(d.salt, 'account', d.account_id::text)
