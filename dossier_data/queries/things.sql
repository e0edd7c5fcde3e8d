-- Distinct things that a view keeps.
-- Grain: one row per table.
-- Columns: tbl, things, accounts, account_ids (";"-joined).
SELECT tbl, count(DISTINCT thing) AS things, count(*) AS accounts,
       string_agg(account, ';') AS account_ids
FROM accounts
WHERE {kept}
GROUP BY tbl
