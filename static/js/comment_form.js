/* Comforts of the comments: notes and a count while writing, a vote without leaving the page, and the short calculation
   that confirms a doubtful sending. Without this file the server does each after sending; a wait of ten seconds confirms. */
(() => {
  /* SHA-256 (FIPS 180-4) of a short ASCII text. Here in plain words because the browser's own is asynchronous: asking it
     sixty thousand times costs far more than the hashes. Returns the first 32 of the 256 bits. */
  const fraction = (x) => ((x - Math.floor(x)) * 0x100000000) | 0;
  const primes = [];
  for (let n = 2; primes.length < 64; n += 1) if (primes.every((p) => n % p)) primes.push(n);
  const K = Int32Array.from(primes, (p) => fraction(Math.cbrt(p)));
  const START = Int32Array.from(primes.slice(0, 8), (p) => fraction(Math.sqrt(p)));
  const words = new Int32Array(64);
  const state = new Int32Array(8);
  const compress = () => {
    for (let i = 16; i < 64; i += 1) {
      const x = words[i - 15];
      const y = words[i - 2];
      const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
      const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
      words[i] = (words[i - 16] + s0 + words[i - 7] + s1) | 0;
    }
    let [a, b, c, d, e, f, g, h] = state;
    for (let i = 0; i < 64; i += 1) {
      const S1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
      const t1 = (h + S1 + ((e & f) ^ (~e & g)) + K[i] + words[i]) | 0;
      const S0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
      const t2 = (S0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      h = g; g = f; f = e; e = (d + t1) | 0; d = c; c = b; b = a; a = (t1 + t2) | 0;
    }
    state[0] += a; state[1] += b; state[2] += c; state[3] += d; state[4] += e; state[5] += f; state[6] += g; state[7] += h;
  };
  const absorb = (text, block) => {
    for (let i = 0; i < 16; i += 1) {
      let word = 0;
      for (let j = 0; j < 4; j += 1) {
        const at = block * 64 + i * 4 + j;
        word = (word << 8) | (at < text.length ? text.charCodeAt(at) & 0xff : at === text.length ? 0x80 : 0);
      }
      words[i] = word;
    }
    if (block === (text.length + 8) >> 6) words[15] = text.length * 8;
    compress();
  };
  /* What every attempt begins with is taken in once. */
  const begin = (prefix) => {
    const whole = prefix.length >> 6;
    state.set(START);
    for (let block = 0; block < whole; block += 1) absorb(prefix, block);
    return { prefix, whole, state: Int32Array.from(state) };
  };
  const firstBits = (begun, rest) => {
    const text = begun.prefix + rest;
    state.set(begun.state);
    for (let block = begun.whole; block <= (text.length + 8) >> 6; block += 1) absorb(text, block);
    return state[0] >>> 0;
  };

  /* A doubtful sending: look for the number in short stretches, so that the page stays usable, then send. */
  const BLOCK = 2000;
  const rest = () => new Promise((resume) => { setTimeout(resume); });
  const solve = async (challenge, difficulty) => {
    const begun = begin(`${challenge}:`);
    for (let number = 0; ; number += 1) {
      if (firstBits(begun, number) >>> (32 - difficulty) === 0) return number;
      if (number % BLOCK === BLOCK - 1) await rest();
    }
  };
  const proof = document.querySelector('form[data-proof]');
  if (proof) {
    const status = proof.querySelector('[data-proof-status] h2');
    status.textContent = proof.dataset.working;
    let isLeaving = false;
    proof.addEventListener('submit', () => { isLeaving = true; });
    solve(proof.dataset.proof, Number(proof.dataset.difficulty)).then((number) => {
      if (isLeaving) return;
      proof.elements.number.value = number;
      status.textContent = proof.dataset.done;
      proof.submit();
    });
  }

  /* A vote: counted here, and said where it was given. Whatever goes wrong, the browser sends the form as ever. */
  document.getElementById('votes')?.addEventListener('submit', async (event) => {
    const button = event.submitter;
    if (!button || button.dataset.isSent) return;
    event.preventDefault();
    button.dataset.isSent = 'yes';
    try {
      const answer = await fetch(button.formAction, { method: 'POST', body: new URLSearchParams(), headers: { Accept: 'application/json' }, credentials: 'omit' });
      if (!answer.ok) throw new Error(String(answer.status));
      const { message } = await answer.json();
      button.textContent = message;
      button.setAttribute('aria-disabled', 'true');
      button.addEventListener('click', (again) => { again.preventDefault(); });
      document.querySelector('[data-vote-status]').textContent = message;
    } catch { button.form.requestSubmit(button); }
  });

  /* While writing: ask, once typing has stopped, what the writer may want to know before sending. */
  const PAUSE = 1200;
  const SHORTEST = 12;
  const form = document.querySelector('form[data-check]');
  const place = form?.querySelector('[data-notes]');
  if (!form || !place) return;
  const box = form.elements.comment;
  let timer = 0;
  let asked = box.value;
  let shown = '';
  let request = null;
  const show = (html) => {
    const found = new DOMParser().parseFromString(html, 'text/html').querySelector('[data-seen]');
    form.elements.seen.value = found?.dataset.seen ?? '';
    const content = found?.innerHTML ?? '';
    if (content === shown) return;
    shown = content;
    place.replaceChildren(...(found?.childNodes ?? []));
  };
  const ask = async () => {
    const text = box.value;
    if (text === asked) return;
    asked = text;
    request?.abort();
    if (text.trim().length < SHORTEST) { show(''); return; }
    request = new AbortController();
    try {
      const answer = await fetch(form.dataset.check, { method: 'POST', body: new URLSearchParams({ comment: text }), credentials: 'omit', signal: request.signal });
      if (answer.status === 200) show(await answer.text());
      else if (answer.status === 204) show('');
    } catch { /* no connection, or a newer question: the server says the same after sending */ }
  };
  /* In the last tenth of the length, say how much is left: seen at once, read out when typing pauses. */
  const counter = form.querySelector('[data-counter]');
  const longest = Number(counter?.dataset.longest);
  const said = counter?.querySelector('[role=status]');
  const seen = counter?.querySelector('[aria-hidden]');
  let saying = 0;
  const count = () => {
    const left = longest - [...box.value.trim().replace(/\r\n?/g, '\n')].length;
    const words = left > longest / 10 ? '' : left < 0 ? counter.dataset.over.replace('0', -left) : counter.dataset.left.replace('0', left);
    counter.classList.toggle('is-over', left < 0);
    seen.textContent = words;
    clearTimeout(saying);
    saying = setTimeout(() => { said.textContent = words; }, PAUSE);
  };
  if (counter) { box.addEventListener('input', count); count(); }
  box.addEventListener('input', () => { clearTimeout(timer); timer = setTimeout(ask, PAUSE); });
})();
