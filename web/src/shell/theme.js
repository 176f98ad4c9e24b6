// Runs before the first paint, as a plain script of its own: the content policy allows no inline script. Without it the system's choice rules.
(function () {
  try {
    var theme = localStorage.getItem("paddock.theme");
    if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
  } catch {
    // Storage may be forbidden; the system's choice is good enough.
  }
})();
