SELECT v.assignment_id, 'a juror has decided about their own bias' AS problem
FROM conflict_decision v
JOIN assignment a ON a.id = v.assignment_id
JOIN juror j ON j.id = a.juror_id AND j.account_id = v.decided_by
