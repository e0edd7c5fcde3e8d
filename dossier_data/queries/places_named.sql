-- Places that kept accounts are set in, sail from or go to.
-- Grain: one row per place.
-- Columns: place, accounts, account_ids (";"-joined).
SELECT place, count(*) AS accounts, string_agg(account, ';') AS account_ids
FROM account_places
WHERE {kept}
GROUP BY place
