SELECT s.assignment_id, 'a sheet is open or counts although its juror is biased, or that is not decided' AS problem
FROM score_sheet s
JOIN assignment a ON a.id = s.assignment_id
JOIN entry e ON e.id = a.entry_id
JOIN round r ON r.id = a.round_id
LEFT JOIN conflict_declaration d ON d.assignment_id = a.id
WHERE s.state IN ('draft', 'final', 'abstained')
  AND (d.standing IN ('pending', 'excluded')
       OR (r.exclusion = 'track' AND EXISTS (
           SELECT FROM assignment other JOIN entry o ON o.id = other.entry_id AND o.track = e.track
           JOIN conflict_declaration x ON x.assignment_id = other.id AND x.standing = 'excluded'
           WHERE other.juror_id = a.juror_id)))
