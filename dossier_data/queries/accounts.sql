-- The accounts that a view keeps, and those that it leaves out only for want of a date.
-- Grain: one row per account of any table, in the order of the tables.
-- Columns: account, kept (or else left out only for want of a date).
-- Types: text account; truth kept.
SELECT account, {kept} AS kept
FROM accounts
WHERE {reached}
ORDER BY position
