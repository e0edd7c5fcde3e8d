-- The accounts that a view keeps, and those that it leaves out only for want of a date.
-- Grain: one row per account of any table, in the order of the tables.
-- Columns: account, tbl (table), kept (or else left out only for want of a date).
-- Types: text account, tbl; truth kept.
SELECT account, tbl, {stated} AS kept
FROM accounts
WHERE {reached}
ORDER BY position
