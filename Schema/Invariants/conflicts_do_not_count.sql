SELECT a.id, 'a sheet counts although its juror declared a conflict' AS problem
FROM assignment a
JOIN conflict_declaration d ON d.assignment_id = a.id AND d.conflict
JOIN score_sheet s ON s.assignment_id = a.id
WHERE s.state <> 'recused'
