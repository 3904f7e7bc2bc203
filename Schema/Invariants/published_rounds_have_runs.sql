SELECT r.id, 'the published allocation does not rest on the current decision' AS problem
FROM round r
JOIN allocation l ON l.id = r.published_allocation_id
JOIN jury_decision d ON d.id = l.decision_id
WHERE d.superseded_at IS NOT NULL
