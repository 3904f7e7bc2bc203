SELECT s.assignment_id, 'a sheet was started without a declaration, or is recused without a conflict' AS problem
FROM score_sheet s
LEFT JOIN conflict_declaration d ON d.assignment_id = s.assignment_id
LEFT JOIN conflict_declaration c ON c.assignment_id = s.excluded_with AND c.standing = 'excluded'
WHERE (s.state IN ('draft', 'final', 'abstained') AND d.assignment_id IS NULL)
   OR (s.state = 'recused' AND coalesce(d.standing, 'clear') = 'clear' AND c.assignment_id IS NULL)
   OR s.standing IS DISTINCT FROM d.standing
