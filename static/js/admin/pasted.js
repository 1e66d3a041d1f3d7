/* Reads what a word processor puts on the clipboard: window.clinicPasted.read(html) gives segments in reading order.

{kind: 'text', blocks: [{type, depth, runs}]}, {kind: 'heading', level, words} or {kind: 'table', rows: [[runs]]}, where
a run is {words, bold, superscript, subscript, href}. Nothing else survives: the markup is parsed into a document that
runs and loads nothing, and only words and the addresses of links leave it.
*/
(() => {
  const DROPPED = 'SCRIPT STYLE META LINK TITLE HEAD TEMPLATE NOSCRIPT IFRAME OBJECT EMBED SVG MATH CANVAS VIDEO AUDIO IMG PICTURE INPUT BUTTON SELECT TEXTAREA';
  const dropped = new Set(DROPPED.split(' '));
  const BLOCKS = 'P DIV SECTION ARTICLE HEADER FOOTER MAIN ASIDE NAV BLOCKQUOTE PRE ADDRESS DL DT DD FIGURE FIGCAPTION FORM FIELDSET CENTER HR';
  const blocks = new Set(BLOCKS.split(' '));
  const SAFE_LINK = /^(https?:|mailto:|tel:)/i;
  const MOST_DEPTH = 4;
  const WORD_MARKER = /^\(?([0-9]+|[a-z]|[ivx]+)[.)]/i;
  const HIDDEN = /display\s*:\s*none|mso-hide\s*:\s*all|visibility\s*:\s*hidden/i;

  const styleOf = (element) => element.getAttribute?.('style') || '';

  const safeLink = (raw) => {
    const address = (raw || '').trim();
    if (!SAFE_LINK.test(address)) return '';
    try {
      const parts = new URL(address);
      const isWrapped = /(^|\.)google\.com$/.test(parts.hostname) && parts.pathname === '/url';
      return isWrapped ? safeLink(parts.searchParams.get('q')) : address;
    } catch (error) {
      return '';
    }
  };

  const isBold = (element, inherited) => {
    const weight = /(?:^|[;\s])font-weight\s*:\s*([a-z0-9]+)/i.exec(styleOf(element))?.[1].toLowerCase();
    if (weight) return weight === 'bold' || weight === 'bolder' || Number(weight) >= 600;
    return inherited || element.tagName === 'B' || element.tagName === 'STRONG';
  };

  const formatOf = (element, format) => {
    const raised = /(?:^|[;\s])vertical-align\s*:\s*(super|sub)/i.exec(styleOf(element))?.[1].toLowerCase();
    return {
      bold: isBold(element, format.bold),
      superscript: raised ? raised === 'super' : format.superscript || element.tagName === 'SUP',
      subscript: raised ? raised === 'sub' : format.subscript || element.tagName === 'SUB',
      href: element.tagName === 'A' ? safeLink(element.getAttribute('href')) : format.href,
    };
  };

  const tidy = (runs) => {
    const kept = [];
    let endsInSpace = true;
    runs.forEach((run) => {
      let words = run.words.replace(/[ \t\r\f\v\u00a0]+/g, ' ').replace(/ *\n */g, '\n');
      if (endsInSpace) words = words.replace(/^ +/, '');
      if (!words) return;
      endsInSpace = /\s$/.test(words);
      kept.push({ ...run, words });
    });
    while (kept.length) {
      const last = kept[kept.length - 1];
      last.words = last.words.replace(/\s+$/, '');
      if (last.words) break;
      kept.pop();
    }
    if (kept.length) kept[0].words = kept[0].words.replace(/^\s+/, '');
    return kept;
  };

  const wordsOf = (runs) => runs.map((run) => run.words).join('');

  class Reader {
    constructor() {
      this.segments = [];
      this.runs = [];
      this.block = { type: 'unstyled', depth: 0 };
      this.isWordList = false;
    }

    endBlock() {
      const runs = tidy(this.runs);
      this.runs = [];
      if (!runs.length) return;
      let segment = this.segments[this.segments.length - 1];
      if (segment?.kind !== 'text') {
        segment = { kind: 'text', blocks: [] };
        this.segments.push(segment);
      }
      segment.blocks.push({ ...this.block, runs });
    }

    within(block, work) {
      this.endBlock();
      const outer = this.block;
      this.block = block;
      work();
      this.endBlock();
      this.block = outer;
    }

    children(node, format, list) {
      node.childNodes.forEach((child) => this.node(child, format, list));
    }

    node(node, format, list) {
      if (node.nodeType === Node.TEXT_NODE) {
        this.runs.push({ ...format, words: node.nodeValue.replace(/\n/g, ' ') });
      } else if (node.nodeType === Node.ELEMENT_NODE) {
        this.element(node, format, list);
      }
    }

    element(element, format, list) {
      const tag = element.tagName.toUpperCase();
      if (dropped.has(tag) || HIDDEN.test(styleOf(element)) || /mso-list\s*:\s*ignore/i.test(styleOf(element))) return;
      if (/^H[1-6]$/.test(tag) || /\bMsoTitle\b/.test(element.className)) this.heading(element, format, tag);
      else if (tag === 'TABLE') this.table(element, format, list);
      else if (tag === 'UL' || tag === 'OL') this.list(element, format, list, tag);
      else if (tag === 'LI') this.item(element, format, list);
      else if (tag === 'BR') this.runs.push({ ...format, words: '\n' });
      else if (tag === 'P' && this.wordListBlock(element)) this.wordItem(element, format);
      else if (blocks.has(tag)) this.paragraph(element, format, list);
      else this.children(element, formatOf(element, format), list);
    }

    paragraph(element, format, list) {
      // A paragraph inside a list item is the item's own text.
      if (this.block.type !== 'unstyled' && list) {
        if (tidy([...this.runs]).length) this.endBlock();
        this.children(element, formatOf(element, format), list);
        return;
      }
      this.within({ type: 'unstyled', depth: 0 }, () => this.children(element, formatOf(element, format), list));
    }

    heading(element, format, tag) {
      this.endBlock();
      const inner = new Reader();
      inner.children(element, format, null);
      inner.endBlock();
      const words = inner.segments
        .flatMap((segment) => segment.blocks || [])
        .map((block) => wordsOf(block.runs))
        .join(' ');
      if (words) this.segments.push({ kind: 'heading', level: Number(tag[1]) || 1, words: words.replace(/\s+/g, ' ') });
    }

    list(element, format, list, tag) {
      this.endBlock();
      const depth = Math.min(list ? list.depth + 1 : 0, MOST_DEPTH);
      this.children(element, format, { type: tag === 'OL' ? 'ordered-list-item' : 'unordered-list-item', depth });
      this.endBlock();
    }

    item(element, format, list) {
      const { type, depth } = list || { type: 'unordered-list-item', depth: 0 };
      const level = Number(element.getAttribute('aria-level'));
      const block = { type, depth: level ? Math.min(level - 1, MOST_DEPTH) : depth };
      this.within(block, () => this.children(element, formatOf(element, format), { type, depth: block.depth }));
    }

    wordListBlock(element) {
      return /mso-list\s*:\s*l\d/i.test(styleOf(element));
    }

    wordItem(element, format) {
      this.isWordList = true;
      const level = Number(/level(\d+)/i.exec(styleOf(element))?.[1] || 1);
      const marker = element.querySelector('[style*="mso-list:Ignore" i], [style*="mso-list: Ignore" i]');
      const isOrdered = WORD_MARKER.test((marker?.textContent || '').trim());
      const type = isOrdered ? 'ordered-list-item' : 'unordered-list-item';
      this.within({ type, depth: Math.min(level - 1, MOST_DEPTH) }, () => this.children(element, format, null));
    }

    /* A table of one column lays out a page; its cells are read as paragraphs. */
    table(element, format, list) {
      this.endBlock();
      const own = [...element.querySelectorAll('tr')].filter((row) => row.closest('table') === element);
      const rows = own.map((row) => this.cells(row, format)).filter((row) => row.some((runs) => wordsOf(runs)));
      const width = Math.max(0, ...rows.map((row) => row.length));
      if (width < 2 || rows.length < 2) {
        own.forEach((row) => [...row.cells].forEach((cell) => this.paragraph(cell, format, list)));
        return;
      }
      const even = rows.map((row) => [...row, ...Array(width - row.length).fill([])]);
      this.segments.push({ kind: 'table', rows: even });
    }

    cells(row, format) {
      return [...row.cells].flatMap((cell) => {
        const inner = new Reader();
        inner.children(cell, { ...format, bold: false }, null);
        inner.endBlock();
        const paragraphs = inner.segments.flatMap((segment) => {
          if (segment.kind === 'text') return segment.blocks.map((block) => block.runs);
          if (segment.kind === 'heading') return [[{ words: segment.words }]];
          return segment.rows.flat();
        });
        const runs = paragraphs.flatMap((part, index) => (index ? [{ words: '\n' }, ...part] : part));
        const span = Math.min(Number(cell.getAttribute('colspan')) || 1, 20);
        return [runs, ...Array(span - 1).fill([])];
      });
    }
  }

  const read = (html) => {
    const reader = new Reader();
    const parsed = new DOMParser().parseFromString(html, 'text/html');
    reader.children(parsed.body, { bold: false, superscript: false, subscript: false, href: '' }, null);
    reader.endBlock();
    return { segments: reader.segments, isWordList: reader.isWordList };
  };

  window.clinicPasted = { read, wordsOf };
})();
