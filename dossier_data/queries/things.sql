-- Distinct things that a view keeps.
-- Grain: one row per table.
-- Columns: tbl, things, accounts, account_ids (";"-joined).
SELECT tbl, count(*) AS things, sum(accounts) AS accounts, string_agg(ids, ';') AS account_ids
FROM (
    SELECT tbl, count(*) AS accounts, string_agg(account, ';') AS ids
    FROM accounts
    WHERE {kept}
    GROUP BY tbl, thing
) told
GROUP BY tbl
