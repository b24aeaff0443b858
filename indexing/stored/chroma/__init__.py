"""Chroma, in a folder of this machine or on a server: the index that finds the nearest of many vectors."""
