/* Joins the sign-in library's passkey scripts to our pages, and says in plain words when a passkey did not work. */
(function () {
  "use strict";

  if (!window.PublicKeyCredential) {
    document.querySelectorAll("[data-passkey]").forEach(function (button) { button.hidden = true; });
  }

  document.addEventListener("DOMContentLoaded", function () {
    document.querySelectorAll("[data-passkey-form]").forEach(function (place) {
      window.allauth.webauthn.forms[place.dataset.passkeyForm]({ ids: JSON.parse(place.dataset.ids) });
    });
  });

  document.addEventListener("allauth.error", function (event) {
    event.preventDefault();
    const line = document.querySelector("[data-passkey-trouble]");
    if (line) {
      line.textContent = "That did not work, or you stopped it. Try again, or use another way.";
    }
  });
})();
