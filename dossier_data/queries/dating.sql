-- How the accounts that a view keeps are dated.
-- Grain: one row per table, basis and dated; in the order of the tables.
-- Columns: tbl (table), basis (how the date is known), dated (or else without a date), accounts,
--          account_ids (";"-joined, in order).
-- Types: text tbl, basis, account_ids; truth dated; number accounts.
SELECT tbl, date_basis AS basis, earliest IS NOT NULL AS dated, count(*) AS accounts,
       string_agg(account, ';' ORDER BY position) AS account_ids
FROM accounts
WHERE {kept}
GROUP BY tbl, date_basis, dated
ORDER BY min(position)
