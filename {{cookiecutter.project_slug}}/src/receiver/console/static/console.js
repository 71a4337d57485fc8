// What pages do by themselves where there is JavaScript: look again, tell ages, take keys.
"use strict";

const EVERY = 2000; // milliseconds
const main = document.getElementById("main");
const live = document.getElementById("live");
const said = document.getElementById("said");

// Ages grow without anybody being asked.
function age(time) {
  const seconds = Math.max(0, (Date.now() - Date.parse(time.dateTime)) / 1000);
  for (const [size, unit] of [[86400, "d"], [3600, "h"], [60, "m"]]) {
    if (seconds >= size) return Math.floor(seconds / size) + unit;
  }
  return Math.floor(seconds) + "s";
}

function tellAges() {
  for (const time of document.querySelectorAll("time")) {
    const told = age(time);
    if (time.textContent !== told) time.textContent = told;
  }
}

// What a part of the page says, whatever ages and tokens stand in it.
function gist(part) {
  const copy = part.cloneNode(true);
  for (const time of copy.querySelectorAll("time")) time.textContent = "";
  for (const field of copy.querySelectorAll("input[name=token]")) field.remove();
  for (const open of copy.querySelectorAll("details")) open.removeAttribute("open");
  copy.classList.remove("fresh");
  return copy.outerHTML;
}

// Where somebody types or chooses, nothing is taken away from below the hands.
function isInUse(part) {
  return Boolean(part.querySelector("details[open]")) || (part.contains(document.activeElement) && document.activeElement.matches("input, select"));
}

function put(old, fresh) {
  if (gist(old) === gist(fresh) || isInUse(old)) return;
  const link = old.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
  old.replaceWith(fresh);
  if (link !== null) fresh.querySelector(`[href="${CSS.escape(link)}"]`)?.focus();
}

// Rows keep their places and the focus; only those that are new or have changed are touched.
function putRows(old, fresh) {
  let added = 0;
  const wanted = [...fresh.children];
  for (const row of [...old.children]) {
    if (!wanted.some((each) => each.id === row.id)) row.remove();
  }
  wanted.forEach((row, place) => {
    const before = document.getElementById(row.id);
    if (before && gist(before) === gist(row)) {
      if (old.children[place] !== before) old.insertBefore(before, old.children[place]);
      return;
    }
    const focused = before !== null && before.contains(document.activeElement);
    row.classList.add("fresh");
    if (before) before.replaceWith(row);
    else added += 1;
    if (old.children[place] !== row) old.insertBefore(row, old.children[place] ?? null);
    if (focused) row.querySelector("a").focus();
  });
  return added;
}

function show(text) {
  const page = new DOMParser().parseFromString(text, "text/html");
  const fresh = page.getElementById("main");
  for (const part of page.querySelectorAll("[data-swap]")) {
    const old = document.getElementById(part.id);
    if (old) put(old, part);
  }
  const list = document.querySelector("[data-list]");
  let added = 0;
  if (list) {
    const rows = list.querySelector("[data-rows]");
    const others = page.querySelector("[data-list]");
    const wanted = others.querySelector("[data-rows]");
    if (rows && wanted) added = putRows(rows, wanted);
    else if (gist(list) !== gist(others)) list.replaceWith(others);
  }
  main.dataset.stamp = fresh.dataset.stamp;
  if (fresh.dataset.what && fresh.dataset.what !== main.dataset.what) said.textContent = main.dataset.what = fresh.dataset.what;
  else if (added) said.textContent = added === 1 ? "One new delivery" : `${added} new deliveries`;
  tellAges();
}

// One look after the other, and none while nobody sees the page.
let waiting = 0;
let isLooking = false;

function isOn() {
  return live && live.getAttribute("aria-pressed") === "true" && !document.hidden;
}

function tell(word, lost) {
  live.querySelector("[data-word]").textContent = word;
  live.toggleAttribute("data-lost", lost);
}

async function look() {
  clearTimeout(waiting);
  if (!isOn() || isLooking) return;
  isLooking = true;
  try {
    const answer = await fetch(location.href, { headers: { "X-Live": main.dataset.stamp }, cache: "no-store" });
    if (answer.status === 401) return location.reload();
    if (answer.status === 200) {
      const text = await answer.text();
      if (isOn()) show(text);
    }
    if (answer.ok) tell("Live", false);
    else tell("No answer", true);
  } catch {
    tell("Not reached", true);
  } finally {
    isLooking = false;
  }
  waiting = setTimeout(look, EVERY * (0.9 + 0.2 * Math.random()));
}

function startLooking() {
  live.hidden = false;
  if (sessionStorage.getItem("paused")) {
    live.setAttribute("aria-pressed", "false");
    tell("Paused", false);
  }
  live.addEventListener("click", () => {
    const on = live.getAttribute("aria-pressed") !== "true";
    live.setAttribute("aria-pressed", String(on));
    sessionStorage.setItem("paused", on ? "" : "yes");
    tell(on ? "Live" : "Paused", false);
    look();
  });
  document.addEventListener("visibilitychange", look);
  waiting = setTimeout(look, EVERY);
}

// Keys, which can be switched off, for who speaks to the browser or has a cat.
function startListening() {
  const box = document.getElementById("shortcuts");
  document.getElementById("keys").hidden = false;
  box.checked = localStorage.getItem("shortcuts") !== "off";
  box.addEventListener("change", () => localStorage.setItem("shortcuts", box.checked ? "on" : "off"));
  document.addEventListener("keydown", (event) => {
    const isTyping = event.target.matches("input:not([type=checkbox]), select, textarea");
    if (!box.checked || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "/") {
      event.preventDefault();
      document.querySelector(".filtering").open = true;
      document.getElementById("id").focus();
    } else if (event.key === "j" || event.key === "k") {
      const links = [...document.querySelectorAll(".rows .open")];
      const at = links.indexOf(document.activeElement);
      links[event.key === "j" ? Math.min(at + 1, links.length - 1) : Math.max(at - 1, 0)]?.focus();
    }
  });
}

tellAges();
setInterval(() => document.hidden || tellAges(), 1000);
if (live) startLooking();
if (document.querySelector(".filters")) startListening();
