import type { LogEvent } from "@/lib/tracking";
import type { OutgoingEvent } from "../provider/send-batch";
import { distinctIdOf } from "./distinct-id";

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

type Properties = Record<string, unknown>;

/** Leaves out what is not known, so that PostHog does not list empty values. */
const known = (properties: Properties): Properties =>
  Object.fromEntries(
    Object.entries(properties).filter(([, value]) => value !== "" && value !== 0 && value !== undefined),
  );

const fromClient = ({ client }: LogEvent): Properties =>
  known({
    $browser: client.browser,
    $os: client.os,
    $device_type: capital(client.device),
    $screen_width: client.screenWidthPx,
    $browser_language: client.language,
    $geoip_country_code: client.country,
    $geoip_subdivision_1_name: client.region,
    $geoip_city_name: client.city,
  });

function fromSource({ source }: LogEvent): Properties {
  if (!source) return {};
  return known({
    $referrer: source.referrer === "" ? "" : `https://${source.referrer}`,
    $referring_domain: source.referrer.split("/")[0],
    utm_source: source.utmSource,
    utm_medium: source.utmMedium,
    utm_campaign: source.utmCampaign,
    utm_term: source.utmTerm,
    utm_content: source.utmContent,
    channel: source.channel,
  });
}

/**
 * An event of the log as PostHog takes it: our id as uuid, its own time, and the names of PostHog's own properties. A visitor who
 * is a contact goes by the contact's id and gets a person at PostHog; others stay anonymous.
 */
export function toOutgoing(tenantId: string, event: LogEvent): OutgoingEvent {
  const visitorId = distinctIdOf(tenantId, event.visitorKey);
  return {
    uuid: event.id,
    event: event.name ?? "$pageview",
    distinctId: event.contactId ?? visitorId,
    at: new Date(event.atMs),
    properties: {
      ...event.props,
      ...fromClient(event),
      ...fromSource(event),
      $current_url: `https://${event.domain}${event.path}`,
      $host: event.domain,
      $pathname: event.path,
      site: event.siteId,
      ...(event.contactId === null ? {} : { visitor: visitorId }),
      $process_person_profile: event.contactId !== null,
    },
  };
}
