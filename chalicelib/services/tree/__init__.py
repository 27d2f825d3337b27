"""The tree of assets: who stands where, and every change of that.

places      assets with what truly stands above them
listing     links and children, page by page
planting    new assets
linking     new links, changed ones, ended ones
felling     assets into the trash, with all that is a part of them
graves      out of the trash again, or gone for good
survey      what a deletion takes along and cuts
steps       marked, decided by one write, cleared away: what one transaction does not hold
clearing    the last of the three, also after a crash
cutting     the ends of many links
settling    what stands above everything beneath a link that changed
attempts    beginning anew when somebody else was faster
"""
