// The chosen slide as it will look. Its texts are written where they stand: a click begins, leaving
// them or Enter (Ctrl+Enter where there may be lines) keeps what is there, Esc gives it up.

function words(page, slide) {
  const where = page.querySelector(".where");
  let box = page.querySelector(".words");
  if (!box) {
    box = Object.assign(document.createElement("div"), { className: "words" });
    box.style.fontSize = "1.5em"; // as a first sentence has it (slide_style.py)
    where.after(box);
  }
  const lines = [...box.querySelectorAll("p")];
  const said = document.createElement("div");
  said.append(...lines.slice(0, slide.lines));
  box.prepend(said);
  const found = { title: page.querySelector("h2"), words: said };
  if (slide.texts.comment) {
    const rest = document.createElement("div");
    rest.append(...lines.slice(slide.lines));
    box.append(rest);
    found.comment = rest;
  }
  return found;
}

function places(page, slide) {
  if (slide.trouble) return { title: page.querySelector("h2") };
  if (slide.kind !== "text") return words(page, slide);
  return { title: page.querySelector("h2"), comment: page.querySelector(".text") };
}

function writable(part, field, slide, { labels, write, stage }) {
  const before = part.innerHTML;
  const text = slide.texts[field];
  part.dataset.field = field;
  part.dataset.hint = labels.hints[field] ?? "";
  part.contentEditable = "plaintext-only";
  if (part.contentEditable !== "plaintext-only") part.contentEditable = "true";
  part.setAttribute("role", "textbox");
  part.setAttribute("aria-multiline", String(field !== "title"));
  part.setAttribute("aria-label", labels.fields[field]);
  part.tabIndex = 0;
  const leave = () => {
    part.isOpen = false;
    part.innerHTML = before;
  };
  part.onfocus = () => {
    if (part.isOpen) return;
    part.isOpen = true;
    part.textContent = text;
  };
  part.onblur = () => {
    if (!part.isOpen) return;
    const said = part.innerText.replace(/\r/g, "").trim();
    const own = slide.own[field];
    // Emptied, or as the figures say it by themselves: it follows them again.
    const kept = ["", slide.written[field]].includes(said) ? "" : said;
    if (said === text.trim() || kept === own) return leave();
    part.isOpen = false;
    stage.state = "";
    write({ slide: slide.name, field, seen: own, text: field === "title" ? kept.replace(/\s+/g, " ") : kept });
  };
  part.onkeydown = (event) => {
    event.stopPropagation();
    if (event.key === "Escape") leave();
    else if (event.key !== "Enter" || event.isComposing || (field !== "title" && !event.ctrlKey)) return;
    event.preventDefault();
    part.blur();
  };
}

function showPage(stage, slide, context) {
  const { labels } = context;
  const page = stage.querySelector(".page");
  const at = Math.min(stage.at ?? 0, slide.pages.length - 1);
  const state = JSON.stringify([slide, at]);
  const isWriting = [...page.querySelectorAll("[data-field]")].some((part) => part.isOpen);
  if (stage.state === state || (isWriting && stage.name === slide.name)) return;
  [stage.state, stage.name] = [state, slide.name];
  page.innerHTML = slide.pages[at];
  if (at === 0)
    for (const [field, part] of Object.entries(places(page, slide)))
      if (part) writable(part, field, slide, { ...context, stage });
  const turn = stage.querySelector("nav");
  turn.hidden = slide.pages.length < 2;
  turn.querySelector("span").textContent = `${at + 1} / ${slide.pages.length}`;
  turn.querySelectorAll("button").forEach((button, side) => {
    const to = at + (side ? 1 : -1);
    button.setAttribute("aria-label", side ? labels.next : labels.back);
    button.disabled = to < 0 || to >= slide.pages.length;
    button.onclick = () => {
      stage.at = to;
      showPage(stage, slide, context);
    };
  });
}
