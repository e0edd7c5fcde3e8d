-- Sums of money, each told once; kinds and currencies apart, nothing added up.
-- Grain: one row per figure, kind, currency and kept.
-- Columns: figure, kind, currency, kept (or else left out only for want of a date), measure, low, high (whole units
--          of the currency, over all accounts), per (year, or blank), earliest, latest (days; blank where undated),
--          accounts, account_ids (";"-joined).
SELECT figure, kind, currency, {in_years} AS kept, min(measure) AS measure, min(low) AS low, max(high) AS high,
       min(per) AS per, min(earliest) AS earliest, max(latest) AS latest, count(*) AS accounts,
       string_agg(account, ';') AS account_ids
FROM trade_figures
WHERE {reached}
GROUP BY figure, kind, currency, kept
