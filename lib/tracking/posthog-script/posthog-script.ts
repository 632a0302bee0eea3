/**
 * Records visits through the workspace's PostHog. Built to public/ph.js; the tracker loads it when the collector says so, which
 * it does only after consent. It talks to the address it came from alone, records and does nothing else: no events, no flags, no
 * cookie. It never throws into the page.
 */
import posthog from "posthog-js/dist/module.no-external";
import "posthog-js/dist/posthog-recorder";
import { isScriptConfig, type ScriptConfig } from "./script-config";
import { namesFor } from "./session-name";

type Api = (...call: unknown[]) => unknown;
type Page = Window & { ba?: Api; baPosthog?: true; _POSTHOG_REMOTE_CONFIG?: Record<string, object> };

// PostHog's defaults of a day; pinned, so that an update does not switch anything on.
const DEFAULTS = "2026-05-30";

function begin(page: Page, base: string, { token, blockSelector, remote }: ScriptConfig): void {
  page._POSTHOG_REMOTE_CONFIG = { ...page._POSTHOG_REMOTE_CONFIG, [token]: { config: remote, siteApps: [] } };
  let isOver = false;
  posthog.init(token, {
    api_host: base,
    defaults: DEFAULTS,
    persistence: "sessionStorage",
    person_profiles: "identified_only",
    bootstrap: namesFor(token, page.ba?.("id")),
    // A recording is made of snapshots; whatever else the library would like to send stays here.
    before_send: (event) => (!isOver && event?.event === "$snapshot" ? event : null),
    // Snapshots wait two seconds already; a second queue would outlive a consent that is taken back.
    request_batching: false,
    autocapture: false,
    capture_pageview: false,
    capture_pageleave: false,
    capture_performance: false,
    capture_heatmaps: false,
    capture_dead_clicks: false,
    capture_exceptions: false,
    disable_surveys: true,
    disable_external_dependency_loading: true,
    advanced_disable_feature_flags: true,
    advanced_disable_feature_flags_on_first_load: true,
    save_campaign_params: false,
    save_referrer: false,
    ip: false,
    // The collector has looked already: bots are never told to load this.
    opt_out_useragent_filter: true,
    mask_all_text: true,
    mask_all_element_attributes: true,
    mask_personal_data_properties: true,
    enable_recording_console_log: false,
    session_recording: {
      maskAllInputs: true,
      maskTextSelector: "*",
      ...(blockSelector ? { blockSelector } : {}),
      maskCapturedNetworkRequestFn: () => null,
      recordHeaders: false,
      recordBody: false,
      recordCrossOriginIframes: false,
    },
  });
  onTakenBack(page, () => {
    isOver = true;
    posthog.stopSessionRecording();
    posthog.set_config({ disable_persistence: true });
    for (const key of Object.keys(sessionStorage))
      if (key.startsWith(`ph_${token}_`)) sessionStorage.removeItem(key);
  });
}

/** Calls `end` when the visitor takes the consent back. */
function onTakenBack(page: Page, end: () => void): void {
  const inner = page.ba;
  if (!inner) return;
  page.ba = (...call) => {
    if (call[0] === "consent" && call[1] === "denied") end();
    return inner(...call);
  };
}

async function start(page: Page, script: HTMLScriptElement): Promise<void> {
  const siteKey = script.dataset.site ?? "";
  const base = new URL(`ph/${encodeURIComponent(siteKey)}`, script.src).href;
  const answer = await fetch(`${base}/config`, { credentials: "omit" });
  if (!answer.ok) return;
  const config: unknown = await answer.json();
  if (isScriptConfig(config)) begin(page, base, config);
}

const page: Page = window;
const script = document.currentScript;
if (!page.baPosthog && script instanceof HTMLScriptElement) {
  page.baPosthog = true;
  start(page, script).catch(() => undefined);
}
