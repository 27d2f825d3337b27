"""Files of objects (specification, 11.4): those that the core keeps, with what only this interface says of them.

holders   objects that hold files
notes     what is kept of a file beside it: its id, where that does not follow from its location; comment, dates, who it was
held      files by their ids; the list of an object
sending   files on their way: announced, uploaded, finished, commented; all of it in one step
"""
