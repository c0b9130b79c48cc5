import type { ComponentChildren } from "preact";
import { lazy, Suspense } from "preact/compat";
import { useEffect, useState } from "preact/hooks";
import { type Link, watchLink } from "../lib/api";
import { useTheme } from "../lib/colour";
import { followLinks, usePlace } from "../lib/router";
import { Home } from "./Home";
import { Play } from "./Play";

const UnitPage = lazy(() => import("../play/UnitPage").then((m) => m.UnitPage));
const NetworkPage = lazy(() => import("../play/NetworkPage").then((m) => m.NetworkPage));
const DecompositionPage = lazy(() => import("../play/DecompositionPage").then((m) => m.DecompositionPage));
const AvalanchesPage = lazy(() => import("../play/AvalanchesPage").then((m) => m.AvalanchesPage));
const Reproduce = lazy(() => import("./Reproduce").then((m) => m.Reproduce));
const PresetPage = lazy(() => import("./PresetPage").then((m) => m.PresetPage));
const Runs = lazy(() => import("./Runs").then((m) => m.Runs));
const RunPage = lazy(() => import("./RunPage").then((m) => m.RunPage));
const SweepPage = lazy(() => import("./SweepPage").then((m) => m.SweepPage));
const Compare = lazy(() => import("./Compare").then((m) => m.Compare));
const Measure = lazy(() => import("./Measure").then((m) => m.Measure));

const TABS = [
  ["/play", "Play"],
  ["/reproduce", "Reproduce"],
  ["/measure", "Measure"],
  ["/runs", "Runs"],
] as const;

/** What a part of an address says; one that is not well made is left as it is. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** Which page an address shows, with its title. */
function page(path: string): [string, ComponentChildren] {
  const parts = path.split("/").filter(Boolean).map(decoded);
  const [first, second, third] = parts;
  switch (`${first ?? ""} ${parts.length}`) {
    case " 0":
      return ["Gyre", <Home />];
    case "play 1":
      return ["Play", <Play />];
    case "play 2":
      switch (second) {
        case "unit":
          return ["One unit", <UnitPage />];
        case "network":
          return ["A network", <NetworkPage />];
        case "decomposition":
          return ["Decomposition", <DecompositionPage />];
        case "avalanches":
          return ["Avalanches", <AvalanchesPage />];
      }
      break;
    case "reproduce 1":
      return ["Reproduce", <Reproduce />];
    case "reproduce 3":
      return [third!, <PresetPage key={path} id={`${second}/${third}`} />];
    case "measure 1":
      return ["Measure", <Measure />];
    case "runs 1":
      return ["Runs", <Runs />];
    case "runs 2":
      return [second!, <RunPage key={path} id={second!} />];
    case "sweeps 2":
      return [second!, <SweepPage key={path} id={second!} />];
    case "compare 1":
      return ["Compare", <Compare />];
  }
  return [
    "Not here",
    <>
      <h1>There is nothing at this address</h1>
      <p>
        Go to <a href="/">the beginning</a>.
      </p>
    </>,
  ];
}

/** The frame of all pages. */
export function App() {
  const { path } = usePlace();
  const [theme, setTheme] = useTheme();
  const [link, setLink] = useState<Link>("up");
  const [title, content] = page(path);
  useEffect(() => watchLink(setLink), []);
  useEffect(() => {
    document.title = title === "Gyre" ? title : `${title} · Gyre`;
  }, [title]);
  return (
    <div onClick={followLinks}>
      <a class="skip" href="#content">
        To the content
      </a>
      <header class="top">
        <a class="name" href="/">
          <img src="/favicon.svg" width="24" height="24" alt="" /> Gyre
        </a>
        <nav aria-label="Pages">
          {TABS.map(([address, name]) => (
            <a key={address} href={address} {...(path === address || path.startsWith(`${address}/`) || (address === "/runs" && path.startsWith("/sweeps/")) ? { "aria-current": "page" } : {})}>
              {name}
            </a>
          ))}
        </nav>
        <button onClick={() => setTheme(theme === "dark" ? "light" : "dark")} aria-label={`Switch to ${theme === "dark" ? "light" : "dark"}`}>
          {theme === "dark" ? "Light" : "Dark"}
        </button>
      </header>
      {link === "down" && (
        <div class="banner" role="alert">
          The server does not answer. Runs go on without it; this page looks for it every second.
        </div>
      )}
      {link === "ended" && (
        <div class="banner" role="alert">
          The server was started again: open the address that it printed, or start gyre serve in its folder for a new one.
        </div>
      )}
      <main id="content">
        <Suspense fallback={<p>…</p>}>{content}</Suspense>
      </main>
    </div>
  );
}
