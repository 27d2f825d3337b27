"""The tree of assets: who stands where, and every change of that.

places      assets with what truly stands above them
listing     links and children, page by page
planting    new assets
linking     new links, changed ones, ended ones
felling     assets into the trash, with all that is a part of them
graves      out of the trash again, or gone for good
settling    what stands above everything beneath a link that changed
attempts    beginning anew when somebody else was faster
"""
