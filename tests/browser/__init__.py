"""The pages in a real browser. It is a package so that its browser is closed when its tests are done."""
