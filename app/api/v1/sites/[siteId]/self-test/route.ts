import { PEER_HEADER } from "@/lib/client-address";
import { tenantRoute } from "@/lib/http";
import { explainSender } from "@/lib/tracking";
import { SiteParams } from "@/lib/tracking/schemas";
import { SelfTestDto, SelfTestQuery } from "@/lib/tracking/self-test/schemas";

export const GET = tenantRoute({
  permission: "sites.read",
  input: { params: SiteParams, query: SelfTestQuery },
  output: SelfTestDto,
  summary: "Explain how the collector sees this very browser",
  description:
    "Applies the collector's rules to the request itself: browser, place, proxy, and why its events would be left out. The address is told to the caller only and is not stored.",
  handle: (ctx, { params, query }, { address, userAgent, headers }) => {
    const sender = {
      address,
      userAgent,
      peer: headers.get(PEER_HEADER) ?? "",
      header: (name: string) => headers.get(name),
    };
    return explainSender(ctx, params.siteId, sender, query);
  },
});
