/* Keeps the count below a text fresh while it is written; the server counts the same way. */
(function () {
  "use strict";

  /* The same rule as alongside/domain/cpd/words.py; shared examples hold the two together. */
  function words(text) {
    const plain = text.replace(/(?:[a-z][a-z0-9+.-]*:\/\/|www\.)\S+/giu, " address ");
    return plain.split(/[\s\u200b]+|\u2014|\u2026|\.{2,}/u).filter(function (piece) {
      return /[\p{L}\p{N}&]/u.test(piece);
    }).length;
  }

  function refresh(field) {
    const line = document.querySelector('[data-counts="' + field.id + '"]');
    if (!line) {
      return;
    }
    const limit = Number(field.dataset.limit);
    const unit = field.dataset.count;
    const written = unit === "words" ? words(field.value) : Array.from(field.value).length;
    const one = unit.replace(/s$/, "");
    line.textContent = written.toLocaleString("en-GB") + " of " + limit.toLocaleString("en-GB") + " "
      + (limit === 1 ? one : unit) + (written > limit ? ", " + (written - limit).toLocaleString("en-GB") + " too many" : "");
    line.classList.toggle("count-over", written > limit);
    announce(line, written, limit);
  }

  /* Spoken only when it matters, and only after a pause, so that typing is not talked over. */
  let pause = 0;
  function announce(line, written, limit) {
    window.clearTimeout(pause);
    pause = window.setTimeout(function () {
      if (written > limit * 0.9) {
        line.setAttribute("role", "status");
      } else {
        line.removeAttribute("role");
      }
    }, 1000);
  }

  document.addEventListener("input", function (event) {
    if (event.target.matches && event.target.matches("textarea[data-limit]")) {
      refresh(event.target);
    }
  });
  document.querySelectorAll("textarea[data-limit]").forEach(refresh);
})();
