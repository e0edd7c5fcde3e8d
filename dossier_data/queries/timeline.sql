-- Dated accounts for the timeline: those of one table with the same interval share a mark.
-- Grain: one row per table and interval.
-- Columns: lane (table), earliest, latest, accounts, account_ids (";"-joined).
SELECT tbl AS lane, earliest, latest, count(*) AS accounts, string_agg(account, ';') AS account_ids
FROM accounts
WHERE {kept} AND earliest IS NOT NULL AND tbl <> 'judgements'
GROUP BY tbl, earliest, latest
