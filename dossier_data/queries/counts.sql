-- What passes actors and sources, and is dated within the years or not dated at all.
-- Grain: one row per table, source and undated.
-- Columns: tbl, source, undated (left out as soon as years are chosen), accounts.
SELECT tbl, source, earliest IS NULL AS undated, count(*) AS accounts
FROM accounts
WHERE {in_scope} AND (earliest IS NULL OR {in_years})
GROUP BY tbl, source, earliest IS NULL
