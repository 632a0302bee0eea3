import { expect, test } from "vitest";
import { toCsv } from "@/components/lib/csv";
import type { QueryReportsOutput, ReportFilter } from "@/lib/tracking/report-schemas";
import { filtersFromParam, paramOfFilters } from "./filter-params";
import { toggleValue } from "./filters";
import { paramOfCompare, paramsFromRange } from "./range-params";
import { createReportLoader } from "./report-batch";
import { stateFromParams } from "./screen-state";
import { paramsOfView, viewOf } from "./view-query";

const TODAY = "2026-11-22";
const stateOf = (params: Record<string, string | undefined>) =>
  stateFromParams(
    new URLSearchParams(Object.entries(params).flatMap(([name, value]) => (value ? [[name, value]] : []))),
    TODAY,
  );

test("a link carries filters with any text in their values, and leaves out what it cannot read", () => {
  const filters: ReportFilter[] = [
    { dimension: "page", op: "contains", values: ["/a,b;c!d:e"] },
    { dimension: "source", op: "is_not", values: ["", "x.com"] },
    { dimension: "city", op: "is", values: ["DE|Bavaria|Munich"] },
  ];
  expect(filtersFromParam(paramOfFilters(filters) ?? null)).toEqual(filters);
  expect(filtersFromParam("nothing:is:x;country:is:DE;page:like:x")).toEqual([
    { dimension: "country", op: "is", values: ["DE"] },
  ]);
  expect(filtersFromParam(null)).toEqual([]);
});

test("a click on a row asks for it beside its kind's others, a second click takes it back", () => {
  const germany = toggleValue([], "country", "DE");
  const both = toggleValue(germany, "country", "FR");
  expect(both).toEqual([{ dimension: "country", op: "is", values: ["DE", "FR"] }]);
  expect(toggleValue(toggleValue(both, "country", "DE"), "country", "FR")).toEqual([]);
});

test("usual ranges stay relative in a link, others name their days, impossible ones become the last 30 days", () => {
  const links = [
    { range: "yesterday", from: "2026-11-21", to: "2026-11-21" },
    { range: "last-month", from: "2026-10-01", to: "2026-10-31" },
    { range: "month", from: "2026-11-01", to: TODAY },
    { range: "year", from: "2025-11-23", to: TODAY },
  ];
  for (const { range, from, to } of links) {
    expect(stateOf({ range }).range).toEqual({ from, to });
    expect(paramsFromRange({ from, to }, TODAY).range).toBe(range);
  }
  const own = { from: "2026-03-01", to: "2026-03-09" };
  expect(stateOf(paramsFromRange(own, TODAY)).range).toEqual(own);
  const usual = { from: "2026-10-24", to: TODAY };
  for (const bad of [
    { from: "2026-02-30", to: TODAY },
    { from: TODAY, to: "2026-01-01" },
    { range: "x" },
    {},
  ])
    expect(stateOf(bad).range).toEqual(usual);
});

test("a comparison survives the link", () => {
  for (const compare of ["none", "previous", "year", { from: "2026-01-01", to: "2026-01-31" }] as const)
    expect(stateOf({ compare: paramOfCompare(compare) }).compare).toEqual(compare);
});

test("steps that make no sense for the days are not shown", () => {
  expect(stateOf({ range: "today" }).interval).toBe("hour");
  expect(stateOf({ range: "90", by: "week" }).interval).toBe("week");
  expect(stateOf({ range: "90", by: "hour" }).interval).toBe("day");
});

test("a saved view shows the same screen again, and a relative range stays relative", () => {
  const state = stateOf({ range: "7", compare: "year", filter: "country:is:DE", pages: "exit_page" });
  const view = viewOf(state, TODAY);
  expect(view.range).toBe("7");
  const opened = stateOf(paramsOfView(view));
  expect({ ...opened, tabs: opened.tabs.pages }).toEqual({ ...state, tabs: "exit_page" });
});

test("reports that are wanted together are one question, and each gets its own answer", async () => {
  const asked: number[] = [];
  const load = createReportLoader((question) => {
    asked.push(question.reports.length);
    const results: QueryReportsOutput["results"] = {};
    for (const { id } of question.reports.slice(0, 2)) results[id] = { kind: "goals", rows: [] };
    const output: QueryReportsOutput = {
      site: { id: question.siteId, timeZone: "UTC" },
      range: question.range,
      compareRange: null,
      results,
      servedBy: { "0": "visits" },
      approximate: { "1": true },
    };
    return Promise.resolve(output);
  });
  const day = { from: TODAY, to: TODAY };
  const scope = { siteId: "a", range: day, compare: "none" as const, filters: [] };
  const { signal } = new AbortController();
  const answers = await Promise.allSettled([
    load(scope, { kind: "goals" }, signal),
    load(scope, { kind: "totals" }, signal),
    load(scope, { kind: "retention" }, signal),
    load({ ...scope, siteId: "b" }, { kind: "goals" }, signal),
  ]);
  expect(asked).toEqual([3, 1]);
  expect(answers.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled", "rejected", "fulfilled"]);
  expect(answers[0]).toMatchObject({ value: { servedBy: "visits", approximate: false } });
  expect(answers[1]).toMatchObject({ value: { servedBy: null, approximate: true } });
});

test("copied rows open in a spreadsheet as text, never as a formula", () => {
  expect(toCsv([["a,b", 'say "x"', "=1+1", "-5", -3, "@x"]])).toBe(`"a,b","say ""x""",'=1+1,-5,-3,'@x`);
});
