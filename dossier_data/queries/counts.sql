-- What a view keeps and leaves out.
-- Grain: one row per table.
-- Columns: tbl, kept (accounts), undated_left_out (accounts that only the years leave out because they have no
--          date).
SELECT tbl,
       sum(CASE WHEN {in_years} THEN 1 ELSE 0 END) AS kept,
       sum(CASE WHEN {in_years} THEN 0 ELSE 1 END) AS undated_left_out
FROM accounts
WHERE {in_scope} AND (earliest IS NULL OR {in_years})
GROUP BY tbl
