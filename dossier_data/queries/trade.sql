-- Sums of money, each told once; kinds, currencies, measures and periods apart, nothing added up.
-- Grain: one row per figure, kind, currency, measure, per and kept, in the order of the table: what sources tell of one
--        figure in another kind, currency, measure or period is another row, as neither is more or less than the other.
-- Columns: figure, kind, currency, measure, per (year, or blank), kept (or else left out only for want of a date), low,
--          high (whole units of the currency, over all accounts), earliest, latest (days; blank where undated),
--          accounts, account_ids (";"-joined, in order).
-- Types: text figure, kind, currency, measure, per, account_ids; truth kept; real low, high; day earliest, latest;
--        number accounts.
SELECT figure, kind, currency, measure, per, {stated} AS kept, min(low) AS low, max(high) AS high,
       min(earliest) AS earliest, max(latest) AS latest, count(*) AS accounts,
       string_agg(account, ';' ORDER BY position) AS account_ids
FROM trade_figures
WHERE {reached}
GROUP BY figure, kind, currency, measure, per, kept
ORDER BY min(position)
