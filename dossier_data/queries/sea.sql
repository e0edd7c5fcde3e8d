-- What the map shows: cargoes, each once, and places that accounts are set in, sail from or go to.
-- Grain: one row per place and kept; then one per shipment, status and kept; each in the order of its table.
-- Columns: place (in rows of the first kind), shipment, status (in rows of the second kind), kept (or else left out
--          only for want of a date), barrels_low, barrels_high (barrels; blank where no account has a quantity),
--          accounts (in rows of the first kind those of meetings and events: cargoes are counted in the second),
--          account_ids (";"-joined, in order).
-- Types: text place, shipment, status, account_ids; truth kept; real barrels_low, barrels_high; number accounts.
SELECT place, shipment, status, kept, min(low) AS barrels_low, max(high) AS barrels_high,
       sum(counted) AS accounts, string_agg(account, ';' ORDER BY account) AS account_ids
FROM (
    SELECT place, NULL AS shipment, NULL AS status, NULL AS low, NULL AS high,
           CASE WHEN tbl = 'shipments' THEN 0 ELSE 1 END AS counted, account, position, {kept} AS kept
    FROM account_places
    WHERE {reached}
    UNION ALL
    SELECT NULL, thing, aspect, low, high, 1, account, position, {kept}
    FROM accounts
    WHERE {reached} AND tbl = 'shipments'
) reached
GROUP BY place, shipment, status, kept
ORDER BY CASE WHEN place IS NULL THEN 1 ELSE 0 END, min(position)
