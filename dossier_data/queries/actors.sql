-- Which actors stand in which accounts, and which two stand in one account together. That two stand in one account
-- says nothing of what binds them.
-- Grain: one row per two actors (in the order of their ids) and kept; an actor with itself: its own accounts; one
--        row without actors per kept, for all accounts.
-- Columns: actor, other (actor ids), kept (or else left out only for want of a date), together (accounts that name
--          both; 0 in the row without actors), accounts (of the row without actors, else 0: counted there),
--          account_ids (";"-joined).
WITH told AS (
    SELECT account, actor_list, {in_years} AS kept FROM accounts WHERE {reached}
), named AS (
    SELECT DISTINCT account, kept, unnest(string_split(actor_list, ';')) AS actor FROM told
)
SELECT one.actor, two.actor AS other, one.kept, count(*) AS together, 0 AS accounts,
       string_agg(one.account, ';') AS account_ids
FROM named one JOIN named two ON one.account = two.account AND one.actor <= two.actor
WHERE one.actor <> ''
GROUP BY one.actor, two.actor, one.kept
UNION ALL
SELECT NULL, NULL, kept, 0, count(*), string_agg(account, ';') FROM told GROUP BY kept
