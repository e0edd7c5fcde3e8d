-- What the map shows: cargoes, each once, and places that accounts are set in, sail from or go to.
-- Grain: one row per place and kept; then one per shipment, status and kept; each in the order of its table.
-- Columns: place (in rows of the first kind), shipment, status (in rows of the second kind), kept (or else left out
--          only for want of a date), barrels_low, barrels_high (barrels; blank where no account has a quantity),
--          accounts (in rows of the first kind those of meetings and events: cargoes are counted in the second),
--          account_ids (";"-joined, in order).
-- Types: text place, shipment, status, account_ids; truth kept; real barrels_low, barrels_high; number accounts.
SELECT place, CASE WHEN place IS NULL THEN thing END AS shipment, CASE WHEN place IS NULL THEN aspect END AS status,
       {stated} AS kept, min(CASE WHEN place IS NULL THEN low END) AS barrels_low,
       max(CASE WHEN place IS NULL THEN high END) AS barrels_high,
       sum(CASE WHEN place IS NULL OR tbl <> 'shipments' THEN 1 ELSE 0 END) AS accounts,
       string_agg(account, ';' ORDER BY account) AS account_ids
FROM account_places
WHERE {reached} AND (place IS NOT NULL OR tbl = 'shipments')
GROUP BY place, shipment, status, kept
ORDER BY min(position)
