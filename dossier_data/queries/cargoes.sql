-- Cargoes, each told once whatever the number of sources that tell it.
-- Grain: one row per shipment and status.
-- Columns: shipment, status, barrels_low, barrels_high (barrels; blank where no account has a quantity), origin,
--          destination (place ids), origin_country, destination_country, account_ids (";"-joined).
SELECT shipment, status, min(barrels) AS barrels_low, max(barrels) AS barrels_high,
       min(origin) AS origin, min(destination) AS destination,
       min(origin_country) AS origin_country, min(destination_country) AS destination_country,
       string_agg(account, ';') AS account_ids
FROM shipments
WHERE {kept}
GROUP BY shipment, status
