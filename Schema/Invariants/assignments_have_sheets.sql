SELECT a.id, 'assignment without a score sheet' AS problem
FROM assignment a LEFT JOIN score_sheet s ON s.assignment_id = a.id
WHERE s.assignment_id IS NULL
