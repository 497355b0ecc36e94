"""A Bitrix24 portal of our own on 127.0.0.1: real HTTP, 53 people, staff that works, faults on demand.

It is the witness of our client and engine, so it takes nothing from the rest of the project and is held
against the portal's own documentation. `server.DemoServer` is the way in.
"""
