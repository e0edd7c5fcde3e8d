-- Quotations with their speakers.
-- Grain: one row per account of a quotation, the newest first.
-- Columns: account, quote, source, speaker (actor id), form, topic, occasion, date (EDTF), date_basis, note,
--          words (the passage), kept (or else left out only for want of a date), accounts (1),
--          account_ids (the account).
-- Types: text account, quote, source, speaker, form, topic, occasion, date, date_basis, note, words, account_ids;
--        truth kept; number accounts.
SELECT account, quote, source, speaker, form, topic, occasion, date, date_basis, note, evidence AS words,
       {stated} AS kept, 1 AS accounts, account AS account_ids
FROM quotes
WHERE {reached}
ORDER BY earliest DESC NULLS LAST, account
