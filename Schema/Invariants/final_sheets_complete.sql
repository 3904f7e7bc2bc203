SELECT s.assignment_id, 'a final sheet lacks a criterion' AS problem
FROM score_sheet s
JOIN criterion c ON c.round_id = s.round_id
LEFT JOIN score_mark m ON m.assignment_id = s.assignment_id AND m.criterion = c.code
WHERE s.state = 'final' AND m.assignment_id IS NULL
