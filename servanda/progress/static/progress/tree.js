// Improves the tree of a text for those who work by keyboard; without it the buttons do the same.
// Arrow keys go from row to row; Alt with an arrow key moves what is chosen, else the row itself.
const boxes = [...document.querySelectorAll('input[name="chosen"]')];
const tools = document.getElementById("tools");
const mirrored = document.documentElement.dir === "rtl";
const moves = {
  ArrowUp: "up",
  ArrowDown: "down",
  ArrowRight: mirrored ? "outdent" : "indent",
  ArrowLeft: mirrored ? "indent" : "outdent",
};
const steps = { ArrowUp: -1, ArrowDown: 1 };

const move = (box, how) => {
  if (!boxes.some((one) => one.checked)) {
    box.checked = true;
  }
  tools.requestSubmit(tools.querySelector(`button[value="${how}"]`));
};

document.querySelector(".text-tree")?.addEventListener("keydown", (event) => {
  const at = boxes.indexOf(event.target);
  if (at < 0 || event.ctrlKey || event.metaKey || event.shiftKey) {
    return;
  }
  if (event.altKey && moves[event.key]) {
    event.preventDefault();
    move(event.target, moves[event.key]);
  } else if (!event.altKey && steps[event.key]) {
    event.preventDefault();
    boxes[at + steps[event.key]]?.focus();
  }
});

// Going to a row of the address takes the focus from everything: it comes back after that.
const row = location.hash ? document.getElementById(location.hash.slice(1)) : null;
const focusRow = () => row?.querySelector('input[name="chosen"]')?.focus();
addEventListener("load", () => requestAnimationFrame(focusRow));
document.querySelector("[data-keys]")?.removeAttribute("hidden");
