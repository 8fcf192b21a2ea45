// The keys of the review page. The page works without: each key presses what stands on the card.
const cards = [...document.querySelectorAll("[data-proposal]")];
const keyList = document.querySelector("#keys");
const keysOn = document.querySelector("#keys-on");
const text = document.querySelector(".reading > .source-text");
const STORED = "review-keys";
let current = null;
let sent = false;

const marksOf = (card) => {
  const name = card.dataset.proposal;
  return [...document.querySelectorAll(`mark[data-proposals~="${name}"]`), document.getElementById(`place-${name}`)].filter(Boolean);
};

// The words of the card at hand stand out in the text, which scrolls to them by itself.
const choose = (card) => {
  if (card === current) return;
  if (current) {
    current.classList.remove("current");
    marksOf(current).forEach((mark) => mark.classList.remove("current"));
  }
  current = card;
  card.classList.add("current");
  const marks = marksOf(card);
  marks.forEach((mark) => mark.classList.add("current"));
  const place = document.getElementById(`place-${card.dataset.proposal}`) ?? marks[0];
  if (text && place && text.scrollHeight > text.clientHeight) {
    const away = place.getBoundingClientRect().top - text.getBoundingClientRect().top;
    text.scrollTop += away - text.clientHeight / 3;
  }
};

const go = (card) => {
  if (!card) return;
  card.focus({ preventScroll: true });
  card.scrollIntoView({ block: card.offsetHeight > innerHeight ? "start" : "nearest", behavior: "instant" });
  choose(card);
};

const following = (step) => {
  if (!current) return cards.find((card) => "open" in card.dataset) ?? cards[0];
  return cards[cards.indexOf(current) + step];
};

const rejecting = () => {
  const box = current?.querySelector(".reject");
  if (!box) return;
  box.open = true;
  box.querySelector("input[type=text]").focus();
};

const matching = () => {
  const chosen = current?.querySelector(".choices input:checked");
  if (chosen) chosen.focus();
  else current?.querySelector("[data-change]")?.click();
};

// Pressed twice, it is sent once.
const accept = () => {
  const form = current?.querySelector("[data-accept]");
  if (!form || sent) return;
  sent = true;
  form.requestSubmit();
};

const nextOpen = () => {
  const rest = cards.slice(cards.indexOf(current) + 1).concat(cards);
  go(rest.find((card) => "open" in card.dataset));
};

const explaining = () => {
  const box = current?.querySelector(".why");
  if (!box) return;
  box.open = !box.open;
  if (box.open) box.scrollIntoView({ block: "nearest", behavior: "instant" });
};

// Where the keyboard writes no Latin letters, the place of the key counts: А on a Russian one is F.
const letterOf = (event) => /^[a-z?]$/i.test(event.key) ? event.key.toLowerCase() : event.code.replace(/^Key/, "").toLowerCase();

const KEYS = {
  j: () => go(following(1)),
  k: () => go(following(-1)),
  a: accept,
  c: () => current?.querySelector("[data-change]")?.click(),
  r: rejecting,
  m: matching,
  n: nextOpen,
  u: () => current?.querySelector("[data-undo]")?.click(),
  w: explaining,
  "?": () => { keyList.open = !keyList.open; keyList.querySelector("summary").focus(); },
};

const back = () => {
  const box = current?.querySelector(".reject[open]");
  if (box) box.open = false;
  go(current);
};

const isTyping = (target) => target.matches("textarea, select, input:not([type=radio], [type=checkbox])");

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented) return;
  if (event.key === "Escape" && current?.contains(event.target)) return back();
  const act = KEYS[letterOf(event)];
  if (!act || !keysOn.checked || isTyping(event.target)) return;
  event.preventDefault();
  act();
});

document.addEventListener("focusin", (event) => {
  const card = event.target.closest("[data-proposal]");
  if (card) choose(card);
});

const showKeys = () => {
  document.documentElement.classList.toggle("has-keys", keysOn.checked);
  const shortcuts = { "[data-change]": "C", ".reject > summary": "R", "button[form]": "A" };
  for (const [what, key] of Object.entries(shortcuts)) {
    for (const found of document.querySelectorAll(`.proposal ${what}`)) {
      if (keysOn.checked) found.setAttribute("aria-keyshortcuts", key);
      else found.removeAttribute("aria-keyshortcuts");
    }
  }
};

if (keyList && keysOn) {
  keyList.hidden = false;
  keysOn.checked = localStorage.getItem(STORED) !== "off";
  keysOn.addEventListener("change", () => {
    localStorage.setItem(STORED, keysOn.checked ? "on" : "off");
    showKeys();
  });
  showKeys();
}

// After a decision the address names the next card: the focus follows it, or goes into its form.
// The browser itself focuses the card once the page is loaded, so this waits for that.
const target = cards.find((card) => `#${card.id}` === location.hash);
const atHand = target ?? document.activeElement?.closest("[data-proposal]");
if (atHand) choose(atHand);
const arrive = () => {
  const form = target?.querySelector(".change");
  if (!form) return go(target);
  (form.querySelector(".errors") ?? form.querySelector("input:not([type=hidden]), select, textarea")).focus();
};
addEventListener("pageshow", (event) => {
  sent = false;
  if (!event.persisted) setTimeout(arrive);
});
