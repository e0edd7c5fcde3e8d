-- What the map shows: cargoes, each once, and places that accounts are set in, sail from or go to.
-- Grain: one row per shipment, status and kept; one per kept for meetings and events; one per place.
-- Columns: place (in rows of the last kind), shipment, status (in rows of the first kind), kept (or else left out
--          only for want of a date), barrels_low, barrels_high (barrels; blank where no account has a quantity),
--          accounts (0 in rows of the last kind: counted above), account_ids (";"-joined).
SELECT NULL AS place, CASE tbl WHEN 'shipments' THEN thing END AS shipment,
       CASE tbl WHEN 'shipments' THEN aspect END AS status, {in_years} AS kept,
       min(low) AS barrels_low, max(high) AS barrels_high, count(*) AS accounts,
       string_agg(account, ';') AS account_ids
FROM accounts
WHERE {reached} AND tbl IN ('shipments', 'meetings', 'events')
GROUP BY ALL
UNION ALL
SELECT place, NULL, NULL, TRUE, NULL, NULL, 0, string_agg(account, ';')
FROM account_places
WHERE {kept}
GROUP BY place
