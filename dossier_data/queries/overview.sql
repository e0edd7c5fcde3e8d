-- Everything told, each thing once; amounts of different statuses, kinds and units apart.
-- Grain: one row per table, aspect and kept; for sums of money, meetings and agreements one per thing too; in the order
--        of the tables.
-- Columns: tbl, aspect (status or kind), thing (blank where things are taken together), kept (or else left out
--          only for want of a date), things, with_amount (things), low, high (barrels, whole units of a currency,
--          meetings or agreements, by table; blank where no account gives an amount), accounts,
--          account_ids (";"-joined, in order).
-- Types: text tbl, aspect, thing, account_ids; truth kept; number things, with_amount, accounts; real low, high.
SELECT tbl, aspect, alone AS thing, kept, count(*) AS things, count(low) AS with_amount,
       sum(low) AS low, sum(high) AS high, sum(accounts) AS accounts,
       string_agg(account_ids, ';' ORDER BY position) AS account_ids
FROM (
    SELECT tbl, aspect, CASE WHEN unit <> 'bbl' THEN thing END AS alone, {stated} AS kept, min(low) AS low,
           max(high) AS high, count(*) AS accounts, min(position) AS position,
           string_agg(account, ';' ORDER BY position) AS account_ids
    FROM accounts
    WHERE {reached}
    GROUP BY tbl, thing, aspect, unit, kept
) things
GROUP BY tbl, aspect, alone, kept
ORDER BY min(position)
