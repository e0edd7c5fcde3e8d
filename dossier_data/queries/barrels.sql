-- Barrels per route, statuses apart, each cargo counted once.
-- Grain: one row per route, commodities, status and kept, cargoes with and without a quantity apart, in the order of
--        the table. A route is all that the accounts of a cargo name as its origin and as its destination: where
--        sources differ their ends stay together, and none is picked.
-- Columns: origin, destination (place ids, of an account that names no place its country, ISO 3166-1 alpha-2; what
--          differs joined by " / "; blank where no account names either), commodities (joined so), status, kept (or
--          else left out only for want of a date), cargoes, with_quantity (cargoes: all or none), barrels_low,
--          barrels_high (barrels; blank where no cargo has a quantity), accounts, account_ids (";"-joined, in order).
-- Types: text origin, destination, commodities, status, account_ids; truth kept; number cargoes, with_quantity,
--        barrels_low, barrels_high, accounts.
SELECT origin, destination, commodities, status, kept, count(*) AS cargoes, count(low) AS with_quantity,
       sum(low) AS barrels_low, sum(high) AS barrels_high, sum(accounts) AS accounts,
       string_agg(account_ids, ';' ORDER BY account_ids) AS account_ids
FROM (
    SELECT status, kept, string_agg(DISTINCT commodity, ' / ' ORDER BY commodity) AS commodities,
           string_agg(DISTINCT sent_from, ' / ' ORDER BY sent_from) AS origin,
           string_agg(DISTINCT sent_to, ' / ' ORDER BY sent_to) AS destination,
           min(barrels) AS low, max(barrels) AS high, count(*) AS accounts, min(position) AS position,
           string_agg(account, ';' ORDER BY account) AS account_ids
    FROM (
        SELECT shipment, status, commodity, barrels, account, position, {kept} AS kept,
               coalesce(origin, origin_country) AS sent_from,
               coalesce(destination, destination_country) AS sent_to
        FROM shipments
        WHERE {reached}
    ) reached
    GROUP BY shipment, status, kept
) cargoes
GROUP BY origin, destination, commodities, status, kept, low IS NULL
ORDER BY min(position)
