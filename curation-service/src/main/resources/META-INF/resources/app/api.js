// The paths of the curation service.

import { getJson, query, sendJson } from "../wood/api.js";

export const session = () => getJson("api/session");
export const candidates = (parameters, signal) => getJson(`api/candidates?${query(parameters)}`, { signal });
export const candidate = (image) => getJson(`api/candidates/${image}`);
export const candidateStatus = async (image) => (await sendJson("POST", "api/candidates/status", { images: [image] }))[0];
export const history = (image, signal) => getJson(`api/candidates/${image}/history`, { signal });
export const statistics = () => getJson("api/statistics");
export const generations = () => getJson("api/generations");
export const showGeneration = (generation, chosenBy) => sendJson("PUT", "api/generations/shown", { generation, chosenBy });
export const decide = (reviewer, decisions) => sendJson("POST", "api/decisions", { reviewer, decisions });
export const importFile = (text, reviewer, type) => sendJson("POST", `api/import?${query({ reviewer })}`, text, type);

export const picture = (item) => `api/images/${item.image}`;
export const thumbnail = (item, width) =>
  item.width > width ? `api/images/${item.image}?width=${width}` : picture(item);
export const overlay = (item) => `api/overlays/${item.image}?weights=${item.weights}`;
