// Where there is room beside the mentors, what narrows the search stands open.
"use strict";

if (window.matchMedia("(min-width: 60rem)").matches) {
  for (const facets of document.querySelectorAll("details.facets")) facets.open = true;
}
