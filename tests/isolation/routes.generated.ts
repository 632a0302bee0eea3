// Made by scripts/generate.mjs; do not edit. `node scripts/generate.mjs` makes it anew.
import * as route0 from "@/app/api/v1/activity/route";
import * as route1 from "@/app/api/v1/auth/register/route";
import * as route2 from "@/app/api/v1/companies/route";
import * as route3 from "@/app/api/v1/contacts/[contactId]/route";
import * as route4 from "@/app/api/v1/contacts/route";
import * as route5 from "@/app/api/v1/forms/[formId]/route";
import * as route6 from "@/app/api/v1/forms/route";
import * as route7 from "@/app/api/v1/me/route";
import * as route8 from "@/app/api/v1/notifications/read/route";
import * as route9 from "@/app/api/v1/notifications/route";
import * as route10 from "@/app/api/v1/overview/route";
import * as route11 from "@/app/api/v1/reports/query/route";
import * as route12 from "@/app/api/v1/requests/[requestId]/route";
import * as route13 from "@/app/api/v1/requests/route";
import * as route14 from "@/app/api/v1/sites/[siteId]/drops/route";
import * as route15 from "@/app/api/v1/sites/[siteId]/route";
import * as route16 from "@/app/api/v1/sites/route";

export const routes = [
  { path: "/api/v1/activity", method: "GET", handler: route0.GET },
  { path: "/api/v1/auth/register", method: "POST", handler: route1.POST },
  { path: "/api/v1/companies", method: "GET", handler: route2.GET },
  { path: "/api/v1/contacts/{contactId}", method: "GET", handler: route3.GET },
  { path: "/api/v1/contacts/{contactId}", method: "PATCH", handler: route3.PATCH },
  { path: "/api/v1/contacts", method: "GET", handler: route4.GET },
  { path: "/api/v1/contacts", method: "POST", handler: route4.POST },
  { path: "/api/v1/forms/{formId}", method: "GET", handler: route5.GET },
  { path: "/api/v1/forms/{formId}", method: "PATCH", handler: route5.PATCH },
  { path: "/api/v1/forms", method: "GET", handler: route6.GET },
  { path: "/api/v1/forms", method: "POST", handler: route6.POST },
  { path: "/api/v1/me", method: "GET", handler: route7.GET },
  { path: "/api/v1/notifications/read", method: "POST", handler: route8.POST },
  { path: "/api/v1/notifications", method: "GET", handler: route9.GET },
  { path: "/api/v1/overview", method: "GET", handler: route10.GET },
  { path: "/api/v1/reports/query", method: "POST", handler: route11.POST },
  { path: "/api/v1/requests/{requestId}", method: "GET", handler: route12.GET },
  { path: "/api/v1/requests/{requestId}", method: "PATCH", handler: route12.PATCH },
  { path: "/api/v1/requests", method: "GET", handler: route13.GET },
  { path: "/api/v1/sites/{siteId}/drops", method: "GET", handler: route14.GET },
  { path: "/api/v1/sites/{siteId}", method: "GET", handler: route15.GET },
  { path: "/api/v1/sites/{siteId}", method: "PATCH", handler: route15.PATCH },
  { path: "/api/v1/sites/{siteId}", method: "DELETE", handler: route15.DELETE },
  { path: "/api/v1/sites", method: "GET", handler: route16.GET },
  { path: "/api/v1/sites", method: "POST", handler: route16.POST },
] as const;
