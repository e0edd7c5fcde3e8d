-- Sums of money, each told once; kinds, currencies, measures and periods apart, nothing added up.
-- Grain: one row per figure, kind, currency, measure, per and kept: what sources tell of one figure in another kind,
--        currency, measure or period is another row, as neither is more or less than the other.
-- Columns: figure, kind, currency, measure, per (year, or blank), kept (or else left out only for want of a date), low,
--          high (whole units of the currency, over all accounts), earliest, latest (days; blank where undated),
--          accounts, account_ids (";"-joined).
SELECT figure, kind, currency, measure, per, {in_years} AS kept, min(low) AS low, max(high) AS high,
       min(earliest) AS earliest, max(latest) AS latest, count(*) AS accounts, string_agg(account, ';') AS account_ids
FROM trade_figures
WHERE {reached}
GROUP BY figure, kind, currency, measure, per, kept
