-- Places that kept accounts are set in, sail from or go to.
-- Grain: one row per place.
-- Columns: place, accounts, account_ids (";"-joined).
SELECT place, count(*) AS accounts, string_agg(account, ';') AS account_ids
FROM (
    SELECT place, account FROM accounts WHERE {kept} AND place IS NOT NULL
    UNION ALL
    SELECT place_from, account FROM accounts WHERE {kept} AND place_from IS NOT NULL
) set_there
GROUP BY place
