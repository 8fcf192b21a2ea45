// Opens the form of a row of a text in its place; without it the link leads to the page of that form.
// F2 on a row does the same by keyboard; Escape, or leaving the form, gives the focus back to its link.
const tree = document.querySelector(".text-tree");
let opened = null;

const close = () => {
  opened.part.remove();
  opened.link.setAttribute("aria-expanded", "false");
  opened.link.focus();
  opened = null;
};

const show = (link, answer) => {
  const part = new DOMParser().parseFromString(answer, "text/html").querySelector("[data-in-row]");
  if (!part) {
    location.assign(link.href);
    return;
  }
  if (opened) {
    close();
  }
  opened = { link, part };
  link.setAttribute("aria-expanded", "true");
  link.closest("li").querySelector(".leaf").after(part);
  const fields = 'textarea, input:not([type="hidden"])';
  (part.querySelector(".errors") ?? part.querySelector(fields))?.focus();
};

const lead = (link, address) => {
  const to = new URL(address);
  to.hash = link.closest("li").id;
  const isHere = to.pathname + to.search === location.pathname + location.search;
  location.assign(to);
  if (isHere) {
    location.reload();
  }
};

const open = async (link) => {
  try {
    const answer = await fetch(link.href);
    show(link, answer.redirected ? "" : await answer.text());
  } catch {
    location.assign(link.href);
  }
};

const save = async (form) => {
  const { link } = opened;
  try {
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form) });
    if (answer.redirected) {
      lead(link, answer.url);
    } else {
      show(link, await answer.text());
    }
  } catch {
    form.submit();
  }
};

tree?.addEventListener("click", (event) => {
  const isPlain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey;
  const link = event.target.closest("a[data-row-form]");
  if (isPlain && link) {
    event.preventDefault();
    open(link);
  } else if (isPlain && opened && event.target.closest("[data-leave]")) {
    event.preventDefault();
    close();
  }
});
tree?.addEventListener("submit", (event) => {
  if (opened?.part.contains(event.target)) {
    event.preventDefault();
    save(event.target);
  }
});
tree?.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && opened?.part.contains(event.target)) {
    close();
  } else if (event.key === "F2" && event.target.name === "chosen") {
    event.preventDefault();
    event.target.closest("li").querySelector("a[data-row-form]")?.click();
  }
});
