SELECT s.assignment_id, 'a sheet was started without a declaration, or is recused without a conflict' AS problem
FROM score_sheet s
LEFT JOIN conflict_declaration d ON d.assignment_id = s.assignment_id
WHERE (s.state IN ('draft', 'final', 'abstained') AND d.assignment_id IS NULL)
   OR (s.state = 'recused' AND d.conflict IS NOT TRUE)
