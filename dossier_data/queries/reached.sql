-- How many accounts a view keeps, and how many it leaves out only for want of a date.
-- Grain: one row per kept.
-- Columns: kept (or else left out only for want of a date), accounts, account_ids (";"-joined).
SELECT {in_years} AS kept, count(*) AS accounts, string_agg(account, ';') AS account_ids
FROM accounts
WHERE {reached}
GROUP BY kept
