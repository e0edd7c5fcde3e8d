-- Headlines that sources list, each once.
-- Grain: one row per headline and kept.
-- Columns: headline, kept (or else left out only for want of a date), accounts, account_ids (";"-joined).
SELECT headline, {in_years} AS kept, count(*) AS accounts, string_agg(account, ';') AS account_ids
FROM headlines
WHERE {reached}
GROUP BY headline, kept
