-- What the map shows: cargoes, each once, and places that accounts are set in, sail from or go to.
-- Grain: one row per shipment, status and kept; one per kept for meetings and events; one per place.
-- Columns: place (in rows of the last kind), shipment, status (in rows of the first kind), kept (or else left out
--          only for want of a date), barrels_low, barrels_high (barrels; blank where no account has a quantity),
--          accounts (0 in rows of the last kind: counted above), account_ids (";"-joined).
SELECT place, CASE WHEN place IS NULL AND tbl = 'shipments' THEN thing END AS shipment,
       CASE WHEN place IS NULL AND tbl = 'shipments' THEN aspect END AS status, {in_years} AS kept,
       min(CASE WHEN place IS NULL THEN low END) AS barrels_low,
       max(CASE WHEN place IS NULL THEN high END) AS barrels_high, count(*) FILTER (WHERE place IS NULL) AS accounts,
       string_agg(account, ';') AS account_ids
FROM account_places
WHERE CASE WHEN place IS NULL THEN {reached} AND tbl IN ('shipments', 'meetings', 'events') ELSE {kept} END
GROUP BY ALL
