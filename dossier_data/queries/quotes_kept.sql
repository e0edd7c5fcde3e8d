-- Quotations with their speakers.
-- Grain: one row per account of a quotation.
-- Columns: account, quote, source, speaker (actor id), form, topic, occasion, date (EDTF), date_basis, note,
--          words (the passage).
SELECT account, quote, source, speaker, form, topic, occasion, date, date_basis, note, evidence AS words
FROM quotes
WHERE {kept}
ORDER BY earliest DESC NULLS LAST, account
