// All charts on one page with made-up data, to look at while working on them: `npm run gallery`, then
// http://127.0.0.1:8471. The page has the same Content-Security-Policy as Comity's own.

import { createServer } from "node:http";
import { readFileSync, readdirSync } from "node:fs";
import { dirname, extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";

const STATIC = join(dirname(fileURLToPath(import.meta.url)), "../src/comity/web/static");
const PORT = Number(process.argv[2] ?? 8471);
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'";
const KINDS = {
  ".css": "text/css",
  ".js": "text/javascript",
  ".json": "application/json",
  ".svg": "image/svg+xml",
};
const DAY = 86_400_000;
const NAMES = { ATL: "Atlantis", UTO: "Utopia" };

let seed = 7;
/** The same numbers each time. */
function chance() {
  seed = (seed + 0x6d2b79f5) | 0;
  let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
}
const among = (list) => list[Math.floor(chance() * list.length)];
const iso = (time) => new Date(time).toISOString().slice(0, 10);

const TYPES = {
  verbal_cooperation: [
    ["CONSULT", "visit"],
    ["AGREE", null],
    ["SUPPORT", null],
    ["CONCEDE", null],
  ],
  material_cooperation: [
    ["COOPERATE", null],
    ["AID", null],
    ["RETREAT", "release"],
  ],
  verbal_conflict: [
    ["ACCUSE", "disapprove"],
    ["REQUEST", "change"],
    ["THREATEN", null],
    ["REJECT", null],
  ],
  material_conflict: [
    ["SANCTION", "expel"],
    ["SANCTION", "discontinue"],
    ["COERCE", "arrest"],
    ["MOBILIZE", "troops"],
  ],
};

function timeline(number, from, to) {
  const events = Array.from({ length: number }, (_, place) => {
    const first = from + (to - from) * Math.sqrt(chance());
    const sort = among([
      "verbal_cooperation",
      "verbal_cooperation",
      "material_cooperation",
      "verbal_conflict",
      "verbal_conflict",
      "material_conflict",
    ]);
    const [type, mode] = among(TYPES[sort]);
    const isShared = sort.endsWith("cooperation") && chance() < 0.3;
    const last = chance() < 0.12 ? first + DAY * 60 * chance() : first;
    return {
      id: `event-${place}`,
      date_start: iso(first),
      date_end: iso(last),
      type,
      mode,
      class: sort,
      direction: isShared ? "both" : among(["ATL->UTO", "UTO->ATL"]),
      status: among([
        "actual",
        "actual",
        "actual",
        "actual",
        "announced",
        "considered",
        "hypothetical",
        "denied",
      ]),
      disputed: chance() < 0.1,
    };
  }).sort((one, other) => one.date_start.localeCompare(other.date_start));
  const replies = [];
  for (const [place, each] of events.entries()) {
    if (chance() > 0.35 || each.direction === "both") continue;
    const answer = events
      .slice(place + 1, place + 15)
      .find((other) => other.direction !== each.direction && other.direction !== "both");
    if (answer)
      replies.push({
        event: answer.id,
        answers: each.id,
        basis: among(["stated", "inferred"]),
        score: chance(),
      });
  }
  return { one: "ATL", other: "UTO", names: NAMES, events, replies };
}

const step = (date, status, value = null) => ({ date, status, value });
const measures = {
  on: "2024-06-30",
  names: NAMES,
  items: [
    [
      "visa_rule",
      "visa exemption for short stays",
      "ATL",
      "UTO",
      "30 days",
      true,
      [
        step("2017-01-10", "proposed"),
        step("2017-11", "negotiated"),
        step("2018-04-30", "announced"),
        step("2018-07-01", "in_force"),
        step("2020-03-16", "suspended"),
        step("2022-10-11", "in_force"),
      ],
    ],
    [
      "visa_rule",
      "electronic visas",
      "UTO",
      "ATL",
      "16 days",
      false,
      [
        step("..2016-06-01", "in_force"),
        step("2020-03-18", "suspended"),
        step("2021-01-01/2021-03-31", "ended"),
      ],
    ],
    [
      "entry_ban",
      "entry ban on members of the parliament and their families who voted for the fisheries act",
      "UTO",
      "ATL",
      "63 persons",
      false,
      [step("2022-05-04", "in_force")],
    ],
    [
      "sanction",
      "export of luxury goods",
      "ATL",
      "UTO",
      null,
      false,
      [
        step("2021-12-20", "considered"),
        step("2022-03-29", "announced"),
        step("2022-04-05", "in_force"),
        step("2023-09-15", "ending_announced"),
        step("2023-12-31", "ended"),
      ],
    ],
    [
      "agreement",
      "agreement on safe fishing around the southern islands",
      "ATL",
      "UTO",
      null,
      true,
      [step("2016-02-21", "in_force"), step("2022-06-07", "suspended")],
    ],
    [
      "agreement",
      "agreement on fast trains",
      "ATL",
      "UTO",
      null,
      true,
      [step("2019-06-29", "proposed"), step("2019-09-05", "negotiated"), step("2021-09-05", "lapsed")],
    ],
    [
      "institution",
      "consulate in the harbour town",
      "UTO",
      "ATL",
      null,
      false,
      [step("2017", "considered"), step("2018-05-02", "rejected")],
    ],
    [
      "expulsion",
      "expulsion of diplomats",
      "ATL",
      "UTO",
      "8 persons",
      false,
      [step("2022-04-08", "announced"), step("2022-04-20", "ended")],
    ],
  ].map(([kind, name, issuer, subject, value, mutual, history], place) => ({
    id: `m${place}`,
    kind,
    name,
    issuer,
    subject,
    value,
    mutual,
    history,
    status: history.at(-1).status,
    basis: place < 2 ? "record" : "ledger",
  })),
};

function series() {
  const points = [];
  for (let month = 0; month < 90; month += 1) {
    const begins = iso(Date.UTC(2017, month, 1));
    const sour = month > 61 ? 3 : 1;
    const lane = () => {
      const some = (most) => Math.floor(chance() ** 2 * (most + 0.99));
      return {
        material_cooperation: some(2),
        verbal_cooperation: some(sour > 1 ? 3 : 7),
        verbal_conflict: some(3 * sour),
        material_conflict: some(1.5 * sour),
        denied: 0,
      };
    };
    const there = lane();
    const back = lane();
    const both = Object.fromEntries(Object.keys(there).map((name) => [name, there[name] + back[name]]));
    for (const [direction, counts] of [
      ["ATL->UTO", there],
      ["UTO->ATL", back],
      ["both", both],
    ]) {
      const events =
        counts.material_cooperation +
        counts.verbal_cooperation +
        counts.verbal_conflict +
        counts.material_conflict;
      const score =
        6 * counts.material_cooperation +
        3.4 * counts.verbal_cooperation -
        3 * counts.verbal_conflict -
        7 * counts.material_conflict;
      points.push({
        period: begins.slice(0, 7),
        begins,
        direction,
        events,
        ...counts,
        score: Math.round(score * 10) / 10,
        score_mean: events ? score / events : null,
      });
    }
  }
  const turns = [
    { begins: "2019-07-01", period: "2019-07", before: 6.1, after: 12.4 },
    { begins: "2022-03-01", period: "2022-03", before: 11.2, after: -21.7 },
  ];
  return { one: "ATL", other: "UTO", by: "month", names: NAMES, points, turns, why_none: null };
}

function crossings(kind) {
  const shapes = readdirSync(join(STATIC, "built")).find((name) => name.startsWith("world-"));
  const { objects, points } = JSON.parse(readFileSync(join(STATIC, "built", shapes), "utf8"));
  const codes = new Set([
    ...objects.countries.geometries.map((each) => each.properties.code),
    ...points.map((each) => each.code),
  ]);
  const items = [...codes]
    .filter((code) => code && code !== "JPN" && chance() > 0.04)
    .map((code) => {
      const requirement = among([
        "visa_free",
        "visa_free",
        "visa_free",
        "visa_on_arrival",
        "eta",
        "evisa",
        "visa_required",
        "visa_required",
        "no_admission",
        "no_prior_visa",
        "eta_or_evisa",
      ]);
      const relation = among(["mutual", "mutual", "unequal", "one_way", "none", "unknown"]);
      const pair =
        kind === "destination"
          ? { passport: code, destination: "JPN" }
          : { passport: "JPN", destination: code };
      const compared = { relation, freer: relation === "one_way" ? among(["JPN", code]) : null };
      return {
        ...pair,
        requirement,
        days: among([null, 30, 90]),
        months: null,
        barred: chance() < 0.05,
        certain: true,
        ...(kind === "reciprocity" ? compared : {}),
      };
    });
  return { on: "2024-06-30", state: "JPN", names: { JPN: "Japan" }, items };
}

const ANSWERS = {
  "few.json": () => timeline(40, Date.UTC(2017, 0), Date.UTC(2023, 5)),
  "many.json": () => timeline(5_000, Date.UTC(2010, 0), Date.UTC(2024, 5)),
  "measures.json": () => measures,
  "series.json": series,
  "passport.json": () => crossings("passport"),
  "destination.json": () => crossings("destination"),
  "reciprocity.json": () => crossings("reciprocity"),
  "none.json": () => ({ one: "ATL", other: "UTO", events: [], replies: [] }),
};

const FIGURES = [
  ["timeline", "few.json", "What Atlantis and Utopia did to one another"],
  ["timeline", "many.json", "The same with 5,000 events"],
  ["measures", "measures.json", "What is in force between Atlantis and Utopia"],
  ["series", "series.json", "Settled events by month"],
  [
    "map",
    "passport.json",
    "Where a passport of Japan goes",
    'data-kind="passport" data-state-code="JPN" data-href-pattern="/visa/{passport}/{destination}"',
  ],
  [
    "map",
    "reciprocity.json",
    "What is returned",
    'data-kind="reciprocity" data-href-pattern="/visa/{passport}/{destination}"',
  ],
  ["timeline", "none.json", "Nothing to show"],
  ["timeline", "missing.json", "Nothing to be had"],
];

const page = (only) => `<!doctype html><html lang="en"><meta charset="utf-8"><title>Charts</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,"><link rel="stylesheet" href="/static/comity.css"><link rel="stylesheet" href="/static/charts.css">
<script type="module" src="/static/built/comity.js"></script><main><h1>Charts</h1>
${FIGURES.filter((_, place) => !only || only.includes(String(place)))
  .map(
    ([kind, source, caption, more = ""]) =>
      `<h2>${caption}</h2><figure class="chart" data-chart="${kind}" data-src="/answers/${source}" ${more}><figcaption>${caption}, made up</figcaption><p class="chart-absent">Without JavaScript there is no chart.</p></figure>`,
  )
  .join("\n")}</main></html>`;

createServer((request, response) => {
  const { pathname: path, searchParams } = new URL(request.url, "http://localhost");
  const send = (status, kind, body) =>
    response.writeHead(status, { "Content-Type": kind, "Content-Security-Policy": POLICY }).end(body);
  if (path === "/") return send(200, "text/html", page(searchParams.get("only")?.split(",")));
  const answer = ANSWERS[path.slice("/answers/".length)];
  if (path.startsWith("/answers/") && answer) return send(200, "application/json", JSON.stringify(answer()));
  const file = join(STATIC, normalize(path).slice("/static/".length));
  try {
    if (path.startsWith("/static/"))
      return send(200, KINDS[extname(file)] ?? "text/plain", readFileSync(file));
  } catch {
    // told below
  }
  return send(
    404,
    "application/problem+json",
    JSON.stringify({ title: "Not found", detail: `there is no ${path}; look at the list below.` }),
  );
}).listen(PORT, "127.0.0.1", () => console.log(`http://127.0.0.1:${PORT}`));
