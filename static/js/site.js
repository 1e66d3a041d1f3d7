/* Comforts only: every page reads, navigates and submits without this file. */
(() => {
  const root = document.documentElement;

  /* Colors: match the device, light or dark. */
  const choice = document.querySelector('[data-theme-choice]');
  const apply = (theme) => (theme === 'light' || theme === 'dark' ? root.setAttribute('data-theme', theme) : root.removeAttribute('data-theme'));
  let saved = null;
  try { saved = localStorage.getItem('theme'); } catch { /* storage is off: the choice lasts for this page */ }
  apply(saved);
  if (choice) {
    choice.hidden = false;
    const current = root.getAttribute('data-theme') || 'auto';
    choice.querySelectorAll('input').forEach((input) => { input.checked = input.value === current; });
    choice.addEventListener('change', (event) => {
      apply(event.target.value);
      try { localStorage.setItem('theme', event.target.value); } catch { /* as above */ }
    });
  }

  /* A form that came back with errors: the summary is read first. */
  document.querySelector('[data-takes-focus]')?.focus();

  /* Video: the frame is made when a reader asks for it. */
  const players = {
    youtube: (id) => `https://www.youtube-nocookie.com/embed/${id}?autoplay=1`,
    vimeo: (id) => `https://player.vimeo.com/video/${id}?dnt=1&autoplay=1`,
  };
  document.querySelectorAll('[data-video]').forEach((stage) => {
    const { provider, videoId, title } = stage.dataset;
    const button = stage.querySelector('[data-video-load]');
    if (!button || !players[provider]) return;
    button.hidden = false;
    button.addEventListener('click', () => {
      const frame = document.createElement('iframe');
      frame.src = players[provider](encodeURIComponent(videoId));
      frame.title = title;
      frame.allow = 'autoplay; fullscreen; picture-in-picture';
      frame.allowFullscreen = true;
      frame.referrerPolicy = 'strict-origin-when-cross-origin';
      stage.replaceChildren(frame);
      frame.focus();
    });
  });

  /* Contents: close the sheet after a choice, and mark the section being read. */
  const contents = document.querySelector('[data-contents]');
  if (!contents) return;
  contents.addEventListener('click', (event) => {
    if (event.target.closest('a') && contents.matches(':popover-open')) contents.hidePopover();
  });
  const entries = [...contents.querySelectorAll('a')]
    .map((link) => ({ link, target: document.getElementById(decodeURIComponent(link.hash.slice(1))) }))
    .filter((entry) => entry.target);
  let marked = null;
  const mark = () => {
    const line = innerHeight * 0.3;
    const isAtEnd = innerHeight + scrollY >= root.scrollHeight - 4;
    const passed = entries.filter((entry) => isAtEnd || entry.target.getBoundingClientRect().top <= line);
    const link = passed.at(-1)?.link ?? null;
    if (link === marked) return;
    marked?.removeAttribute('aria-current');
    link?.setAttribute('aria-current', 'location');
    marked = link;
  };
  const watcher = new IntersectionObserver(mark, { rootMargin: '0px 0px -70% 0px' });
  entries.forEach((entry) => watcher.observe(entry.target));

  /* The floating button steps aside where it would cover the opening, the comments or the footer. */
  const button = document.querySelector('[data-contents-button]');
  if (!button) return;
  const near = new Set();
  const zones = new IntersectionObserver((changes) => {
    changes.forEach((change) => near[change.isIntersecting ? 'add' : 'delete'](change.target));
    button.toggleAttribute('data-away', near.size > 0);
  });
  document.querySelectorAll('.site-header, .article-head, .takeaways, .comments, .urgent-strip, .site-footer').forEach((zone) => zones.observe(zone));
})();
