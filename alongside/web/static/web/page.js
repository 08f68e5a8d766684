/* What every page does with a script: nothing it cannot do without. */
(function () {
  "use strict";

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
  window.addEventListener("pageshow", function () {
    document.querySelectorAll("form[data-sent]").forEach(function (form) { delete form.dataset.sent; });
  });

  /* The summary of what to put right takes the focus, also after an htmx answer. */
  function focusSummary(root) {
    const summary = root.querySelector(".error-summary");
    if (summary) {
      summary.focus();
    }
  }
  focusSummary(document);
  document.addEventListener("htmx:afterSettle", function (event) { focusSummary(event.target); });

  /* On wide screens the menu is a row and needs no sheet. */
  document.addEventListener("click", function (event) {
    const print = event.target.closest("[data-print]");
    if (print) {
      window.print();
    }
  });
})();
