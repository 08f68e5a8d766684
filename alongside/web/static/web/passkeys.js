/* Says in plain words when a passkey did not work, and hides the button where the browser knows none. */
(function () {
  "use strict";

  if (!window.PublicKeyCredential) {
    document.querySelectorAll("[data-passkey]").forEach(function (button) { button.hidden = true; });
  }

  document.addEventListener("allauth.error", function (event) {
    event.preventDefault();
    const line = document.querySelector("[data-passkey-trouble]");
    if (line) {
      line.textContent = "That did not work, or you stopped it. Try again, or use another way.";
    }
  });
})();
