"""How the tree of assets lies in the table: nodes, links, and the state of the whole.

pk                   sk                        item
R#asset#<number>     T                         the node of an asset
R#asset#<major>      D#<sort order>#<inverse>  a link, in the order of siblings; the inverse puts newer links first
R#asset#<minor>      U#<link>                  the same link, the oldest first
R#asset#<minor>      P#<major>                 there is a reference between the two
L#<link>             .                         the same link, by its number
#tree                .                         the epoch, and what has not been settled
#tree                op#<id>                   a deletion or restoration of many, under way
"""
