// The paths of the refiner service.

import { getJson } from "../wood/api.js";

export const path = (refinement, rest = "") => `api/refinements/${encodeURIComponent(refinement)}${rest}`;

export const refinements = () => getJson("api/refinements");
export const refinement = (id, rest = "") => getJson(path(id, rest));
