// SPDX-License-Identifier: Apache-2.0
// What the server says when it refuses, in the reader's words. Its own words are those of SonarQube's API, which clients
// match; those that are not here are shown as they are.

import { t } from "./text.js";
import { formatDay } from "./time.js";

const day = (text) => formatDay(new Date(text));
const VALUES = { count: Number, most: Number, first: day, last: day }; // all others are texts

const SAYINGS = [
  [/^A user token for login '.*' and name '(?<name>.*)' already exists$/s, "taken"],
  [/^'name' length \((?<count>\d+)\) is longer than the maximum authorized \((?<most>\d+)\)$/, "nameLong"],
  [/^The 'name' parameter looks like the value of a token\./, "nameSecret"],
  [/^User '(?<user>.*)' has (?<count>\d+) tokens, the most that are allowed\./s, "full"],
  [/^User with login '(?<user>.*)' doesn't exist$/s, "noSuchUser"],
  [/^Parameter 'expirationDate' must be (?<first>[\d-]+) or later$/, "dateMissing"],
  [/^Parameter 'expirationDate' .*tokens live at most (?<count>\d+) days here, the latest date is (?<last>[\d-]+)$/, "lifeLong"],
  [/^Parameter 'expirationDate' must be (?<last>[\d-]+) or earlier: tokens live at most (?<count>\d+) days here$/, "lifeLong"],
  [/^The token database is not available/, "databaseAway"],
  [/^The list of users is not available/, "usersAway"],
  [/^It is not known whether the change was made\./, "unsure"],
  [/^The server could not generate a token\./, "notGenerated"],
  [/^Insufficient privileges$/, "forbidden"],
];

/** A message of the server in the reader's language, or as it is. */
export function said(message) {
  for (const [pattern, key] of SAYINGS) {
    const groups = pattern.exec(message)?.groups ?? (pattern.test(message) ? {} : null);
    if (groups) {
      return t(key, Object.fromEntries(Object.entries(groups).map(([name, text]) => [name, (VALUES[name] ?? String)(text)])));
    }
  }
  return message;
}
