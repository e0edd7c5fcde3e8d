-- Meetings and agreements, each once, and what is part of a meeting.
-- Grain: one row per thing and kept: every meeting and agreement, and things of other tables that name a meeting
--        in part_of.
-- Columns: tbl, thing, part_of (thing-id; blank where no account names one), kept (or else left out only for want
--          of a date), earliest, latest (days; blank without a date), low, high (how many meetings or agreements an
--          account counts; blank where none counts), with_amount (accounts that count), accounts (0 for things of
--          other tables), account_ids (";"-joined).
SELECT tbl, thing, max(part_of) AS part_of, {in_years} AS kept, min(earliest) AS earliest, max(latest) AS latest,
       min(low) AS low, max(high) AS high, count(low) AS with_amount,
       CASE WHEN tbl IN ('meetings', 'agreements') THEN count(*) ELSE 0 END AS accounts,
       string_agg(account, ';') AS account_ids
FROM accounts
WHERE {reached}
  AND (tbl IN ('meetings', 'agreements') OR part_of IN (SELECT m.thing FROM accounts m WHERE m.tbl = 'meetings'))
GROUP BY tbl, thing, kept
