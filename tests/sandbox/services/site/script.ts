/** What the website does in the browser. Everything but the project form works without it. */
export const script = `"use strict";
(() => {
  const eventId = () => {
    try { return (typeof window.ba === "function" && window.ba("id")) || undefined; } catch { return undefined; }
  };
  // An event of the website's own, beside the page views that are counted anyway.
  const tell = (form) => {
    if (typeof window.ba === "function") window.ba("event", "form_submit", { form });
  };

  // Services: one page whose parts have addresses of their own, as single-page applications do it.
  const tabs = document.querySelector("[data-tabs]");
  if (tabs) {
    const links = [...tabs.querySelectorAll("a[data-tab]")];
    const show = (name) => {
      for (const link of links) {
        if (link.dataset.tab === name) link.setAttribute("aria-current", "true");
        else link.removeAttribute("aria-current");
      }
      for (const panel of document.querySelectorAll("[data-panel]")) panel.hidden = panel.dataset.panel !== name;
      const current = links.find((link) => link.dataset.tab === name);
      if (current) document.title = current.textContent.trim() + " · Juniper Lane";
    };
    tabs.addEventListener("click", (event) => {
      const link = event.target.closest("a[data-tab]");
      if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
      event.preventDefault();
      if (link.pathname === location.pathname) return;
      history.pushState(null, "", link.href);
      show(link.dataset.tab);
    });
    addEventListener("popstate", () => {
      const found = links.find((link) => link.pathname === location.pathname);
      show(found ? found.dataset.tab : links[0].dataset.tab);
    });
  }

  // The contact form is a plain post; the last event's id goes along, so that the request finds its visit.
  for (const form of document.querySelectorAll("form[data-plain]")) {
    form.addEventListener("submit", () => {
      const field = form.elements.ba;
      const id = eventId();
      if (field && id) field.value = id;
      tell("contact");
    });
  }

  // The project form sends JSON, as a website with its own interface would.
  const form = document.querySelector("form[data-json]");
  if (!form) return;
  const shownAt = performance.now();
  const status = form.querySelector("[data-status]");
  const button = form.querySelector("button[type=submit]");
  const clear = () => {
    status.textContent = "";
    for (const field of form.querySelectorAll("[aria-invalid]")) {
      field.removeAttribute("aria-invalid");
      field.removeAttribute("aria-describedby");
    }
    for (const note of form.querySelectorAll(".field-error")) note.remove();
  };
  const complain = (name, reason) => {
    const field = form.querySelector('[name="' + CSS.escape(name.split(".")[0]) + '"]');
    if (!field) return false;
    const note = document.createElement("p");
    note.className = "field-error";
    note.id = "error-" + field.name;
    note.textContent = reason;
    field.setAttribute("aria-invalid", "true");
    field.setAttribute("aria-describedby", note.id);
    (field.closest("fieldset") || field.closest("label")).append(note);
    return true;
  };
  const refuse = async (response) => {
    const problem = await response.json().catch(() => ({}));
    const faults = problem.invalidParams || [];
    faults.forEach((fault) => complain(fault.name, fault.reason));
    const first = form.querySelector("[aria-invalid]");
    if (first) first.focus();
    status.textContent = faults.length ? "Please look at the marked fields." : problem.detail || "That did not work (" + response.status + "). Please try again.";
  };
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    clear();
    const data = new FormData(form);
    const text = (name) => String(data.get(name) || "");
    const body = {
      ...Object.fromEntries(["name", "email", "company", "budgetRange", "timeline", "goals", "links", "details", "website"].map((name) => [name, text(name)])),
      services: data.getAll("services").map(String),
      ba: eventId(),
      _t: Math.round(performance.now() - shownAt),
    };
    button.disabled = true;
    status.textContent = "Sending …";
    try {
      const response = await fetch(form.action, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
      if (!response.ok) return await refuse(response);
      tell("project");
      const done = document.querySelector("[data-done]");
      form.hidden = true;
      done.hidden = false;
      done.focus();
    } catch {
      status.textContent = "The address of the form cannot be reached. Is Brand Automator running?";
    } finally {
      button.disabled = false;
    }
  });
})();
`;
