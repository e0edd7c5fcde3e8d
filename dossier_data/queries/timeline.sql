-- Accounts for the timeline: those of one table with the same interval share a mark.
-- Grain: one row per table and interval; one per table for accounts without a date; in the order of the tables.
-- Columns: lane (table), earliest, latest (blank without a date), kept (or else left out only for want of a date),
--          accounts, account_ids (";"-joined, in order).
-- Types: text lane, account_ids; day earliest, latest; truth kept; number accounts.
SELECT tbl AS lane, earliest, latest, {stated} AS kept, count(*) AS accounts,
       string_agg(account, ';' ORDER BY position) AS account_ids
FROM accounts
WHERE {reached} AND tbl <> 'judgements'
GROUP BY tbl, earliest, latest, kept
ORDER BY min(position)
