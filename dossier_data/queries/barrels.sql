-- Barrels per cargo, statuses apart.
-- Grain: one row per shipment, status and kept, in the order of the table.
-- Columns: shipment, status, kept (or else left out only for want of a date), barrels_low, barrels_high (barrels;
--          blank where no account gives a quantity), accounts, account_ids (";"-joined, in order).
-- Types: text shipment, status, account_ids; truth kept; number barrels_low, barrels_high, accounts.
SELECT shipment, status, {stated} AS kept, min(barrels) AS barrels_low, max(barrels) AS barrels_high,
       count(*) AS accounts, string_agg(account, ';' ORDER BY account) AS account_ids
FROM shipments
WHERE {reached}
GROUP BY shipment, status, kept
ORDER BY min(position)
