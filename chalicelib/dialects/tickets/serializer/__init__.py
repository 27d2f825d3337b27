"""From records to the bytes of an answer.

entities    a record as its wire shape
xml         a wire shape as XML
answers     responses: status, headers, and the shape in the negotiated format
"""
