/* The claims in Wagtail's panel of checks.

Sends the form as it stands to the checker a moment after the last key, and lists what it finds. Each finding leads to
its block. Nothing is stored; without this script the check still runs when the page is published.
*/
(() => {
  const panel = document.querySelector('[data-claims]');
  const form = document.querySelector('[data-edit-form]');
  if (!panel || !form) return;

  // Typing has stopped; with the answer this stays below 300 ms.
  const PAUSE = 100;
  // Between two looks for changes that no event tells of: a block moved or deleted, a chooser.
  const LOOK = 1500;
  const side = panel.closest('[data-side-panel]');
  const part = (name) => side.querySelector(`[data-claims-${name}]`);
  let timer;
  let sent = '';
  let running = null;

  /* A page that was saved for the first time while it was open has an address of its own now. */
  const endpoint = () => {
    const [, id] = window.location.pathname.match(/\/pages\/(\d+)\/edit\//) || [];
    return id ? panel.dataset.claimsEditUrl.replace('/0/', `/${id}/`) : panel.dataset.claimsUrl;
  };

  const plainStyles = (block) => ({
    ...block,
    inlineStyleRanges: block.inlineStyleRanges.filter(({ style }) => !/^(COMMENT-|STYLE_RERENDER)/.test(style)),
  });

  /* The editor of rich text writes its hidden field later; this is what it holds now. */
  const richTextNow = (field) => {
    const state = field.draftailEditor?.getEditorState?.();
    const content = state?.getCurrentContent();
    if (!content) return field.value;
    if (!content.hasText() && content.getBlocksAsArray().length < 2) return 'null';
    const raw = window.DraftJS.convertToRaw(content);
    return JSON.stringify({ ...raw, blocks: raw.blocks.map(plainStyles) });
  };

  const formNow = () => {
    const values = new FormData(form);
    form.querySelectorAll('[data-draftail-input], textarea, input[type="hidden"]').forEach((field) => {
      if (field.name && field.draftailEditor) values.set(field.name, richTextNow(field));
    });
    [...values].forEach(([name, value]) => {
      if (value instanceof File || name.startsWith('comments-')) values.delete(name);
    });
    return values;
  };

  const element = (tag, className, words) => {
    const made = document.createElement(tag);
    if (className) made.className = className;
    if (words) made.textContent = words;
    return made;
  };

  /* From the whole path to its first part, the first that the form shows. */
  const placeOf = (path) => {
    const steps = path.split('.');
    while (steps.length) {
      const selector = steps.map((step) => `[data-contentpath="${CSS.escape(step)}"]`).join(' ');
      const found = form.querySelector(selector);
      if (found) return found;
      steps.pop();
    }
    return null;
  };

  const openAround = (place) => {
    const tab = place.closest('[role="tabpanel"]');
    if (tab) document.querySelector(`[role="tab"][aria-controls="${tab.id}"]`)?.click();
    for (let around = place; around && around !== form; around = around.parentElement) {
      const toggle = around.querySelector(':scope > .w-panel__header [data-panel-toggle][aria-expanded="false"]');
      if (toggle) toggle.click();
    }
  };

  const select = (field, words) => {
    if (field.setSelectionRange) {
      const start = field.value.indexOf(words);
      if (start >= 0) field.setSelectionRange(start, start + words.length);
      return;
    }
    const walker = document.createTreeWalker(field, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const start = walker.currentNode.data.indexOf(words);
      if (start >= 0) {
        window.getSelection().setBaseAndExtent(walker.currentNode, start, walker.currentNode, start + words.length);
        return;
      }
    }
  };

  /* A tab that was just opened shows its fields a moment later. */
  const whenShown = (place, then, patience = 90) => {
    if (place.offsetParent || !patience) then();
    else requestAnimationFrame(() => whenShown(place, then, patience - 1));
  };

  const jump = (path, words) => {
    const place = placeOf(path);
    if (!place) return;
    openAround(place);
    whenShown(place, () => lead(place, words));
  };

  const lead = (place, words) => {
    const fields = [...place.querySelectorAll('input:not([type="hidden"]), textarea, [contenteditable="true"]')];
    const holds = (field) => (field.value ?? field.textContent).includes(words);
    const shown = fields.filter((field) => field.offsetParent);
    const field = shown.find(holds) || shown[0];
    const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
    (field || place).scrollIntoView({ block: 'center', behavior: still ? 'auto' : 'smooth' });
    if (!field) return;
    field.focus({ preventScroll: true });
    select(field, words);
  };

  const jumpButton = (words, path) => {
    const button = element('button', 'claims__words', words);
    button.type = 'button';
    button.addEventListener('click', () => jump(path, words));
    return button;
  };

  /* A screen of its own, in a tab of its own: what is typed here stays. */
  const overrideButton = (finding, address) => {
    const button = element('button', 'button button-small button-secondary', part('override-label').textContent);
    button.type = 'button';
    button.setAttribute('aria-label', `${button.textContent} ${finding.words.slice(0, 80)}`);
    button.addEventListener('click', () => {
      const carrier = element('form');
      carrier.method = 'post';
      carrier.action = address;
      carrier.target = '_blank';
      const values = { rule: finding.rule, words: finding.words, csrfmiddlewaretoken: token() };
      Object.entries(values).forEach(([name, value]) => {
        const input = element('input');
        input.type = 'hidden';
        input.name = name;
        input.value = value;
        carrier.append(input);
      });
      document.body.append(carrier);
      carrier.submit();
      carrier.remove();
    });
    return button;
  };

  const token = () => form.querySelector('[name="csrfmiddlewaretoken"]').value;

  const findingItem = (finding, address) => {
    const item = element('li', `claims__finding claims__finding--${finding.severity}`);
    item.append(
      element('p', 'claims__severity', `${finding.severityWords}: ${finding.kind}`),
      jumpButton(finding.words || finding.kind, finding.path),
      element('p', 'claims__why', finding.why),
    );
    if (finding.facts) {
      const facts = element('p', 'claims__facts');
      facts.append(element('strong', '', `${part('facts-label').textContent} `), finding.facts);
      item.append(facts);
    }
    if (finding.mayOverride) item.append(overrideButton(finding, address));
    return item;
  };

  const longItem = (sentence) => {
    const item = element('li', 'claims__long');
    item.append(element('span', 'claims__count', sentence.count), jumpButton(sentence.words, sentence.path));
    return item;
  };

  const show = (answer) => {
    part('summary').textContent = answer.summary;
    part('list').replaceChildren(...answer.findings.map((finding) => findingItem(finding, answer.override)));
    part('words').textContent = answer.reading.words;
    part('minutes').textContent = answer.reading.minutes;
    part('grade').textContent = answer.reading.grade;
    part('grade').classList.toggle('claims__grade--hard', answer.reading.isHard);
    part('verdict').textContent = answer.reading.verdict;
    part('long-summary').textContent = answer.reading.long.length ? answer.reading.longSummary : '';
    part('long-list').replaceChildren(...answer.reading.long.map(longItem));
    part('long').hidden = !answer.reading.long.length;
    part('fault').hidden = true;
  };

  const check = async () => {
    const values = formNow();
    const now = new URLSearchParams(values).toString();
    if (now === sent) return;
    sent = now;
    running?.abort();
    running = new AbortController();
    try {
      const response = await fetch(endpoint(), {
        method: 'POST', body: values, signal: running.signal, headers: { 'X-Requested-With': 'XMLHttpRequest' },
      });
      if (!response.ok) throw new Error(response.statusText);
      show(await response.json());
    } catch (error) {
      if (error.name === 'AbortError') return;
      sent = '';
      part('fault').hidden = false;
    }
  };

  const isShown = () => !side.hidden && !document.hidden;
  const checkIfShown = () => { if (isShown()) check(); };
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(checkIfShown, PAUSE);
  };

  ['input', 'change', 'keyup', 'paste', 'drop'].forEach((kind) => form.addEventListener(kind, soon));
  side.addEventListener('show', check);
  /* Whoever comes back from another tab may have let a claim stand there. */
  window.addEventListener('focus', () => { sent = ''; checkIfShown(); });
  setInterval(checkIfShown, LOOK);
  checkIfShown();
})();
