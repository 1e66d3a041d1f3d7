// For people on call: keeps the banner about urgent comments true while a page stays open.
(() => {
  const banner = document.querySelector("[data-urgent-banner]");
  if (!banner) return;
  const content = document.querySelector("#main .content");
  if (content) content.prepend(banner);

  async function ask() {
    try {
      const answer = await fetch(banner.dataset.stateUrl, { headers: { Accept: "application/json" } });
      if (!answer.ok) return;
      const { waiting } = await answer.json();
      banner.hidden = !waiting;
    } catch {
      // The next minute asks again; what is shown stays.
    }
  }

  setInterval(ask, 60_000);
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) ask();
  });
})();
