-- Headlines that sources list, each once.
-- Grain: one row per headline and kept.
-- Columns: headline, kept (or else left out only for want of a date), posted (EDTF day), outlet (blank where not
--          stated), title, mentions (";"-joined, of all accounts), claimant (actor id; blank where none is named),
--          accounts, account_ids (";"-joined).
SELECT headline, {in_years} AS kept, min(posted) AS posted, min(outlet) AS outlet, min(title) AS title,
       string_agg(mentions, ';') AS mentions, min(attributed_to) AS claimant, count(*) AS accounts,
       string_agg(account, ';') AS account_ids
FROM headlines
WHERE {reached}
GROUP BY headline, kept
ORDER BY posted, outlet NULLS LAST, headline
