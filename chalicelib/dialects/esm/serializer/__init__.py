"""Values to answers.

answers      responses of all shapes
stamps       moments and days as they are written
elements     the values of attributes, type by type
cards        records as info elements and full cards
lists        pages of cards within what an answer may weigh
templates    templates and their attributes
"""
