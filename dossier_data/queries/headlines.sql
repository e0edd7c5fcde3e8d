-- Headlines that sources list, each once.
-- Grain: one row per headline and kept, in the order of the table.
-- Columns: headline, kept (or else left out only for want of a date), accounts, account_ids (";"-joined, in order).
-- Types: text headline, account_ids; truth kept; number accounts.
SELECT headline, {stated} AS kept, count(*) AS accounts, string_agg(account, ';' ORDER BY position) AS account_ids
FROM headlines
WHERE {reached}
GROUP BY headline, kept
ORDER BY min(position)
