// @ts-check
// The page as an explorer: reads the records that the page holds as text, and shows what is asked for.
// Whatever is put into the document as HTML comes out of the page itself, where it was escaped.
"use strict";
(() => {
  /** @typedef {{ref: string, section: string, html: string, name: string, links: string[], first: number, last: number,
   *   slot: number, number: number, date: string, kind: string, differs: boolean}} Item  `number` among the events, or -1 */
  /** @typedef {[x: number, width: number, first: number, last: number]} Slot */
  /** @typedef {{slots: Slot[], breaks: number[], width: number, labels: [number, string][],
   *   headings: Record<string, string>, letters: Record<string, string>, spelling: {letters: Record<string, string>,
   *   apostrophes: string, choices: [string, [string, string]][], sounds: [string, string][]}}} Data */

  const ENTITIES = ["organisations", "people", "places"], FACETS = ["kind", ...ENTITIES, "sources"];
  const SHOWN = 8, MOST = 200, FIRST = 60, NEXT = 200, LANES = 14, HIGH = 56, PRINTED = 660, EPOCH = 719163, DAY = 864e5;

  /** @param {string} selector @param {ParentNode} [within] @returns {any} */
  const $ = (selector, within = document) => within.querySelector(selector);
  /** @param {EventTarget} target @param {string} type @param {(event: any) => void} run */
  const on = (target, type, run) => target.addEventListener(type, run);
  /** Returns the list that a map has for a key, made where there is none. @template K, V @param {Map<K, V[]>} map @param {K} key */
  function listOf(map, key) {
    let found = map.get(key);
    if (!found) map.set(key, (found = []));
    return found;
  }
  /** Returns the first number below `size` for which something holds that holds for all after it, or `size`.
   *  @param {number} size @param {(at: number) => boolean} holds */
  function firstOf(size, holds) {
    let low = 0;
    while (low < size) {
      const middle = (low + size) >> 1;
      if (holds(middle)) size = middle;
      else low = middle + 1;
    }
    return low;
  }
  const data = /** @type {Data} */ (JSON.parse($("#data").textContent));
  const { slots, breaks, labels, headings } = data, WIDTH = Math.max(1, data.width);
  const cut = breaks.length ? " · ┊ time without events is left out" : "";

  // records

  /** @type {Map<string, Item>} */ const items = new Map();
  /** @type {Item[]} */ const events = [];
  /** @type {Map<string, string>} passage → its HTML */ const passages = new Map();
  /** @type {Map<string, Item[]>} record → those that link to it */ const linked = new Map();

  /** Returns the text of HTML that this page holds. @param {string} html */
  const plain = (html) => !/[<&]/.test(html) ? html : html.replace(/<[^>]*>/g, " ").replace(/&(amp|lt|gt|quot|#x27);/g, (_, name) =>
    /** @type {Record<string, string>} */ ({ amp: "&", lt: "<", gt: ">", quot: '"', "#x27": "'" })[name]);

  /** Returns the first part of a record with a look. @param {string} html @param {string} look */
  const part = (html, look) => html.match(`<span class="${look}">(.*?)</span>`)?.[1] ?? "";

  /** @param {string} text */
  function read(text) {
    const line = /<article id="([^"]*)"(?: data-d="(-?\d*) (-?\d*)")?><h3>(.*?)<\/h3>(.*)<\/article>/g;
    for (let found; (found = line.exec(text)); ) {
      const [, id, first, last, name, rest] = found;
      const ref = plain(id), section = ref.slice(0, ref.indexOf("/"));
      const links = [...new Set(Array.from(rest.matchAll(/href="#([^"]*)"/g), (link) => plain(link[1])))];
      const event = section === "events";
      const item = {
        ref, section, name, links, html: found[0],
        first: first ? +first : -Infinity, last: last ? +last : Infinity, slot: slotOf(+(first || last || -Infinity)),
        number: event ? events.length : -1, date: part(rest, "date"), kind: event ? part(rest, "kind") : "",
        differs: event && rest.includes(' class="differs"'),
      };
      items.set(ref, item);
      if (event) events.push(item);
      for (const to of links) listOf(linked, to).push(item);
      if (section === "sources") for (const one of rest.matchAll(/<div id="(passages\/[^"]*)">(.*?)<\/div>/g)) passages.set(plain(one[1]), one[2]);
    }
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
  /** @param {string} pattern */
  const each = (pattern) => new RegExp(pattern, "g");
  const choices = rules.choices.map(([pattern, pair]) => ({ pattern: each(pattern), pair }));
  const sounds = rules.sounds.map(([pattern, sound]) => ({ pattern: each(pattern), sound }));
  const apostrophes = each(rules.apostrophes);
  /** @param {string} key */
  const consonants = (key) => key.replaceAll(".", "").length;

  /** Returns the phonetic keys of a word. @param {string} word @returns {string[]} */
  function keys(word) {
    let spelled = [bare(translated(word.normalize("NFC").toLowerCase(), rules.letters)).replace(apostrophes, "")];
    for (const { pattern, pair } of choices) {
      spelled = [...new Set(spelled.flatMap((text) => pair.map((sound) => text.replace(pattern, sound))))];
    }
    const made = spelled.map((text) => sounds.reduce((so, { pattern, sound }) => so.replace(pattern, sound), text));
    return [...new Set(made.map((key) => key.replace(/\.+$/, "")))].filter((key) => consonants(key) >= 2);
  }
  /** @param {string} word */
  const script = (word) => (/[\u0400-\u04ff]/.test(word) ? "c" : "l");

  /** @type {Map<string, Item[]>} word → events */ const postings = new Map();
  /** @type {string[]} */ let sorted = [];
  /** @type {[string, string, string][]} script, key, record */ const sounded = [];
  /** @type {Map<string, Item[][]>} record → postings of its words */ const behind = new Map();
  let indexed = 0;

  /** @param {string} html */
  const postingsOf = (html) => [...new Set(words(plain(html)))].map((word) => listOf(postings, word));
  /** @param {Item} item */
  const names = (item) => `${item.name} ${part(item.html, "also")}`;
  /** Returns the postings of the words by which what a record links to makes it found. @param {string} ref */
  function postingsBehind(ref) {
    let found = behind.get(ref);
    if (!found) {
      const item = items.get(ref);
      found = postingsOf(passages.get(ref) ?? (item ? (item.section === "claims" ? item.html : names(item)) : ""));
      behind.set(ref, found);
    }
    return found;
  }
  /** Indexes until a time, in milliseconds. */
  function index(until = Infinity) {
    while (indexed < events.length) {
      const event = events[indexed];
      for (const list of [postingsOf(event.html), ...event.links.map(postingsBehind)]) {
        for (const own of list) if (own[own.length - 1] !== event) own.push(event);
      }
      indexed += 1;
      if (indexed % 50 === 0 && performance.now() > until) return false;
    }
    if (!sorted.length) {
      sorted = [...postings.keys()].sort();
      for (const item of items.values()) {
        if (!ENTITIES.includes(item.section)) continue;
        for (const word of new Set(plain(names(item)).normalize("NFC").match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu) || [])) {
          for (const key of keys(word)) sounded.push([script(word.toLowerCase()), key, item.ref]);
        }
      }
    }
    return true;
  }

  /** Marks the events that have a word, or the beginning of one, or a name spelled so. @param {string} word */
  function having(word) {
    const mask = new Uint8Array(events.length);
    /** @param {Item[]} [found] */
    function mark(found = []) {
      for (const { number } of found) if (number >= 0) mask[number] = 1;
    }
    let at = firstOf(sorted.length, (at) => sorted[at] >= word);
    for (; sorted[at]?.startsWith(word); at++) mark(postings.get(sorted[at]));
    const typed = keys(word), own = script(word);
    for (const [other, key, ref] of typed.length ? sounded : []) {
      const least = other === own ? 4 : 3;
      if (typed.some((mine) => key === mine || (key.startsWith(mine) && consonants(mine) >= least))) mark(linked.get(ref));
    }
    return mask;
  }

  // the filter

  const filter = { text: "", from: -Infinity, to: Infinity };
  /** @type {Record<string, Set<string>>} facet → values chosen */
  const picks = Object.fromEntries(FACETS.map((facet) => [facet, new Set()]));
  /** @type {Item[]} */ let shown = events;

  /** @param {Item} event @param {string} facet */
  const valuesOf = (event, facet) =>
    facet === "kind" ? (event.kind ? [event.kind] : []) : event.links.filter((to) => to.startsWith(`${facet}/`));

  /** Returns the events that match, leaving one facet out of it. @param {string} [except] */
  function matching(except) {
    const masks = filter.text.split(/\s+/).flatMap((term) =>
      words(term).map((word) => ({ mask: having(word), wanted: term.startsWith("-") ? 0 : 1 })));
    const picked = FACETS.filter((facet) => facet !== except && picks[facet].size);
    return events.filter((event, at) =>
      event.last >= filter.from && event.first <= filter.to && masks.every(({ mask, wanted }) => mask[at] === wanted) &&
      picked.every((facet) => valuesOf(event, facet).some((value) => picks[facet].has(value))));
  }
  /** Returns some events by their values. @param {string} facet @param {Item[]} among */
  function eventsBy(facet, among) {
    /** @type {Map<string, Item[]>} */ const found = new Map();
    for (const event of among) for (const value of valuesOf(event, facet)) listOf(found, value).push(event);
    return found;
  }

  /** Returns the filter as it stands in the address of a view. */
  function asked() {
    const found = new URLSearchParams();
    for (const [key, value] of [["text", filter.text], ["from", iso(filter.from)], ["to", iso(filter.to)]]) {
      if (value) found.set(key, value);
    }
    for (const facet of FACETS) for (const value of picks[facet]) found.append(facet, value);
    return found;
  }

  /** Takes a filter out of an address; values that no event has are left out. @param {string} text */
  function ask(text) {
    const found = new URLSearchParams(text);
    filter.text = found.get("text") ?? "";
    between(found.get("from"), found.get("to"));
    for (const facet of FACETS) {
      const known = eventsBy(facet, events);
      picks[facet] = new Set(found.getAll(facet).filter((value) => known.has(value)));
    }
    $("#typed").value = filter.text;
    showDates();
    apply();
  }
  /** @param {string?} from @param {string?} to */
  function between(from, to) {
    filter.from = ordinal(from, -Infinity);
    filter.to = ordinal(to, Infinity);
  }
  function showDates() {
    $("#from").value = iso(filter.from);
    $("#to").value = iso(filter.to);
  }

  // drawing

  const day = (/** @type {number} */ number) => new Date((number - EPOCH) * DAY);
  const iso = (/** @type {number} */ number) => (Number.isFinite(number) ? day(number).toISOString().slice(0, 10) : "");
  /** @param {string?} text @param {number} none */
  const ordinal = (text, none) => {
    const time = Date.parse(text ?? "");
    return Number.isNaN(time) ? none : Math.round(time / DAY) + EPOCH;
  };
  const count = (/** @type {number} */ number) => number.toLocaleString("en");
  const counted = (/** @type {string} */ text) => `<span class="number">${text}</span>`;
  const safe = (/** @type {string} */ text) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
  /** Returns the name of a record, the publisher of a source, a kind as it is. @param {string} value */
  const nameOf = (value) => {
    const item = items.get(value);
    return item ? part(item.html, "publisher") || item.name : value;
  };
  const narrow = () => matchMedia("(max-width: 60rem)").matches;

  function frame() {
    $("#explorer").innerHTML = `
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
          <label>by <select id="by">${FACETS.map((facet, at) =>
            `<option${at === 1 ? " selected" : ""}>${facet}</option>`).join("")}</select></label>
          <svg id="rows" role="img" aria-label="Events in lanes"></svg>
          <p class="legend">● an event · larger: several in one place${cut}</p></details>
      </section>
      <main class="panes" id="records" tabindex="-1">
        <section class="facets" aria-label="Facets"><details open><summary><h2>Facets</h2></summary><div id="facets"></div></details></section>
        <section class="events" aria-label="Events"><h2>Events</h2><div id="list"></div><div id="more"></div></section>
        <section class="card" id="card" aria-label="Record" tabindex="-1" hidden></section>
      </main><div id="print"></div>`;
    if (narrow()) $(".facets details").open = false;
  }

  /** @param {Item} event */
  const row = (event) => {
    const by = event.links.filter((to) => to.startsWith("sources/")).map(nameOf).join(", ");
    const sign = event.kind ? event.kind.split(" ")[0] : "◆";
    return `<li><a href="#${safe(event.ref)}"><span class="date">${event.date}</span> <span class="sign" aria-hidden="true">${sign}</span>` +
      ` <span class="title">${event.name}</span></a> <span class="by">${by || "no source"}` +
      `${event.differs ? ' <span class="differs">≠ accounts differ</span>' : ""}</span></li>`;
  };
  const year = (/** @type {Item} */ { first, last }) => Number.isFinite(first) ? String(day(first).getUTCFullYear())
    : Number.isFinite(last) ? `until ${day(last).getUTCFullYear()}` : "no date";

  let drawn = 0;
  /** @param {number} most */
  function more(most) {
    let html = "";
    for (const end = Math.min(shown.length, drawn + most); drawn < end; drawn++) {
      const now = year(shown[drawn]), heading = drawn && now === year(shown[drawn - 1]) ? "" : `<h3>${now}</h3>`;
      if (heading || !html) html += `${html && "</ol>"}${heading}<ol>`;
      html += row(shown[drawn]);
    }
    if (html) $("#list").insertAdjacentHTML("beforeend", `${html}</ol>`);
  }

  function list() {
    $("#list").textContent = "";
    drawn = 0;
    more(FIRST);
    if (!shown.length) $("#list").innerHTML = "<p>Nothing matches: take a word, a date or a facet away.</p>";
    const whole = shown.length === events.length;
    $("#count").textContent = `${whole ? "" : `${count(shown.length)} of `}${count(events.length)} events`;
    $("#clear").hidden = $("#view").hidden = whole && !filter.text;
    $("#view").href = `#?${asked()}`;
  }

  /** Returns the last slot that begins before a place of the overview, or on a day. @param {0 | 2} field @param {number} value */
  const lastSlot = (field, value) => Math.max(0, firstOf(slots.length, (at) => slots[at][field] > value) - 1);
  /** Returns the slot that is nearest to a day. @param {number} day */
  function slotOf(day) {
    const at = lastSlot(2, day), next = slots[at + 1];
    return next && next[2] - day < day - slots[at][3] ? at + 1 : at;
  }
  /** @param {Item[]} among */
  function perSlot(among) {
    const counts = slots.map(() => 0);
    for (const { slot } of among) counts[slot] += 1;
    return counts;
  }

  /** @param {number} [wide] in pixels */
  function bars(wide = $("#bars").clientWidth || 960) {
    const all = perSlot(events), some = perSlot(shown), top = Math.sqrt(Math.max(1, ...all)), cell = wide / WIDTH;
    const chosen = Number.isFinite(filter.from) || Number.isFinite(filter.to);
    const open = items.get(hash()), slot = open?.section === "events" && slots[open.slot];
    /** @param {string} look @param {number} x @param {number} width @param {number} height */
    const bar = (look, x, width, height) =>
      `<rect class="${look}" x="${x}" y="${HIGH - height}" width="${width}" height="${height}"/>`;
    const high = (/** @type {number} */ value) => (value ? Math.max(3, Math.round((HIGH * Math.sqrt(value)) / top)) : 0);
    $("#bars").setAttribute("viewBox", `0 -10 ${wide} ${HIGH + 28}`);
    $("#bars").innerHTML = slots.map(([left, cells, first, last], at) => {
      const x = left * cell, width = Math.max(1, cells * cell - 1);
      return (chosen && last >= filter.from && first <= filter.to ? bar("brush", x, cells * cell, HIGH) : "") +
        bar("all", x, width, high(all[at])) + bar("some", x, width, high(some[at]));
    }).join("") + axis(cell, HIGH) + (slot ? `<path class="here" d="M${(slot[0] + slot[1] / 2) * cell - 5} -9h10l-5 8z"/>` : "");
    $("#signs").innerHTML = [
      '<span class="some">■</span> events',
      shown.length < events.length && '<span class="all">■</span> those that the filter leaves out',
      chosen && '<span class="brush">■</span> the days chosen',
      slot && "▼ the event that is open",
    ].filter(Boolean).join(" · ") + cut;
  }
  /** @param {number} cell @param {number} y */
  const axis = (cell, y) => {
    let end = 0;
    const fitting = labels.filter(([x, text]) => x * cell >= end && (end = x * cell + text.length * 7 + 8));
    return breaks.map((x) => `<line class="cut" x1="${(x + 0.5) * cell}" x2="${(x + 0.5) * cell}" y1="0" y2="${y}"/>`).join("") +
      fitting.map(([x, text]) => `<text x="${x * cell}" y="${y + 14}">${text}</text>`).join("");
  };

  function lanes() {
    const width = $("#rows").clientWidth;
    if (!width) return;
    const left = narrow() ? 0 : 190, high = left ? 24 : 40, found = [...eventsBy($("#by").value, shown)];
    const most = found.sort(([, one], [, other]) => other.length - one.length).slice(0, LANES);
    const cell = (width - left) / WIDTH, bottom = most.length * high;
    $("#rows").setAttribute("viewBox", `0 0 ${width} ${bottom + 18}`);
    $("#rows").innerHTML = `<g transform="translate(${left} 0)">${axis(cell, bottom)}</g>` + most.map(([value, found], lane) => {
      /** @type {Map<number, Item[]>} */ const bySlot = new Map();
      for (const event of found) listOf(bySlot, event.slot).push(event);
      const y = lane * high + high - 12, marks = [...bySlot].map(([slot, own]) => {
        const [x, cells] = slots[slot], titles = own.slice(0, 8).map(({ date, name }) => `${date}  ${name}`);
        if (own.length > 8) titles.push(`and ${own.length - 8} more`);
        return `<circle cx="${left + (x + cells / 2) * cell}" cy="${y}" r="${Math.min(9, 3 + Math.sqrt(own.length))}"><title>${titles.join("\n")}</title></circle>`;
      });
      return `<line class="lane" x1="${left}" x2="${width}" y1="${y}" y2="${y}"/><text class="name" x="0" y="${y + (left ? 4 : -14)}">${short(nameOf(value))} ` +
        `<tspan class="number">${found.length}</tspan></text>${marks.join("")}`;
    }).join("");
  }
  /** Shortens HTML that has no tags in it, and cuts no entity in two. @param {string} name */
  const short = (name) => {
    const signs = name.match(/&[#\w]+;|[^]/gu) || [];
    return signs.length > 24 ? `${signs.slice(0, 23).join("")}…` : name;
  };

  /** @type {Set<string>} facets that are listed whole */ const opened = new Set();
  function facets() {
    const focused = /** @type {any} */ (document.activeElement);
    $("#facets").innerHTML = FACETS.map((facet) => {
      const picked = picks[facet], whole = opened.has(facet), heading = headings[facet] ?? "Kind";
      const found = eventsBy(facet, picked.size ? matching(facet) : shown);
      for (const value of picked) listOf(found, value);
      const order = [...found].sort(([one, its], [other, others]) =>
        +picked.has(other) - +picked.has(one) || others.length - its.length);
      const boxes = order.slice(0, whole ? MOST : SHOWN).map(([value, own]) =>
        `<label><input type="checkbox" name="${facet}" value="${safe(value)}"${picked.has(value) ? " checked" : ""} />` +
        `<span>${nameOf(value)}</span> ${counted(count(own.length))}</label>`);
      const rest = order.length > SHOWN && !whole
        ? `<button type="button" data-more="${facet}">all ${count(order.length)}<span class="unseen"> ${heading.toLowerCase()}</span></button>` : "";
      return order.length ? `<fieldset><legend>${heading}</legend>${boxes.join("")}${rest}</fieldset>` : "";
    }).join("");
    const boxes = [...$("#facets").querySelectorAll("input")];
    boxes.find(({ name, value }) => name === focused?.name && value === focused.value)?.focus();
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
    $("#list [aria-current]")?.removeAttribute("aria-current");
    if (!item) return;
    const groups = Object.entries(headings).map(([section, heading]) => {
      const own = (linked.get(source) ?? []).filter((other) => other.section === section && other !== item);
      if (!own.length || (item.section === "events" && section === "sources")) return "";
      return `<h3>${heading} ${counted(count(own.length))}</h3><ul class="behind">${own.slice(0, MOST).map((other) =>
        section === "events" ? row(other) : `<li><a href="#${safe(other.ref)}">${other.name}</a></li>`).join("")}</ul>` +
        (own.length > MOST ? `<p>and ${count(own.length - MOST)} more</p>` : "");
    });
    const at = rank(source);
    /** @param {number} by @param {string} name */
    const stepper = (by, name) => `<button type="button" data-step="${by}"${at + by in shown ? "" : " disabled"}>${name}</button>`;
    const beside = at < 0 ? "" :
      ` <span>${stepper(-1, "Earlier")} ${counted(`${count(at + 1)} of ${count(shown.length)}`)} ${stepper(1, "Later")}</span>`;
    pane.innerHTML = `<p class="bar"><button type="button" id="back">← Back</button>${beside} <a class="self" href="#${safe(source)}">Link to this record</a></p>` +
      item.html.replace(/<(\/?)h3>/g, "<$1h2>").replace(/^<article id="[^"]*"/, '<article id="record"') + groups.join("");
    listed(`#${source}`)?.setAttribute("aria-current", "true");
    const sought = passage ? document.getElementById(ref) : null;
    if (sought) sought.scrollIntoView({ block: "center" });
    else if (narrow()) scrollTo(0, 0);
    else pane.scrollTop = 0;
    sought?.classList.add("sought");
    pane.focus({ preventScroll: true });
  }
  /** Returns where an event stands in the list, or -1. @param {string} ref */
  const rank = (ref) => shown.findIndex((event) => event.ref === ref);
  /** @param {string} href */
  const listed = (href) => $(`#list a[href="${CSS.escape(href)}"]`);
  /** Goes to the event of the list before or after the one that is open; Back leads to where that was opened.
   *  @param {number} by */
  function step(by) {
    const at = rank(hash()), next = shown[at + by];
    if (at >= 0 && next) location.replace(`#${encodeURI(next.ref)}`);
  }
  function hash() {
    try {
      return decodeURIComponent(location.hash.slice(1));
    } catch {
      return location.hash.slice(1);
    }
  }
  function route() {
    const wanted = hash(), view = wanted.startsWith("?");
    if (view) ask(location.hash.slice(2));
    if (items.has(wanted) || passages.has(wanted)) card(wanted);
    else if (view || !wanted) {
      card("");
      listed(left)?.focus();
    }
  }
  let left = "";

  /** Shows the words of a passage below the statement, or hides them. @param {HTMLElement} link @param {string} ref */
  function excerpt(link, ref) {
    const there = link.nextElementSibling, open = there?.classList.contains("excerpt");
    if (there && open) there.remove();
    else link.insertAdjacentHTML("afterend", `<span class="excerpt">${(passages.get(ref) || "").replace(/<(\/?)(figure|blockquote|p)\b/g, "<$1span")
      .replace('<span lang', '<span class="words" lang').replace("<span>“", '<span class="words">“')}</span>`);
    link.setAttribute("aria-expanded", String(!open));
  }

  function listen() {
    const typed = $("#typed");
    on(typed, "input", () => {
      filter.text = typed.value;
      apply();
    });
    on($("form.filter"), "submit", (event) => {
      event.preventDefault();
      $("#list a")?.focus();
    });
    on($(".dates"), "change", () => {
      between($("#from").value, $("#to").value);
      apply();
    });
    on($("#clear"), "click", () => {
      ask("");
      typed.focus();
    });
    on($("#facets"), "change", ({ target }) => {
      picks[target.name][target.checked ? "add" : "delete"](target.value);
      apply();
    });
    on($("#facets"), "click", ({ target }) => {
      const facet = target.closest("[data-more]")?.dataset.more;
      if (facet) opened.add(facet), facets();
    });
    on($("#lanes"), "toggle", lanes);
    on($("#by"), "change", lanes);
    on(document, "click", (event) => {
      const target = event.target, link = target.closest?.("a[href^='#']");
      const ref = link ? link.getAttribute("href").slice(1) : "";
      if (passages.has(ref)) {
        event.preventDefault();
        excerpt(link, ref);
      } else if (link?.closest("#list")) left = `#${ref}`;
      if (target.dataset?.step) step(+target.dataset.step);
      if (target.id === "back") (history.length > 1 ? history.back() : (location.hash = ""));
    });
    on(window, "keydown", (event) => {
      const { key, target } = event;
      if (key === "/" && !target.matches("input, select")) {
        event.preventDefault();
        typed.focus();
      } else if (key === "Escape" && !$("#card").hidden) location.hash = "";
      else if (/^Arrow(Left|Right)$/.test(key) && target.closest?.("#card") && !target.closest(".scroll")) step(key === "ArrowLeft" ? -1 : 1);
    });
    on(window, "hashchange", route);
    on(window, "resize", () => (bars(), lanes()));
    on(window, "beforeprint", () => {
      bars(PRINTED);
      const one = items.has(hash());
      $("#print").innerHTML = one ? "" : shown.map(({ html }) => html.replace(' id="', ' data-id="')).join("");
      for (const link of $(one ? "#card" : "#print").querySelectorAll("a.q:not([aria-expanded=true])")) {
        excerpt(link, link.getAttribute("href").slice(1));
        link.nextElementSibling.dataset.printed = "";
      }
    });
    on(window, "afterprint", () => {
      bars();
      $("#print").textContent = "";
      for (const one of $("#explorer").querySelectorAll("[data-printed]")) excerpt(one.previousElementSibling, "");
    });
    new IntersectionObserver((seen) => seen[0].isIntersecting && more(NEXT), { rootMargin: "600px" }).observe($("#more"));
    brush($("#bars"));
  }

  /** Chooses the days that one drags over. @param {SVGSVGElement} svg */
  function brush(svg) {
    let start = -1;
    const slotAt = (/** @type {PointerEvent} */ event) => {
      const box = svg.getBoundingClientRect();
      return lastSlot(0, ((event.clientX - box.left) / box.width) * WIDTH);
    };
    const drag = (/** @type {PointerEvent} */ event) => {
      if (start < 0) return;
      const end = slotAt(event);
      filter.from = slots[Math.min(start, end)][2];
      filter.to = slots[Math.max(start, end)][3];
      showDates();
      bars();
    };
    on(svg, "pointerdown", (event) => {
      if (!slots.length) return;
      start = slotAt(event);
      svg.setPointerCapture(event.pointerId);
      drag(event);
    });
    on(svg, "pointermove", drag);
    on(svg, "pointerup", (event) => {
      drag(event);
      if (start >= 0) apply();
      start = -1;
    });
    on(svg, "pointercancel", () => (start = -1));
  }

  // the beginning

  /** @returns {Promise<string>} */
  async function stored() {
    const packed = $("#packed");
    if (!packed) return $("noscript").textContent;
    const text = atob(packed.textContent), bytes = new Uint8Array(text.length);
    for (let at = 0; at < bytes.length; at++) bytes[at] = text.charCodeAt(at);
    return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"))).text();
  }
  stored().then((text) => {
    read(text);
    frame();
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
