-- How many accounts each source gives.
-- Grain: one row per source.
-- Columns: source, accounts.
SELECT source, count(*) AS accounts
FROM accounts
WHERE {kept}
GROUP BY source
