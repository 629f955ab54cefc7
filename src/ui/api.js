// SPDX-License-Identifier: Apache-2.0
// Calls to the HTTP API at this mount. Addresses are relative, so they are right at any path and behind any proxy.

import { said } from "./said.js";
import { t } from "./text.js";

const TIMEOUT = 30000; // milliseconds

/** Why a call has no result: a message for the reader, and what the page has to know of the cause. */
export class Failure extends Error {
  constructor(message, { signedOut = false, unanswered = false, status = null, original = null } = {}) {
    super(message);
    this.original = original; // the server's own words, if it has said why
    this.signedOut = signedOut;
    this.status = status; // of the answer, if it is an error
    this.unanswered = unanswered; // whether it was done is not known
  }
}

const signedOut = () => new Failure(t("signedOut"), { signedOut: true });
const unreachable = () => new Failure(t("unreachable"), { unanswered: true });

async function readJson(response) {
  // A sign-in that answers with its own page and 200 is no answer to us.
  if (!response.headers.get("Content-Type")?.startsWith("application/json")) {
    return null;
  }
  return response.json().catch(() => { throw unreachable(); });
}

/** Without the credentials that a person may have written into the page's own address: fetch refuses those. */
function absolute(path) {
  const url = new URL(path, document.baseURI);
  url.username = url.password = "";
  return url;
}

async function call(path, options) {
  let response;
  try {
    response = await fetch(absolute(path), {
      credentials: "same-origin",
      redirect: "manual", // to a sign-in, perhaps of another site
      cache: "no-store",
      ...options,
      // Single sign-on modules answer 401 to this header instead of sending a page that would not be seen.
      headers: { Accept: "application/json", "X-Requested-With": "XMLHttpRequest" },
      signal: AbortSignal.any([AbortSignal.timeout(TIMEOUT), ...(options.signal ? [options.signal] : [])]),
    });
  } catch (error) {
    if (options.signal?.aborted) {
      throw error;
    }
    throw unreachable();
  }
  if (response.type === "opaqueredirect" || response.status === 401) {
    throw signedOut();
  }
  if (response.status === 204) {
    return null;
  }
  const body = await readJson(response);
  if (response.ok) {
    if (!body) {
      throw signedOut();
    }
    return body;
  }
  const { status } = response;
  const original = body?.errors?.[0]?.msg ?? null;
  const words = original === null ? null : said(original);
  throw new Failure(words ?? (status === 403 ? t("forbidden") : t("failed", { status })),
    { status, original, unanswered: !words && status >= 500 && status !== 503 });
}

/** Parameters without those that are null or undefined. */
const given = (params) => new URLSearchParams(
  Object.entries(params).filter(([, value]) => value !== null && value !== undefined));

export const get = (path, params, signal) => call(`${path}?${given(params)}`, { signal });

/** A change; parameters go in the body, never in the address. */
export const post = (path, params) => call(path, { method: "POST", body: given(params) });
