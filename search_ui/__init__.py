"""How do people and programs reach it over HTTP?

app      create_app: everything put together      serving   waitress       errors   what failed, and what to do
pages/   a file a page                            api/      a file a group of endpoints
html/    spans and blocks -> safe HTML            request/  addresses, hosts, security, what requests share
files/   the file of a document, pictures of it   agents/   the Model Context Protocol, over HTTP and stdio
translations/   the words of the pages, a catalog for each language

To add a page: a file in ``pages`` with a route on a blueprint that calls the Searcher and renders a template that
extends ``base.html``; register the blueprint in ``app``.
"""
