SELECT a.id, 'ordinary staff have held a link to an account that has power now, and it was not renewed since' AS problem
FROM account a
WHERE a.link_shown_at IS NOT NULL AND powerful_account(a.id)
