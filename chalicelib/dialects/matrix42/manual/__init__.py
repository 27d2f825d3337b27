"""The interface as data: what can be read about it by people and by programs (specification, 12).

services   services and operations of every dialect
listing    all of them, as a list
contract   what one operation wants and gives
audience   who may call it
examples   calls of it, as text
days       days, where the interface has moments
notes      what became of operations
rows       this dialect's own, as fragments
"""
