-- What the map shows: cargoes, each once, and places that accounts are set in, sail from or go to.
-- Grain: one row per shipment, status and kept; one per place and kept.
-- Columns: place (in rows of the second kind), shipment, status (in rows of the first kind), kept (or else left out
--          only for want of a date), barrels_low, barrels_high (barrels; blank where no account has a quantity),
--          accounts (in rows of the second kind those of meetings and events: cargoes are counted in the first),
--          account_ids (";"-joined, in order).
SELECT place, CASE WHEN place IS NULL THEN thing END AS shipment, CASE WHEN place IS NULL THEN aspect END AS status,
       {in_years} AS kept, min(CASE WHEN place IS NULL THEN low END) AS barrels_low,
       max(CASE WHEN place IS NULL THEN high END) AS barrels_high,
       count(*) FILTER (WHERE place IS NULL OR tbl <> 'shipments') AS accounts,
       string_agg(account, ';' ORDER BY account) AS account_ids
FROM account_places
WHERE {reached} AND (place IS NOT NULL OR tbl = 'shipments')
GROUP BY ALL
