-- Barrels per route and per status, statuses apart, each cargo counted once.
-- Grain: one row per origin, destination and status, and (total = 1) one per status over all routes.
-- Columns: total, origin, destination (place ids; blank where not stated, or in a total), status, cargoes,
--          with_quantity (cargoes), barrels_low, barrels_high (barrels; blank where no cargo has a quantity),
--          account_ids (";"-joined).
SELECT grouping(origin) AS total, origin, destination, status,
       count(*) AS cargoes, count(low) AS with_quantity,
       sum(low) AS barrels_low, sum(high) AS barrels_high,
       string_agg(account_ids, ';') AS account_ids
FROM (
    SELECT status, min(origin) AS origin, min(destination) AS destination,
           min(barrels) AS low, max(barrels) AS high, string_agg(account, ';') AS account_ids
    FROM shipments
    WHERE {kept}
    GROUP BY shipment, status
) told
GROUP BY GROUPING SETS ((origin, destination, status), (status))
