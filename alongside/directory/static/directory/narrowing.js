// Where there is room beside the mentors, what narrows the search stands open; elsewhere it would stand before them.
"use strict";

const isBeside = window.matchMedia("(min-width: 60rem)").matches;
for (const facets of document.querySelectorAll("details.facets")) facets.open = isBeside;
