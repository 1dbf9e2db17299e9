// Connects the parts of the page: the address chooses a view, live updates change it.

import { $ } from "../wood/dom.js";
import { Live } from "../wood/live.js";
import { showConnection } from "../wood/nav.js";
import { drawClusters } from "./clusters.js";
import { drawCompare } from "./compare.js";
import { closeDetail, openDetail, updateDetail } from "./detail.js";
import { drawLineage } from "./lineage.js";
import { drawList } from "./list.js";
import "./order.js";
import { experiments, readExperiments } from "./state.js";
import { closeSweeps, drawSweeps } from "./sweeps.js";

const VIEWS = ["list", "detail", "compare", "lineage", "clusters", "sweeps"];
let drawing = false;

function route() {
  const [page, ...rest] = location.hash.replace(/^#\/?/, "").split("/").map(decodeURIComponent);
  const view = page === "experiments" ? "detail" : ["compare", "lineage", "clusters", "sweeps"].includes(page) ? page : "list";
  VIEWS.forEach((id) => {
    $(id).hidden = id !== view;
  });
  $("nav-list").toggleAttribute("aria-current", view === "list");
  $("nav-compare").toggleAttribute("aria-current", view === "compare");
  $("nav-sweeps").toggleAttribute("aria-current", view === "sweeps");
  closeDetail();
  closeSweeps();
  if (view === "detail") {
    openDetail(rest[0]);
  } else if (view === "compare") {
    drawCompare(...rest);
  } else if (view === "lineage") {
    drawLineage(rest.join("/"));
  } else if (view === "clusters") {
    drawClusters(rest[0]);
  } else if (view === "sweeps") {
    drawSweeps(rest[0]);
  } else {
    drawList();
  }
}

/** Several updates before the next frame draw the list once. */
function drawListSoon() {
  if (!drawing) {
    drawing = true;
    requestAnimationFrame(() => {
      drawing = false;
      if (!$("list").hidden) {
        drawList();
      }
    });
  }
}

const live = new Live("api/events");
live.addEventListener("open", async () => {
  showConnection(true);
  // Updates sent while the connection was down are in the list.
  await readExperiments();
  drawListSoon();
});
live.addEventListener("lost", () => showConnection(false));
live.addEventListener("message", ({ detail }) => {
  experiments.set(detail.experiment, detail);
  drawListSoon();
  updateDetail(detail);
});

addEventListener("hashchange", route);
await readExperiments();
route();
live.open();
