/* What every page does with a script: nothing it cannot do without. */
(function () {
  "use strict";

  /* Fetches what this page needs and no other: htmx, saving while writing, counting words. */
  const addresses = document.currentScript.dataset;
  const needs = {
    htmx: "[hx-get], [hx-post]",
    autosave: "form[data-autosave-url]",
    counts: "textarea[data-limit]",
  };
  function fetchScript(name) {
    const address = addresses[name];
    if (document.querySelector(needs[name]) && !document.querySelector('script[src="' + address + '"]')) {
      const script = document.createElement("script");
      script.src = address;
      document.head.append(script);
    }
  }
  fetchScript("autosave");
  fetchScript("counts");
  /* On a page that is still being completed htmx would wait for an event that may have been: it never began. */
  window.addEventListener("load", function () { fetchScript("htmx"); });

  /* A second click on a sent form sends nothing; the server has its own key against that. */
  document.addEventListener("submit", function (event) {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post" || form.hasAttribute("data-may-repeat")) {
      return;
    }
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "yes";
    window.setTimeout(function () { delete form.dataset.sent; }, 5000);
  });

  /* Coming back with the back button, a form may be sent again. */
  window.addEventListener("pageshow", function (event) {
    if (event.persisted) {
      document.querySelectorAll("form[data-sent]").forEach(function (form) { delete form.dataset.sent; });
    }
  });

  /* The summary of what to put right takes the focus, also after an htmx answer. */
  function focusSummary(root) {
    const summary = root.querySelector(".error-summary");
    if (summary) {
      summary.focus();
    }
  }
  /* The page focuses it by itself (autofocus); whoever has moved on by the time this runs is not called back. */
  if (document.activeElement === document.body || !document.activeElement) {
    focusSummary(document);
  }
  document.addEventListener("htmx:afterSettle", function (event) { focusSummary(event.target); });

  /* Anything marked with data-print prints the page. */
  document.addEventListener("click", function (event) {
    const print = event.target.closest("[data-print]");
    if (print) {
      window.print();
    }
  });
})();
