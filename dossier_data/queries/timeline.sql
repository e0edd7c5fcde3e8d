-- Accounts for the timeline: those of one table with the same interval share a mark.
-- Grain: one row per table and interval; one per table for accounts without a date.
-- Columns: lane (table), earliest, latest (blank without a date), kept (or else left out only for want of a date),
--          accounts, account_ids (";"-joined).
SELECT tbl AS lane, earliest, latest, {in_years} AS kept, count(*) AS accounts, string_agg(account, ';') AS account_ids
FROM accounts
WHERE {reached} AND tbl <> 'judgements'
GROUP BY tbl, earliest, latest
