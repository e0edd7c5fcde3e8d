"""Briefings: charts, quotes, tables, key figures and text in one small file; as PDF, PPTX, DOCX and Markdown.

``reading`` and ``writing`` know the text file, ``prose`` its paragraphs; ``issue`` sets it on a dossier: parts,
numbered notes, sources, the summary of the sources. ``pdf``, ``slides``, ``word`` and ``markdown`` make documents of
an issue; ``record`` keeps what was issued and says what has changed since.
"""
