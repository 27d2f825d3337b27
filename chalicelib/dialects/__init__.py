"""The REST dialects: one folder per product that an integration may believe it talks to, the same rooms in each.

| room | holds |
|---|---|
| `__init__` | a docstring: the product, the interface, the sources |
| `routes` | the `Dialect`, and which view answers what; light, because it names the other rooms `late` |
| `views` | parse, call a service, serialize; about ten lines each |
| `wire` | msgspec structs: the shapes of bodies, from which the OpenAPI document is made |
| `parser`, `serializer` | wire to canonical values, and back |
| `vocabulary` | tables only: which wire word is which canonical one, both directions from one table |
| `errors` | what a `PolydeskError` looks like here |

Beside the folders stands what they share: `base` (a dialect as the frame sees it), `late` (rooms that are imported when
they are first used), `admission` (what a request must pass before its view is called), `fallback` (what a path says that
has no view), `operation` (what OpenAPI says of a route), `faults` (msgspec's complaints as our errors), `uploads` and
`downloads` (forms with files, and files), `pile` (what one answer carries of a list), `signing` (the secret of callbacks)
and `page` (a page for people).
"""
