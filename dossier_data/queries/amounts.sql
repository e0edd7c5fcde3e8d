-- Things told with an amount: cargoes, sums of money, meetings, agreements; each once per aspect.
-- Grain: one row per thing and aspect.
-- Columns: tbl, thing, aspect (status or kind), low, high (barrels, whole units of a currency, meetings or
--          agreements, by table; blank where no account gives an amount), account_ids (";"-joined).
SELECT tbl, thing, aspect, min(low) AS low, max(high) AS high, string_agg(account, ';') AS account_ids
FROM accounts
WHERE {kept} AND unit IS NOT NULL
GROUP BY tbl, thing, aspect
