"use client";

import { PageFault } from "@/components/layout/page-fault";

type ErrorPageProps = { error: Error & { digest?: string }; retry: () => void };

export default function ErrorPage({ error, retry }: ErrorPageProps) {
  const reference = error.digest ? ` Reference for support: ${error.digest}.` : "";
  return (
    <main className="mx-auto flex min-h-[60dvh] max-w-lg flex-col justify-center">
      <PageFault
        title="This page could not be shown"
        message={`The server or the database did not answer as it should. Your data is safe.${reference}`}
        onRetry={retry}
      />
    </main>
  );
}
