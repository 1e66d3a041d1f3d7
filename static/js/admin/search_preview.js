/* Keeps the search and social preview beside the editor up to date while somebody types.

Words are written with textContent only. The numbers of characters are those of readers: an emoji counts once.
*/
(() => {
  const FIELDS = ['id_title', 'id_slug', 'id_seo_title', 'id_search_description', 'id_summary'];
  const valueOf = (id) => (document.getElementById(id)?.value || '').trim();
  const lengthOf = (words) => Array.from(words).length;

  const write = (panel, name, words) => {
    panel.querySelectorAll(`[data-preview-${name}]`).forEach((element) => {
      if (element.textContent !== words) element.textContent = words;
    });
  };

  const note = (element, standing, length, limit) => {
    const words = element.dataset[standing].replace('%s', length).replace('%l', limit);
    if (element.textContent !== words) element.textContent = words;
    element.dataset.standing = standing;
  };

  const judgeTitle = (panel, title) => {
    const length = lengthOf(title);
    const longest = Number(panel.dataset.longestTitle);
    const standing = length === 0 ? 'none' : length > longest ? 'long' : 'good';
    note(panel.querySelector('[data-preview-title-note]'), standing, length, longest);
  };

  const judgeDescription = (panel, description) => {
    const length = lengthOf(description);
    const shortest = Number(panel.dataset.shortestDescription);
    const longest = Number(panel.dataset.longestDescription);
    const element = panel.querySelector('[data-preview-description-note]');
    if (length === 0) note(element, 'none', length, shortest);
    else if (length < shortest) note(element, 'short', length, shortest);
    else if (length > longest) note(element, 'long', length, longest);
    else note(element, 'good', length, longest);
  };

  const draw = () => {
    const panel = document.querySelector('[data-search-preview]');
    if (!panel) return;
    const title = valueOf('id_seo_title') || valueOf('id_title');
    const description = valueOf('id_search_description') || valueOf('id_summary');
    const slug = panel.dataset.isRoot === 'yes' ? '' : valueOf('id_slug');
    write(panel, 'title', title);
    write(panel, 'description', description);
    write(panel, 'address', panel.dataset.addressAbove + (slug ? `${slug}/` : ''));
    judgeTitle(panel, title);
    judgeDescription(panel, description);
  };

  const isShown = (event) => FIELDS.includes(event.target?.id);
  ['input', 'change', 'keyup', 'blur'].forEach((kind) => {
    document.addEventListener(kind, (event) => isShown(event) && window.requestAnimationFrame(draw), true);
  });
  // Wagtail fills in the slug by itself while the title of a new page is typed.
  document.addEventListener('input', () => window.setTimeout(draw, 300), true);
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', draw);
  else draw();
})();
