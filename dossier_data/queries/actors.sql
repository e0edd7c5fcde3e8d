-- Which two actors stand in one account together, and which accounts name one of them. That two stand in one account
-- says nothing of what binds them.
-- Grain: one row per two actors (in the order of their ids); an actor with itself: its own accounts.
-- Columns: actor, other (actor ids), account_ids (of the accounts that name both, ";"-joined, in the order of the
--          tables).
-- Types: text actor, other, account_ids.
SELECT one.actor, two.actor AS other, string_agg(one.account, ';' ORDER BY one.position) AS account_ids
FROM account_actors one JOIN account_actors two ON one.account = two.account AND one.actor <= two.actor
WHERE one.account IN (SELECT account FROM accounts WHERE {kept})
GROUP BY one.actor, two.actor
ORDER BY one.actor, two.actor
