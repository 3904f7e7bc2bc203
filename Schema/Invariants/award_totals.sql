SELECT l.id, 'awards do not add up to the allocation, or the allocation exceeds the budget' AS problem
FROM allocation l
WHERE l.total_cents <> (SELECT coalesce(sum(w.cents), 0) FROM award w WHERE w.allocation_id = l.id)
   OR l.total_cents > l.budget_cents
