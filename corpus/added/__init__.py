"""The folder of documents that an organisation added: what stands in it, and how it changes."""
