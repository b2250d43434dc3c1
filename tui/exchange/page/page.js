// @ts-check
// The page as an explorer: reads the records that the page holds as text, and shows what is asked for.
// Whatever is put into the document as HTML comes out of the page itself, where it was escaped.
"use strict";
(() => {
  /** @typedef {{ref: string, section: string, html: string, name: string, links: string[], first: number, last: number,
   *   date: string, kind: string, differs: boolean}} Item */
  /** @typedef {{letters: Record<string, string>, apostrophes: string, choices: [string, [string, string]][],
   *   sounds: [string, string][]}} Spelling */
  /** @typedef {{slots: [number, number, number, number][], breaks: number[], width: number, labels: [number, string][],
   *   headings: Record<string, string>,
   *   letters: Record<string, string>, spelling: Spelling}} Data */
  /** @typedef {{text: string, from: number, to: number, picks: Map<string, Set<string>>}} Filter */

  const FACETS = /** @type {[string, string][]} */ ([
    ["kind", "Kind"], ["organisations", "Organisations"], ["people", "People"], ["places", "Places"], ["sources", "Sources"],
  ]);
  const SHOWN = 8, FIRST = 60, NEXT = 200, LANES = 14, PRINTED = 660, EPOCH = 719163, DAY = 864e5;

  /** @param {string} selector @param {ParentNode} [within] @returns {any} */
  const $ = (selector, within = document) => within.querySelector(selector);
  const data = /** @type {Data} */ (JSON.parse($("#data").textContent));

  // records

  /** @type {Map<string, Item>} */ const items = new Map();
  /** @type {Item[]} */ const events = [];
  /** @type {Map<string, string>} passage → its HTML */ const passages = new Map();
  /** @type {Map<string, string[]>} record → records that link to it */ const linked = new Map();
  /** @type {Map<string, number[]>} record → numbers of its events */ const eventsOf = new Map();

  /** Returns the text of HTML that this page holds. @param {string} html */
  const plain = (html) => html.replace(/<[^>]*>/g, " ").replace(/&(amp|lt|gt|quot|#x27);/g, (_, name) =>
    /** @type {Record<string, string>} */ ({ amp: "&", lt: "<", gt: ">", quot: '"', "#x27": "'" })[name]);

  /** @param {string} text */
  function read(text) {
    const line = /<article id="([^"]*)"(?: data-d="(-?\d*) (-?\d*)")?><h3>(.*?)<\/h3>(.*)<\/article>/g;
    for (let found; (found = line.exec(text)); ) {
      const [, id, first, last, name, rest] = found;
      const ref = plain(id), section = ref.slice(0, ref.indexOf("/"));
      const links = [...new Set(Array.from(rest.matchAll(/href="#([^"]*)"/g), (link) => plain(link[1])))];
      /** @type {Item} */
      const item = {
        ref, section, name, links, html: found[0],
        first: first ? +first : -Infinity, last: last ? +last : Infinity,
        date: (/<span class="date">(.*?)<\/span>/.exec(rest) || ["", ""])[1],
        kind: section === "events" ? (/<span class="kind">(.*?)<\/span>/.exec(rest) || ["", ""])[1] : "",
        differs: rest.includes('class="differs"') || rest.includes("curator differs"),
      };
      items.set(ref, item);
      if (section === "events") {
        const number = events.push(item) - 1;
        for (const to of links) push(eventsOf, to, number);
      }
      for (const to of links) push(linked, to, ref);
      if (section === "sources") {
        for (const one of rest.matchAll(/<div id="(passages\/[^"]*)">(.*?)<\/div>/g)) passages.set(plain(one[1]), one[2]);
      }
    }
  }

  /** @template K, V @param {Map<K, V[]>} map @param {K} key @param {V} value */
  function push(map, key, value) {
    const found = map.get(key);
    if (found) found.push(value);
    else map.set(key, [value]);
  }

  // words and spellings: the same rules as in the terminal

  /** @param {string} text @param {Record<string, string>} letters */
  const translated = (text, letters) => text.replace(/[^\x00-\x7f]/g, (sign) => letters[sign] ?? sign);
  /** @param {string} text */
  const bare = (text) => (/^[\x00-\x7f]*$/.test(text) ? text : text.normalize("NFKD").replace(/\p{M}/gu, ""));
  /** @param {string} text */
  const fold = (text) => translated(bare(text.toLowerCase()), data.letters);
  /** @param {string} text */
  const words = (text) => fold(text).match(/[\p{L}\p{N}]+/gu) || [];

  const rules = data.spelling;
  const choices = rules.choices.map(([pattern, sounds]) => /** @type {const} */ ([new RegExp(pattern, "g"), sounds]));
  const sounds = rules.sounds.map(([pattern, sound]) => /** @type {const} */ ([new RegExp(pattern, "g"), sound]));
  const apostrophes = new RegExp(rules.apostrophes, "g");
  /** @param {string} key */
  const consonants = (key) => key.replaceAll(".", "").length;

  /** Returns the phonetic keys of a word. @param {string} word @returns {string[]} */
  function keys(word) {
    let spelled = [bare(translated(word.normalize("NFC").toLowerCase(), rules.letters)).replace(apostrophes, "")];
    for (const [pattern, pair] of choices) {
      spelled = [...new Set(spelled.flatMap((text) => pair.map((sound) => text.replace(pattern, sound))))];
    }
    const made = spelled.map((text) => sounds.reduce((so, [pattern, sound]) => so.replace(pattern, sound), text));
    return [...new Set(made.map((key) => key.replace(/\.+$/, "")))].filter((key) => consonants(key) >= 2);
  }
  /** @param {string} word */
  const script = (word) => (/[\u0400-\u04ff]/.test(word) ? "c" : "l");

  /** @type {Map<string, number>} */ const vocabulary = new Map();
  /** @type {number[][]} word → events */ const postings = [];
  /** @type {string[]} */ let sorted = [];
  /** @type {[string, string, string][]} script, key, record */ const sounded = [];
  /** @type {Map<string, number[]>} */ const wordsOf = new Map();
  let indexed = 0;

  /** @param {string} text */
  function numbers(text) {
    const found = [];
    for (const word of new Set(words(text))) {
      let number = vocabulary.get(word);
      if (number === undefined) {
        vocabulary.set(word, (number = postings.length));
        postings.push([]);
      }
      found.push(number);
    }
    return found;
  }
  /** Returns the words by which what a record links to makes it found. @param {string} ref */
  function wordsBehind(ref) {
    let found = wordsOf.get(ref);
    if (!found) {
      const item = items.get(ref), quoted = passages.get(ref);
      const also = item ? /<span class="also">(.*?)<\/span>/.exec(item.html) : null;
      found = numbers(plain(quoted ?? (item && item.section === "claims" ? item.html : `${item?.name} ${also ? also[1] : ""}`)));
      wordsOf.set(ref, found);
    }
    return found;
  }
  /** Indexes until a time, in milliseconds; all that is left without one. @param {number} [until] */
  function index(until) {
    while (indexed < events.length) {
      const event = events[indexed];
      const lists = [numbers(plain(event.html)), ...event.links.map(wordsBehind)];
      for (const list of lists) {
        for (const word of list) {
          const own = postings[word];
          if (own[own.length - 1] !== indexed) own.push(indexed);
        }
      }
      indexed += 1;
      if (until !== undefined && indexed % 50 === 0 && performance.now() > until) return false;
    }
    if (!sorted.length && vocabulary.size) {
      sorted = [...vocabulary.keys()].sort((one, other) => (one < other ? -1 : 1));
      for (const item of items.values()) {
        if (!["organisations", "people", "places"].includes(item.section)) continue;
        const also = /<span class="also">(.*?)<\/span>/.exec(item.html);
        const names = plain(`${item.name} ${also ? also[1] : ""}`).normalize("NFC");
        for (const word of new Set(names.match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu) || [])) {
          for (const key of keys(word)) sounded.push([script(word.toLowerCase()), key, item.ref]);
        }
      }
    }
    return true;
  }

  /** Marks in `mask` the events that have a word, or the beginning of one, or a name spelled so. @param {string} word */
  function having(word) {
    const mask = new Uint8Array(events.length);
    let low = 0, high = sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sorted[middle] < word) low = middle + 1;
      else high = middle;
    }
    for (; low < sorted.length && sorted[low].startsWith(word); low++) {
      for (const event of postings[/** @type {number} */ (vocabulary.get(sorted[low]))]) mask[event] = 1;
    }
    const typed = keys(word), own = script(word);
    for (const [other, key, ref] of typed.length ? sounded : []) {
      const least = other === own ? 4 : 3;
      if (typed.some((mine) => key === mine || (key.startsWith(mine) && consonants(mine) >= least))) {
        for (const event of eventsOf.get(ref) || []) mask[event] = 1;
      }
    }
    return mask;
  }

  // the filter

  /** @type {Filter} */
  const filter = { text: "", from: -Infinity, to: Infinity, picks: new Map() };
  /** @type {number[]} */ let shown = [];

  /** @param {Item} event @param {string} facet */
  const valuesOf = (event, facet) =>
    facet === "kind" ? (event.kind ? [event.kind] : []) : event.links.filter((to) => to.startsWith(`${facet}/`));

  /** Returns the events that match, leaving one facet out of it. @param {string} [except] */
  function matching(except) {
    const masks = filter.text.split(/\s+/).flatMap((term) => {
      const not = term.startsWith("-");
      return words(term).map((word) => /** @type {const} */ ([having(word), not ? 0 : 1]));
    });
    const found = [];
    for (let at = 0; at < events.length; at++) {
      const event = events[at];
      if (event.last < filter.from || event.first > filter.to) continue;
      if (masks.some(([mask, wanted]) => mask[at] !== wanted)) continue;
      let fits = true;
      for (const [facet, picked] of filter.picks) {
        if (facet !== except && picked.size && !valuesOf(event, facet).some((value) => picked.has(value))) fits = false;
      }
      if (fits) found.push(at);
    }
    return found;
  }

  /** Returns the filter as it stands in the address of a view. */
  function asked() {
    const found = new URLSearchParams();
    if (filter.text) found.set("text", filter.text);
    for (const [end, day] of /** @type {[string, number][]} */ ([["from", filter.from], ["to", filter.to]])) {
      if (Number.isFinite(day)) found.set(end, iso(day));
    }
    for (const [facet, picked] of filter.picks) for (const value of picked) found.append(facet, value);
    return found;
  }

  /** Takes a filter out of an address; values that no event has are left out. @param {string} text */
  function ask(text) {
    const found = new URLSearchParams(text);
    filter.text = found.get("text") || "";
    filter.from = ordinal(found.get("from") || "", -Infinity);
    filter.to = ordinal(found.get("to") || "", Infinity);
    filter.picks.clear();
    for (const [facet] of FACETS) {
      const known = found.getAll(facet).filter((value) => events.some((event) => valuesOf(event, facet).includes(value)));
      if (known.length) filter.picks.set(facet, new Set(known));
    }
    $("#typed").value = filter.text;
    $("#from").value = Number.isFinite(filter.from) ? iso(filter.from) : "";
    $("#to").value = Number.isFinite(filter.to) ? iso(filter.to) : "";
    apply();
  }

  // drawing

  const app = /** @type {HTMLElement} */ ($("#explorer"));
  const iso = (/** @type {number} */ day) => new Date((day - EPOCH) * DAY).toISOString().slice(0, 10);
  const ordinal = (/** @type {string} */ text, /** @type {number} */ none) =>
    text && !Number.isNaN(Date.parse(text)) ? Math.round(Date.parse(text) / DAY) + EPOCH : none;
  const count = (/** @type {number} */ number) => number.toLocaleString("en");
  const href = (/** @type {string} */ ref) => `#${ref.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)}`;
  const teller = (/** @type {string} */ ref) => {
    const source = items.get(ref);
    return source ? (/<span class="publisher">(.*?)<\/span>/.exec(source.html) || ["", source.name])[1] : "";
  };

  function frame() {
    app.innerHTML = `
      <form class="filter" role="search" aria-label="Filter">
        <label for="typed">Filter</label>
        <input id="typed" type="search" autocomplete="off" spellcheck="false" placeholder="words or names, in any spelling; -word leaves out" />
        <output id="count" aria-live="polite"></output>
        <button type="button" id="clear" hidden>Clear the filter</button>
        <a id="view" hidden>Link to this view</a>
      </form>
      <section class="overview" aria-label="Overview">
        <h2 class="unseen">Overview</h2>
        <svg id="bars" role="img" aria-label="Events over time; the dates below it filter, and so does dragging"></svg>
        <p class="legend" id="signs"></p>
        <p class="dates"><label>from <input type="date" id="from" /></label> <label>to <input type="date" id="to" /></label></p>
        <details id="lanes"><summary>Lanes</summary>
          <label>by <select id="by">${FACETS.map(([key, name], at) =>
            `<option value="${key}"${at === 1 ? " selected" : ""}>${name.toLowerCase()}</option>`).join("")}</select></label>
          <div class="scroll" tabindex="0" role="region" aria-label="Lanes"><svg id="rows" role="img" aria-label="Events in lanes"></svg></div>
          <p class="legend">● an event · larger: several in one place · ┊ time without events is left out</p></details>
      </section>
      <main class="panes" id="records" tabindex="-1">
        <section class="facets" aria-label="Facets"><details open><summary><h2>Facets</h2></summary><div id="facets"></div></details></section>
        <section class="events" aria-label="Events"><h2>Events</h2><div id="list"></div><div id="more"></div></section>
        <section class="card" id="card" aria-label="Record" tabindex="-1" hidden></section>
      </main><div id="print"></div>`;
    if (matchMedia("(max-width: 60rem)").matches) $(".facets details").open = false;
  }

  /** @param {Item} event */
  const row = (event) => {
    const by = event.links.filter((to) => to.startsWith("sources/")).map(teller).join(", ");
    const sign = event.kind ? event.kind.split(" ")[0] : "◆";
    return `<li><a href="${href(event.ref)}"><span class="date">${event.date}</span> <span class="sign" aria-hidden="true">${sign}</span>` +
      ` <span class="title">${event.name}</span></a> <span class="by">${by || "no source"}` +
      `${event.differs ? ' <span class="differs">≠ accounts differ</span>' : ""}</span></li>`;
  };
  const year = (/** @type {Item} */ event) => {
    const yearOf = (/** @type {number} */ day) => String(new Date((day - EPOCH) * DAY).getUTCFullYear());
    return Number.isFinite(event.first) ? yearOf(event.first) : Number.isFinite(event.last) ? `until ${yearOf(event.last)}` : "no date";
  };

  let drawn = 0, lastYear = "";
  /** @param {number} most */
  function more(most) {
    let html = "";
    for (const end = Math.min(shown.length, drawn + most); drawn < end; drawn++) {
      const event = events[shown[drawn]], now = year(event);
      if (now !== lastYear) html += `${html ? "</ol>" : ""}<h3>${now}</h3><ol>`;
      else if (!html) html = "<ol>";
      lastYear = now;
      html += row(event);
    }
    if (html) $("#list").insertAdjacentHTML("beforeend", `${html}</ol>`);
  }

  function list() {
    $("#list").textContent = "";
    drawn = 0;
    lastYear = "";
    more(FIRST);
    if (!shown.length) $("#list").innerHTML = "<p>Nothing matches: take a word, a date or a facet away.</p>";
    $("#count").textContent = shown.length === events.length
      ? `${count(shown.length)} events` : `${count(shown.length)} of ${count(events.length)} events`;
    const whole = shown.length === events.length && !filter.text;
    $("#clear").hidden = $("#view").hidden = whole;
    $("#view").href = `#?${asked()}`;
  }

  /** @param {number} day */
  function slotOf(day) {
    let low = 0, high = data.slots.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (data.slots[middle][2] <= day) low = middle;
      else high = middle - 1;
    }
    const next = data.slots[low + 1];
    return next && day > data.slots[low][3] && next[2] - day < day - data.slots[low][3] ? low + 1 : low;
  }
  const slots = new Map();
  const place = (/** @type {number} */ at) => {
    if (!slots.has(at)) {
      const day = Number.isFinite(events[at].first) ? events[at].first : events[at].last;
      slots.set(at, Number.isFinite(day) ? slotOf(day) : 0);
    }
    return /** @type {number} */ (slots.get(at));
  };
  /** @type {number[]} */ let whole = [];

  const HIGH = 56;
  let CELL = 10;
  /** @param {number} [wide] in pixels */
  function bars(wide = $("#bars").clientWidth || 960) {
    const counts = data.slots.map(() => 0);
    for (const at of shown) counts[place(at)] += 1;
    if (!whole.length) {
      whole = data.slots.map(() => 0);
      for (let at = 0; at < events.length; at++) whole[place(at)] += 1;
    }
    const top = Math.max(1, ...whole);
    CELL = wide / Math.max(1, data.width);
    const high = (/** @type {number} */ value) => (value ? Math.max(3, Math.round((HIGH * Math.sqrt(value)) / Math.sqrt(top))) : 0);
    const bar = (/** @type {number} */ at, /** @type {number} */ value, /** @type {string} */ look) => {
      const [x, width] = data.slots[at];
      return `<rect class="${look}" x="${x * CELL}" y="${HIGH - high(value)}" width="${Math.max(1, width * CELL - 1)}" height="${high(value)}"/>`;
    };
    const inside = (/** @type {number[]} */ slot) => slot[3] >= filter.from && slot[2] <= filter.to;
    const chosen = Number.isFinite(filter.from) || Number.isFinite(filter.to), open = here();
    $("#bars").setAttribute("viewBox", `0 -10 ${wide} ${HIGH + 28}`);
    $("#bars").innerHTML = data.slots.map((slot, at) =>
      (chosen && inside(slot) ? `<rect class="brush" x="${slot[0] * CELL}" y="0" width="${slot[1] * CELL}" height="${HIGH}"/>` : "") +
      bar(at, whole[at], "all") + bar(at, counts[at], "some")).join("") + axis(HIGH) + open;
    $("#signs").innerHTML = [
      '<span class="some">■</span> events',
      ...(shown.length < events.length ? ['<span class="all">■</span> those that the filter leaves out'] : []),
      ...(chosen ? ['<span class="brush">■</span> the days chosen'] : []),
      ...(data.breaks.length ? ["┊ time without events is left out"] : []),
      ...(open ? ["▼ the event that is open"] : []),
    ].join(" · ");
  }
  /** Returns the sign above the event that is open, if there is one. */
  function here() {
    const at = events.findIndex((event) => event.ref === hash());
    if (at < 0 || !data.slots.length) return "";
    const [x, width] = data.slots[place(at)];
    return `<path class="here" d="M${(x + width / 2) * CELL - 5} -9h10l-5 8z"/>`;
  }
  /** @param {number} y */
  const axis = (y) => {
    let end = 0;
    const fitting = data.labels.filter(([x, text]) => x * CELL >= end && (end = x * CELL + text.length * 7 + 8));
    return data.breaks.map((x) => `<line class="cut" x1="${(x + 0.5) * CELL}" x2="${(x + 0.5) * CELL}" y1="0" y2="${y}"/>`).join("") +
      fitting.map(([x, text]) => `<text x="${x * CELL}" y="${y + 14}">${text}</text>`).join("");
  };

  function lanes() {
    if (!$("#lanes").open) return;
    const facet = $("#by").value, names = 190;
    /** @type {Map<string, Map<number, number[]>>} */ const found = new Map();
    /** @type {Map<string, number>} */ const totals = new Map();
    for (const at of shown) {
      for (const value of valuesOf(events[at], facet)) {
        if (!found.has(value)) found.set(value, new Map());
        push(/** @type {any} */ (found.get(value)), place(at), at);
        totals.set(value, (totals.get(value) || 0) + 1);
      }
    }
    const most = [...totals].sort((one, other) => other[1] - one[1]).slice(0, LANES).map(([value]) => value);
    CELL = Math.max(6, ($("#rows").clientWidth - names) / Math.max(1, data.width));
    const width = names + data.width * CELL, bottom = most.length * 24;
    $("#rows").setAttribute("viewBox", `0 0 ${width} ${bottom + 18}`);
    $("#rows").innerHTML = `<g transform="translate(${names} 0)">${axis(bottom)}</g>` + most.map((value, lane) => {
      const y = lane * 24 + 12, name = nameOf(facet, value);
      const marks = [.../** @type {Map<number, number[]>} */ (found.get(value))].map(([slot, own]) => {
        const [x, wide] = data.slots[slot], titles = own.slice(0, 8).map((at) => `${events[at].date}  ${events[at].name}`);
        if (own.length > 8) titles.push(`and ${own.length - 8} more`);
        return `<circle cx="${names + (x + wide / 2) * CELL}" cy="${y}" r="${Math.min(9, 3 + Math.sqrt(own.length))}"><title>${titles.join("\n")}</title></circle>`;
      });
      return `<line class="lane" x1="${names}" x2="${width}" y1="${y}" y2="${y}"/><text class="name" x="0" y="${y + 4}">${short(name)} ` +
        `<tspan class="number">${totals.get(value)}</tspan></text>${marks.join("")}`;
    }).join("");
  }
  /** Shortens HTML that has no tags in it, and cuts no entity in two. @param {string} name */
  const short = (name) => {
    const signs = name.match(/&[#\w]+;|[^]/gu) || [];
    return signs.length > 24 ? `${signs.slice(0, 23).join("")}…` : name;
  };
  const nameOf = (/** @type {string} */ facet, /** @type {string} */ value) =>
    facet === "kind" ? value : facet === "sources" ? teller(value) : items.get(value)?.name || "";

  /** @type {Set<string>} facets that are listed whole */ const opened = new Set();
  /** @type {[string, string][]} the values of the boxes, by their numbers */ let boxes = [];
  function facets() {
    const focused = document.activeElement?.getAttribute("data-key");
    boxes = [];
    let html = "";
    for (const [facet, heading] of FACETS) {
      const picked = filter.picks.get(facet) || new Set();
      /** @type {Map<string, number>} */ const counts = new Map();
      for (const at of picked.size ? matching(facet) : shown) {
        for (const value of valuesOf(events[at], facet)) counts.set(value, (counts.get(value) || 0) + 1);
      }
      for (const value of picked) if (!counts.has(value)) counts.set(value, 0);
      const order = [...counts].sort((one, other) =>
        +picked.has(other[0]) - +picked.has(one[0]) || other[1] - one[1]);
      if (!order.length) continue;
      const most = opened.has(facet) ? 200 : SHOWN;
      html += `<fieldset><legend>${heading}</legend>${order.slice(0, most).map(([value, number]) => {
        const key = boxes.push([facet, value]) - 1;
        return `<label><input type="checkbox" data-box="${key}" data-key="${href(value)}"${picked.has(value) ? " checked" : ""} />` +
          `<span>${nameOf(facet, value)}</span> <span class="number">${count(number)}</span></label>`;
      }).join("")}${order.length > most && !opened.has(facet)
        ? `<button type="button" data-more="${facet}">all ${count(order.length)}<span class="unseen"> ${heading.toLowerCase()}</span></button>` : ""}</fieldset>`;
    }
    $("#facets").innerHTML = html;
    if (focused) [...$("#facets").querySelectorAll("input")].find((box) => box.dataset.key === focused)?.focus();
  }

  function apply() {
    index();
    shown = matching();
    list();
    cancelAnimationFrame(later);
    later = requestAnimationFrame(() => {
      bars();
      facets();
      lanes();
    });
  }
  let later = 0;

  // cards

  /** @param {string} ref */
  function card(ref) {
    const passage = ref.startsWith("passages/"), source = passage ? `sources/${ref.split("/")[1]}` : ref;
    const item = items.get(source), pane = $("#card");
    document.body.classList.toggle("reading", Boolean(item));
    pane.hidden = !item;
    bars();
    for (const link of document.querySelectorAll("#list [aria-current]")) link.removeAttribute("aria-current");
    if (!item) return;
    const behind = (linked.get(source) || []).map((other) => /** @type {Item} */ (items.get(other)));
    const groups = Object.keys(data.headings).map((section) => {
      const own = behind.filter((other) => other.section === section && other.ref !== source);
      if (!own.length || (item.section === "events" && section === "sources")) return "";
      return `<h3>${data.headings[section]} <span class="number">${count(own.length)}</span></h3><ul class="behind">${own.slice(0, 200).map((other) =>
        section === "events" ? row(other) : `<li><a href="${href(other.ref)}">${other.name}</a></li>`).join("")}</ul>` +
        (own.length > 200 ? `<p>and ${count(own.length - 200)} more</p>` : "");
    });
    const at = shown.findIndex((number) => events[number].ref === source);
    const beside = at < 0 ? "" : ` <span><button type="button" data-step="-1"${at ? "" : " disabled"}>Earlier</button> ` +
      `<span class="number">${count(at + 1)} of ${count(shown.length)}</span> ` +
      `<button type="button" data-step="1"${at < shown.length - 1 ? "" : " disabled"}>Later</button></span>`;
    pane.innerHTML = `<p class="bar"><button type="button" id="back">← Back</button>${beside} <a class="self" href="${href(item.ref)}">Link to this record</a></p>` +
      item.html.replace(/<(\/?)h3>/g, "<$1h2>").replace(/^<article id="[^"]*"/, '<article id="record"') + groups.join("");
    $(`#list a[href="${CSS.escape(href(item.ref))}"]`)?.setAttribute("aria-current", "true");
    const sought = passage ? document.getElementById(ref) : null;
    if (sought) sought.scrollIntoView({ block: "center" });
    else if (matchMedia("(max-width: 60rem)").matches) scrollTo(0, 0);
    else pane.scrollTop = 0;
    sought?.classList.add("sought");
    pane.focus({ preventScroll: true });
  }
  /** Goes to the event of the list before or after the one that is open; Back leads to where that was opened.
   *  @param {number} by */
  function step(by) {
    const at = shown.findIndex((number) => events[number].ref === hash());
    const next = at < 0 ? undefined : events[shown[at + by]];
    if (next) location.replace(`#${encodeURI(next.ref)}`);
  }
  function hash() {
    try {
      return decodeURIComponent(location.hash.slice(1));
    } catch {
      return location.hash.slice(1);
    }
  }
  function route() {
    const wanted = hash();
    if (wanted.startsWith("?")) ask(location.hash.slice(2));
    if (items.has(wanted) || passages.has(wanted)) card(wanted);
    else if (!wanted || wanted.startsWith("?")) {
      card("");
      $(`#list a[href="${CSS.escape(left)}"]`)?.focus();
    }
  }
  let left = "";

  /** Shows the words of a passage below the statement, or hides them. @param {HTMLElement} link @param {string} ref */
  function excerpt(link, ref) {
    const there = link.nextElementSibling;
    if (there?.classList.contains("excerpt")) there.remove();
    else link.insertAdjacentHTML("afterend", `<span class="excerpt">${(passages.get(ref) || "").replace(/<(\/?)(figure|blockquote|p)\b/g, "<$1span")
      .replace('<span lang', '<span class="words" lang').replace("<span>“", '<span class="words">“')}</span>`);
    link.setAttribute("aria-expanded", String(!there?.classList.contains("excerpt")));
  }

  function listen() {
    const typed = $("#typed");
    typed.addEventListener("input", () => {
      filter.text = typed.value;
      apply();
    });
    $("form.filter").addEventListener("submit", (/** @type {Event} */ event) => {
      event.preventDefault();
      $("#list a")?.focus();
    });
    for (const id of ["from", "to"]) {
      $(`#${id}`).addEventListener("change", () => {
        filter.from = ordinal($("#from").value, -Infinity);
        filter.to = ordinal($("#to").value, Infinity);
        apply();
      });
    }
    $("#clear").addEventListener("click", () => {
      filter.picks.clear();
      typed.value = filter.text = $("#from").value = $("#to").value = "";
      filter.from = -Infinity;
      filter.to = Infinity;
      apply();
      typed.focus();
    });
    $("#facets").addEventListener("change", (/** @type {any} */ event) => {
      const [facet, value] = boxes[event.target.dataset.box];
      const picked = filter.picks.get(facet) || new Set();
      if (event.target.checked) picked.add(value);
      else picked.delete(value);
      filter.picks.set(facet, picked);
      apply();
    });
    $("#facets").addEventListener("click", (/** @type {any} */ event) => {
      const facet = event.target.closest("[data-more]")?.dataset.more;
      if (facet) opened.add(facet), facets();
    });
    $("#lanes").addEventListener("toggle", lanes);
    $("#by").addEventListener("change", lanes);
    document.addEventListener("click", (/** @type {any} */ event) => {
      const link = event.target.closest?.("a[href^='#']");
      const ref = link ? link.getAttribute("href").slice(1) : "";
      if (ref.startsWith("passages/") && passages.has(ref)) {
        event.preventDefault();
        excerpt(link, ref);
      } else if (link?.closest("#list")) left = link.getAttribute("href");
      if (event.target.dataset?.step) step(+event.target.dataset.step);
      if (event.target.id === "back") (history.length > 1 ? history.back() : (location.hash = ""));
    });
    addEventListener("keydown", (event) => {
      if (event.key === "/" && !/** @type {any} */ (event.target).matches("input, select")) {
        event.preventDefault();
        typed.focus();
      } else if (event.key === "Escape" && document.body.classList.contains("reading")) location.hash = "";
      else if (/^Arrow(Left|Right)$/.test(event.key) && /** @type {any} */ (event.target).closest?.("#card") &&
        !/** @type {any} */ (event.target).closest(".scroll")) step(event.key === "ArrowLeft" ? -1 : 1);
    });
    addEventListener("hashchange", route);
    addEventListener("resize", () => (bars(), lanes()));
    addEventListener("beforeprint", () => {
      bars(PRINTED);
      const one = items.has(hash());
      $("#print").innerHTML = one ? "" : shown.map((at) => events[at].html.replace(' id="', ' data-id="')).join("");
      for (const link of $(one ? "#card" : "#print").querySelectorAll("a.q:not([aria-expanded=true])")) {
        excerpt(link, link.getAttribute("href").slice(1));
        link.nextElementSibling.dataset.printed = "";
      }
    });
    addEventListener("afterprint", () => {
      bars();
      $("#print").textContent = "";
      for (const one of app.querySelectorAll("[data-printed]")) excerpt(/** @type {any} */ (one.previousElementSibling), "");
    });
    new IntersectionObserver((seen) => seen[0].isIntersecting && more(NEXT), { rootMargin: "600px" }).observe($("#more"));
    brush($("#bars"));
  }

  /** @param {SVGSVGElement} svg */
  function brush(svg) {
    let start = -1;
    const at = (/** @type {PointerEvent} */ event) => {
      const box = svg.getBoundingClientRect(), x = ((event.clientX - box.left) / box.width) * Math.max(1, data.width);
      let found = 0;
      data.slots.forEach((slot, number) => { if (slot[0] <= x) found = number; });
      return found;
    };
    const select = (/** @type {number} */ end) => {
      const [low, high] = start < end ? [start, end] : [end, start];
      filter.from = data.slots[low][2];
      filter.to = data.slots[high][3];
      $("#from").value = iso(filter.from);
      $("#to").value = iso(filter.to);
    };
    svg.addEventListener("pointerdown", (event) => {
      if (!data.slots.length) return;
      start = at(event);
      svg.setPointerCapture(event.pointerId);
      select(start);
      bars();
    });
    svg.addEventListener("pointermove", (event) => {
      if (start >= 0) select(at(event)), bars();
    });
    svg.addEventListener("pointerup", (event) => {
      if (start < 0) return;
      select(at(event));
      start = -1;
      apply();
    });
    svg.addEventListener("pointercancel", () => (start = -1));
  }

  // the beginning

  /** @returns {Promise<string>} */
  async function stored() {
    const packed = $("#packed");
    if (!packed) return $("noscript").textContent;
    const bytes = Uint8Array.from(atob(packed.textContent), (sign) => sign.charCodeAt(0));
    return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"))).text();
  }
  stored().then((text) => {
    read(text);
    frame();
    shown = events.map((_, at) => at);
    listen();
    list();
    bars();
    facets();
    route();
    document.documentElement.dataset.ready = "yes";
    const work = () => index(performance.now() + 12) || setTimeout(work, 4);
    setTimeout(work, 50);
  });
  Object.assign(window, { letapis: { keys, fold } });
})();
