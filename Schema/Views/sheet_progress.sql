CREATE VIEW sheet_progress WITH (security_invoker = true) AS
SELECT a.round_id,
       a.entry_id,
       count(*) AS assigned,
       count(*) FILTER (WHERE s.state = 'final') AS final,
       count(*) FILTER (WHERE s.state = 'draft') AS draft,
       count(*) FILTER (WHERE s.state = 'notStarted') AS not_started,
       count(*) FILTER (WHERE s.state = 'abstained') AS abstained,
       count(*) FILTER (WHERE s.state = 'recused') AS recused
FROM assignment a
JOIN score_sheet s ON s.assignment_id = a.id
GROUP BY a.round_id, a.entry_id;
GRANT SELECT ON sheet_progress TO lorbeer_staff, lorbeer_audit;
