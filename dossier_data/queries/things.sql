-- Distinct things that a view keeps.
-- Grain: one row per table.
-- Columns: tbl, things, accounts.
SELECT tbl, count(DISTINCT thing) AS things, count(*) AS accounts
FROM accounts
WHERE {kept}
GROUP BY tbl
