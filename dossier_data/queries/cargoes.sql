-- Cargoes, each told once whatever the number of sources that tell it.
-- Grain: one row per shipment and status.
-- Columns: shipment, status, barrels_low, barrels_high (barrels; blank where no account has a quantity),
--          account_ids (";"-joined).
SELECT shipment, status, min(barrels) AS barrels_low, max(barrels) AS barrels_high,
       string_agg(account, ';') AS account_ids
FROM shipments
WHERE {kept}
GROUP BY shipment, status
