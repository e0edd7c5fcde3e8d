"""Letters, words, dates and sentences, whatever they are of."""
