import { Bookmark } from "lucide-react";
import type { AnalyticsChange } from "./analytics-state";
import type { AnalyticsState } from "./screen-state";

export type ViewsProps = { siteId: string; state: AnalyticsState; today: string; change: AnalyticsChange };

export const ViewsFace = () => (
  <>
    <Bookmark aria-hidden className="size-4" />
    Views
  </>
);
