-- How accounts are dated.
-- Grain: one row per table, basis, dated and kept; in the order of the tables.
-- Columns: tbl (table), basis (how the date is known), dated (or else without a date), kept (or else left out only
--          for want of a date), accounts, account_ids (in order).
-- Types: text tbl, basis; ids account_ids; truth dated, kept; number accounts.
SELECT tbl, date_basis AS basis, earliest IS NOT NULL AS dated, {stated} AS kept, count(*) AS accounts,
       string_agg(account, ';' ORDER BY position) AS account_ids
FROM accounts
WHERE {reached}
GROUP BY tbl, date_basis, dated, kept
ORDER BY min(position)
