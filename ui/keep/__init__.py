"""The pages of those who look after the library: a document is added, reviewed, replaced and removed."""
