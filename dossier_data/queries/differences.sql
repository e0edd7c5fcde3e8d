-- Accounts by thing: those that several sources tell apart, all that one source alone tells together.
-- Grain: one row per thing that several sources of the dossier tell, and kept; one per kept for all other things.
-- Columns: tbl, thing (blank in rows of the last kind), kept (or else left out only for want of a date), things,
--          accounts, account_ids (";"-joined).
SELECT tbl, thing, kept, count(DISTINCT told) AS things, count(*) AS accounts,
       string_agg(account, ';') AS account_ids
FROM (
    SELECT account, tbl || ':' || thing AS told, {in_years} AS kept,
           CASE WHEN several THEN a.tbl END AS tbl, CASE WHEN several THEN a.thing END AS thing
    FROM (
        SELECT *, min(source) OVER one_thing <> max(source) OVER one_thing AS several
        FROM accounts
        WINDOW one_thing AS (PARTITION BY tbl, thing)
    ) a
    WHERE {reached}
) told
GROUP BY tbl, thing, kept
