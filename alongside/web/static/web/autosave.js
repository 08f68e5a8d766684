/* Saves what is being written: every ten seconds, and on leaving a field. Words stay on the page whatever happens. */
(function () {
  "use strict";

  const EVERY = 10000;

  function start(form) {
    if (form.dataset.saving) {
      return;
    }
    form.dataset.saving = "yes";
    const line = form.querySelector("[data-saved]") || document.querySelector("[data-saved]");
    const url = form.dataset.autosaveUrl;
    const account = accountOf(document);
    let last = content(asSent(form));
    let running = null;
    let stopped = false;
    if (form.dataset.sent) {
      form.dataset.leaving = "yes";  /* somebody has pressed the button before this script came */
    }

    function say(text, trouble) {
      if (line) {
        line.replaceChildren(document.createTextNode(text));
        line.classList.toggle("saved-trouble", Boolean(trouble));
      }
    }

    function offer(text, label, address, action) {
      say(text + " ", true);
      if (!line) {
        return;
      }
      const link = document.createElement(address ? "a" : "button");
      link.textContent = label;
      if (address) {
        link.href = address;
        link.target = "_blank";
        link.rel = "opener";
      } else {
        link.type = "button";
        link.className = "button button-second button-small";
      }
      link.addEventListener("click", action || function () {});
      line.append(link);
    }

    function changed() {
      return content(form) !== last;
    }

    async function save() {
      /* Once the form is on its way, a draft saved now would make what was sent the older of the two. */
      if (stopped || form.dataset.leaving || !changed()) {
        return true;
      }
      if (running) {
        return running;
      }
      running = send().finally(function () { running = null; });
      return running;
    }

    async function send() {
      const sent = content(form);
      let answer;
      try {
        answer = await fetch(url, {
          method: "POST",
          body: textOf(form),
          headers: { "X-Autosave": "1", "Accept": "application/json" },
          credentials: "same-origin",
          redirect: "manual",
        });
      } catch (failure) {
        say("You are offline. Your words are kept on this page and saved when you are back.", true);
        return false;
      }
      return await heard(answer, sent);
    }

    async function heard(answer, sent) {
      if (answer.ok) {
        last = sent;
        const body = answer.status === 204 ? {} : await answer.json().catch(function () { return {}; });
        say("Saved " + (body.saved_at || clock()));
        keepVersion(form, body);
        return true;
      }
      if (answer.status === 422) {
        const body = await answer.json().catch(function () { return {}; });
        say(body.problem || "Not saved yet. Something needs putting right first.", true);
        return false;
      }
      if (answer.status === 409) {
        stopped = true;
        const body = await answer.json().catch(function () { return {}; });
        offer(body.problem
          || "This was changed elsewhere since you opened it, so it is no longer saved by itself. Your words are still here.",
          "See what it says now", window.location.href);
        return false;
      }
      if (answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403) {
        offer("You have been signed out. Your words are still here.", "Sign in beside this page, then come back",
          signInAddress());
        return false;
      }
      say("Not saved just now. Your words are kept on this page and we try again.", true);
      return false;
    }

    /* Back from signing in: the old form key is worthless, so fetch a fresh one; never save into somebody else's account. */
    async function renew() {
      const answer = await fetch(window.location.href, { credentials: "same-origin" }).catch(function () { return null; });
      if (!answer || !answer.ok || new URL(answer.url).pathname !== window.location.pathname) {
        return;
      }
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (accountOf(fresh) !== account) {
        stopped = true;
        say("Somebody else has signed in on this device, so nothing more is saved here. Copy your words if you need them.", true);
        return;
      }
      const key = fresh.querySelector('input[name="csrfmiddlewaretoken"]');
      if (key) {
        document.querySelectorAll('input[name="csrfmiddlewaretoken"]').forEach(function (input) { input.value = key.value; });
      }
      await save();
    }

    save();
    window.setInterval(save, EVERY);
    form.addEventListener("focusout", save);
    form.addEventListener("htmx:beforeRequest", save);
    document.addEventListener("visibilitychange", function () {
      if (document.visibilityState === "hidden") {
        save();
      } else if (line && line.classList.contains("saved-trouble") && !stopped) {
        renew();
      }
    });
    window.addEventListener("online", save);
    window.addEventListener("beforeunload", function (event) {
      if (changed() && !form.dataset.leaving && !stopped) {
        event.preventDefault();
      }
    });

    /* Sending the form: save first, so that an ended session shows here and not on a page that has lost the words. */
    form.addEventListener("submit", function (event) {
      if (form.dataset.leaving) {
        return;
      }
      event.preventDefault();
      const sender = event.submitter;
      save().then(function (saved) {
        /* Changed elsewhere is no reason to stay: the page that answers shows both texts. */
        const signedOut = line && line.classList.contains("saved-trouble") && line.querySelector("a[target]");
        if (signedOut && !saved && !stopped) {
          line.scrollIntoView({ block: "center" });
          return;
        }
        form.dataset.leaving = "yes";
        /* Not within the event that is still under way, where browsers ignore it: nothing may have been left to save. */
        window.setTimeout(function () { form.requestSubmit(sender); }, 0);
      });
    }, true);
    /* Back from the browser's memory it can be sent again. A page shown for the first time may be on its way already:
       somebody was quicker than its last style sheet. */
    window.addEventListener("pageshow", function (event) {
      if (event.persisted) {
        delete form.dataset.leaving;
      }
    });
  }

  /* The form as the server sent it: words typed before this script arrived, or brought back by the browser, are changes. */
  function asSent(form) {
    const sent = form.cloneNode(true);
    HTMLFormElement.prototype.reset.call(sent);
    return sent;
  }

  function textOf(form) {
    const data = new FormData(form);
    Array.from(form.querySelectorAll('input[type="file"]')).forEach(function (input) { data.delete(input.name); });
    return data;
  }

  function content(form) {
    const data = textOf(form);
    /* The version is ours: a new one is no change to what somebody wrote. */
    data.delete("csrfmiddlewaretoken");
    data.delete("version");
    return JSON.stringify(Array.from(data.entries()));
  }

  /* A draft that carries a version gets the new one, so that the next save is not taken for somebody else's. */
  function keepVersion(form, body) {
    const version = form.elements.namedItem("version");
    if (version && body.version !== undefined) {
      version.value = body.version;
    }
  }

  function accountOf(page) {
    const mark = page.querySelector('meta[name="account"]');
    return mark ? mark.content : "";
  }

  function signInAddress() {
    const mark = document.querySelector('meta[name="sign-in"]');
    return mark ? mark.content : "/";
  }

  function clock() {
    return new Date().toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
  }

  document.querySelectorAll("form[data-autosave-url]").forEach(start);
})();
