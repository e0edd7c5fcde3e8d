-- The accounts that a view keeps.
-- Grain: one row per account of any table.
-- Columns: account, tbl, thing, source.
SELECT a.account, a.tbl, a.thing, a.source FROM accounts a WHERE {kept}
