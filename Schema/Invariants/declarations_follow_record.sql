SELECT a.id, 'what was said or decided about a conflict is not what the record says' AS problem
FROM assignment a
LEFT JOIN conflict_declaration d ON d.assignment_id = a.id
LEFT JOIN conflict_decision v ON v.id = d.decision_id
LEFT JOIN LATERAL (
    SELECT e.action, e.facts::jsonb ->> 'biased' AS biased FROM event e
    WHERE e.subject_id = a.id
      AND e.action IN ('noConflictDeclared', 'conflictDeclared', 'suggestionDenied', 'conflictRecorded', 'biasDecided')
    ORDER BY e.seq DESC LIMIT 1
) said ON true
-- What counted by a rule before there were decisions is in no record.
WHERE v.decided_as IS DISTINCT FROM 'rule' AND NOT coalesce(CASE
    WHEN d.assignment_id IS NULL THEN said.action IS NULL
    WHEN d.biased IS NOT NULL THEN said.action = 'biasDecided' AND (said.biased IS DISTINCT FROM '0') = d.biased
    WHEN d.conflict THEN said.action IN ('conflictDeclared', 'conflictRecorded')
    ELSE said.action = CASE WHEN d.denied THEN 'suggestionDenied' ELSE 'noConflictDeclared' END
END, false)
