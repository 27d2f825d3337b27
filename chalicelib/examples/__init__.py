"""Code that calls an operation, in four languages, made from the document that describes it.

call         what is sent, in no language
sample       a body to start from
values       what stands in it, by the names of its members
literals     texts and values as languages write them
javascript   XMLHttpRequest
csharp       HttpClient
python       urllib.request
curl         the command
text         all of them in one text
"""
