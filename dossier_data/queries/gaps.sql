-- What accounts do not say, counted per table; amounts and places by thing: lacking where no account tells them.
-- Grain: one row per table and kept.
-- Columns: tbl, kept (or else left out only for want of a date), accounts, account_ids (";"-joined), things;
--          dated, undated, inferred, carried, unclaimed (accounts: with and without a date, with a date of that basis,
--          of a sum that is not actual and names no claimant) and qualified (of such a sum at all); undated_ids,
--          inferred_ids, carried_ids, unclaimed_ids (accounts, ";"-joined); no_amount, no_place, no_origin (things),
--          no_amount_ids, no_place_ids, no_origin_ids (their accounts, ";"-joined).
SELECT tbl, kept, sum(accounts) AS accounts, string_agg(ids, ';') AS account_ids, count(*) AS things,
       sum(dated) AS dated, sum(accounts - dated) AS undated, sum(inferred) AS inferred, sum(carried) AS carried,
       sum(unclaimed) AS unclaimed, sum(qualified) AS qualified,
       string_agg(undated_ids, ';') AS undated_ids, string_agg(inferred_ids, ';') AS inferred_ids,
       string_agg(carried_ids, ';') AS carried_ids, string_agg(unclaimed_ids, ';') AS unclaimed_ids,
       count(*) FILTER (low IS NULL) AS no_amount, string_agg(ids, ';') FILTER (low IS NULL) AS no_amount_ids,
       count(*) FILTER (goes_to IS NULL) AS no_place, string_agg(ids, ';') FILTER (goes_to IS NULL) AS no_place_ids,
       count(*) FILTER (sails_from IS NULL) AS no_origin,
       string_agg(ids, ';') FILTER (sails_from IS NULL) AS no_origin_ids
FROM (
    SELECT tbl, thing, {in_years} AS kept, count(*) AS accounts, string_agg(account, ';') AS ids,
           count(earliest) AS dated, string_agg(account, ';') FILTER (earliest IS NULL) AS undated_ids,
           count(*) FILTER (date_basis = 'inferred') AS inferred,
           string_agg(account, ';') FILTER (date_basis = 'inferred') AS inferred_ids,
           count(*) FILTER (date_basis = 'carried') AS carried,
           string_agg(account, ';') FILTER (date_basis = 'carried') AS carried_ids,
           count(*) FILTER (tbl = 'trade_figures' AND aspect <> 'actual') AS qualified,
           count(*) FILTER (tbl = 'trade_figures' AND aspect <> 'actual' AND attributed_to IS NULL) AS unclaimed,
           string_agg(account, ';') FILTER (tbl = 'trade_figures' AND aspect <> 'actual' AND attributed_to IS NULL)
               AS unclaimed_ids,
           min(low) AS low, min(place) AS goes_to, min(place_from) AS sails_from
    FROM accounts
    WHERE {reached}
    GROUP BY tbl, thing, kept
) told
GROUP BY tbl, kept
