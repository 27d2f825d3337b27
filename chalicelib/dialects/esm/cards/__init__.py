"""What is done with cards: found, filtered, written, imported.

naming       cards by their names and ids, as requests name them
filtering    a template as the filter language sees it
search       pages of cards that fulfil a filter
rejection    a part of a write that is not taken
draft        what a request wants of a card, read and checked as far as that goes without the card
assembly     a draft and a card as a change of the record
making       new cards: where they lie, and those that are made because a reference names them
saving       creating and changing: what is valid is saved, what is not is reported
imports      many cards in one request
lanes        rows of an import side by side
attributes   one attribute of a card
trash        cards thrown away
"""
