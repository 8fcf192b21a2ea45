// Improves pages that work without it: a table's scroll region is a stop of the Tab key only while
// something is out of sight, and after a refused form the summary of errors has the focus.
const setTabStop = (region) => {
  if (region.scrollWidth > region.clientWidth + 1 || region.scrollHeight > region.clientHeight + 1) {
    region.tabIndex = 0;
  } else {
    region.removeAttribute("tabindex");
  }
};
const regions = document.querySelectorAll(".table-scroll, .reading > .source-text");
if ("ResizeObserver" in window) {
  const observer = new ResizeObserver((entries) => entries.forEach((entry) => setTabStop(entry.target)));
  regions.forEach((region) => observer.observe(region));
}
document.querySelector(".errors")?.focus();
