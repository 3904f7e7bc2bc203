-- A round of 1,000 entries × 10 jurors with all criteria marked, made from the demo round; scoring is closed.
-- The constraints and triggers of the schema are on: what they refuse is not measured.
INSERT INTO municipality (kind, key, official_name, display_name, designation, article, land_code, sample_data)
SELECT 'gemeinde', '99' || lpad((500000 + n)::text, 6, '0'), 'Messstadt ' || n, 'Messstadt ' || n, 'Stadt', 'die', '99', true
FROM generate_series(1, 1000) n;

INSERT INTO account (email, display_name, password_hash, sample_data)
SELECT 'mess' || n || '@example.org', 'Messjury ' || n, 'x', true FROM generate_series(1, 10) n;

INSERT INTO juror (round_id, account_id, organisation)
SELECT r.id, a.id, 'Messung' FROM round r, account a WHERE r.slug = 'demo-2027' AND a.email LIKE 'mess%@example.org';

WITH staff AS (SELECT id FROM account WHERE email = 'verwaltung@example.org'),
numbered AS (
    SELECT r.id AS round_id, r.last_entry_number, m.id, m.key,
           row_number() OVER (ORDER BY m.key) AS n,
           (SELECT array_agg(t.code ORDER BY t.position) FROM track t WHERE t.round_id = r.id) AS tracks
    FROM round r, municipality m WHERE r.slug = 'demo-2027' AND m.display_name LIKE 'Messstadt %'
)
INSERT INTO entry (round_id, municipality_id, track, population, population_date, population_source, state, origin, number, created_by,
                   submitted_at, submitted_by, content_hash, content, decided_at, decided_by)
SELECT n.round_id, n.id, n.tracks[1 + n.n % 3], 1000, '2024-12-31', 'Messung', 'admitted', 'staff', n.last_entry_number + n.n, staff.id,
       now(), staff.id, sha256(n.key::bytea), '{}', now(), staff.id
FROM numbered n, staff;
UPDATE round SET last_entry_number = (SELECT max(number) FROM entry e WHERE e.round_id = round.id) WHERE slug = 'demo-2027';

INSERT INTO assignment (round_id, juror_id, entry_id, assigned_by)
SELECT e.round_id, j.id, e.id, e.created_by
FROM entry e JOIN municipality m ON m.id = e.municipality_id AND m.display_name LIKE 'Messstadt %'
JOIN juror j ON j.round_id = e.round_id AND j.organisation = 'Messung';

INSERT INTO conflict_declaration (assignment_id, conflict, declared_by)
SELECT a.id, false, j.account_id FROM assignment a JOIN juror j ON j.id = a.juror_id AND j.organisation = 'Messung';

INSERT INTO score_sheet (assignment_id, round_id, standing, state, revision, saved_at, finalised_at)
SELECT a.id, a.round_id, 'clear', 'final', 1, now(), now()
FROM assignment a JOIN juror j ON j.id = a.juror_id AND j.organisation = 'Messung';

INSERT INTO score_mark (assignment_id, round_id, criterion, points)
SELECT a.id, a.round_id, c.code,
       c.scale_min + c.scale_step * floor(random() * (1 + (c.scale_max - c.scale_min) / c.scale_step))
FROM assignment a JOIN juror j ON j.id = a.juror_id AND j.organisation = 'Messung'
JOIN criterion c ON c.round_id = a.round_id;

UPDATE round SET state = 'scoringClosed', scoring_closed_at = now() WHERE slug = 'demo-2027';
ANALYZE;
