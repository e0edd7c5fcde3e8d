-- Barrels per route, statuses apart, each cargo counted once.
-- Grain: one row per origin, destination, status and kept.
-- Columns: origin, destination (place ids; blank where not stated), status, kept (or else left out only for want
--          of a date), cargoes, with_quantity (cargoes), barrels_low, barrels_high (barrels; blank where no cargo
--          has a quantity), accounts, account_ids (";"-joined).
SELECT origin, destination, status, kept, count(*) AS cargoes, count(low) AS with_quantity,
       sum(low) AS barrels_low, sum(high) AS barrels_high, sum(accounts) AS accounts,
       string_agg(account_ids, ';') AS account_ids
FROM (
    SELECT status, {in_years} AS kept, min(origin) AS origin, min(destination) AS destination,
           min(barrels) AS low, max(barrels) AS high, count(*) AS accounts, string_agg(account, ';') AS account_ids
    FROM shipments
    WHERE {reached}
    GROUP BY shipment, status, kept
) told
GROUP BY origin, destination, status, kept
