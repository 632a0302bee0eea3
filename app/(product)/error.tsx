"use client";

import { PageFault } from "@/components/layout/page-fault";

type ProductErrorPageProps = { error: Error & { digest?: string }; retry: () => void };

/** A page that failed inside the frame: the rest of the product stays in reach. */
export default function ProductErrorPage({ error, retry }: ProductErrorPageProps) {
  const reference = error.digest ? ` Reference for support: ${error.digest}.` : "";
  return (
    <PageFault
      title="This page could not be shown"
      message={`The server did not answer as it should. Your data is safe.${reference}`}
      onRetry={retry}
    />
  );
}
