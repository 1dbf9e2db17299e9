// Applies the theme that a person chose (light, dark or the system's) before the page paints, and
// turns every element with data-theme-toggle into the switch. Load it in <head> without "defer".
(() => {
  const root = document.documentElement;
  const stored = () => {
    try {
      return localStorage.getItem("wood.theme");
    } catch {
      return null;
    }
  };
  const apply = (theme) => {
    if (theme === "light" || theme === "dark") {
      root.dataset.theme = theme;
    } else {
      delete root.dataset.theme;
    }
  };
  apply(stored());
  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-theme-toggle]")) {
      return;
    }
    const systemDark = matchMedia("(prefers-color-scheme: dark)").matches;
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : systemDark;
    const next = dark ? "light" : "dark";
    apply(next);
    try {
      localStorage.setItem("wood.theme", next);
    } catch {
      // Private windows may refuse storage: the theme then lasts as long as the page.
    }
  });
})();
