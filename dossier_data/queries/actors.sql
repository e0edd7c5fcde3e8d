-- Which two actors stand in one account together, and which accounts name one of them. That two stand in one account
-- says nothing of what binds them.
-- Grain: one row per two actors (in the order of their ids); an actor with itself: its own accounts.
-- Columns: actor, other (actor ids), account_ids (of the accounts that name both, ";"-joined).
WITH named AS (
    SELECT DISTINCT account, unnest(string_split(actor_list, ';')) AS actor FROM accounts WHERE {kept}
)
SELECT one.actor, two.actor AS other, string_agg(one.account, ';') AS account_ids
FROM named one JOIN named two ON one.account = two.account AND one.actor <= two.actor
WHERE one.actor <> ''
GROUP BY one.actor, two.actor
