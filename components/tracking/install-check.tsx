import { RelativeTime } from "@/components/ui/relative-time";
import { Spinner } from "@/components/ui/spinner";

/** Whether events arrive: a live sentence that changes by itself with the first one. */
export function InstallCheck({ lastEventAt }: { lastEventAt: string | null }) {
  return (
    <p role="status" className="flex items-center gap-2.5">
      {lastEventAt ? (
        <>
          <span aria-hidden className="m-1 size-2 shrink-0 animate-live rounded-full bg-success" />
          <span>
            <span className="font-medium">It works.</span> Last event <RelativeTime iso={lastEventAt} />.
          </span>
        </>
      ) : (
        <>
          <Spinner className="shrink-0 text-text-muted" />
          <span>
            Waiting for the first visitor. Open your website once the line is in it; this updates by itself.
          </span>
        </>
      )}
    </p>
  );
}
