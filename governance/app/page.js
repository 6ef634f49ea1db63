/* What Streamlit's page does not say of itself, for screen readers (governance/app/style.py).
   No tag may be written here: what looks like markup is taken out before it reaches the page. */
(() => {
  const items = '[data-testid="stSidebarNavItems"]';
  // Streamlit puts a div between the list and its items, which makes it a list of nothing. Without
  // these roles it is what it looks like: a navigation of links.
  // What Streamlit says in English alone, in the reader's words; empty where that is English.
  const words = {words};
  const translate = () => {
    if (!Object.keys(words).length) return;
    for (const name of ["aria-label", "title", "placeholder"]) {
      document.querySelectorAll(`[${name}]`).forEach((part) => {
        const text = part.getAttribute(name);
        const [first, ...rest] = text.split(": ");
        if (words[first]) part.setAttribute(name, [words[first], ...rest].join(": "));
      });
    }
    document.querySelectorAll('a[href="#stMain"], [role="tooltip"] *, [role="listbox"] *').forEach((part) => {
      if (part.childElementCount === 0 && words[part.textContent.trim()])
        part.textContent = words[part.textContent.trim()];
    });
  };
  // A narrow page is shown once all of it is there (first_paint.py).
  const arrive = () => {
    const state = document.querySelector('[data-testid="stApp"]')?.dataset.testScriptState;
    if (state === "notRunning" && !document.querySelector('[data-testid="stSkeleton"]'))
      document.documentElement.classList.remove("arriving");
  };
  const mend = () => {
    arrive();
    translate();
    document.querySelectorAll(`${items}, ${items} li`).forEach((part) => {
      part.setAttribute("role", "none");
    });
    document.querySelectorAll('[class*="st-key-opens_"] canvas[tabindex="0"]').forEach((part) => {
      part.tabIndex = -1;
    });
    document.querySelector('[data-testid="stSidebarNav"]')?.setAttribute("aria-label", "{pages}");
  };
  // A table takes Tab for a way from cell to cell, and none leads out of it. Where a cell opens
  // something, the first arrow does, and even the focus: Tab passes by such a table, whose menu
  // opens a number by the names of row and column.
  const leave = (event) => {
    const table = event.target.closest?.('[data-testid="stDataFrame"]');
    const opens = table?.closest('[class*="st-key-opens_"]') && event.key.startsWith("Arrow");
    if (table && (event.key === "Tab" || opens)) event.stopPropagation();
  };
  window.governanceKeys && document.removeEventListener("keydown", window.governanceKeys, true);
  window.governanceKeys = leave;
  document.addEventListener("keydown", leave, true);
  // Streamlit makes each parameter of an address a step of the history, and writes those of the next
  // page into the one that is left. What changes together is one step here, and the page that is
  // left is as it was: Back leads there.
  if (!window.governanceSteps) {
    const steps = (window.governanceSteps = { at: 0, before: "" });
    const push = history.pushState.bind(history);
    history.pushState = (state, title, url) => {
      const isSame = new URL(url, location).pathname === location.pathname;
      const isSoon = Date.now() - steps.at < 1000;
      if (!isSame && isSoon && steps.before) history.replaceState(history.state, "", steps.before);
      if (isSame && !isSoon) steps.before = location.href;
      else if (!isSame) steps.before = "";
      if (isSame && isSoon) history.replaceState(state, title, url);
      else push(state, title, url);
      steps.at = Date.now();
    };
  }
  // The hints of a first visit (hints.py) are put away for good; what had the focus is gone with them.
  const putAway = (event) => {
    if (!event.target.closest(".hints button")) return;
    document.documentElement.classList.remove("first-visit");
    localStorage.setItem("governance-hints", "seen");
    const main = document.querySelector('[data-testid="stMain"]');
    main.tabIndex = -1;
    main.focus({ preventScroll: true });
  };
  document.removeEventListener("click", window.governanceHints);
  window.governanceHints = putAway;
  document.addEventListener("click", putAway);
  // Streamlit says "en" to everybody, and a screen reader then spells the Chinese.
  document.documentElement.lang = "{lang}";
  // The name that forms are filled in with; a year from its last use.
  if ("{who}") {
    const safe = location.protocol === "https:" ? ";secure" : "";
    document.cookie = `governance_who={who};path=/;max-age=31536000;samesite=strict${safe}`;
  }
  mend();
  window.governance?.disconnect();
  window.governance = new MutationObserver(mend);
  const states = ["data-test-script-state"];
  window.governance.observe(document.body, { childList: true, subtree: true, attributeFilter: states });
})();
