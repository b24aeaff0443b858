"""The server: who may use it, how often, and how it starts; only this room and `ui/places/routes.py` use Starlette."""
